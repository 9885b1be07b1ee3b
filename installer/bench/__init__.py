"""Measurements of the client, each against a floor that is measured in the same run."""
