"""The sandbox's control plane, for tests and practice."""
