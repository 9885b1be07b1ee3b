"""The part of a copy that follows its ledger: what others did is taken in, in order, and shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sdk_desktop import __version__
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Unavailable, Untrusted
from sdk_desktop.domain.sharing import SPOILED, CopiedRecord, CopyReach, PendingChange, SharedFile
from sdk_desktop.sharing.ledger import PAGE
from sdk_desktop.sharing.mailbox import OpenedNews, SharedMailbox, being_healed_error
from sdk_desktop.sharing.members import Member
from sdk_desktop.sharing.pieces import FileMissing
from sdk_desktop.sharing.values import ChainPoint, Place, RecordKind
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.shared.changes_read import (
    ReadChanges,
    copied_record,
    names_files,
    portions,
)
from sdk_desktop.usecases.shared.waiting import with_waiting

Files = Mapping[UUID, bytes]
"""The content of files that records name, by their ids."""

FIRST = 1_000
"""So many records a new copy takes in before it begins from the beginning."""
FIRST_KINDS = frozenset(
    {
        RecordKind.CONTENT,
        RecordKind.CARE,
        RecordKind.DELIVERY,
        RecordKind.ANSWER,
        RecordKind.ARRIVAL,
    }
)
"""What such a copy takes in then; the rest says something about what may not be here yet."""


class RecordRows:
    """The rows that show records of the ledger; these show them nowhere else than in the copy."""

    version = __version__
    """Which program it is that reads them; a newer one may know more."""

    def wanted(self, _stored: Transaction, _record: CopiedRecord) -> tuple[SharedFile, ...]:
        """Return which files are needed to lay a record over its rows."""
        return ()

    def lay(
        self,
        _stored: Transaction,
        _record: CopiedRecord,
        _files: Files,
        _before: CopiedRecord | None,
    ) -> None:
        """Lay a record over its rows, in the transaction that takes it in.

        The last is the record as the copy had it, None where it is met for the first time.
        """

    def done(self, _stored: Transaction, _change: PendingChange) -> None:
        """Finish what a change was for that the ledger has now."""

    def checked(self, record: CopiedRecord, _address: str) -> CopiedRecord:
        """Return a record of an address's mailbox, set aside where its body is at fault."""
        return record

    def checked_files(self, record: CopiedRecord, _files: Files) -> CopiedRecord:
        """Return a record, set aside where what lies beside it is not what it has to be."""
        return record

    def note_unread(
        self,
        _stored: Transaction,
        _mailbox: UUID,
        _record: CopiedRecord,
        _writer: Member | None,
    ) -> None:
        """Let people know of what cannot be read, in the transaction that sets it aside."""

    def kept(self, record: CopiedRecord) -> CopiedRecord:
        """Return a record without what its rows say better."""
        return record


class Following:
    """Takes in what the ledger of one shared mailbox has, and notes how far it has come."""

    def __init__(
        self,
        store: Store,
        mailbox: SharedMailbox,
        clock: Clock,
        rows: RecordRows,
        reach: CopyReach | None = None,
    ) -> None:
        """Go on from where the copy has come, which is looked up unless it was just now."""
        self._store = store
        self._mailbox = mailbox
        self._clock = clock
        self._rows = rows
        self._writers: dict[int, UUID] = {}
        self._named = ""
        if reach is None:
            with store.read() as stored:
                reach = stored.shared.reach(mailbox.id)
        self._fresh: CopyReach | None = reach
        mailbox.known = ChainPoint(reach.known_number, reach.known_digest)
        if reach.incarnation:
            mailbox.incarnation = UUID(reach.incarnation)

    def pull(self) -> int:
        """Take in what follows, in order, and return how many records that were.

        Raises `LedgerForked` when the ledger has lost what this copy has met, and `BeingHealed`
        until every computer has offered what was lost.
        """
        count = 0
        place = self._start()
        if not place.end.number:
            self._begin_with_newest()
        while True:
            news = self._news(place)
            for changes in portions(news):
                is_last = news.is_all and changes.place == news.place
                self._take_in(self._checked(changes), is_durable=is_last)
            count += len(news.records)
            place = news.place
            if news.is_all:
                break
        if news.is_healing and not self._mailbox.offers:
            raise being_healed_error(self._mailbox)
        return count

    def _news(self, place: Place) -> OpenedNews:
        try:
            news = self._mailbox.news(place)
        except Untrusted:
            with self._store.read() as stored:
                if not self.has_more_members(stored):
                    raise
            self._mailbox.refresh()
            news = self._mailbox.news(place)
        self._writers = {stored.end.number: event.device for stored, event in news.events}
        return news

    def _checked(self, changes: ReadChanges) -> ReadChanges:
        if not self._named:
            with self._store.read() as stored:
                self._named = self._address(stored)
        records = tuple(self._rows.checked(one, self._named) for one in changes.records)
        return replace(changes, records=records)

    def _writer(self, record: CopiedRecord) -> Member | None:
        """Return the computer that wrote a record, None where that is not known."""
        device = self._writers.get(record.number)
        return self._mailbox.members.members.get(device) if device else None

    def _start(self) -> Place:
        reach, self._fresh = self._fresh, None
        if reach is None:
            with self._store.read() as stored:
                return self.place(stored)
        return _place(reach)

    def has_more_members(self, stored: Transaction) -> bool:
        """Return whether another window, or connection, has met members that this has not."""
        mailbox = self._mailbox
        following = mailbox.members.entry_id(mailbox.keyring)
        return stored.shared.record(mailbox.id, following) is not None

    def _address(self, stored: Transaction) -> str:
        for address, mailbox in stored.shared.ids().items():
            if mailbox == self._mailbox.id:
                return address
        return ""

    def _begin_with_newest(self) -> None:
        """Let a new copy have the newest first; `pull` goes through all from the beginning then."""
        place = self._mailbox.ledger.place_before(self._mailbox.id, FIRST)
        while place is not None:
            news = self._news(place)
            for changes in portions(news):
                read = self._checked(changes).records
                first = tuple(one for one in read if one.kind in FIRST_KINDS)
                self._take_in(ReadChanges(Place(), first), is_durable=False)
            place = None if news.is_all else news.place

    def _take_in(self, changes: ReadChanges, *, is_durable: bool) -> None:
        """Take in changes of the ledger, whole, with the files that their records need.

        Only the last waits for the disk: what a power cut undoes is read again.
        """
        records, files = self._with_files(changes.records)
        with self._store.begin(is_durable=is_durable) as stored:
            self.show(stored, records, files)
            self.come_to(stored, changes.place)

    def _with_files(self, records: Sequence[CopiedRecord]) -> tuple[Sequence[CopiedRecord], Files]:
        """Return records with the files that they need; where one has none such it is set aside.

        A file is there before its record, and as long as that names it.
        """
        files: Files = {}
        if not any(map(names_files, records)):
            return records, files
        taken: list[CopiedRecord] = []
        for record in records:
            try:
                files = self.fetched((record,), files)
            except (FileMissing, Untrusted):
                if self._is_gone_on(record):
                    raise Unavailable(_GONE_ON) from None
                taken.append(replace(record, fields=SPOILED))
            else:
                taken.append(self._rows.checked_files(record, files))
        return taken, files

    def _is_gone_on(self, record: CopiedRecord) -> bool:
        newest = self._mailbox.ledger.records(self._mailbox.id, [record.id]).get(record.id)
        return newest is None or newest.record.version != record.version

    def place(self, stored: Transaction) -> Place:
        """Return how far the copy has come."""
        return _place(stored.shared.reach(self._mailbox.id))

    def come_to(self, stored: Transaction, place: Place, *, is_marked: bool = True) -> None:
        """Note how far the copy has come, and the newest that this computer has met.

        What is marked is a place to go back to when the ledger has lost something.
        """
        end, known = place.end, self._mailbox.known
        reach = CopyReach(
            *(place.position, end.number, end.digest, place.epoch, known.number, known.digest),
            incarnation=_incarnation(self._mailbox),
        )
        stored.shared.put_reach(self._mailbox.id, reach, self._clock())
        if is_marked:
            stored.aside.mark(self._mailbox.id, reach)

    def show(self, stored: Transaction, records: Sequence[CopiedRecord], files: Files) -> None:
        """Keep what the ledger has, and show what of it is news, with what waits on top.

        What is set aside shows until it has been offered.
        """
        aside = stored.aside.has_any(self._mailbox.id)
        known = stored.shared.records(self._mailbox.id, [one.id for one in records])
        for record in records:
            if not stored.shared.put_record(self._mailbox.id, self._rows.kept(record)):
                continue
            before = known.get(record.id)
            if before is not None and before.is_spoiled:
                before = None
                stored.unread.forget(self._mailbox.id, record.id)
            if _is_unread(record):
                self._rows.note_unread(stored, self._mailbox.id, record, self._writer(record))
            elif not (aside and stored.aside.has(self._mailbox.id, record.id)):
                now = with_waiting(stored, self._mailbox.id, record.id, record)
                self._rows.lay(stored, now or record, files, before)

    def read_again(self) -> None:
        """Take in what an earlier version of this program could not read, and this one can."""
        mailbox, version = self._mailbox.id, self._rows.version
        while True:
            with self._store.read() as stored:
                ids = stored.unread.untried(mailbox, version, PAGE)
                address = self._address(stored)
            if not ids:
                return
            found = map(copied_record, self._mailbox.records(ids).values())
            read = [self._rows.checked(one, address) for one in found]
            records, files = self._with_files(read)
            readable = [one for one in records if not _is_unread(one)]
            with self._store.begin() as stored:
                for identity in ids:
                    stored.unread.tried(mailbox, identity, version)
                for record in readable:
                    stored.unread.take_anew(mailbox, record.id)
                self.show(stored, readable, files)

    def fetched(self, records: Sequence[CopiedRecord], files: Files) -> Files:
        """Return the files that records need, those that are at hand and others."""
        if not any(map(names_files, records)):
            return files
        with self._store.read() as stored:
            wanted = [
                file
                for record in records
                for file in self._rows.wanted(stored, record)
                if file.id not in files
            ]
        return {**files, **{one.id: self._mailbox.get_file(one.id, one.size) for one in wanted}}


_KNOWN = frozenset(map(int, RecordKind))


def _is_unread(record: CopiedRecord) -> bool:
    """Return whether it does not say what it has to, or is of a kind that a newer program knows."""
    return record.is_spoiled or (record.fields is not None and record.kind not in _KNOWN)


_GONE_ON = "The ledger gave an answer that is not whole. Try again."


def _place(reach: CopyReach) -> Place:
    return Place(reach.position, ChainPoint(reach.number, reach.digest), reach.epoch)


def _incarnation(mailbox: SharedMailbox) -> str:
    return str(mailbox.incarnation or "")
