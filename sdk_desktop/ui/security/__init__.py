"""What protects an unlocked client: locking, clipboard, screen capture, smart card."""
