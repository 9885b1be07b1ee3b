"""The counterpart of a conformance run: envelopes that are wrong in one respect each, on order.

May import what the sandbox may. Who runs the cases, and what is expected, is `app.conformance`'s.
"""
