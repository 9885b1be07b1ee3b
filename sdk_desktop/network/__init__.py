"""HTTP towards every other side: one client, one connection, one place where its errors are said.

What holds for all of them is decided here: whom TLS trusts, proxies, time-outs, the name that the
client gives itself, and how much of an answer is read. May import exchange and below.
"""
