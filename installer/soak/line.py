"""A line to the sandbox that breaks now and then."""

from __future__ import annotations

import random

import httpx

OFTEN = 0.05
"""The share of requests that each of the faults meets."""


class BreakingLine(httpx.BaseTransport):
    """Loses some requests, some answers, and some as if the service had a fault."""

    def __init__(self, inner: httpx.BaseTransport, chance: random.Random) -> None:
        self._inner, self._chance = inner, chance
        self.breaks = False
        self.requests = self.disturbed = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, unless this one is to break."""
        self.requests += 1
        drawn = self._chance.random() / OFTEN if self.breaks else 3
        if drawn < 3:  # noqa: PLR2004 - there are three faults
            self.disturbed += 1
        if drawn < 1:
            raise httpx.ConnectError("lost on its way", request=request)
        if drawn < 2:  # noqa: PLR2004 - the second of three
            return httpx.Response(503, request=request)
        response = self._inner.handle_request(request)
        if drawn < 3:  # noqa: PLR2004 - the third
            response.read()
            response.close()
            raise httpx.ReadError("the answer is lost", request=request)
        return response

    def close(self) -> None:
        """Close what carries the requests."""
        self._inner.close()
