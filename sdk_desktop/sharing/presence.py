"""Presence: who is answering which message now. A hint only: nothing depends on it."""

from __future__ import annotations

import json
from uuid import UUID

from sdk_desktop.domain.errors import Untrusted
from sdk_desktop.formats.json_fields import read_json
from sdk_desktop.sharing.keys import Keyring
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.records import decrypt, encrypt

SECONDS = 60


class Presence:
    """Shows and reads who works on which record of a mailbox."""

    def __init__(self, ledger: Ledger, mailbox: UUID, keyring: Keyring) -> None:
        """Seal and open entries with these keys."""
        self._ledger = ledger
        self._mailbox = mailbox
        self._keyring = keyring

    def show(self, record: UUID, who: str, seconds: int = SECONDS) -> None:
        """Say that somebody works on a record here; without seconds, no longer."""
        epoch = self._keyring.epoch
        content = json.dumps(who).encode()
        sealed = encrypt(self._keyring.key(epoch), content, _about(self._mailbox, record))
        self._ledger.ask(
            "SELECT ledger.announce(%s, %s, %s, %b, %s)",
            (self._mailbox, record, epoch, sealed, seconds),
        )

    def everybody(self) -> tuple[str, ...]:
        """Return who works on any record of the mailbox at other devices, as far as it is read."""
        rows = self._ledger.ask_all(
            "SELECT record, epoch, sealed FROM ledger.presence WHERE mailbox = %s"
            " AND until > clock_timestamp() AND device <> ledger.own_device()"
            " ORDER BY record, device",
            (self._mailbox,),
        )
        read = (self._read(record, epoch, sealed) for record, epoch, sealed in rows)
        return tuple(who for who in read if who)

    def _read(self, record: UUID, epoch: int, sealed: bytes) -> str:
        if not 0 < epoch <= self._keyring.epoch:
            return ""
        try:
            about = _about(self._mailbox, record)
            return str(read_json(decrypt(self._keyring.key(epoch), sealed, about)))
        except (Untrusted, ValueError):
            return ""


def _about(mailbox: UUID, record: UUID) -> bytes:
    return b"sdk ledger presence\0" + mailbox.bytes + record.bytes
