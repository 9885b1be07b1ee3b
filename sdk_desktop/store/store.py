"""The store of one person's messages: an encrypted file, and transactions on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Generic, TypeVar

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from sdk_desktop.domain.changes import Changes
from sdk_desktop.domain.errors import Locked, Refused, SdkError
from sdk_desktop.store.addresses.address_search import KnownWords
from sdk_desktop.store.addresses.addresses import Addresses
from sdk_desktop.store.audit import Audit
from sdk_desktop.store.backup.copying import copy_store, verify_open_store
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.colleagues import Colleagues
from sdk_desktop.store.engine import (
    READING,
    WRITING,
    is_authentic,
    make_engine,
    not_awaiting_disk,
    transaction,
)
from sdk_desktop.store.errors import damaged_part, translate_engine_errors
from sdk_desktop.store.fetches import Fetches
from sdk_desktop.store.history import History
from sdk_desktop.store.history_mark import HistoryMark
from sdk_desktop.store.mailboxes import Mailboxes
from sdk_desktop.store.messages.colleague_notes import StoredNotes
from sdk_desktop.store.messages.deliveries import Deliveries
from sdk_desktop.store.messages.direct import OutgoingAcknowledgements, SealedMessages
from sdk_desktop.store.messages.drafts import StoredDrafts
from sdk_desktop.store.messages.errands import StoredErrands
from sdk_desktop.store.messages.exports import Exports
from sdk_desktop.store.messages.figures import FigureSources
from sdk_desktop.store.messages.file_texts import FileTexts
from sdk_desktop.store.messages.held_messages import HeldMessages
from sdk_desktop.store.messages.lists import totals
from sdk_desktop.store.messages.messages import Messages
from sdk_desktop.store.messages.names import MessageNames
from sdk_desktop.store.messages.past import PastMessages
from sdk_desktop.store.messages.practised import PractisedEvents
from sdk_desktop.store.messages.sent_lists import SentLists
from sdk_desktop.store.messages.templates import Templates
from sdk_desktop.store.messages.writers import AnswerWriters
from sdk_desktop.store.network_share import refuse_share
from sdk_desktop.store.purging import Purges
from sdk_desktop.store.rekeying import Complete, HandOn, just_renewed, new_key_file
from sdk_desktop.store.rewriting import rewrite
from sdk_desktop.store.schema.migrations import migrate, refuse_newer
from sdk_desktop.store.shared import SharedCopies
from sdk_desktop.store.shared_healing import SetAside
from sdk_desktop.store.shared_purges import SharedPurges
from sdk_desktop.store.shared_rights import SharedRights
from sdk_desktop.store.shared_unread import UnreadList
from sdk_desktop.store.store_file import PAGE_BYTES, damaged_store, translate_file_errors

_TABLES = sa.text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
OnChange = Callable[[Changes], None]
T = TypeVar("T")


def _nobody_asks(changes: Changes) -> None:
    """Ignore changes."""


class _Part(Generic[T]):
    """One part of a transaction's work, made when it is first asked for."""

    def __init__(self, make: Callable[[sa.Connection, WrittenFamilies], T]) -> None:
        self._make = make

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, stored: Transaction, _owner: type) -> T:
        made = self._make(stored.connection, stored.written)
        stored.__dict__[self._name] = made  # which is found first from now on
        return made


class Transaction:
    """Work on the store that happens as a whole or not at all; never spans a network call."""

    messages = _Part(Messages)
    errands = _Part(StoredErrands)
    deliveries = _Part(Deliveries)
    sealed = _Part(SealedMessages)
    answers = _Part(OutgoingAcknowledgements)
    drafts = _Part(StoredDrafts)
    mailboxes = _Part(Mailboxes)
    colleagues = _Part(Colleagues)
    audit = _Part(Audit)
    fetches = _Part(Fetches)
    history = _Part(History)
    purges = _Part(Purges)
    figures = _Part(lambda connection, _: FigureSources(connection))
    exports = _Part(Exports)
    practised = _Part(lambda connection, _: PractisedEvents(connection))
    shared = _Part(SharedCopies)
    names = _Part(lambda connection, _: MessageNames(connection))
    notes = _Part(StoredNotes)
    past = _Part(PastMessages)
    aside = _Part(SetAside)
    shared_purges = _Part(SharedPurges)
    shared_rights = _Part(SharedRights)
    unread = _Part(UnreadList)
    writers = _Part(AnswerWriters)
    held = _Part(HeldMessages)
    templates = _Part(Templates)
    lists = _Part(SentLists)
    file_texts = _Part(lambda connection, _: FileTexts(connection))

    def __init__(
        self, connection: sa.Connection, written: WrittenFamilies, words: KnownWords
    ) -> None:
        self.connection = connection
        self.written = written
        self.addresses = Addresses(connection, written, words)


class Store:
    """An open store; made by `create` or `open`, safe to use from several threads."""

    def __init__(self, engine: sa.Engine, key: bytes, on_change: OnChange) -> None:
        self._engine: sa.Engine | None = engine
        self._key = key
        self._on_change = on_change
        self._words = KnownWords()

    @classmethod
    def create(cls, path: Path, key: bytes, on_change: OnChange = _nobody_asks) -> Store:
        """Make a new store that only this key opens; never overwrites a file."""
        refuse_share(path.parent)
        with translate_file_errors():
            make_file(path)
        try:
            return cls._opened(path, key, on_change)
        except SdkError:
            with suppress(OSError):
                path.unlink()
            raise

    @classmethod
    def open(cls, path: Path, key: bytes, on_change: OnChange = _nobody_asks) -> Store:
        """Open a store and bring its tables up to date; never makes or overwrites one."""
        refuse_share(path.parent)
        with translate_file_errors():
            if not path.is_file():
                raise Refused("The message store is not there. Restore it from a backup.")
            if path.stat().st_size < PAGE_BYTES:
                raise damaged_store()
        return cls._opened(path, key, on_change)

    @property
    def key(self) -> bytes:
        """The store's key, for a new slot; raise `Locked` when the store is closed."""
        if not self._key:
            raise Locked("The program is locked.")
        return self._key

    @contextmanager
    def begin(self, *, is_durable: bool = True) -> Iterator[Transaction]:
        """Write: everything in the block is stored, or on an error nothing of it.

        A power cut may undo what is not durable; only what is done again then may be written so.
        """
        written = WrittenFamilies(allowed=True)
        with self._transaction(written, WRITING, is_durable=is_durable) as stored:
            yield stored
        if written.changes:
            self._on_change(written.changes)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Read: the block sees the store as it was when it first looked."""
        with self._transaction(WrittenFamilies(allowed=False), READING) as stored:
            yield stored

    def copy_to(self, target: Path) -> HistoryMark:
        """Copy the store, encrypted under its key, to a new file, and verify that.

        Others write meanwhile. Raises `Locked` when the store is closed before it is done.
        """
        path, key = self._place()
        return copy_store(path, key, target, self.is_open)

    def parts(self) -> tuple[str, ...]:
        """Return the names of the tables, those that full-text search has of its own, too."""
        with self.read() as stored:
            return tuple(stored.connection.execute(_TABLES).scalars())

    def check(self, part: str = "") -> None:
        """Read the whole store or a part of it, while others write; raise `Refused` for damage.

        Pages that are free, and such as nothing refers to, are only seen when it is read whole.
        """
        verify_open_store(*self._place(), self.is_open, part)

    def correct_totals(self) -> None:
        """Count anew what is counted with each change, where it is not what is there."""
        with self.read() as stored:
            right = totals.are_true(stored.messages.connection)
        if not right:
            with self.begin() as stored:
                totals.count_anew(stored.messages.connection)

    def stamp(self) -> tuple[int, ...]:
        """Return what differs after anybody has written to the store, in any window.

        Nothing where that cannot be seen, as after closing: it never raises.
        """
        figures: list[int] = []
        with suppress(OSError, Locked):
            path, _ = self._place()
            for state in [one.stat() for one in (path, Path(f"{path}-wal")) if one.exists()]:
                figures += (state.st_mtime_ns, state.st_size)
        return tuple(figures)

    @property
    def size(self) -> int:
        """How many bytes the file has."""
        with translate_file_errors():
            return self._place()[0].stat().st_size

    def rewrite(self) -> None:
        """Write the whole file anew, so that nothing of what was erased is left in it.

        Others read and write meanwhile, and wait only while the new file is put in place. Raises
        `Unavailable` when the store is busy or the disk has no room, and `Locked` when the store
        is closed before it is done: then it is as it was.
        """
        rewrite(*self._place(), self.is_open)

    def renew_key(self, key: bytes, complete: Complete, hand_on: HandOn) -> None:
        """Write the whole file anew under another key, and close the store.

        Others read and write meanwhile; at the end nobody else may have the store open. Then
        `complete` adds to the new file what shall stand there, `hand_on` stores the new key, given
        the salt of the new file, and that takes the place of the old one. Whatever is in the way,
        one of both is there, whole; raise as `rewrite` does.
        """
        with new_key_file(*self._place(), key, self.is_open) as renewed:
            renewed.build()
            self.close()
            renewed.take_place(complete, hand_on)

    def is_open(self) -> bool:
        """Return whether the store has not been closed."""
        return self._engine is not None

    def close(self) -> None:
        """Close the file and forget the key; every later call raises `Locked`."""
        engine, self._engine, self._key = self._engine, None, b""
        self._words.forget()
        if engine is not None:
            engine.dispose()

    def _place(self) -> tuple[Path, bytes]:
        engine = self._engine
        if engine is None:
            raise Locked("The program is locked.")
        return Path(str(engine.url.database)), self._key

    @classmethod
    def _opened(cls, path: Path, key: bytes, on_change: OnChange) -> Store:
        engine = make_engine(path, key)
        try:
            with translate_engine_errors(), translate_file_errors():
                before = path.stat()
                migrate(engine, path, key)
                if not os.path.samestat(before, path.stat()):  # what is open is there no longer
                    raise just_renewed()
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, key, on_change)

    @contextmanager
    def _transaction(
        self, written: WrittenFamilies, begin: str, *, is_durable: bool = True
    ) -> Iterator[Transaction]:
        engine = self._engine
        if engine is None:
            raise Locked("The program is locked.")
        with translate_engine_errors(), engine.connect() as connection:
            awaiting = nullcontext() if is_durable else not_awaiting_disk(connection)
            with _put_away_when_broken(connection), awaiting, transaction(connection, begin):
                refuse_newer(connection)  # another window may have migrated it meanwhile
                yield Transaction(connection, written, self._words)
                if not _is_authentic(connection):
                    raise damaged_part()
            if self._engine is None:
                connection.invalidate()


@contextmanager
def _put_away_when_broken(connection: sa.Connection) -> Iterator[None]:
    """Use a connection no more that the engine has failed on.

    One that has met a false page answers nothing any longer, not even from pages that are whole;
    and what was read from that page explains every other error.
    """
    try:
        yield
    except Exception as error:
        authentic = _is_authentic(connection)
        if not authentic or isinstance(error, (sa.exc.DBAPIError, dbapi2.Error, MemoryError)):
            connection.invalidate()
        if not authentic:
            raise damaged_part() from error
        raise


def _is_authentic(connection: sa.Connection) -> bool:
    return is_authentic(connection.connection.driver_connection)


def make_file(path: Path) -> None:
    """Make an empty file that only the user may read; raise `Refused` where there is one."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise Refused("There is already a message store here. It is kept as it is.") from error
