"""Proof, fresh enough, of who the user is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Clearance:
    """Leave to see confidential messages; only `auth` makes one.

    `until` is when the proof has grown too old.
    """

    who: str
    proved: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class PassphraseProof:
    """What the user typed to prove who they are; never stored, never shown."""

    passphrase: str
    code: str

    def __repr__(self) -> str:
        """Hide what was typed."""
        return "PassphraseProof(…)"


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
