"""The sandbox's federation: access points, name service, directory, revocation and keys."""
