"""The pages of a store's file and its write-ahead log that are as they were written.

A page of SQLCipher's holds ciphertext (AES-256-CBC), its initialisation vector and a code
(HMAC-SHA512) that authenticates both and the page's number. The first page begins with the salt of
the key of those codes.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from sdk_desktop.files import opened
from sdk_desktop.store.backup.closed_copy import SALT_BYTES, wal_of
from sdk_desktop.store.engine import KEY_BYTES
from sdk_desktop.store.store_file import PAGE_BYTES

VECTOR_BYTES, CODE_BYTES = 16, 64
CONTENT_BYTES = PAGE_BYTES - VECTOR_BYTES - CODE_BYTES
"""What a page has left for the engine."""

_MAGIC = b"SQLite format 3\0"
"""Stands in the salt's place where nothing is encrypted."""
_TURNED, _ROUNDS = 0x3A, 2
"""How the salt of the codes' key is made of the file's, and how often that key is derived."""
_LOG_MAGIC, _LOG_HEAD, _FRAME_HEAD = 0x377F0683, 32, 24
"""The last bit says in which order of bytes the log is summed up; the others are sizes."""
_WORD = 0xFFFF_FFFF


class TruePages:
    """The pages of two open files, the store's and its log's; `count` is the last one's number."""

    def __init__(self, file: BinaryIO, log: BinaryIO | None, key: bytes) -> None:
        self._file, self._log = file, log
        self._cipher = algorithms.AES(key)
        salt = bytes(byte ^ _TURNED for byte in _read(file, 0, SALT_BYTES))
        self._code_key = hashlib.pbkdf2_hmac("sha512", key, salt, _ROUNDS, KEY_BYTES)
        self._in_log = _committed(log) if log else {}
        self.count = max(file.seek(0, 2) // PAGE_BYTES, *self._in_log, 0)

    def page(self, number: int) -> bytes | None:
        """Return what a page holds for the engine; None when it is not as it was written."""
        if not 1 <= number <= self.count:
            return None
        file, place = self._file, (number - 1) * PAGE_BYTES
        if self._log and number in self._in_log:
            file, place = self._log, self._in_log[number]
        stored = _read(file, place, PAGE_BYTES)
        return self._opened(stored, number) if len(stored) == PAGE_BYTES else None

    def _opened(self, stored: bytes, number: int) -> bytes | None:
        start = SALT_BYTES if number == 1 else 0
        sealed, code = stored[start:-CODE_BYTES], stored[-CODE_BYTES:]
        told = sealed + struct.pack("<I", number)
        if not hmac.compare_digest(hmac.digest(self._code_key, told, "sha512"), code):
            return None
        cipher = Cipher(self._cipher, modes.CBC(sealed[-VECTOR_BYTES:])).decryptor()
        content = cipher.update(sealed[:-VECTOR_BYTES]) + cipher.finalize()
        return _MAGIC + content if number == 1 else content


@contextmanager
def true_pages(path: Path, key: bytes) -> Iterator[TruePages]:
    """Open the files of the store at `path` for reading."""
    log = wal_of(path)
    with opened(path) as file:
        if not log.exists():
            yield TruePages(file, None, key)
            return
        with opened(log) as frames:
            yield TruePages(file, frames, key)


def _read(file: BinaryIO, place: int, size: int) -> bytes:
    """Return the bytes at a place; none where the disk does not give them."""
    try:
        file.seek(place)
        return file.read(size)
    except OSError:
        return b""


def _committed(log: BinaryIO) -> dict[int, int]:
    """Return where the log has the newest committed content of its pages, as the engine reads it.

    Each frame's sum is over all before it: the first that does not fit ends the log.
    """
    head = _read(log, 0, _LOG_HEAD)
    magic = int.from_bytes(head[:4], "big")
    if len(head) < _LOG_HEAD or magic | 1 != _LOG_MAGIC:
        return {}
    order = ">" if magic & 1 else "<"
    sums = _summed(head[:24], order, (0, 0))
    if head[24:] != struct.pack(">2I", *sums):
        return {}
    committed: dict[int, int] = {}
    written: dict[int, int] = {}
    place = _LOG_HEAD
    while len(frame := _read(log, place, _FRAME_HEAD + PAGE_BYTES)) == _FRAME_HEAD + PAGE_BYTES:
        number, pages = struct.unpack_from(">2I", frame)
        sums = _summed(frame[:8] + frame[_FRAME_HEAD:], order, sums)
        if frame[8:_FRAME_HEAD] != head[16:24] + struct.pack(">2I", *sums):
            break
        written[number] = place + _FRAME_HEAD
        if pages:  # of the whole file: here a transaction ends
            committed |= written
            written.clear()
        place += len(frame)
    return committed


def _summed(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """Add bytes to the two sums of a log."""
    first, second = sums
    for one, other in struct.iter_unpack(f"{order}2I", data):
        first = (first + one + second) & _WORD
        second = (second + other + first) & _WORD
    return first, second
