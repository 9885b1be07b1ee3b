"""What people do with messages besides reading them: who has them, and what becomes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sdk_desktop.domain.audit import AuditKind, AuditRow
from sdk_desktop.domain.clock import local, midnight
from sdk_desktop.domain.errand import ColleagueNote, Filing, Proposal, Reason
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import CodeSystem, Message
from sdk_desktop.domain.roles import Role
from sdk_desktop.store.messages.colleague_notes import WrittenNote
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor, record_event
from sdk_desktop.usecases.answering import hand_to, refuse_handler, take
from sdk_desktop.usecases.noting import Noting

HISTORY = 200
"""Events of one message that are shown at most."""


class Handling:
    """Takes, hands on, files and settles messages, and keeps what colleagues note on them."""

    def __init__(self, store: Store, actor: Actor, noting: Noting) -> None:
        """Work on a store as a person."""
        self._store = store
        self._actor = actor
        self._noting = noting

    def take(self, row: int, over: str = "") -> None:
        """Make the message mine.

        Raise `InOtherHands` when a colleague has it, unless it is to be taken `over` from that
        very colleague.
        """
        self._actor.require_on(Role.HANDLER, row)
        with self._noting(row) as stored:
            headline = stored.messages.headline(row, self._actor.question())
            refuse_handler(headline, self._actor.who_id, over)
            take(stored, self._actor, headline)

    def take_free(self, rows: Sequence[int], over: str = "") -> int:
        """Make those of several messages mine that nobody has; return how many they are.

        With `over` it is those, too, that this colleague has, or writes an answer to.
        """
        self._actor.require_on(Role.HANDLER, *rows)
        taken = 0
        for row in rows:
            with self._noting(row) as stored:
                headline = stored.messages.headline(row, self._actor.question())
                if not {headline.handler_id, headline.errand.writer_id} <= {"", over}:
                    continue
                take(stored, self._actor, headline)
                taken += 1
        return taken

    def release(self, row: int, over: str = "") -> None:
        """Make a message nobody's again; `InOtherHands` when it is a colleague's."""
        self._actor.require_on(Role.HANDLER, row)
        with self._noting(row) as stored:
            headline = stored.messages.headline(row)
            refuse_handler(headline, self._actor.who_id, over)
            stored.messages.assign(row, "")
            event = self._actor.event(AuditKind.RELEASED, detail=headline.handler)
            record_event(stored, event, row)

    def hand_over(self, row: int, who: str) -> None:
        """Make the message a colleague's, who sees it as unread."""
        self._actor.require_on(Role.HANDLER, row)
        with self._noting(row) as stored:
            hand_to(stored, self._actor, row, who.strip())

    def register(self, row: int, diary_number: str, document_type: str = "") -> None:
        """Note the number under which the message was registered, and what kind of document it is.

        Either may be empty: then the message has none.
        """
        self._actor.require_on(Role.REGISTRAR, row)
        noted = (diary_number.strip(), document_type.strip())
        with self._noting(row) as stored:
            stored.messages.register(row, *noted)
            detail = " · ".join(filter(None, noted))
            record_event(stored, self._actor.event(AuditKind.REGISTERED, detail=detail), row)

    def proposal(self, row: int) -> Proposal | None:
        """Return the number of ours that a received message names, None once it is kept here."""
        with self._store.read() as stored:
            headline = stored.messages.headline(row)
            message = stored.messages.message(row)
            kept = headline.diary_number or headline.errand.filing
            if message is None or kept or headline.direction is not Direction.IN:
                return None
            return stored.errands.proposal(our_numbers(message))

    def accept(self, row: int, proposed: Proposal) -> None:
        """Register a message under our number, and give it to whoever has that case.

        A message that somebody has stays with them; what kind of document it is stays, too.
        """
        self._actor.require_on(Role.REGISTRAR, row)
        with self._store.read() as stored:
            document_type = stored.messages.headline(row).document_type
        self.register(row, proposed.number, document_type)
        with self._noting(row) as stored:
            if proposed.handler_id and not stored.messages.headline(row).handler_id:
                stored.messages.assign(row, proposed.handler_id)
                stored.errands.unsee(row, proposed.handler_id)
                event = self._actor.event(AuditKind.HANDED_OVER, detail=proposed.handler)
                record_event(stored, event, row)

    def document_types(self) -> tuple[str, ...]:
        """Return the document types that messages have."""
        with self._store.read() as stored:
            return stored.errands.document_types()

    def hold(self, row: int, reason: str) -> None:
        """Keep the message from being erased, for a reason; with an empty one no longer."""
        self._actor.require_on(Role.REGISTRAR, row)
        kind = AuditKind.HELD if reason.strip() else AuditKind.HOLD_ENDED
        with self._noting(row) as stored:
            stored.messages.hold(row, reason.strip())
            record_event(stored, self._actor.event(kind, detail=reason.strip()), row)

    def file(self, rows: Sequence[int], filing: Filing) -> None:
        """Note that messages are kept in a personal file, or are of little importance."""
        self._actor.require_on(Role.REGISTRAR, *rows)
        for row in rows:
            with self._noting(row) as stored:
                stored.errands.file(row, filing)
                event = self._actor.event(AuditKind.FILED, detail=filing.value)
                record_event(stored, event, row)

    def answer_by(self, row: int, deadline: datetime | None) -> None:
        """Set until when a received message is to be answered; None for no time."""
        self._actor.require_on(Role.HANDLER, row)
        with self._noting(row) as stored:
            if stored.messages.headline(row).direction is not Direction.IN:
                raise Refused("Only a received message can be answered.")
            stored.errands.answer_by(row, deadline)
            detail = deadline.isoformat() if deadline else ""
            record_event(stored, self._actor.event(AuditKind.DEADLINE, detail=detail), row)

    def tick_off(self, row: int, note: str) -> None:
        """Note that somebody has seen to what a message needed, and how.

        What was to be registered counts as of little importance then, which a registrar decides.
        """
        self._actor.require_on(Role.HANDLER, row)
        with self._noting(row) as stored:
            reason = stored.messages.headline(row, self._actor.question()).errand.reason
            if reason is None:
                raise Refused("The message needs nobody any longer.")
            if reason is Reason.UNREGISTERED:
                self._actor.require_on(Role.REGISTRAR, row)
            if reason is Reason.REMINDER:
                stored.errands.remind(row, self._actor.who_id, None)
            else:
                stored.errands.tick(row, reason)
            if note.strip():
                stored.notes.write(row, self._note(note))
            record_event(stored, self._actor.event(AuditKind.SEEN_TO, detail=reason.value), row)

    def remind(self, row: int, when: datetime | None) -> None:
        """Show the message among what needs me from a moment on; None for no longer."""
        with self._store.begin() as stored:
            stored.errands.remind(row, self._actor.who_id, when)

    def mark_unread(self, rows: Sequence[int]) -> None:
        """Show received messages as unread to me again."""
        with self._store.begin() as stored:
            for row in rows:
                if stored.messages.headline(row).direction is Direction.IN:
                    stored.errands.unsee(row, self._actor.who_id)

    def write_note(self, row: int, text: str) -> None:
        """Keep a note for colleagues on a message; it never leaves."""
        self._actor.require_on(Role.HANDLER, row)
        if not text.strip():
            return
        with self._noting(row, sure=False) as stored:
            stored.notes.write(row, self._note(text))
            record_event(stored, self._actor.event(AuditKind.NOTED), row)

    def notes(self, row: int) -> tuple[ColleagueNote, ...]:
        """Return what colleagues noted on a message, oldest first."""
        with self._store.read() as stored:
            return stored.notes.shown(row)

    def done_today(self, mailbox: str = "") -> int:
        """Count the messages of a mailbox, or of all, that I have seen to today."""
        question = replace(self._actor.question(), mailbox=mailbox)
        with self._store.read() as stored:
            return stored.figures.finished(question, midnight(local(question.now).date()))

    def _note(self, text: str) -> WrittenNote:
        return WrittenNote(self._actor.who_id, self._actor.clock(), text.strip())

    def history(self, row: int) -> tuple[AuditRow, ...]:
        """Return who did what with a message, newest first."""
        with self._store.read() as stored:
            return stored.audit.of_message(stored.history.name_of(row), HISTORY)


def our_numbers(message: Message) -> tuple[str, ...]:
    """Return the diary numbers by which the sender of a message names our case."""
    return tuple(
        reference.identifier.extension.strip()
        for reference in message.recipient.references
        if reference.identifier.root == CodeSystem.DIARY_NUMBER
        and reference.identifier.extension.strip()
    )
