"""Heals a shared mailbox whose ledger has lost something that this computer had met.

A server that took over without all that was acknowledged has gone back. The copy goes back to the
last place that both have, sets aside what it took in since, and follows the ledger from there. Then
it offers what the ledger lacks: of each record what is furthest wins, so nothing is lost and
nothing is done twice. Nobody leads or writes until every computer has done so (rule R19).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import CopiedRecord, CopyReach, Fields, PendingChange, RecordEdit
from sdk_desktop.sharing.healing import history, notice_loss, say_offered, surviving
from sdk_desktop.sharing.mailbox import LedgerForked, forked
from sdk_desktop.sharing.membership import repeat_entries
from sdk_desktop.sharing.records import named_record
from sdk_desktop.sharing.values import ChainPoint, Outcome, RecordKind
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.shared.care import note_differing, row_of
from sdk_desktop.usecases.shared.changes_read import copied_record
from sdk_desktop.usecases.shared.contents import files_of
from sdk_desktop.usecases.shared.copy import Sharing
from sdk_desktop.usecases.shared.erasing import listing
from sdk_desktop.usecases.shared.furthest import by_length, furthest
from sdk_desktop.usecases.shared.given_drafts import draft_contents, is_offered
from sdk_desktop.usecases.shared.ledgers import SharedLedgers
from sdk_desktop.usecases.shared.rows import SharedRows
from sdk_desktop.usecases.shared.upload import SharedUpload
from sdk_desktop.usecases.shared.waiting import current_record

BATCH = 100
"""Records that are offered in one change."""
_AFTER_MESSAGES = frozenset({int(RecordKind.NOTE), int(RecordKind.ANSWER)})
_TRIES = 20
"""So often another computer may offer the same at the same time."""
_THERE = frozenset({Outcome.OK, Outcome.AGAIN})


@dataclass(slots=True)
class _Offers:
    """What is offered in one change: edits, the files that they name, and files to be erased."""

    edits: list[RecordEdit] = field(default_factory=list)
    files: dict[UUID, bytes] = field(default_factory=dict)
    erased: list[UUID] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SharedHealing:
    """Offers to the ledgers of this computer's mailboxes what they have lost."""

    ledgers: SharedLedgers
    upload: SharedUpload

    def go_on(self) -> None:
        """Heal the mailboxes that were found to have lost something, as far as this can be done."""
        for address in sorted(self.ledgers.broken):
            try:
                with self.ledgers.using(address) as sharing:
                    self._heal(address, sharing)
                self.ledgers.rejoin(address)
            except (Unavailable, Refused, Untrusted) as error:
                self.ledgers.note_trouble(address, error)

    def _heal(self, address: str, sharing: Sharing) -> None:
        mailbox = sharing.mailbox
        with _offering(sharing):
            try:
                sharing.pull()
            except LedgerForked:
                self._go_back(address, sharing)
                sharing.pull()
            entries = self._offer_all(sharing, address)
            repeat_entries(mailbox, entries)
        if not self._only_reads(address):
            say_offered(mailbox.ledger, mailbox.id, mailbox.incarnation)

    def _go_back(self, address: str, sharing: Sharing) -> None:
        """Go back to the last place that the ledger still has, and set aside what came after it."""
        mailbox, shared = sharing.mailbox, self.ledgers.shared
        held = self._incarnation(address, sharing)
        with shared.store.read() as stored:
            marks = stored.aside.marks(mailbox.id)
        there = surviving(mailbox.ledger, mailbox.id, map(_end, marks))
        place = next((one for one in marks if one.number in there), CopyReach())
        with shared.store.begin() as stored:
            count = stored.aside.go_back(mailbox.id, place.number)
            place = replace(place, incarnation=str(held))
            stored.shared.put_reach(mailbox.id, place, shared.actor.clock())
            event = shared.actor.system_event(AuditKind.HEALED, mailbox=address, detail=f"{count}")
            stored.audit.add(event)
        mailbox.begin_again(held, _end(place))

    def _incarnation(self, address: str, sharing: Sharing) -> UUID:
        """Say what this computer has met; return the history that goes on.

        Whoever only reads can offer nothing, and lets the others find out for themselves.
        """
        mailbox = sharing.mailbox
        if self._only_reads(address):
            return history(mailbox.ledger, mailbox.id).incarnation
        held = notice_loss(mailbox.ledger, mailbox.id, mailbox.incarnation, mailbox.known)
        if held is None or held == mailbox.incarnation:
            raise forked()
        return held

    def _offer_all(self, sharing: Sharing, address: str) -> tuple[Fields, ...]:
        """Offer what is set aside; return the entries of the list of members that are lost.

        What needs its message comes after the messages that are lost whole.
        """
        entries: list[Fields] = []
        if self._only_reads(address):
            while batch := self._next(sharing):
                self._give_up(sharing, batch)
            return ()
        while batch := self._next(sharing, _AFTER_MESSAGES):
            entries += self._entries(sharing, batch)
            self._offer(sharing, batch)
        self.upload.bring_all(address, sharing)
        while batch := self._next(sharing):
            self._offer(sharing, batch)
        return tuple(entries)

    def _next(self, sharing: Sharing, but: Collection[int] = ()) -> tuple[CopiedRecord, ...]:
        with self.ledgers.shared.store.read() as stored:
            return stored.aside.next(sharing.mailbox.id, BATCH, but)

    def _entries(self, sharing: Sharing, batch: Sequence[CopiedRecord]) -> list[Fields]:
        """Take the entries of the list of members out of what is offered as records."""
        mine = [one for one in batch if one.kind == RecordKind.MEMBER]
        with self.ledgers.shared.store.begin() as stored:
            for one in mine:
                stored.aside.settle(sharing.mailbox.id, one.id)
        return [one.fields for one in mine if one.fields]

    def _look_up(self, sharing: Sharing, batch: Sequence[CopiedRecord]) -> frozenset[str]:
        """Learn what the ledger has of records; return which sealed messages it has not."""
        found = sharing.mailbox.records([one.id for one in batch])
        with self.ledgers.shared.store.begin() as stored:
            rows = SharedRows(self.ledgers.shared.actor)
            addresses = {of: one for one, of in stored.shared.ids().items()}
            address = addresses.get(sharing.mailbox.id, "")
            for opened in found.values():
                read = rows.checked(copied_record(opened), address)
                kept = rows.kept(read)
                is_news = stored.shared.put_record(sharing.mailbox.id, kept)
                if is_news and read.is_spoiled:
                    rows.note_unread(stored, sharing.mailbox.id, read, None)
        return frozenset(_sealed_and_lost(sharing, batch))

    def _offer(self, sharing: Sharing, batch: Sequence[CopiedRecord]) -> None:
        gone = self._look_up(sharing, batch)
        for _ in range(_TRIES):
            offers = self._offers(sharing, batch, gone)
            if not offers.edits:
                return
            sharing.put_files(offers.files)
            change = PendingChange(uuid4(), tuple(offers.edits), erased=tuple(offers.erased))
            if sharing.append(change, offers.files) in _THERE:
                return
        raise Unavailable("The mailbox is busy in the ledger. Try again.")

    def _offers(
        self, sharing: Sharing, batch: Sequence[CopiedRecord], gone: frozenset[str]
    ) -> _Offers:
        offers = _Offers()
        with self.ledgers.shared.store.begin() as stored:
            aside = [one for one in batch if stored.aside.has(sharing.mailbox.id, one.id)]
            for one in aside:
                if _is_elsewhere(stored, one):
                    self._settle(stored, sharing.mailbox.id, one)
                else:
                    self._offer_record(stored, sharing, _without(one, gone), offers)
        return offers

    def _offer_record(
        self, stored: Transaction, sharing: Sharing, mine: CopiedRecord, offers: _Offers
    ) -> None:
        mailbox, actor = sharing.mailbox.id, self.ledgers.shared.actor
        if mine.is_spoiled:
            self._settle(stored, mailbox, mine)
            return
        theirs = stored.shared.record(mailbox, mine.id)
        if theirs is None:
            if _is_brought_otherwise(stored, sharing, mine):
                stored.aside.settle(mailbox, mine.id)
            else:
                offers.edits.append(_anew(stored, mine, offers))
            return
        wanted = furthest(mine, theirs)
        if wanted and theirs.number > mine.number and mine.kind == RecordKind.CARE:
            row = row_of(stored, wanted)
            if row is not None:
                note_differing(stored, actor, row, *by_length(mine, theirs))
        if wanted == theirs.fields:
            self._settle(stored, mailbox, mine)
            return
        if wanted is None:
            offers.erased += [one.id for one in files_of(theirs)]
        else:
            wanted = _with_new_files(stored, mine.kind, wanted, offers)
        offers.edits.append(
            RecordEdit(theirs.id, theirs.kind, theirs.version, theirs.fields, wanted)
        )

    def _give_up(self, sharing: Sharing, batch: Iterable[CopiedRecord]) -> None:
        """Show what the ledger has: whoever only reads can offer nothing."""
        with self.ledgers.shared.store.begin() as stored:
            for one in batch:
                self._settle(stored, sharing.mailbox.id, one)

    def _settle(self, stored: Transaction, mailbox: UUID, mine: CopiedRecord) -> None:
        """Show what the ledger has of a record; a message stays as it is here."""
        stored.aside.settle(mailbox, mine.id)
        now = current_record(stored, mailbox, mine.id)
        if now is not None and mine.kind != RecordKind.CONTENT:
            SharedRows(self.ledgers.shared.actor).lay(stored, now, {}, mine)

    def _only_reads(self, address: str) -> bool:
        with self.ledgers.shared.store.read() as stored:
            return stored.shared_rights.role(address) is Role.READER


@contextmanager
def _offering(sharing: Sharing) -> Iterator[None]:
    sharing.mailbox.offers = True
    try:
        yield
    finally:
        sharing.mailbox.offers = False


def _end(reach: CopyReach) -> ChainPoint:
    return ChainPoint(reach.number, reach.digest)


def _is_brought_otherwise(stored: Transaction, sharing: Sharing, mine: CopiedRecord) -> bool:
    """Let a message, or what a decision erased, be brought as it was when sharing began."""
    if not mine.fields:
        return False
    if mine.kind == RecordKind.CONTENT:
        row = row_of(stored, mine.fields)
        if row is not None:
            stored.past.begin_again(row)
        return True
    naming = sharing.mailbox.keyring.naming
    if mine.kind == RecordKind.PURGE:
        name = mine.fields["purge"]
        if mine.id != named_record(naming, RecordKind.PURGE, name):
            stored.shared_purges.share_again(name, mine.fields["mailbox"])
            return True
    return False


def _anew(stored: Transaction, mine: CopiedRecord, offers: _Offers) -> RecordEdit:
    """Return the edit that makes a record once more, with the files that it names."""
    fields = mine.fields and _with_new_files(stored, mine.kind, mine.fields, offers)
    return RecordEdit(mine.id, mine.kind, 0, None, fields)


def _with_new_files(stored: Transaction, kind: int, fields: Fields, offers: _Offers) -> Fields:
    """Return what a record says, naming the list or the draft as new files: they are lost, too."""
    if not fields.get("files"):
        return fields
    match kind:
        case RecordKind.PURGE:
            number = stored.shared_purges.number(fields["purge"])
            contents = [listing(stored.shared_purges.listed(number) if number else ())]
        case RecordKind.DRAFT:
            contents = draft_contents(stored.drafts.get(fields["draft"]))
        case _:
            return fields
    files = {uuid4(): one for one in contents}
    offers.files |= files
    return {**fields, "files": [[str(identity), len(one)] for identity, one in files.items()]}


def _is_elsewhere(stored: Transaction, mine: CopiedRecord) -> bool:
    """Return whether a record names a draft that waits to be taken and is at other computers."""
    is_draft = mine.kind == RecordKind.DRAFT and is_offered(mine)
    return is_draft and stored.drafts.find((mine.fields or {})["draft"]) is None


def _sealed_and_lost(sharing: Sharing, batch: Iterable[CopiedRecord]) -> Iterator[str]:
    """Yield the sealed messages that deliveries name and the ledger has not: they are made anew."""
    for one in batch:
        named = (one.fields or {}).get("sealed") if one.kind == RecordKind.DELIVERY else None
        if named:
            try:
                sharing.mailbox.get_file(UUID(named[0]), named[1])
            except Unavailable:
                yield named[0]


def _without(mine: CopiedRecord, gone: frozenset[str]) -> CopiedRecord:
    named = (mine.fields or {}).get("sealed") if mine.kind == RecordKind.DELIVERY else None
    if not named or named[0] not in gone:
        return mine
    return replace(mine, fields={**(mine.fields or {}), "sealed": None})
