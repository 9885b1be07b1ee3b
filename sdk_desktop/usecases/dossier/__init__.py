"""Takes cases out of the program as packages, and checks such packages without a store."""
