"""Decisions on erasing as records of the ledger, and what they do to the rows here.

A decision is a record with its state; what was erased by it are records that each name some
messages. Whoever takes these in erases the messages, however late.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.purge import PurgeCriteria, PurgeProposal, PurgeState
from sdk_desktop.domain.sharing import CopiedRecord, Fields
from sdk_desktop.formats.json_fields import read_json
from sdk_desktop.store.purging import Batch
from sdk_desktop.store.shared_purges import ErasedName, ListedMessage
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.actor import Actor, record_event
from sdk_desktop.usecases.shared.contents import arrival_name, message_name

OPEN_STATES = frozenset({PurgeState.PROPOSED, PurgeState.APPROVED})
"""A decision in one of these needs the list of its messages."""


def decision_fields(name: str, decided: PurgeProposal, approved_id: str = "") -> dict[str, Any]:
    """Return what a record says of a decision; people of one name differ by their ids."""
    criteria = decided.criteria
    known = {"approved_id": approved_id} if approved_id else {}
    return {
        "mailbox": criteria.mailbox,
        "purge": name,
        "decided": {
            "state": decided.state.value,
            "decision": decided.decision,
            "before": criteria.before.isoformat(),
            "type": criteria.document_type,
            "direction": criteria.direction,
            "proposed_by": decided.proposed_by,
            "proposed": decided.proposed.isoformat(),
            "approved_by": decided.approved_by,
            "approved": decided.approved.isoformat() if decided.approved else None,
            "listed": decided.listed,
            **known,
        },
    }


def batch_fields(decision: Fields, erased: Sequence[ErasedName], left: Fields) -> dict[str, Any]:
    """Return what a record says of some messages that a decision has erased, or left and why."""
    return {**decision, "erased": [_said(one) for one in erased], **left}


def content_name(direction: Direction, message_id: str, service_id: str, *, readable: bool) -> str:
    """Return what a message is called everywhere."""
    return message_name(direction, message_id) if readable else arrival_name(service_id)


def listing(listed: Iterable[ListedMessage]) -> bytes:
    """Return the messages of a proposal as a file."""
    names = ([one.direction, one.message_id, one.service_id, one.seen] for one in listed)
    flags = [one.is_readable for one in listed]
    return json.dumps([list(names), flags], ensure_ascii=False).encode()


def listed_rows(stored: Transaction, mailbox: str, content: bytes) -> dict[int, str]:
    """Return the rows of the messages that a file lists and that are here, and what was noted."""
    names, flags = read_json(content)
    found = (
        (row_named(stored, mailbox, name, readable=readable), name[3])
        for name, readable in zip(names, flags, strict=True)
    )
    return {row: seen for row, seen in found if row is not None}


def needs_listing(stored: Transaction, said: Fields) -> bool:
    """Return whether a decision's list of messages is needed to show it here."""
    if "erased" in said or PurgeState(said["decided"]["state"]) not in OPEN_STATES:
        return False
    return stored.shared_purges.number(said["purge"]) is None


def lay_purge(
    stored: Transaction, actor: Actor, record: CopiedRecord, files: Mapping[Any, bytes]
) -> None:
    """Show how far a decision is, and erase what it has erased."""
    said = record.fields or {}
    decided = _decided(said)
    known = stored.shared_purges.number(said["purge"])
    is_new = known is None
    number = stored.shared_purges.make(said["purge"], decided) if known is None else known
    if "erased" in said:
        _erase(stored, actor, number, said)
        return
    if not is_new:
        stored.shared_purges.move(number, decided)
    if decided.state not in OPEN_STATES:
        stored.shared_purges.forget_listed(number)
    elif is_new and files:
        (content,) = files.values()
        rows = listed_rows(stored, said["mailbox"], content)
        stored.shared_purges.put_listed(number, rows)


def _erase(stored: Transaction, actor: Actor, number: int, said: Fields) -> None:
    """Erase what a record names; what was kept here before the mailbox was shared stays here."""
    mailbox, now = said["mailbox"], actor.clock()
    names = tuple(_name(one) for one in said["erased"])
    keys = ((one.direction, one.message_id, one.service_id, one.is_readable) for one in names)
    rows = (row_named(stored, mailbox, key[:3], readable=key[3]) for key in keys)
    here = [row for row in rows if row is not None]
    kept = tuple(row for row in here if stored.messages.headline(row).hold)
    going = tuple(row for row in here if row not in kept)
    event = actor.event if _is_mine(said["decided"], actor) else actor.system_event
    for one in going:
        record_event(stored, event(AuditKind.PURGED, detail=said["decided"]["decision"]), one)
    held, changed = (
        tuple(
            row
            for *name, readable in said.get(why, ())
            if (row := row_named(stored, mailbox, name, readable=readable)) is not None
        )
        for why in ("held", "changed")
    )
    stored.purges.erase(number, Batch(going, held + kept, changed), now)
    stored.shared_purges.note_erased(number, mailbox, names)


def _is_mine(decided: Fields, actor: Actor) -> bool:
    """Return whether whoever works here has approved a decision; older ones name nobody's id."""
    if "approved_id" in decided:
        return bool(decided["approved_id"] == actor.who_id)
    return bool(decided["approved_by"] == actor.who)


def row_named(
    stored: Transaction, mailbox: str, name: Sequence[str], *, readable: bool
) -> int | None:
    """Return the row of a message by its direction and names, None where it is not here."""
    direction, message_id, service_id = name[:3]
    if not readable:
        return stored.names.received_row(mailbox, service_id)
    return stored.names.row_of(mailbox, message_id, Direction(direction))


def _decided(said: Fields) -> PurgeProposal:
    of = said["decided"]
    criteria = PurgeCriteria(
        before=datetime.fromisoformat(of["before"]),
        mailbox=said["mailbox"],
        document_type=of["type"],
        direction=Direction(of["direction"]) if of["direction"] else None,
    )
    return PurgeProposal(
        number=0,
        criteria=criteria,
        decision=of["decision"],
        state=PurgeState(of["state"]),
        proposed_by=of["proposed_by"],
        proposed=datetime.fromisoformat(of["proposed"]),
        listed=of["listed"],
        approved_by=of["approved_by"],
        approved=datetime.fromisoformat(of["approved"]) if of["approved"] else None,
    )


def _moment(text: str) -> datetime:
    """Return a moment; older programs have left out that it is in UTC."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _said(one: ErasedName) -> list[Any]:
    times = one.received.isoformat(), one.time.isoformat()
    name = one.direction.value, one.message_id, one.service_id, one.is_readable
    return [*name, *times, one.diary_number, one.document_type, one.digest]


def _name(said: Sequence[Any]) -> ErasedName:
    direction, message_id, service_id, is_readable, received, time, *noted = said
    times = _moment(received), _moment(time)
    return ErasedName(Direction(direction), message_id, service_id, is_readable, *times, *noted)
