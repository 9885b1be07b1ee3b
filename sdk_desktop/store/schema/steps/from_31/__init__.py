"""The steps from the thirty-first on, each frozen once it is released."""
