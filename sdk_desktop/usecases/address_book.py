"""The local copy of SDK Adressbok."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sdk_desktop.domain.address import (
    AddressBookAge,
    AddressBookContent,
    AddressHit,
    Function,
    Organisation,
    Successor,
)
from sdk_desktop.domain.delivery import LONGEST_DELAY, delay_after
from sdk_desktop.domain.draft import DraftRecipient
from sdk_desktop.domain.errors import Refused, SdkError, Unavailable
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.domain.roles import Role
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.checks.due import has_passed
from sdk_desktop.usecases.recipient_guards import likely_successor
from sdk_desktop.usecases.shared.waiting import sending

FRESH = timedelta(hours=24)

_MOST_GONE = 0.1
"""The part of the functions that may be gone at once without anybody asking for it."""

Directory = Callable[[], AddressBookContent]
"""Fetches the whole address book; raise `Unavailable`."""


class AddressBook:
    """Searches the local copy, keeps favourites, and fetches the copy anew."""

    def __init__(self, store: Store, directory: Directory, actor: Actor) -> None:
        """Keep a copy of a directory in a store, for a person."""
        self._store = store
        self._directory = directory
        self._actor = actor
        self._clock = actor.clock
        self._gone = self._homeless = 0
        self._trouble: SdkError | None = None
        self._failures = 0
        self._rests_until: datetime | None = None

    def search(self, text: str, limit: int = 30) -> tuple[AddressHit, ...]:
        """Return the functions that fit, favourites and recently used first."""
        with self._store.read() as stored:
            return stored.addresses.search(text, limit, self._actor.who_id)

    def organisations(self) -> tuple[Organisation, ...]:
        """Return every organisation."""
        with self._store.read() as stored:
            return stored.addresses.organisations()

    def functions(self, organisation_key: str) -> tuple[AddressHit, ...]:
        """Return the functions of an organisation."""
        with self._store.read() as stored:
            return stored.addresses.functions(organisation_key, self._actor.who_id)

    def function(self, address: str) -> Function:
        """Return the function of an address; raise `Refused` where the address book has none."""
        with self._store.read() as stored:
            hit = stored.addresses.function(address)
        if hit is None or hit.gone:
            raise Refused("The address book has no such function.")
        return hit.function

    def last_written(self, hit: AddressHit) -> tuple[Headline, ...]:
        """Return the last few messages that were sent to a function, newest first."""
        with self._store.read() as stored:
            return stored.messages.sent_to(hit.function.identifier, self._actor.question())

    def successor(self, gone: AddressHit) -> Successor | None:
        """Return which function may have replaced one that is gone; None where none is alike."""
        recipient = DraftRecipient.of_function(gone.function)
        with self._store.read() as stored:
            likely = likely_successor(stored, recipient, gone)
            me = self._actor.who_id
            found = stored.addresses.function(likely.function, me) if likely else None
            return Successor(found, len(self._drafts_for(stored, recipient))) if found else None

    def change(self, gone: AddressHit, successor: AddressHit) -> None:
        """Let one's drafts and favourites name what has replaced a function."""
        self._actor.require_anywhere(Role.HANDLER)
        before = DraftRecipient.of_function(gone.function)
        after = DraftRecipient.of_function(successor.function)
        permissions = self._actor.permissions()
        with self._store.begin() as stored:
            for key in self._drafts_for(stored, before):
                draft = stored.drafts.get(key)
                changed = (
                    after if one.function == before.function else one for one in draft.recipients
                )
                stored.drafts.put(replace(draft, recipients=tuple(dict.fromkeys(changed))))
            own = (self._actor.who_id,) if gone.favourite else ()
            for owner in (*own, *permissions.own.where(Role.HANDLER, gone.mailboxes)):
                stored.addresses.favour(after.function, owner)
                stored.addresses.disfavour(before.function, owner)

    def _drafts_for(self, stored: Transaction, recipient: DraftRecipient) -> tuple[str, ...]:
        """Return the keys of one's drafts for a function; what may be on its way stays as it is."""
        return tuple(
            one.key
            for one in stored.drafts.all(self._actor.who_id)
            if any(to.function == recipient.function for to in one.recipients)
            and not (one.given_to or one.given_by)
            and sending(stored, one.key) is None
        )

    def favourite(
        self,
        identifier: str,
        on: bool,  # noqa: FBT001 - reads as it is said
        mailbox: str = "",
    ) -> None:
        """Make a function a favourite of one's own, or of all who write from a mailbox; or not."""
        owner = mailbox or self._actor.who_id
        if mailbox:
            self._actor.require(Role.HANDLER, mailbox=mailbox)
        with self._store.begin() as stored:
            if on:
                stored.addresses.favour(identifier, owner)
            else:
                stored.addresses.disfavour(identifier, owner)

    def age(self) -> AddressBookAge:
        """Return how old the copy is and what it holds, and what the last try to fetch it said."""
        with self._store.read() as stored:
            found = stored.addresses.age()
        return replace(found, gone=self._gone, homeless=self._homeless, trouble=self._trouble)

    def refreshed(self) -> datetime | None:
        """Return when the copy was fetched, None where there is none."""
        with self._store.read() as stored:
            return stored.addresses.refreshed()

    def refresh(self, *, may_shrink: bool = False) -> AddressBookAge:
        """Fetch the address book anew; the old copy stays when that fails.

        Raise `Unavailable` also for a book that lacks much of what the copy has, unless somebody
        says that it `may_shrink`.
        """
        try:
            self._fetch(may_shrink=may_shrink)
        except SdkError as error:
            self._trouble = error
            self._failures += 1
            self._rests_until = self._clock() + delay_after(self._failures)
            raise
        self._trouble, self._failures, self._rests_until = None, 0, None
        return self.age()

    def _fetch(self, *, may_shrink: bool) -> None:
        content = self._directory()
        if not content.functions:
            raise Unavailable("The address book is empty.")
        now = self._clock()
        with self._store.begin() as stored:
            known = stored.addresses.identifiers()
            gone = len(known - {one.identifier for one in content.functions})
            if gone > len(known) * _MOST_GONE and not may_shrink:
                raise Unavailable(
                    "The address book lacks {gone} of {count} functions that it had. The earlier"
                    " copy is kept. Choose Fetch anew in the address book if this is right.",
                    gone=gone,
                    count=len(known),
                )
            stored.addresses.replace(content.organisations, content.functions, now)
            stored.fetches.done("addresses", now)
        self._gone, self._homeless = gone, content.homeless

    def is_stale(self) -> bool:
        """Return whether the copy should be fetched anew, if that has not failed just now."""
        now, until = self._clock(), self._rests_until
        if until is not None and now < until <= now + LONGEST_DELAY:
            return False
        return has_passed(self.refreshed(), FRESH, now)
