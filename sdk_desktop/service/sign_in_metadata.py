"""What a sign-in publishes about itself: where tokens are had, also with a client certificate.

RFC 8414 and OpenID Connect Discovery 1.0; the aliases of RFC 8705 §5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.network.http_connection import HttpConnection, address

_LARGEST = 1_000_000
_LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class SignInMetadata:
    """The address of the token endpoint, and the issuer, whom proofs are meant for."""

    token_url: str
    issuer: str


def read_metadata(connection: HttpConnection, url: str, *, by_certificate: bool) -> SignInMetadata:
    """Fetch what a sign-in publishes; the alias for those who show a certificate, if any, counts.

    Raise `Unavailable` for anything else, and for what another service says of itself.
    """
    asked = address(url)
    said = connection.ask(connection.request("GET", asked), _LARGEST).document()
    aliases = said.get("mtls_endpoint_aliases")
    alias = _text(aliases, "token_endpoint") if by_certificate else ""
    found = SignInMetadata(alias or _text(said, "token_endpoint"), _text(said, "issuer"))
    if not found.token_url or not found.issuer:
        raise Unavailable("The sign-in's metadata name no token endpoint.")
    issuer = address(found.issuer)
    if (issuer.scheme, issuer.netloc) != (asked.scheme, asked.netloc):
        raise Unavailable("The sign-in's metadata are those of another service.")
    return found


def _text(said: object, name: str) -> str:
    value = said.get(name) if isinstance(said, Mapping) else None
    return value if isinstance(value, str) and len(value) <= _LONGEST_ADDRESS else ""
