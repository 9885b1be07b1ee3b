"""Reading a message: its head, text, files, conversation and delivery."""
