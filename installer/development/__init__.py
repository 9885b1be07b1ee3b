"""The parts of dev.py: only the standard library, for they run before anything is installed."""
