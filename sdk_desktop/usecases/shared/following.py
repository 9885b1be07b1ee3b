"""The part of a copy that follows its ledger: what others did is taken in, in order, and shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.sharing import CopiedRecord, CopyReach, PendingChange, SharedFile
from sdk_desktop.sharing.mailbox import SharedMailbox, being_healed_error
from sdk_desktop.sharing.values import ChainPoint, Place, RecordKind
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.shared.changes_read import ReadChanges, names_files, portions
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

    def kept(self, record: CopiedRecord) -> CopiedRecord:
        """Return a record without what its rows say better."""
        return record


class Following:
    """Takes in what the ledger of one shared mailbox has, and notes how far it has come."""

    def __init__(
        self, store: Store, mailbox: SharedMailbox, clock: Clock, rows: RecordRows
    ) -> None:
        """Go on from where the copy has come."""
        self._store = store
        self._mailbox = mailbox
        self._clock = clock
        self._rows = rows
        with store.read() as stored:
            reach = stored.shared.reach(mailbox.id)
        mailbox.known = ChainPoint(reach.known_number, reach.known_digest)
        if reach.incarnation:
            mailbox.incarnation = UUID(reach.incarnation)

    def pull(self) -> int:
        """Take in what follows, in order, and return how many records that were.

        Raises `LedgerForked` when the ledger has lost what this copy has met, and `BeingHealed`
        until every computer has offered what was lost.
        """
        count = 0
        with self._store.read() as stored:
            place = self.place(stored)
            is_behind = self._has_more_members(stored)
        if is_behind:
            self._mailbox.refresh()
        if not place.end.number:
            self._begin_with_newest()
        while True:
            news = self._mailbox.news(place)
            for changes in portions(news):
                is_last = news.is_all and changes.place == news.place
                self._take_in(changes, is_durable=is_last)
            count += len(news.records)
            place = news.place
            if news.is_all:
                break
        if news.is_healing and not self._mailbox.offers:
            raise being_healed_error(self._mailbox)
        return count

    def _has_more_members(self, stored: Transaction) -> bool:
        """Return whether another window, or connection, has met members that this has not."""
        mailbox = self._mailbox
        following = mailbox.members.entry_id(mailbox.keyring)
        return stored.shared.record(mailbox.id, following) is not None

    def _begin_with_newest(self) -> None:
        """Let a new copy have the newest first; `pull` goes through all from the beginning then."""
        place = self._mailbox.ledger.place_before(self._mailbox.id, FIRST)
        while place is not None:
            news = self._mailbox.news(place)
            for changes in portions(news):
                first = tuple(one for one in changes.records if one.kind in FIRST_KINDS)
                self._take_in(ReadChanges(Place(), first), is_durable=False)
            place = None if news.is_all else news.place

    def _take_in(self, changes: ReadChanges, *, is_durable: bool) -> None:
        """Take in changes of the ledger, whole, with the files that their records need.

        Only the last waits for the disk: what a power cut undoes is read again.
        """
        files = self.fetched(changes.records, {})
        with self._store.begin(is_durable=is_durable) as stored:
            self.show(stored, changes.records, files)
            self.come_to(stored, changes.place)

    def place(self, stored: Transaction) -> Place:
        """Return how far the copy has come."""
        reach = stored.shared.reach(self._mailbox.id)
        return Place(reach.position, ChainPoint(reach.number, reach.digest), reach.epoch)

    def come_to(self, stored: Transaction, place: Place) -> None:
        """Note how far the copy has come, and the newest that this computer has met."""
        end, known = place.end, self._mailbox.known
        reach = CopyReach(
            *(place.position, end.number, end.digest, place.epoch, known.number, known.digest),
            incarnation=_incarnation(self._mailbox),
        )
        stored.shared.put_reach(self._mailbox.id, reach, self._clock())
        stored.aside.mark(self._mailbox.id, reach)

    def show(self, stored: Transaction, records: Sequence[CopiedRecord], files: Files) -> None:
        """Keep what the ledger has, and show what of it is news, with what waits on top.

        What is set aside shows until it has been offered.
        """
        aside = stored.aside.has_any(self._mailbox.id)
        known = stored.shared.records(self._mailbox.id, [one.id for one in records])
        for record in records:
            is_news = stored.shared.put_record(self._mailbox.id, self._rows.kept(record))
            if is_news and not (aside and stored.aside.has(self._mailbox.id, record.id)):
                now = with_waiting(stored, self._mailbox.id, record.id, record)
                self._rows.lay(stored, now or record, files, known.get(record.id))

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


def _incarnation(mailbox: SharedMailbox) -> str:
    return str(mailbox.incarnation or "")
