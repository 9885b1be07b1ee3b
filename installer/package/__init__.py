"""Builds what organisations install, for Windows and Linux, on Linux."""
