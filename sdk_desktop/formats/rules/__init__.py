"""The rules of each document: the official schemas and Schematron, in our own words."""
