"""What is taken out of the program: a document to read, and what a package says of its files."""
