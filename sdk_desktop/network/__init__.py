"""HTTP to all other systems: the client, a request with its response, and the errors of both.

What holds for all of them is decided here: whom TLS trusts, proxies, time-outs, the name that the
client gives itself, and how much of an answer is read. May import exchange and below.
"""
