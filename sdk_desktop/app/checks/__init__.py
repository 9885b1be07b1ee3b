"""What is checked, and whether it works: each module checks one side of the client."""
