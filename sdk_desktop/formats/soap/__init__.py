"""The access point's web service: SOAP, MTOM, ebMS headers and the WS plugin (transport.md §5)."""
