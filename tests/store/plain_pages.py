"""A store's file as somebody sees it who has the key: every page, also those that are not used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from sdk_desktop.store.store_file import PAGE_BYTES
from tests.store.letters import KEY

SALT = 16
TAIL = 80
"""Bytes at the end of a page: the initialisation vector (16) and the authentication code (64)."""
WAL_HEAD = 32
FRAME_HEAD = 24


def plain_pages(path: Path) -> bytes:
    """Decrypt the file and its journal, page by page, without asking the engine what is in use."""
    return b"\0".join((decrypted(path.read_bytes()), *_of_journal(journal_of(path))))


def decrypted(file: bytes) -> bytes:
    """Decrypt the whole pages at the beginning of a file."""
    places = range(0, len(file) - PAGE_BYTES + 1, PAGE_BYTES)
    pages = (_decrypted(file[place : place + PAGE_BYTES], first=place == 0) for place in places)
    return b"\0".join(pages)


def journal_of(path: Path) -> bytes:
    """Return the journal of a store, empty when there is none."""
    journal = path.with_name(f"{path.name}-wal")
    return journal.read_bytes() if journal.exists() else b""


def _of_journal(journal: bytes) -> Iterator[bytes]:
    for place in range(WAL_HEAD, len(journal), FRAME_HEAD + PAGE_BYTES):
        head = journal[place : place + FRAME_HEAD]
        page = journal[place + FRAME_HEAD : place + FRAME_HEAD + PAGE_BYTES]
        yield _decrypted(page, first=int.from_bytes(head[:4], "big") == 1)


def _decrypted(page: bytes, *, first: bool) -> bytes:
    vector = page[-TAIL : -TAIL + 16]
    cipher = Cipher(algorithms.AES(KEY), modes.CBC(vector)).decryptor()
    return cipher.update(page[SALT if first else 0 : -TAIL]) + cipher.finalize()
