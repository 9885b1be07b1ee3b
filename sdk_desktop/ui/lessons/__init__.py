"""The practice lessons: the next step in a bar, all of them in a window, and the certificate."""
