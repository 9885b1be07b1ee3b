"""The guide of the first start, and the way back in with the recovery key."""
