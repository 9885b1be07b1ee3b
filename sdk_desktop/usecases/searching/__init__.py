"""What a search reads, and what is read so that it can be found."""
