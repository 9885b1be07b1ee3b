"""Finding and reading messages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.delivery import Arrival
from sdk_desktop.domain.draft import Draft, DraftRecipient
from sdk_desktop.domain.errors import ProofNeeded, Refused
from sdk_desktop.domain.file_name import safe_name
from sdk_desktop.domain.identity_numbers import names_a_person
from sdk_desktop.domain.mailbox import (
    A_PAGE,
    BoardLine,
    Counts,
    Folder,
    Headline,
    Order,
    Page,
    Reading,
    Upcoming,
)
from sdk_desktop.domain.message import File
from sdk_desktop.domain.roles import Role
from sdk_desktop.files import write_new
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor, record_event
from sdk_desktop.usecases.answering import answered_row
from sdk_desktop.usecases.forwarding import forwardings
from sdk_desktop.usecases.noting import Noting
from sdk_desktop.usecases.recipient_guards import offer_instead
from sdk_desktop.usecases.searching.search_text import read_search

_SEPARATORS = re.compile(r'[\s:"]+')
_NOT_ARRIVED = frozenset({Arrival.REJECTED, Arrival.UNDELIVERED})
REREAD = timedelta(minutes=1)
"""Showing the same message again within this time is the same reading."""


class Inbox:
    """The messages of all mailboxes, received and sent."""

    def __init__(self, store: Store, actor: Actor, noting: Noting) -> None:
        """Work on a store as a person."""
        self._store = store
        self._noting = noting
        self._actor = actor
        self._last_read: tuple[int, datetime] | None = None
        self._last_search: tuple[str, str] | None = None

    def counts(self) -> tuple[Counts, ...]:
        """Count what each mailbox's folders hold."""
        with self._store.read() as stored:
            return stored.messages.counts(self._actor.question())

    def page(
        self,
        mailbox: str,
        folder: Folder,
        first: int = 0,
        *,
        order: Order = Order.NEWEST,
        count: int = A_PAGE,
    ) -> Page:
        """Return headlines in an order, from a place on; mailbox "" means all."""
        query = replace(self._actor.question(), mailbox=mailbox, folder=folder, order=order)
        with self._store.read() as stored:
            return stored.messages.page(query, first, count)

    def to_do(
        self, mailbox: str = "", first: int = 0, *, mine: bool = False, count: int = A_PAGE
    ) -> Page:
        """Return what needs somebody, from a place on; with `mine` what the person has taken."""
        query = replace(self._actor.question(), mailbox=mailbox, folder=Folder.ACTION, taken=mine)
        with self._store.read() as stored:
            return stored.messages.page(query, first, count)

    def place(
        self, row: int, mailbox: str, folder: Folder, *, order: Order = Order.NEWEST
    ) -> int | None:
        """Return how many rows of a folder come before a message, None where that is not known.

        It need not be in the folder itself.
        """
        query = replace(self._actor.question(), mailbox=mailbox, folder=folder, order=order)
        with self._store.read() as stored:
            return stored.messages.place(query, row)

    def search(self, text: str, mailbox: str = "", first: int = 0, *, count: int = A_PAGE) -> Page:
        """Return a page of the messages that hold every word of `text`, newest first.

        Words are beginnings; operators narrow the search (`search_text`).
        What was found in confidential messages is recorded first: it tells what they hold. They
        are searched by whoever has proved lately who they are (`covered`).
        """
        words, terms = read_search(text, self._actor.clock())
        query = replace(self._actor.question(), mailbox=mailbox, text=words, terms=terms)
        with self._store.read() as stored:
            page = stored.messages.page(query, first, count)
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
            reading = stored.messages.reading(row, self._actor.reading_clearance())
            headline = stored.messages.headline(row, self._actor.question())
            forwarded = forwardings(stored, headline, self._actor.question())
        return replace(reading, headline=headline, forwarded=forwarded)

    def forwarded(self, row: int) -> tuple[Headline, ...]:
        """Return the messages that passed a message on, newest first."""
        asked = self._actor.question()
        with self._store.read() as stored:
            return forwardings(stored, stored.messages.headline(row, asked), asked)

    def record_reading(self, reading: Reading, *, whole: bool = True) -> None:
        """Record that a message was shown; one that was not shown `whole` stays unread.

        It is read for this person only; for what may be erased, somebody has read it.
        """
        headline = reading.headline
        with self._noting(headline.row, sure=False) as stored:
            if whole:
                stored.messages.mark_read(headline.row)
                stored.errands.see(headline.row, self._actor.who_id)
            if self._is_new_reading(headline.row):
                record_event(stored, self._actor.event(AuditKind.READ), headline.row)

    def answered(self, draft: Draft) -> Reading | None:
        """Return the message that a draft answers, to be shown beside it; None without one."""
        with self._store.read() as stored:
            row = answered_row(stored, draft)
        if row is None:
            return None
        reading = self.open(row)
        self.record_reading(reading)
        return reading

    def conversation(self, row: int) -> tuple[Headline, ...]:
        """Return the messages of the same conversation, oldest first."""
        with self._store.read() as stored:
            return stored.messages.conversation(row, self._actor.question())

    def board(self, row: int) -> tuple[BoardLine, ...]:
        """Return a line for each recipient of the distribution list that a message was sent to.

        What needs somebody comes first. Raise `Refused` for a message that went to one alone.
        """
        with self._store.read() as stored:
            lines = [
                replace(one, offer=offer_instead(stored, _recipient_of(one)))
                if one.arrival in _NOT_ARRIVED
                else one
                for one in stored.lists.board(row, self._actor.question())
            ]
        order = list(Arrival)
        return tuple(sorted(lines, key=lambda one: order.index(one.arrival)))

    def upcoming(self, mailbox: str = "", *, mine: bool = False) -> Upcoming | None:
        """Return the next deadline of a mailbox's or of all, or my next reminder; None for neither.

        With `mine` it is a deadline of mine.
        """
        query = replace(self._actor.question(), mailbox=mailbox)
        with self._store.read() as stored:
            return stored.figures.upcoming(query, mine=mine)

    def named(self, message_id: str) -> Headline:
        """Return the headline of a message by its id; raise `Refused` where there is none."""
        with self._store.read() as stored:
            row = stored.messages.row_of(message_id)
            if row is None:
                raise Refused("This message is not in the store.")
            question = self._actor.question()
            return stored.messages.headline(row, question).shown_to(question)

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

    def _record_search(self, text: str, mailbox: str) -> None:
        """Record what was searched for, once while nothing else is; persons by their numbers."""
        searched = text, mailbox
        if searched == self._last_search:
            return
        persons = " ".join(word for word in _SEPARATORS.split(text) if names_a_person(word))
        with self._store.begin() as stored:
            event = self._actor.event(
                AuditKind.SEARCHED, mailbox=mailbox, person=persons, detail=text
            )
            stored.audit.add(event)
        self._last_search = searched

    def _is_new_reading(self, row: int) -> bool:
        now = self._actor.clock()
        last, self._last_read = self._last_read, (row, now)
        return last is None or last[0] != row or not timedelta() <= now - last[1] <= REREAD

    def _recorded_file(self, row: int, key: int, kind: AuditKind) -> File:
        with self._store.begin() as stored:
            file = stored.messages.file(row, key, self._actor.reading_clearance())
            record_event(stored, self._actor.event(kind), row)
        return file


def _recipient_of(line: BoardLine) -> DraftRecipient:
    return DraftRecipient.of_party(line.headline.counterpart)
