"""What can be set, and what a check of it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Connection:
    """How to reach the organisation's message service and the address book.

    The client proves itself with the private key in `private_key_file` (PEM, `private_key_jwt`)
    or, without one, with the secret in `secret_file`.
    """

    service_url: str
    token_url: str
    client_id: str
    address_book_url: str
    secret_file: str = ""
    private_key_file: str = ""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person may choose; `language` is `sv` or `en`, `idle_minutes` locks the window."""

    language: str = "sv"
    text_percent: int = 100
    idle_minutes: int = 10


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a check-up: what was tried, whether it works, what was seen, what to do.

    `values` fill the `{names}` in `text`, as an error's do.
    """

    name: str
    ok: bool
    text: str
    advice: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
