"""The key file: the store's key, wrapped for each person, way and computer."""
