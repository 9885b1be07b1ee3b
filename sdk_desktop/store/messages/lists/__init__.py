"""What message lists show, and in which order; how many messages there are to show."""
