"""What needs somebody, as a list that is swept to zero."""
