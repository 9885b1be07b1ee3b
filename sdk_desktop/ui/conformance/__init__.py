"""The result of a conformance run in words: as plain text and as PDF."""
