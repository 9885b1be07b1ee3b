"""The file that brings a ticket to a computer: a line for each mailbox."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self
from uuid import UUID

from sdk_desktop.domain.errors import Refused
from sdk_desktop.files import read_if_there, text_of
from sdk_desktop.sharing.keys import KEY_BYTES, DeviceKeys

_LARGEST = 100_000
"""Bytes of a ticket's file: some hundred mailboxes."""


@dataclass(frozen=True, slots=True, repr=False)
class TicketLine:
    """What a ticket's file says of one mailbox: its id in the ledger, the secret, its address."""

    mailbox: UUID
    secret: bytes
    address: str

    @classmethod
    def read(cls, line: str) -> Self:
        """Return what a line says; raise `ValueError` for one that is not whole."""
        code, secret, address = line.split(maxsplit=2)
        content = bytes.fromhex(secret)
        if len(content) != KEY_BYTES:
            raise ValueError("The secret is not whole.")
        return cls(UUID(code), content, address.strip())

    def written(self) -> str:
        """Return the line that says this."""
        return f"{self.mailbox} {self.secret.hex()} {self.address}"

    @property
    def use(self) -> str:
        """The name under which this computer notes that it has used the line."""
        return f"ticket:{DeviceKeys(self.secret).id}"


def read_ticket_file(path: Path) -> tuple[TicketLine, ...]:
    """Return what a ticket's file says, nothing where there is none: it is deleted after use."""
    try:
        lines = text_of(read_if_there(path, _LARGEST) or b"").splitlines()
        return tuple(TicketLine.read(one) for one in lines if one.strip() and one[0] != "#")
    except ValueError as error:
        raise Refused("The file {file} is not a whole ticket.", file=path) from error
