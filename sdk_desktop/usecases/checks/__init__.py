"""What is looked at from end to end, a part at a time: the store and its audit trail."""
