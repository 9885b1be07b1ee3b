"""SDK Desktop: a message client for Säker digital kommunikation (SDK)."""

__version__ = "0.1.0"
