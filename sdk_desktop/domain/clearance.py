"""Proof of who the user is: how it was given, how strong it is, and how old it may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import TypeAlias

SHORTEST_PASSPHRASE = 12
"""Characters."""


class Way(StrEnum):
    """How a person can prove who they are."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a name, not a secret
    CARD = "card"
    LOGIN = "login"


class Level(IntEnum):
    """Level of assurance, as Swedish eID counts them; SDK asks for the third (SAD AF6)."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    HIGHEST = 4


class Purpose(StrEnum):
    """What a proof is needed for."""

    READ = "read"
    SEND = "send"
    EXPORT = "export"
    PURGE = "purge"
    ADMINISTER = "administer"


@dataclass(frozen=True, slots=True)
class Need:
    """What a purpose asks of a proof: at least this level, no older than this."""

    level: Level
    age: timedelta


@dataclass(frozen=True, slots=True)
class Clearance:
    """Permission to do what needs a proof; only `auth` makes one.

    It was `proved` at a moment of the clock, and when the computer had been `up` so many seconds.
    """

    who: str
    proved: datetime
    level: Level
    up: float = 0.0


@dataclass(frozen=True, slots=True)
class PassphraseProof:
    """What the user typed to prove who they are; never stored, never shown."""

    passphrase: str
    code: str

    def __repr__(self) -> str:
        """Hide what was typed."""
        return "PassphraseProof(…)"


@dataclass(frozen=True, slots=True)
class CardProof:
    """The PIN of the smart card in the reader; never stored, never shown."""

    pin: str

    def __repr__(self) -> str:
        """Hide what was typed."""
        return "CardProof(…)"


@dataclass(frozen=True, slots=True)
class LoginProof:
    """How to log in at the organisation's login service, in the user's own browser.

    `browse` opens an address there. `page` is the plain text that the browser shows when it has
    brought the answer; whether that lets the user in is not known yet. `cancelled` is polled:
    whether the user has given up.
    """

    browse: Callable[[str], object]
    page: str
    cancelled: Callable[[], bool]


Proof: TypeAlias = PassphraseProof | CardProof | LoginProof


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a new user must put in their authenticator; shown once.

    `uri` is the `otpauth:` address that a QR code holds, `secret` the same for typing (base 32).
    """

    who: str
    secret: str
    uri: str

    def __repr__(self) -> str:
        """Hide the secret."""
        return "Enrolment(…)"


@dataclass(frozen=True, slots=True)
class EnrolledPerson:
    """A person who may open the store, and the ways in which they can."""

    who: str
    ways: tuple[Way, ...]
