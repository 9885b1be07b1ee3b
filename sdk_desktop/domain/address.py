"""SDK Adressbok: organisations and their functions (B1.3.6, address book API 1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sdk_desktop.domain.errors import SdkError


@dataclass(frozen=True, slots=True)
class Organisation:
    """A participant or a unit of one; `participant` is `0203:domain`, for a unit its parent's."""

    key: str
    name: str
    participant: str = ""
    number: str = ""
    alternate_name: str = ""
    description: str = ""
    country: str = "SE"
    kind: str = "o"
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """A function that messages are addressed to; `identifier` is the function address."""

    key: str
    identifier: str
    name: str
    organisation: Organisation
    description: str = ""
    categories: tuple[str, ...] = ()
    search_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddressHit:
    """One result of an address search; it is a `favourite` of whoever asks, and of `mailboxes`."""

    function: Function
    favourite: bool = False
    last_used: datetime | None = None
    gone: bool = False
    """True when the address book no longer has it."""
    gone_since: datetime | None = None
    """When it was first missed; None where nobody noted that."""
    mailboxes: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Return whether it is anybody's favourite here, or was written to."""
        return self.favourite or bool(self.mailboxes) or self.last_used is not None


@dataclass(frozen=True, slots=True)
class Successor:
    """The function that may have replaced one that is gone, and how many drafts that concerns."""

    hit: AddressHit
    drafts: int


@dataclass(frozen=True, slots=True)
class AddressBookAge:
    """How old the local copy is, and what it holds.

    `gone` are functions that the copy before had, `homeless` those whose organisation the address
    book does not have, `trouble` is why the last try to fetch it anew failed.
    """

    refreshed: datetime | None
    organisations: int
    functions: int
    gone: int = 0
    homeless: int = 0
    trouble: SdkError | None = None


@dataclass(frozen=True, slots=True)
class AddressBookContent:
    """The whole address book as it was fetched; `homeless` as in `AddressBookAge`."""

    organisations: tuple[Organisation, ...]
    functions: tuple[Function, ...]
    homeless: int = 0
