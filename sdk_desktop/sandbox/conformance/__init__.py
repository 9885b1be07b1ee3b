"""The counterpart of a conformance run: sends documents with one fault each, on request.

May import what the sandbox may. The cases, and what is expected, are in `sdk_desktop.conformance`.
"""
