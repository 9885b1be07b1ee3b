"""Erasing messages by decision: choose, preview, propose, approve, report."""
