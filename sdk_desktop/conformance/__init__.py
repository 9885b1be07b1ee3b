"""Goes through every case that a message system in direct mode must master, against a counterpart.

The cases are values: `sending`, `receiving`, `acknowledging` and `testing` list them. What bad
envelopes are made of is the counterpart's business: `sandbox.conformance`.
"""
