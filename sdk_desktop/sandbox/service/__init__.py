"""The sandbox's message services, sign-in and address book (SDK API MT-MK 1.0)."""
