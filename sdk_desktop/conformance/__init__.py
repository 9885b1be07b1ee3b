"""Runs every case of the specifications for a message system at an access point.

The cases are values, listed in the modules `*_cases`; `run` runs them against the sandbox or a
partner. Malformed documents are made by the sandbox: `sandbox.conformance`.
"""
