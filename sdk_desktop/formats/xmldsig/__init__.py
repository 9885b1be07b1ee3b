"""XML Signature and XML Encryption as SDK uses them, and the one XML parser; see README.md."""
