"""The tables as they are today, and how older files are brought to them."""
