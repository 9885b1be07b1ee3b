"""Who works with a shared mailbox at each computer, so that others can hand something over to them.

Each computer says so in a record of its own, and says anew what has changed. For one that was taken
out, or may only read by now, any other one says that nobody handles the mailbox there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID, uuid4

from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import Fields, PendingChange, RecordEdit
from sdk_desktop.sharing.records import named_record
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.shared.copy import Sharing


def say_people(store: Store, sharing: Sharing, address: str) -> None:
    """Let the others know who works with a mailbox here, where they do not know it."""
    with store.read() as stored:
        edits = tuple(_edits(stored, sharing, address))
    if edits:
        sharing.append(PendingChange(uuid4(), edits), {})


def lay_people(stored: Transaction, said: Fields, now: datetime) -> None:
    """Know who works with a mailbox at another computer, and who has left there."""
    for identity, (name, role) in said["people"].items():
        stored.colleagues.come(identity, name, said["mailbox"], Role(role))
    stored.colleagues.go(said["gone"], now)


def _edits(stored: Transaction, sharing: Sharing, address: str) -> Iterator[RecordEdit]:
    mailbox = sharing.mailbox
    members, own = mailbox.members, mailbox.keys.id
    people = {
        identity: [name, role.within(address).value]
        for identity, (name, role) in stored.colleagues.here().items()
    }
    said = {"mailbox": address, "people": people, "gone": list(stored.colleagues.left())}
    yield from _edit(stored, sharing, own, said)
    writing = {one.device.id for one in members.present if one.writes}
    for identity in members.members.keys() - writing:
        known = stored.shared.record(mailbox.id, _record(sharing, identity))
        before = known.fields["people"] if known and known.fields else {}
        if before:
            out = {one: [name, Role.READER.value] for one, (name, _) in before.items()}
            yield from _edit(stored, sharing, identity, {"people": out})


def _edit(
    stored: Transaction, sharing: Sharing, device: UUID, said: Fields
) -> Iterator[RecordEdit]:
    """Yield what a computer's record is to say, unless it says so."""
    identity, kind = _record(sharing, device), int(RecordKind.PEOPLE)
    known = stored.shared.record(sharing.mailbox.id, identity)
    before = known.fields if known else None
    after = {**(before or {}), **said}
    if after != before:
        yield RecordEdit(identity, kind, known.version if known else 0, before, after)


def _record(sharing: Sharing, device: UUID) -> UUID:
    return named_record(sharing.mailbox.keyring.naming, RecordKind.PEOPLE, str(device))
