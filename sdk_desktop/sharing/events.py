"""Events: each change as its device describes it, sealed, signed and chained.

Each names the versions that its change wrote and the newest place in the chain that its device
had met, so that nobody can exchange a record, leave one out or tell two devices two histories.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sdk_desktop.domain.errors import Untrusted
from sdk_desktop.sharing.keys import DeviceKeys, Keyring, verify
from sdk_desktop.sharing.records import decrypt, encrypt, spoiled, unpacked
from sdk_desktop.sharing.values import (
    ChainPoint,
    Place,
    PublicDevice,
    SealedEvent,
    SealedRecord,
    StoredEvent,
)

_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Event:
    """A change as its device describes it.

    `seen` is the newest place in the chain that it had met; `written` are the versions and
    digests of the records by id; `audit` is what the audit trail says, as JSON values. An event
    `is_spoiled` that a member has signed and that says nothing of all this.
    """

    device: UUID
    epoch: int
    seen: ChainPoint
    written: Mapping[UUID, tuple[int, str]] = field(default_factory=dict)
    audit: tuple[Mapping[str, Any], ...] = ()
    is_spoiled: bool = False


def sealed_event(
    keyring: Keyring,
    keys: DeviceKeys,
    place: tuple[UUID, UUID, ChainPoint],
    records: Iterable[SealedRecord] = (),
    audit: Iterable[Mapping[str, Any]] = (),
) -> SealedEvent:
    """Return the event of a change, sealed and signed.

    `place` is the mailbox, the change and the newest place in the chain that the device has met.
    """
    mailbox, change, seen = place
    said = {
        "device": str(keys.id),
        "seen": [seen.number, seen.digest.hex()],
        "written": {str(one.id): [one.version, _digest(one)] for one in records},
        "audit": list(audit),
    }
    content = zlib.compress(json.dumps(said, ensure_ascii=False).encode())
    about = _about(mailbox, change, keyring.epoch)
    sealed = encrypt(keyring.key(keyring.epoch), content, about)
    return SealedEvent(keyring.epoch, sealed, keys.sign(about + sealed))


def opened_events(
    keyring: Keyring,
    mailbox: UUID,
    found: Iterable[StoredEvent],
    devices: Mapping[UUID, PublicDevice],
) -> tuple[tuple[StoredEvent, Event], ...]:
    """Return events, each with what it says; raise `Untrusted` unless these devices signed all."""
    return tuple((one, opened_event(keyring, mailbox, one, devices)) for one in found)


def opened_event(
    keyring: Keyring, mailbox: UUID, stored: StoredEvent, devices: Mapping[UUID, PublicDevice]
) -> Event:
    """Return an event; raise `Untrusted` unless one of these devices has signed it."""
    event = stored.event
    about = _about(mailbox, stored.change, event.epoch)
    try:
        opened = _read(
            event.epoch, unpacked(decrypt(keyring.key(event.epoch), event.sealed, about))
        )
    except Untrusted:
        if stored.device not in devices:
            raise
        opened = Event(stored.device, event.epoch, ChainPoint(), is_spoiled=True)
    if opened.device not in devices:
        raise Untrusted("A change of the shared mailbox is not signed by a member.")
    verify(devices[opened.device], event.signature, about + event.sealed)
    return opened


def follow(place: Place, events: Iterable[StoredEvent]) -> Place:
    """Return the place after these events; raise `Untrusted` where the chain does not hold.

    Nor may an event be sealed for an older epoch than the one before: whoever was removed has
    the older keys.
    """
    for stored in events:
        number = place.end.number + 1
        parts = (
            *(place.end.digest, number.to_bytes(8, "big"), stored.change.bytes),
            *(stored.event.sealed, stored.event.signature),
        )
        end = ChainPoint(number, hashlib.sha256(b"".join(parts)).digest())
        if stored.end != end or stored.event.epoch < place.epoch:
            raise spoiled()
        place = Place(stored.position, end, stored.event.epoch)
    return place


def check_written(event: Event, record: SealedRecord) -> None:
    """Raise `Untrusted` unless an event's change wrote this very version of a record."""
    if event.epoch != record.epoch or event.written.get(record.id) != (
        record.version,
        _digest(record),
    ):
        raise spoiled()


def _read(epoch: int, said: Mapping[str, Any]) -> Event:
    try:
        device, (number, digest) = UUID(said["device"]), said["seen"]
        written = {UUID(key): (int(v), str(d)) for key, (v, d) in said["written"].items()}
        seen = ChainPoint(int(number), bytes.fromhex(digest))
        return Event(device, epoch, seen, written, tuple(said["audit"]))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise spoiled() from error


def _digest(record: SealedRecord) -> str:
    return hashlib.sha256(record.sealed or b"").digest()[:_DIGEST_BYTES].hex()


def _about(mailbox: UUID, change: UUID, epoch: int) -> bytes:
    return b"sdk ledger event\0" + mailbox.bytes + change.bytes + epoch.to_bytes(4, "big")
