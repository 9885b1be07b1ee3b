"""A network line that a test may cut, slow or make answer for the other side."""

from __future__ import annotations

import ssl
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

import httpx


def path_of(request: httpx.Request) -> str:
    """Return what a request is known by."""
    return request.url.path


class Act(Enum):
    """What happens to a request."""

    PASS = auto()
    CUT_BEFORE = auto()
    CUT_AFTER = auto()
    SLOW = auto()
    ANSWER = auto()
    DISTRUST = auto()


@dataclass(frozen=True)
class Fault:
    """What happens to the next request whose method and path are these (empty: any)."""

    act: Act
    method: str = ""
    path: str = ""
    status: int = 503
    content: bytes = b""
    content_type: str = "text/plain"

    def concerns(self, request: httpx.Request, path: str) -> bool:
        return self.method in {"", request.method} and self.path in path


class CuttableConnection(httpx.BaseTransport):
    """Carries requests to `inner`; each fault happens once, in the order they were asked for.

    `requests` are all that were sent, also those that never arrived. What goes for the path of a
    request is for `path` to say.
    """

    def __init__(
        self, inner: httpx.BaseTransport, path: Callable[[httpx.Request], str] = path_of
    ) -> None:
        self.inner = inner
        self._path = path
        self.requests: list[httpx.Request] = []
        self._faults: deque[Fault] = deque()

    def cut_before(self, method: str = "", path: str = "", times: int = 1) -> None:
        """Break the line before the request arrives."""
        self.add(Fault(Act.CUT_BEFORE, method, path), times)

    def cut_after(self, method: str = "", path: str = "", times: int = 1) -> None:
        """Let the request arrive and lose its answer."""
        self.add(Fault(Act.CUT_AFTER, method, path), times)

    def slow(self, method: str = "", path: str = "", times: int = 1) -> None:
        """Let the request arrive, and let its answer take too long."""
        self.add(Fault(Act.SLOW, method, path), times)

    def answer(self, status: int, method: str = "", path: str = "", times: int = 1) -> None:
        """Answer with an empty body of this status, without asking the other side."""
        self.add(Fault(Act.ANSWER, method, path, status), times)

    def distrust(self, method: str = "", path: str = "", times: int = 1) -> None:
        """Let the other side show a certificate that nobody trusts."""
        self.add(Fault(Act.DISTRUST, method, path), times)

    def add(self, fault: Fault, times: int = 1) -> None:
        self._faults.extend([fault] * times)

    def mend(self) -> None:
        """Forget the faults that have not happened."""
        self._faults.clear()

    def count(self, method: str = "", path: str = "") -> int:
        """Count the requests that were sent with this method and this in their path."""
        wanted = Fault(Act.PASS, method, path)
        return sum(wanted.concerns(request, self._path(request)) for request in self.requests)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        fault = self._next_fault(request)
        match fault.act:
            case Act.CUT_BEFORE:
                raise httpx.ConnectError("the line is cut", request=request)
            case Act.DISTRUST:
                untrusted = ssl.SSLCertVerificationError("self-signed")
                raise httpx.ConnectError("tls", request=request) from untrusted
            case Act.ANSWER:
                return httpx.Response(
                    fault.status,
                    headers={"Content-Type": fault.content_type},
                    content=fault.content,
                    request=request,
                )
        response = self.inner.handle_request(request)
        match fault.act:
            case Act.CUT_AFTER:
                response.read()
                response.close()
                raise httpx.ReadError("the line was cut", request=request)
            case Act.SLOW:
                response.read()
                response.close()
                raise httpx.ReadTimeout("the answer took too long", request=request)
        return response

    def close(self) -> None:
        self.inner.close()

    def _next_fault(self, request: httpx.Request) -> Fault:
        for fault in self._faults:
            if fault.concerns(request, self._path(request)):
                self._faults.remove(fault)
                return fault
        return Fault(Act.PASS)
