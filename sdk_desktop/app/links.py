"""Links that open the client: `sdk:` with a function address, or with a path that says what for.

    sdk:inkorg:0203:example.se      write to this function address (its own form, as it stands)
    sdk:/write/ADDRESS              write to a function address of any form
    sdk:/message/ID                 show the message of this id

ADDRESS and ID are percent-encoded UTF-8. A link is foreign: it names one thing and nothing else,
and whoever follows it looks that thing up.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from sdk_desktop.domain.errors import Refused

SCHEME = "sdk:"
LONGEST = 1_000
"""Characters of a link."""
_LONGEST_NAME = 256
"""Characters of a function address or a message's id, as the specification bounds them."""


@dataclass(frozen=True, slots=True)
class MessageLink:
    """Shows a message."""

    message_id: str


@dataclass(frozen=True, slots=True)
class WriteLink:
    """Begins a message to a function address."""

    address: str


def read_link(text: str) -> MessageLink | WriteLink:
    """Return what a link is for; raise `Refused` for what is none."""
    scheme, rest = text[: len(SCHEME)].lower(), text[len(SCHEME) :]
    if scheme != SCHEME or len(text) > LONGEST:
        raise _none()
    match rest.split("/"):
        case [address]:
            return WriteLink(_name(SCHEME + address))
        case ["", "write", address]:
            return WriteLink(_name(address))
        case ["", "message", message_id]:
            return MessageLink(_name(message_id))
        case _:
            raise _none()


def _name(encoded: str) -> str:
    """Return what is named: something that can be read, and not too long."""
    try:
        name = unquote(encoded, errors="strict")
    except UnicodeDecodeError:
        raise _none() from None
    if name in {"", SCHEME} or len(name) > _LONGEST_NAME or not name.isprintable():
        raise _none()
    return name


def _none() -> Refused:
    return Refused("This is no link that SDK Desktop can open.")
