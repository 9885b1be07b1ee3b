"""Writing a message: its recipients, text, references and files, and what is wrong with it."""
