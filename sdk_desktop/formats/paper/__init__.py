"""Documents as PDF/A-2b (ISO 19005-2): tagged, with their own letters, the same bytes each time."""
