"""Sending: checks drafts, and queues one message for each recipient.

A message is stored with its delivery before anything is sent. From then on it cannot be lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.delivery import HeldSending, queued
from sdk_desktop.domain.draft import CheckedDraft, Draft, DraftRecipient, NotReady
from sdk_desktop.domain.errors import (
    Refused,
    Unavailable,
)
from sdk_desktop.domain.mailbox import Direction, Mailbox
from sdk_desktop.domain.message import (
    Message,
)
from sdk_desktop.domain.roles import Role
from sdk_desktop.formats.message import examine_message
from sdk_desktop.service.malware import InfectedError
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.actor import Actor, record_event
from sdk_desktop.usecases.answering import (
    answered_row,
    gone,
    note_answer,
    refuse_sent,
    refuse_unseen_answers,
)
from sdk_desktop.usecases.delivery_updates import take_out
from sdk_desktop.usecases.draft_messages import message_of
from sdk_desktop.usecases.draft_rules import draft_problems
from sdk_desktop.usecases.drafts import draft_to_change
from sdk_desktop.usecases.forwarding import note_forwarding
from sdk_desktop.usecases.noting import Noting
from sdk_desktop.usecases.recipient_guards import recipient_warnings

if TYPE_CHECKING:
    from sdk_desktop.usecases.shared.deliveries import SharedDeliveries

Scan = Callable[[Iterable[bytes]], None]
"""Looks for malware; raise `InfectedError`, and `Unavailable` when that cannot be done."""

_AT_ONCE = timedelta()
_NOBODY = DraftRecipient("0203:example.se", "", "sdk:example", "")


class Outbox:
    """Checks drafts, and makes messages of them that are to be handed over."""

    def __init__(
        self,
        store: Store,
        actor: Actor,
        mailboxes: tuple[Mailbox, ...],
        noting: Noting,
        scan: Scan | None = None,
        shared: SharedDeliveries | None = None,
    ) -> None:
        """Send from these mailboxes; without `scan` the message service looks for malware.

        What is `shared` with other computers is sent through its ledger.
        """
        self._store = store
        self._actor = actor
        self._mailboxes = {mailbox.address: mailbox for mailbox in mailboxes}
        self._noting = noting
        self._scan = scan
        self._shared = shared

    def check(self, draft: Draft) -> CheckedDraft:
        """Return the messages that a draft becomes, and all its problems."""
        with self._store.read() as stored:
            warnings = tuple(recipient_warnings(stored, draft, self._actor.who_id))
        messages = tuple(self._message(draft, to) for to in draft.recipients or (_NOBODY,))
        examined = [examine_message(message) for message in messages]
        size = max(size for _, size in examined)
        findings = tuple(finding for found, _ in examined for finding in found)
        problems = draft_problems(draft, warnings, size, findings if draft.recipients else ())
        return CheckedDraft(problems, size, messages if draft.recipients else ())

    def send(
        self, draft: Draft, *, warn: bool = False, hold: timedelta = _AT_ONCE
    ) -> tuple[str, ...]:
        """Queue one message for each recipient, in one transaction; return the message ids.

        For as long as they are on `hold` they do not leave, and can be taken back.

        Raise `NotReady` when something must be mended first (with `warn` also when something
        deserves a second look), `ProofNeeded` when the proof of who sends does not do, `Refused`
        when malware is found, and `Unavailable` when it could not be looked for.
        """
        self._actor.require(Role.HANDLER, Purpose.SEND, mailbox=draft.mailbox)
        checked = self.check(draft)
        if any(problem.blocking or warn for problem in checked.problems):
            raise NotReady(checked.problems)
        self._look_for_malware(draft)
        if self._shared is not None and self._shared.shares(draft.mailbox):
            return self._shared.send(draft, checked.messages, hold)
        self._queue(draft, checked.messages, hold)
        return tuple(message.message_id for message in checked.messages)

    def held(self) -> tuple[HeldSending, ...]:
        """Return what the person has sent that waits to leave, what leaves last first."""
        with self._store.read() as stored:
            return stored.held.of(self._actor.who_id, self._actor.clock())

    def take_back(self, key: str) -> None:
        """Make a draft again of what was sent and has not left; raise `Refused` if it has."""
        draft_to_change(self._store, self._actor, key)
        with self._store.read() as stored:
            if not (message_ids := stored.held.messages_of(key)):
                raise gone()
            draft = stored.drafts.get(key)
        if self._shared is not None and self._shared.shares(draft.mailbox):
            self._shared.take_back(draft, message_ids)
            return
        with self._sending(draft) as stored:
            if not stored.held.messages_of(key):
                raise gone()
            for message_id in message_ids:
                if (row := stored.messages.row_of(message_id)) is not None:
                    take_out(stored, self._actor, row)
            if (answered := answered_row(stored, draft)) is not None:
                stored.held.unanswer(answered)

    def let_go(self) -> bool:
        """Let what the person's messages wait for be over; return whether any waited."""
        held = self.held()
        for one in held:
            with self._store.read() as stored:
                message_ids = stored.held.messages_of(one.key)
            for message_id in message_ids:
                self._let_go(message_id)
        return bool(held)

    def _let_go(self, message_id: str) -> None:
        if self._shared is not None and self._shared.address_of(message_id) is not None:
            self._shared.let_go(message_id)
            return
        with self._store.begin() as stored:
            delivery = stored.deliveries.get(message_id)
            if delivery.can_be_taken_back:
                stored.deliveries.put(replace(delivery, due=None))

    def _look_for_malware(self, draft: Draft) -> None:
        if self._scan is None or not draft.files:
            return
        try:
            self._scan(file.content for file in draft.files)
        except InfectedError:
            found = Refused("Malware was found in an attachment. The message is not sent.")
            event = self._actor.event(AuditKind.INCIDENT, mailbox=draft.mailbox, detail=found.text)
            with self._store.begin() as stored:
                stored.audit.add(event)
            raise found from None
        except Unavailable as error:
            raise Unavailable(
                "The attachments could not be scanned for malware. The message is not sent."
            ) from error

    def _queue(self, draft: Draft, messages: tuple[Message, ...], hold: timedelta) -> None:
        now = self._actor.clock()
        with self._sending(draft) as stored:
            refuse_sent(stored, draft.key)
            refuse_unseen_answers(stored, draft)
            note_answer(stored, self._actor, draft, now)
            for message, to in zip(messages, draft.recipients, strict=True):
                inherited = stored.errands.inheritable(message.conversation_id, draft.mailbox)
                row = stored.messages.add(message, Direction.OUT, draft.mailbox, now)
                stored.messages.assign(row, self._actor.who_id)
                stored.errands.inherit(row, inherited)
                stored.lists.join(row, draft.sent_list, draft.replaced_by(to))
                stored.deliveries.add(queued(message.message_id, now, hold))
                stored.addresses.used(message.recipient.function, now)
                event = self._actor.event(AuditKind.SENT)
                record_event(stored, event, row)
                note_forwarding(stored, event, row, draft.forwards)
            stored.held.hold(draft.key, [message.message_id for message in messages])

    def _sending(self, draft: Draft) -> AbstractContextManager[Transaction]:
        """Return the transaction of sending, which changes the message that is answered."""
        with self._store.read() as stored:
            row = answered_row(stored, draft)
        return self._store.begin() if row is None else self._noting(row, sure=False)

    def _message(self, draft: Draft, recipient: DraftRecipient) -> Message:
        mailbox = self._mailboxes.get(draft.mailbox)
        if mailbox is None:
            raise Refused("The draft belongs to a mailbox that this program does not have.")
        return message_of(draft, recipient, mailbox, self._actor.clock())
