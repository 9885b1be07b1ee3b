"""What is noted on a message as a record of the ledger, and on its row here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from uuid import UUID, uuid4

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errand import Filing
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.domain.sharing import CopiedRecord, Fields, PendingChange, RecordEdit
from sdk_desktop.sharing.records import named_record
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.messages.colleague_notes import WrittenNote
from sdk_desktop.store.messages.names import MessageName
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.actor import Actor, record_event
from sdk_desktop.usecases.shared.contents import arrival_name, message_name

_TOGETHER = (
    ("handler", "handler_name"),
    ("answered", "answerer", "answerer_name"),
    ("diary",),
    ("type",),
    ("hold",),
    ("filing",),
    ("answer_by",),
    ("ticked",),
)
"""Fields that belong together: the first of each says whether anything is noted."""


def care_id(stored: Transaction, headline: Headline) -> UUID | None:
    """Return what the notes on a message are called in the ledger, None where none are shared."""
    naming = stored.shared.naming(headline.mailbox)
    return None if naming is None else care_id_of(naming, stored.names.name_of(headline.row))


def care_id_of(naming: bytes, name: MessageName) -> UUID:
    """Return what the notes on a message of some name are called in the ledger."""
    called = message_name(name.direction, name.message_id)
    if name.unreadable:
        called = arrival_name(name.service_id)
    return named_record(naming, RecordKind.CARE, called)


def care_fields(stored: Transaction, headline: Headline) -> dict[str, object]:
    """Return what is noted here on a message, and which it is."""
    return named_care_fields(stored, stored.names.name_of(headline.row), headline.row)


def named_care_fields(stored: Transaction, name: MessageName, row: int) -> dict[str, object]:
    """Return what is noted here on a message of some name, and which it is."""
    return {**_about(name), **stored.errands.shared_fields(row)}


def note_edits(
    stored: Transaction, headline: Headline, written: Iterable[WrittenNote]
) -> tuple[RecordEdit, ...]:
    """Return what colleagues here wrote about a message, each as a record of its own."""
    notes = tuple(written)
    naming = stored.shared.naming(headline.mailbox) if notes else None
    if naming is None:
        return ()
    name = stored.names.name_of(headline.row)
    care, about = care_id_of(naming, name), _about(name)
    return tuple(_note_edit(stored, f"{care}", naming, about, one) for one in notes)


def lay_note(stored: Transaction, said: Fields) -> None:
    """Show what a colleague wrote about a message that is here."""
    row = row_of(stored, said)
    if row is not None:
        stored.colleagues.know(said["who"], said["name"])
        time = datetime.fromisoformat(said["time"])
        stored.notes.write(row, WrittenNote(said["who"], time, said["text"]))


def _note_edit(
    stored: Transaction, care: str, naming: bytes, about: Fields, one: WrittenNote
) -> RecordEdit:
    time = one.time.isoformat()
    written = {
        **about,
        "who": one.who,
        "name": stored.colleagues.name_of(one.who),
        "time": time,
        "text": one.text,
    }
    identity = named_record(naming, RecordKind.NOTE, f"{care}\0{one.who}\0{time}")
    return RecordEdit(identity, int(RecordKind.NOTE), 0, None, written)


def _about(name: MessageName) -> dict[str, object]:
    """Return which message a record is about."""
    about: dict[str, object] = {
        "mailbox": name.mailbox,
        "message": name.message_id,
        "direction": name.direction.value,
    }
    if name.unreadable:
        about |= {"unreadable": True, "service": name.service_id}
    return about


def is_noted(fields: Fields) -> bool:
    """Return whether anything is noted on a message that it does not bring with it."""
    names = {first for first, *_ in _TOGETHER} | {"read"}
    if fields["direction"] == Direction.OUT:
        names -= {"handler", "read"}
    return any(fields[name] for name in names)


def row_of(stored: Transaction, said: Fields) -> int | None:
    """Return the row of the message that a record is about, None while it has not come here."""
    if said.get("unreadable"):
        return stored.names.received_row(said["mailbox"], said["service"])
    direction = Direction(said["direction"])
    return stored.names.row_of(said["mailbox"], said["message"], direction)


def lay_care(
    stored: Transaction, actor: Actor, record: CopiedRecord, before: CopiedRecord | None
) -> None:
    """Show what is noted on a message on its row, if the message has come here.

    What was noted here before the mailbox was shared is added, the first time that the message's
    record is met: both hold.
    """
    said = record.fields or {}
    row = row_of(stored, said)
    if row is None:
        return
    if before is None and stored.past.waits(row):
        said = _added(stored, actor, record, row)
    elif before is None and said["read"]:
        _see_what_was_read_before(stored, row)
    _lay(stored, row, said)


def _added(stored: Transaction, actor: Actor, record: CopiedRecord, row: int) -> Fields:
    """Return the notes of others and those from here, and let the ledger have them."""
    theirs, mine = record.fields or {}, care_fields(stored, stored.messages.headline(row))
    both = merged(theirs, mine)
    if both != theirs:
        edit = RecordEdit(record.id, record.kind, record.version, theirs, both)
        mailbox = stored.shared.ids()[theirs["mailbox"]]
        stored.shared.queue(mailbox, PendingChange(uuid4(), (edit,)))
    note_differing(stored, actor, row, theirs, mine)
    return both


def note_differing(stored: Transaction, actor: Actor, row: int, held: Fields, gone: Fields) -> None:
    """Record what was noted on a message and gives way to what others have noted."""
    if differing := tuple(_differing(held, gone)):
        event = actor.system_event(AuditKind.NOTE_REFUSED, detail=" · ".join(differing))
        record_event(stored, event, row)


def merged(theirs: Fields, mine: Fields) -> Fields:
    """Return the notes of both; where both have noted something else, theirs."""
    both = {**theirs, "read": theirs["read"] or mine["read"]}
    for first, *others in _TOGETHER:
        if mine.get(first) and not theirs.get(first):
            both |= {name: mine[name] for name in (first, *others)}
    return both


def _differing(theirs: Fields, mine: Fields) -> Iterator[str]:
    """Yield what was noted here and gives way to what others have noted."""
    for first, *others in _TOGETHER:
        if mine.get(first) and theirs.get(first) not in {"", None, mine[first]}:
            yield str(mine[others[-1]] if others else mine[first])


def _see_what_was_read_before(stored: Transaction, row: int) -> None:
    """Show to nobody here as unread what others had read before the mailbox was shared here."""
    if stored.past.came_before(row):
        stored.errands.see(row)


def _lay(stored: Transaction, row: int, said: Fields) -> None:
    """Show what a record says and is not shown yet; one of an earlier version says less."""
    here = stored.errands.shared_fields(row)
    news = {name for name in here if name in said and said[name] != here[name]}
    if said["handler"] and news & {"handler", "handler_name"}:
        stored.colleagues.know(said["handler"], said["handler_name"])
    if "handler" in news:
        stored.messages.assign(row, said["handler"])
        if stored.colleagues.is_here(said["handler"]):
            stored.errands.unsee(row, said["handler"])
    if "read" in news and said["read"]:
        stored.messages.mark_read(row)
    if news & {"diary", "type"}:
        stored.messages.register(row, said["diary"], said["type"])
    if "hold" in news:
        stored.messages.hold(row, said["hold"])
    _lay_errand(stored, row, said, news)


def _lay_errand(stored: Transaction, row: int, said: Fields, news: Collection[str]) -> None:
    if not {"answered", "answerer", "answerer_name"}.isdisjoint(news):
        if said["answered"]:
            stored.colleagues.know(said["answerer"], said["answerer_name"])
            moment = datetime.fromisoformat(said["answered"])
            stored.errands.answered(row, said["answerer"], moment)
        else:
            stored.held.unanswer(row)
    if "filing" in news:
        stored.errands.file(row, Filing(said["filing"]))
    if "ticked" in news:
        stored.errands.seen_to(row, said["ticked"])
    if "answer_by" in news:
        deadline = said["answer_by"]
        stored.errands.answer_by(row, datetime.fromisoformat(deadline) if deadline else None)
