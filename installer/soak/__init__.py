"""The window at work for a while, at a service that fails now and then."""
