"""Finding, reading and taking care of messages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.errors import ProofNeeded, Refused
from sdk_desktop.domain.file_name import safe_name
from sdk_desktop.domain.identity_numbers import names_a_person
from sdk_desktop.domain.local_time import local, midnight
from sdk_desktop.domain.mailbox import Counts, Folder, Headline, ListQuery, Page, Reading
from sdk_desktop.domain.message import File
from sdk_desktop.domain.roles import Role
from sdk_desktop.files import write_new
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.actor import Actor, record_event

if TYPE_CHECKING:
    from sdk_desktop.usecases.shared.notes import SharedNotes

REREAD = timedelta(minutes=1)
"""Showing the same message again within this time is the same reading."""


class Inbox:
    """The messages of all mailboxes, received and sent."""

    def __init__(self, store: Store, actor: Actor, notes: SharedNotes | None = None) -> None:
        """Work on a store as a person; `notes` are shared with other computers."""
        self._store = store
        self._noting = notes.noting if notes else partial(_noting_alone, store)
        self._actor = actor
        self._last_read: tuple[int, datetime] | None = None
        self._last_search: tuple[str, str] | None = None

    def counts(self) -> tuple[Counts, ...]:
        """Count what each mailbox's folders hold."""
        with self._store.read() as stored:
            return stored.messages.counts(self._query())

    def page(self, mailbox: str, folder: Folder, before: int | None = None) -> Page:
        """Return a page of headlines, newest first; mailbox "" means all."""
        query = replace(self._query(), mailbox=mailbox, folder=folder)
        with self._store.read() as stored:
            return stored.messages.page(query, before)

    def search(self, text: str, mailbox: str = "", before: int | None = None) -> Page:
        """Return a page of the messages that hold every word of `text`, newest first.

        What was found in confidential messages is recorded first: it tells what they hold. They
        are searched by whoever has proved lately who they are (`covered`).
        """
        query = replace(self._query(), mailbox=mailbox, text=text)
        with self._store.read() as stored:
            page = stored.messages.page(query, before)
        if page.confidential:
            self._record_search(" ".join(text.split()), mailbox)
        return page

    def covered(self) -> ProofNeeded | None:
        """Return why lists leave out what confidential messages say, None when they do not."""
        try:
            self._actor.require_reading()
        except ProofNeeded as error:
            return error
        return None

    def open(self, row: int) -> Reading:
        """Return a message to read; needs clearance if confidential.

        Whoever has shown it calls `record_reading`: what could not be shown was not read.
        """
        with self._store.read() as stored:
            return stored.messages.reading(row, self._actor.reading_clearance())

    def record_reading(self, reading: Reading, *, whole: bool = True) -> None:
        """Record that a message was shown; one that was not shown `whole` stays unread."""
        headline = reading.headline
        with self._noting(headline.row, sure=False) as stored:
            if whole and stored.messages.headline(headline.row).unread:
                stored.messages.mark_read(headline.row)
            if self._is_new_reading(headline.row):
                record_event(stored, self._actor.event(AuditKind.READ), headline.row)

    def conversation(self, row: int) -> tuple[Headline, ...]:
        """Return the messages of the same conversation, oldest first."""
        with self._store.read() as stored:
            return stored.messages.conversation(row, self._actor.reading_clearance())

    def file(self, row: int, key: int) -> File:
        """Return an attachment to show, and record that it was opened."""
        return self._recorded_file(row, key, AuditKind.OPENED_FILE)

    def save_file(self, row: int, key: int, folder: Path) -> Path:
        """Save an attachment in a folder under a safe name, never over another file."""
        self._actor.require(Role.READER, Purpose.EXPORT)
        file = self._recorded_file(row, key, AuditKind.SAVED_FILE)
        name = Path(safe_name(file.name))
        for number in range(1, 1000):
            end = f" ({number})" if number > 1 else ""
            path = folder / f"{name.stem}{end}{name.suffix}"
            if write_new(path, file.content, from_outside=True):
                return path
        raise Refused("There are too many files of that name in the folder.")

    def take(self, row: int) -> None:
        """Make the message mine; `Refused` when a colleague was first."""
        self._actor.require(Role.HANDLER)
        with self._noting(row) as stored:
            _refuse_colleagues(stored, row, self._actor.who_id)
            stored.messages.assign(row, self._actor.who_id)
            event = self._actor.event(AuditKind.TAKEN, detail=self._actor.who)
            record_event(stored, event, row)

    def release(self, row: int) -> None:
        """Make my message nobody's again; `Refused` when it is a colleague's."""
        self._actor.require(Role.HANDLER)
        with self._noting(row) as stored:
            _refuse_colleagues(stored, row, self._actor.who_id)
            stored.messages.assign(row, "")
            record_event(stored, self._actor.event(AuditKind.RELEASED), row)

    def hand_over(self, row: int, who: str) -> None:
        """Make the message a colleague's."""
        self._actor.require(Role.HANDLER)
        with self._noting(row) as stored:
            stored.messages.assign(row, stored.colleagues.id_of(who.strip()))
            event = self._actor.event(AuditKind.HANDED_OVER, detail=who.strip())
            record_event(stored, event, row)

    def register(self, row: int, diary_number: str, document_type: str = "") -> None:
        """Note the number under which the message was registered, and what kind of document it is.

        Either may be empty: then the message has none.
        """
        self._actor.require(Role.REGISTRAR)
        noted = (diary_number.strip(), document_type.strip())
        with self._noting(row) as stored:
            stored.messages.register(row, *noted)
            detail = " · ".join(filter(None, noted))
            record_event(stored, self._actor.event(AuditKind.REGISTERED, detail=detail), row)

    def document_types(self) -> tuple[str, ...]:
        """Return the document types that messages have."""
        with self._store.read() as stored:
            return stored.messages.document_types()

    def hold(self, row: int, reason: str) -> None:
        """Keep the message from being erased, for a reason; with an empty one no longer."""
        self._actor.require(Role.REGISTRAR)
        kind = AuditKind.HELD if reason.strip() else AuditKind.HOLD_ENDED
        with self._noting(row) as stored:
            stored.messages.hold(row, reason.strip())
            record_event(stored, self._actor.event(kind, detail=reason.strip()), row)

    def _record_search(self, text: str, mailbox: str) -> None:
        """Record what was searched for, once while nothing else is; persons by their numbers."""
        searched = text, mailbox
        if searched == self._last_search:
            return
        persons = " ".join(word for word in text.split() if names_a_person(word))
        with self._store.begin() as stored:
            event = self._actor.event(
                AuditKind.SEARCHED, mailbox=mailbox, person=persons, detail=text
            )
            stored.audit.add(event)
        self._last_search = searched

    def _is_new_reading(self, row: int) -> bool:
        now = self._actor.clock()
        last, self._last_read = self._last_read, (row, now)
        return last is None or last[0] != row or now - last[1] > REREAD

    def _query(self) -> ListQuery:
        now = self._actor.clock()
        return ListQuery(
            me=self._actor.who_id,
            unregistered_before=start_of_last_working_day(now),
            unanswered_before=now - self._actor.policy.acknowledgement_expected,
            clearance=self._actor.reading_clearance(),
        )

    def _recorded_file(self, row: int, key: int, kind: AuditKind) -> File:
        with self._store.begin() as stored:
            file = stored.messages.file(row, key, self._actor.reading_clearance())
            record_event(stored, self._actor.event(kind), row)
        return file


@contextmanager
def _noting_alone(store: Store, _row: int, *, sure: bool = True) -> Iterator[Transaction]:  # noqa: ARG001 - as what shares notes
    with store.begin() as stored:
        yield stored


def _refuse_colleagues(stored: Transaction, row: int, who_id: str) -> None:
    headline = stored.messages.headline(row)
    if headline.handler_id not in {"", who_id}:
        raise Refused("{name} has already taken the message.", name=headline.handler)


def start_of_last_working_day(now: datetime) -> datetime:
    """Return the local midnight that began the working day before today (Monday to Friday)."""
    day = local(now).date() - timedelta(days=1)
    while day.weekday() >= 5:  # noqa: PLR2004 - Saturday
        day -= timedelta(days=1)
    return midnight(day)
