"""What SDK's words mean, as frozen values.

Imports the standard library only, does no input or output, and knows no clock.
"""
