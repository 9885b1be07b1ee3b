"""Attachments in the ledger: sealed in pieces, fetched when somebody opens them."""

from __future__ import annotations

import zlib
from uuid import UUID

from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.sharing.keys import Keyring
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.records import decrypt, encrypt, spoiled

PIECE_BYTES = 512 * 1024
MOST_FILE_BYTES = 200_000_000
"""How large a file may be that a record names; what comes in a message is smaller."""


class FileMissing(Unavailable):
    """A file that a record names is not there, or not all of it."""


def put_file(ledger: Ledger, mailbox: UUID, keyring: Keyring, file: UUID, content: bytes) -> None:
    """Keep a file; done before the record that names it is appended.

    Pieces that are there stay: the same file gives the same pieces, whoever sends them.
    """
    for number, start in enumerate(range(0, len(content) or 1, PIECE_BYTES)):
        packed = zlib.compress(content[start : start + PIECE_BYTES], 1)
        about = _about(mailbox, file, number)
        sealed = encrypt(keyring.key(keyring.epoch), packed, about)
        ledger.ask(
            "SELECT ledger.put_piece(%s, %s, %s, %s, %b)",
            (mailbox, file, number, keyring.epoch, sealed),
        )


def get_file(ledger: Ledger, mailbox: UUID, keyring: Keyring, file: UUID, size: int) -> bytes:
    """Return a file of so many bytes; raise `FileMissing` while not all of it is there."""
    if not 0 <= size <= MOST_FILE_BYTES:
        raise spoiled()
    parts = []
    for number in range(-(-size // PIECE_BYTES) or 1):
        row = ledger.ask(
            "SELECT epoch, sealed FROM ledger.piece"
            " WHERE mailbox = %s AND file = %s AND number = %s",
            (mailbox, file, number),
        )
        if row is None:
            raise FileMissing("The file has not come to the shared mailbox yet. Try again.")
        if not 0 < row[0] <= keyring.epoch:
            raise spoiled()
        packed = decrypt(keyring.key(row[0]), row[1], _about(mailbox, file, number))
        parts.append(_unpacked(packed))
    content = b"".join(parts)
    if len(content) != size:
        raise spoiled()
    return content


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(packed, PIECE_BYTES)
    except zlib.error as error:
        raise spoiled() from error
    if not unpacking.eof:
        raise spoiled()
    return content


def _about(mailbox: UUID, file: UUID, number: int) -> bytes:
    return b"sdk ledger piece\0" + mailbox.bytes + file.bytes + number.to_bytes(4, "big")
