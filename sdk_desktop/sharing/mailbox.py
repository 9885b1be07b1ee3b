"""A shared mailbox as a member's device has it: the ledger, the keys and the list of members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Self
from uuid import UUID

from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.domain.sharing import SPOILED, Fields
from sdk_desktop.sharing.errors import ProgramTooOld
from sdk_desktop.sharing.events import (
    Event,
    check_written,
    follow,
    opened_events,
    sealed_event,
)
from sdk_desktop.sharing.healing import awaited, history
from sdk_desktop.sharing.keys import DeviceKeys, Keyring
from sdk_desktop.sharing.ledger import PAGE, Ledger, no_member
from sdk_desktop.sharing.members import Member, MemberList
from sdk_desktop.sharing.pieces import get_file, put_file
from sdk_desktop.sharing.records import SpoiledBody, record_id, seal, tombstone, unseal
from sdk_desktop.sharing.values import (
    FORMAT,
    Answer,
    ChainPoint,
    Change,
    Membership,
    Outcome,
    Place,
    RecordKind,
    SealedRecord,
    StoredEvent,
    StoredRecord,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A record as a change makes it: its new version and its fields.

    Version 1 is a new record; `fields` None purges it.
    """

    id: UUID
    kind: int
    version: int
    fields: Fields | None


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """A record's fields, and its position.

    They are None where it has been purged, none at all where a member has sealed what is no record.
    """

    stored: StoredRecord
    fields: Fields | None


@dataclass(frozen=True, slots=True)
class OpenedNews:
    """Changes that a copy applies together, and its place after; `is_all` when none follow.

    `is_healing` while the ledger takes nothing else than what devices offer.
    """

    place: Place
    records: tuple[OpenedRecord, ...]
    events: tuple[tuple[StoredEvent, Event], ...]
    is_all: bool
    is_healing: bool


class LedgerForked(Refused):
    """The ledger has lost or changed what this device has seen: no device may lead or write."""


class BeingHealed(Refused):
    """The ledger had lost something, and not all devices have offered what they have of it."""


class SharedMailbox:
    """One mailbox that this device is a member of.

    `known` is the newest place in its chain that this device has met, also in answers, and
    `incarnation` which history that is of, None before any was met. Whoever keeps a copy keeps
    both, too, and gives them back, or a ledger that goes backwards is not noticed. While this
    device `offers` what it has, it may write though the mailbox is healed.
    """

    def __init__(
        self, ledger: Ledger, keys: DeviceKeys, keyring: Keyring, members: MemberList
    ) -> None:
        """Use keys that have been checked; `opened` fetches them."""
        self.ledger = ledger
        self.keys = keys
        self.keyring = keyring
        self.members = members
        self.known = ChainPoint()
        self.incarnation: UUID | None = None
        self.offers = False
        self.used = 0.0
        """When its connection was last at work, by a clock of this computer alone."""

    @classmethod
    def opened(cls, ledger: Ledger, keys: DeviceKeys, mailbox: UUID) -> Self:
        """Fetch the keys and the members; raise `Refused` when this device is no member yet.

        Raises `Untrusted` for keys or members that the founder's signature does not lead to.
        """
        opened = cls(ledger, keys, *_fetched(ledger, keys, mailbox))
        opened.incarnation = history(ledger, mailbox).incarnation
        return opened

    @property
    def id(self) -> UUID:
        """The mailbox's id in the ledger."""
        return self.members.mailbox

    def record_id(self, kind: RecordKind, name: str) -> UUID:
        """Return the id that every member computes for the same thing."""
        return record_id(self.keyring, kind, name)

    def change(
        self,
        identity: UUID,
        wanted: Iterable[Wanted],
        audit: Sequence[Mapping[str, Any]] = (),
        term: int | None = None,
        erased: tuple[UUID, ...] = (),
    ) -> Change:
        """Seal and sign a change; the same `identity` is done once, however often it is sent."""
        records = tuple(self._sealed(one) for one in wanted)
        return self._signed(identity, records, audit, term=term, erased=erased)

    def withdrawal(self, identity: UUID, withdrawn: UUID) -> Change:
        """Return the change that takes another one back, unless that is done already."""
        return self._signed(identity, (), (), withdraws=withdrawn)

    def membership_change(
        self, identity: UUID, wanted: Iterable[Wanted], membership: Membership
    ) -> Change:
        """Return the change by which a manager lets somebody in or out, also while it is healed."""
        records = tuple(self._sealed(one) for one in wanted)
        change = self._signed(identity, records, (), membership=membership)
        return replace(change, offers=True)

    def send(self, change: Change) -> Answer:
        """Append a change and return what became of it.

        Raises `LedgerSilent` when that is not known; `LedgerForked` when nothing may be done any
        longer, `BeingHealed` when nothing may yet; `Refused` when this device or program may not.
        """
        answer = self.ledger.append(change)
        match answer.outcome:
            case Outcome.FORKED:
                raise forked()
            case Outcome.HEALING:
                raise being_healed_error(self)
            case Outcome.OLD_CLIENT:
                raise ProgramTooOld
            case Outcome.REFUSED:
                raise Refused("This computer does not have the right to do this in the mailbox.")
        if answer.head is not None and answer.head.end.number > self.known.number:
            self.known = answer.head.end
        return answer

    def refuse_old_program(self) -> None:
        """Raise `ProgramTooOld` when the ledger, asked last, takes no changes of this program."""
        if self.ledger.least_client > FORMAT:
            raise ProgramTooOld

    def news(self, place: Place, limit: int = PAGE) -> OpenedNews:
        """Return what follows a place, verified and opened.

        Raises `LedgerForked` when the ledger no longer has that place or one met later.
        """
        found = self.ledger.news(self.id, place, limit)
        if self.incarnation is None:
            self.incarnation = found.history.incarnation
        is_short = found.head.end.number < max(place.end.number, self.known.number)
        if is_short or found.history.incarnation != self.incarnation:
            raise forked()
        if found.head.epoch != self.keyring.epoch or any(
            one.record.kind == RecordKind.MEMBER for one in found.records
        ):
            self.refresh()
        reached = self._followed(place, found.events)
        events = opened_events(self.keyring, self.id, found.events, self.members.devices)
        by_number = {stored.end.number: event for stored, event in events}
        opened = tuple(self._opened(one, by_number) for one in found.records)
        is_all = reached.end == found.head.end
        return OpenedNews(reached, opened, events, is_all, found.history.is_healing)

    def records(self, ids: Sequence[UUID]) -> dict[UUID, OpenedRecord]:
        """Return those of these records that the ledger has, each as a member wrote it once.

        Whether that is the newest version is the server's word.
        """
        found = self.ledger.records(self.id, ids)
        written = self.ledger.events(self.id, [one.number for one in found.values()])
        opened = opened_events(self.keyring, self.id, written, self.members.devices)
        events = {stored.end.number: event for stored, event in opened}
        return {identity: self._opened(one, events) for identity, one in found.items()}

    def age(self, record: UUID) -> timedelta:
        """Return how long ago a record was written, by the server's clock."""
        row = self.ledger.ask(
            "SELECT clock_timestamp() - at FROM ledger.record WHERE mailbox = %s AND id = %s",
            (self.id, record),
        )
        return timedelta() if row is None else timedelta(seconds=row[0].total_seconds())

    def put_file(self, identity: UUID, content: bytes) -> None:
        """Keep a file that a record will name; done before that record is appended."""
        put_file(self.ledger, self.id, self.keyring, identity, content)

    def get_file(self, identity: UUID, size: int) -> bytes:
        """Return a file that a record names; raise `FileMissing` while it is not there."""
        return get_file(self.ledger, self.id, self.keyring, identity, size)

    def refresh(self) -> None:
        """Fetch the keys and the members anew; they only ever grow."""
        keyring, members = _fetched(self.ledger, self.keys, self.id)
        if members.count < self.members.count:
            raise forked()
        self.keyring, self.members = keyring, members

    def begin_again(self, incarnation: UUID, known: ChainPoint) -> None:
        """Go on in another history, from a place that both have; members may be fewer there."""
        self.incarnation, self.known = incarnation, known
        self.keyring, self.members = _fetched(self.ledger, self.keys, self.id)

    def _followed(self, start: Place, events: tuple[StoredEvent, ...]) -> Place:
        try:
            place = follow(start, events)
        except Untrusted as error:
            raise forked() from error
        met = {start.end.number: start.end, **{one.end.number: one.end for one in events}}
        if met.get(self.known.number, self.known) != self.known:
            raise forked()
        if place.end.number > self.known.number:
            self.known = place.end
        return place

    def _opened(self, stored: StoredRecord, events: Mapping[int, Event]) -> OpenedRecord:
        event = events.get(stored.number)
        if event is None:
            raise Unavailable("The ledger gave an answer that is not whole. Try again.")
        if event.is_spoiled:
            return OpenedRecord(stored, SPOILED)
        check_written(event, stored.record)
        try:
            return OpenedRecord(stored, unseal(self.keyring, self.id, stored.record))
        except SpoiledBody:
            return OpenedRecord(stored, SPOILED)

    def _sealed(self, wanted: Wanted) -> SealedRecord:
        named = (wanted.id, wanted.kind)
        if wanted.fields is None:
            return tombstone(self.keyring, named, wanted.version)
        return seal(self.keyring, self.id, named, wanted.version, wanted.fields)

    def _signed(
        self,
        identity: UUID,
        records: tuple[SealedRecord, ...],
        audit: Sequence[Mapping[str, Any]],
        **more: Any,  # noqa: ANN401 - fields of a Change
    ) -> Change:
        place = (self.id, identity, self.known)
        event = sealed_event(self.keyring, self.keys, place, records, audit)
        return Change(
            *(self.id, identity, self.known, event, records),
            incarnation=self.incarnation,
            offers=self.offers,
            **more,
        )


def place_after(device: UUID, place: Place, sent: Change, answer: Answer) -> Place:
    """Return the place after a change that a device has written directly after a place.

    Return the same place where changes of others come first: those are to be read.
    """
    if answer.head is None or answer.head.end.number != place.end.number + 1:
        return place
    written = (answer.head.end, answer.head.position, device, answer.at)
    try:
        return follow(place, [StoredEvent(sent.event, sent.id, *written)])
    except Untrusted as error:
        raise forked() from error


def awaited_members(mailbox: SharedMailbox) -> tuple[Member, ...]:
    """Return the members that have not offered what they have since something was lost."""
    waits = (mailbox.members.members.get(one) for one in awaited(mailbox.ledger, mailbox.id))
    return tuple(one for one in waits if one is not None)


def being_healed_error(mailbox: SharedMailbox) -> BeingHealed:
    """Return the error that says for whom a mailbox waits."""
    return BeingHealed(
        "The shared mailbox's ledger had lost something and is being put right. Nothing is sent or"
        " fetched until these computers have been in touch: {names}",
        names=", ".join(one.name for one in awaited_members(mailbox)),
    )


def _fetched(ledger: Ledger, keys: DeviceKeys, mailbox: UUID) -> tuple[Keyring, MemberList]:
    wrapped, records = ledger.keys_and_members(mailbox, keys.id)
    if wrapped is None:
        raise no_member()
    keyring = keys.unwrap(wrapped, mailbox)
    members = MemberList.read(mailbox, (unseal(keyring, mailbox, one) or {} for one in records))
    members.check_keys(keyring)
    return keyring, members


def forked() -> LedgerForked:
    """Return the error for a ledger that goes backwards."""
    return LedgerForked(
        "The shared mailbox's ledger has lost something. Nothing is sent or fetched until it has"
        " been put right. Tell whoever manages the mailbox."
    )
