"""Erases messages of shared mailboxes by decision, at every computer.

Somebody proposes at one computer and somebody else approves at any. Whoever approves, and later
whoever leads, erases in the ledger a few messages at a time; every computer erases what was erased
there, also one that comes back after months. What is noted on a message meanwhile keeps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.purge import ErasedAt, PurgeProposal, PurgeState
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import CopiedRecord, Fields, PendingChange, RecordEdit
from sdk_desktop.sharing.keys import DeviceKeys
from sdk_desktop.sharing.records import named_record
from sdk_desktop.sharing.values import Outcome, RecordKind
from sdk_desktop.store.purging import Batch
from sdk_desktop.store.shared_purges import ErasedName
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.shared.care import note_edits
from sdk_desktop.usecases.shared.contents import files_of
from sdk_desktop.usecases.shared.copy import Sharing
from sdk_desktop.usecases.shared.erasing import (
    OPEN_STATES,
    batch_fields,
    content_name,
    decision_fields,
    listed_rows,
    listing,
    row_named,
)
from sdk_desktop.usecases.shared.intake import new_record
from sdk_desktop.usecases.shared.ledgers import SharedLedgers, require_here

BATCH = 50
"""Messages that are erased in one change."""
_TRIES = 20
"""So often in a row somebody else may be first."""
_DONE = frozenset({Outcome.OK, Outcome.AGAIN})
_ENDS = frozenset({PurgeState.WITHDRAWN, PurgeState.ERASED})
"""What a decision may become of which nobody can read how far it was: nothing is erased by it."""
_SETTLED = "This proposal has been settled already."


@dataclass(frozen=True, slots=True)
class SharedPurging:
    """The decisions on erasing messages of shared mailboxes."""

    ledgers: SharedLedgers

    def shares(self, mailbox: str) -> bool:
        """Return whether a decision on a mailbox concerns other computers.

        Raises `Refused` for one on all mailboxes together where some are shared.
        """
        shared = self.ledgers.addresses()
        if shared and not mailbox:
            raise Refused("Choose a mailbox: what is shared is erased one mailbox at a time.")
        return mailbox in shared

    def propose(self, number: int) -> None:
        """Let all computers know what was proposed here; raise when the ledger does not take it."""
        proposal, name = self._proposal(number), str(uuid4())
        with self.ledgers.using(proposal.criteria.mailbox) as sharing:
            sharing.pull()
            with self.ledgers.shared.store.begin() as stored:
                require_here(stored, proposal.criteria.mailbox, Role.REGISTRAR)
                stored.shared_purges.share(number, name)
                content = listing(stored.shared_purges.listed(number))
            identity = uuid4()
            sharing.put_files({identity: content})
            said = decision_fields(name, proposal) | {"files": [[str(identity), len(content)]]}
            naming = sharing.mailbox.keyring.naming
            change = PendingChange(uuid4(), (new_record(naming, RecordKind.PURGE, name, said),))
            if sharing.append(change, {identity: content}) not in _DONE:
                raise Refused(_SETTLED)

    def settle(self, decided: PurgeProposal) -> None:
        """Let a proposal be approved or withdrawn, everywhere or not at all."""
        needed = Role.MANAGER if decided.state is PurgeState.APPROVED else Role.REGISTRAR
        with self.ledgers.using(decided.criteria.mailbox) as sharing:
            sharing.pull()
            with self.ledgers.shared.store.read() as stored:
                require_here(stored, decided.criteria.mailbox, needed)
            if not self._is_moved(sharing, decided, PurgeState.PROPOSED):
                raise Refused(_SETTLED)

    def is_shared(self, proposal: PurgeProposal) -> bool:
        """Return whether other computers know of a decision."""
        with self.ledgers.shared.store.read() as stored:
            return bool(stored.shared_purges.name(proposal.number))

    def leads(self, proposal: PurgeProposal) -> bool:
        """Return whether this computer leads the mailbox of a decision in this round."""
        return proposal.criteria.mailbox in self.ledgers.fetching()

    def carry_out(self, proposal: PurgeProposal) -> None:
        """Erase what an approved proposal lists, as far as the ledger answers."""
        address = proposal.criteria.mailbox
        try:
            with self.ledgers.using(address) as sharing:
                sharing.pull()
                self._list(sharing, proposal)
                while self._erase_some(sharing, proposal):
                    pass
        except (Unavailable, Refused, Untrusted) as error:
            self.ledgers.note_trouble(address, error)

    def say_erased(self, proposals: Iterable[PurgeProposal]) -> None:
        """Let the others know that nothing is left here of what decisions have erased."""
        for proposal in proposals:
            if (edit := self._unsaid(proposal)) is None:
                continue
            address = proposal.criteria.mailbox
            try:
                with self.ledgers.using(address) as sharing:
                    sharing.append(PendingChange(uuid4(), (edit,)), {})
            except (Unavailable, Refused, Untrusted) as error:
                self.ledgers.note_trouble(address, error)

    def erased_at(self, proposals: Iterable[PurgeProposal]) -> dict[int, ErasedAt]:
        """Return where decisions have erased what they erase, by their number here.

        Raises `Unavailable` when the ledger is silent: only there the computers are listed.
        """
        found = {}
        for proposal in proposals:
            if self.is_shared(proposal):
                with self.ledgers.using(proposal.criteria.mailbox) as sharing:
                    found[proposal.number] = self._erased_at(sharing, proposal)
        return found

    def _erased_at(self, sharing: Sharing, proposal: PurgeProposal) -> ErasedAt:
        mailbox = sharing.mailbox
        mailbox.refresh()
        writing = [one for one in mailbox.members.present if one.writes]
        with self.ledgers.shared.store.read() as stored:
            name = stored.shared_purges.name(proposal.number)
            naming = mailbox.keyring.naming
            records = {one: _erasure(naming, name, one.device.id) for one in writing}
            said = [
                one for one, record in records.items() if stored.shared.record(mailbox.id, record)
            ]
        return ErasedAt(
            tuple(one.name for one in said), tuple(one.name for one in writing if one not in said)
        )

    def _unsaid(self, proposal: PurgeProposal) -> RecordEdit | None:
        """Return what is to be said of a decision, None when it is, or need or can not be."""
        address = proposal.criteria.mailbox
        with self.ledgers.shared.store.read() as stored:
            name, mailbox = stored.shared_purges.name(proposal.number), stored.shared.ids()
            naming, device = stored.shared.naming(address), stored.shared.device()
            reads = stored.shared_rights.role(address) is Role.READER
            if not name or naming is None or device is None or reads or address not in mailbox:
                return None
            identity = _erasure(naming, name, DeviceKeys(device[0]).id)
            if stored.shared.record(mailbox[address], identity) is not None:
                return None
        if not self.ledgers.is_in_step(address):
            return None
        at = self.ledgers.shared.actor.clock().isoformat()
        said = {"mailbox": address, "purge": name, "at": at}
        return RecordEdit(identity, int(RecordKind.ERASURE), 0, None, said)

    def share_past(self, address: str, sharing: Sharing) -> bool:
        """Let others erase what was erased here before; return whether there may be more."""
        with self.ledgers.shared.store.begin() as stored:
            number, names = stored.shared_purges.erased_alone(address, BATCH)
            if not names:
                return False
            name = stored.shared_purges.name(number) or str(uuid4())
            stored.shared_purges.share(number, name)
        decided = self._proposal(number)
        done = replace(
            decided,
            criteria=replace(decided.criteria, mailbox=address),
            state=PurgeState.ERASED,
        )
        self._append_batch(sharing, batch_fields(decision_fields(name, done), names, {}), names)
        return True

    def _erase_some(self, sharing: Sharing, proposal: PurgeProposal) -> bool:
        """Erase a few messages; return whether there may be more."""
        for _ in range(_TRIES):
            with self.ledgers.shared.store.begin() as stored:
                stored.shared_purges.forget_gone(proposal.number)
                now = stored.purges.get(proposal.number)
                if now.state is not PurgeState.APPROVED:
                    return False
                batch = stored.purges.next_batch(proposal.number, BATCH)
                name = stored.shared_purges.name(proposal.number)
                names = stored.shared_purges.names(batch.going, self.ledgers.shared.actor.clock())
                left = _left(stored, batch)
                approved_id = _approved_id(_decision(stored, sharing, name))
            if not batch.rows:
                ended = replace(now, state=PurgeState.ERASED)
                self._is_moved(sharing, ended, PurgeState.APPROVED)
                return False
            decision = decision_fields(name, now, approved_id)
            if self._append_batch(sharing, batch_fields(decision, names, left), names):
                return True
        raise Unavailable("The mailbox is busy in the ledger. Try again.")

    def _append_batch(self, sharing: Sharing, said: Fields, names: tuple[ErasedName, ...]) -> bool:
        naming, files = sharing.mailbox.keyring.naming, []
        edits = [new_record(naming, RecordKind.PURGE, f"{said['purge']}\0{uuid4()}", said)]
        with self.ledgers.shared.store.read() as stored:
            address = said["mailbox"]
            found = [known for one in names for known in _records(stored, sharing, address, one)]
        for known in found:
            files += [file.id for file in files_of(known)]
            edits.append(RecordEdit(known.id, known.kind, known.version, known.fields, None))
        change = PendingChange(uuid4(), tuple(edits), erased=tuple(files))
        return sharing.append(change, {}) in _DONE

    def _is_moved(self, sharing: Sharing, decided: PurgeProposal, before: PurgeState) -> bool:
        """Let all computers know how far a decision is, unless it is further already."""
        with self.ledgers.shared.store.read() as stored:
            name = stored.shared_purges.name(decided.number)
            known = _decision(stored, sharing, name)
        if known is None or known.fields is None:
            return False
        if known.is_spoiled and decided.state not in _ENDS:
            raise Refused(
                "What another computer wrote of this proposal cannot be read. Withdraw it and"
                " propose anew."
            )
        if not known.is_spoiled and known.fields["decided"]["state"] != before:
            return False
        approved_id = _approved_id(known)
        if decided.state is PurgeState.APPROVED:
            approved_id = self.ledgers.shared.actor.who_id
        after = {**known.fields, **decision_fields(name, decided, approved_id)}
        files: tuple[UUID, ...] = ()
        if decided.state not in OPEN_STATES:
            after["files"] = []
            files = tuple(file.id for file in files_of(known))
        edit = RecordEdit(known.id, known.kind, known.version, known.fields, after)
        return sharing.append(PendingChange(uuid4(), (edit,), erased=files), {}) in _DONE

    def _list(self, sharing: Sharing, proposal: PurgeProposal) -> None:
        """List all that was proposed: some of it may not have come here yet at that time."""
        with self.ledgers.shared.store.read() as stored:
            name = stored.shared_purges.name(proposal.number)
            known = _decision(stored, sharing, name)
            seen = proposal.erased + proposal.held + proposal.changed
            is_whole = len(stored.shared_purges.listed(proposal.number)) + seen >= proposal.listed
        files = files_of(known) if known else ()
        if is_whole or not files:
            return
        (file,) = files
        content = sharing.mailbox.get_file(file.id, file.size)
        with self.ledgers.shared.store.begin() as stored:
            rows = listed_rows(stored, proposal.criteria.mailbox, content)
            stored.shared_purges.put_listed(proposal.number, rows)

    def _proposal(self, number: int) -> PurgeProposal:
        with self.ledgers.shared.store.read() as stored:
            return stored.purges.get(number)


def _erasure(naming: bytes, name: str, device: UUID) -> UUID:
    """Return what a device's word is called that nothing is left there of a decision's messages."""
    return named_record(naming, RecordKind.ERASURE, f"{name}\0{device}")


def _decision(stored: Transaction, sharing: Sharing, name: str) -> CopiedRecord | None:
    identity = named_record(sharing.mailbox.keyring.naming, RecordKind.PURGE, name)
    return stored.shared.record(sharing.mailbox.id, identity)


def _approved_id(known: CopiedRecord | None) -> str:
    """Return the id of whoever approved a decision, "" where its record does not say."""
    said = known.fields if known else None
    return str(said["decided"].get("approved_id", "")) if said else ""


def _records(
    stored: Transaction, sharing: Sharing, address: str, one: ErasedName
) -> Iterator[CopiedRecord]:
    """Yield the records that hold anything of a message, and those that would be made for it."""
    naming, mailbox = sharing.mailbox.keyring.naming, sharing.mailbox.id
    name = content_name(one.direction, one.message_id, one.service_id, readable=one.is_readable)
    for kind in (RecordKind.CONTENT, RecordKind.CARE):
        identity = named_record(naming, kind, name)
        known = stored.shared.record(mailbox, identity)
        if known is None or known.fields is not None:
            yield known or CopiedRecord(identity, int(kind), 0, None)
    if one.direction is Direction.OUT:
        others = [named_record(naming, RecordKind.DELIVERY, name)]
    else:
        answers = stored.answers.identifiers(one.message_id)
        others = [named_record(naming, RecordKind.ANSWER, answer) for answer in answers]
    key = one.direction, one.message_id, one.service_id
    row = row_named(stored, address, key, readable=one.is_readable)
    if row is not None:
        notes = note_edits(stored, stored.messages.headline(row), stored.notes.of(row))
        others += [edit.id for edit in notes]
    for identity in others:
        known = stored.shared.record(mailbox, identity)
        if known is not None and known.fields is not None:
            yield known


def _left(stored: Transaction, batch: Batch) -> Fields:
    """Return which messages of a batch stay, and why."""
    return {
        why: [_key(stored, row) for row in rows]
        for why, rows in (("held", batch.held), ("changed", batch.changed))
    }


def _key(stored: Transaction, row: int) -> list[object]:
    headline = stored.messages.headline(row)
    service_id = stored.names.service_id(row)
    return [headline.direction, headline.message_id, service_id, not headline.unreadable]
