"""What is said of a mailbox that several computers share, without how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sdk_desktop.domain.configuration import ORGANISATION_ONLY
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.roles import Role

THIS_COMPUTER = frozenset({"127.0.0.1", "::1", "localhost"})
POSTGRES_PORT = 5432
_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class LedgerAddress:
    """Where the ledger of shared mailboxes is, and the login of this profile there.

    In `user` a variable of the computer may stand, so that one policy does for many (`$NAME`, on
    Windows `%NAME%`). `password_file` holds the login's password in its first line. `trusted_file`
    has the issuers (PEM) of the server's certificate, if the computer does not know them.
    Encryption is done without only on this computer itself. A copy that has not met its ledger for
    `offline_days` does not open. `ticket_file` is what a manager of the mailboxes has made for this
    computer, so that it is let in without words. Raises `Refused` when the settings cannot be
    meant.
    """

    host: str
    database: str
    user: str
    password_file: str = ""
    port: int = POSTGRES_PORT
    trusted_file: str = ""
    offline_days: int = 14
    ticket_file: str = field(default="", metadata=ORGANISATION_ONLY)

    def __post_init__(self) -> None:
        """Check the values."""
        named = (self.host, self.database, self.user)
        if not all(one.strip() and one.isprintable() for one in named):
            raise Refused("The settings do not say where the shared mailboxes' ledger is.")
        if "," in self.host or self.host.startswith(("/", "@")) or self.port > _LAST_PORT:
            raise Refused("The ledger's address in the settings is not the name of one server.")

    @property
    def is_here(self) -> bool:
        """Return whether the ledger is on this computer, so that nobody can listen on the way."""
        return self.host in THIS_COMPUTER


class SharedState(StrEnum):
    """How a mailbox of the settings is shared."""

    ALONE = "alone"
    ASKING = "asking"
    """This computer asks to be let in."""
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class MemberComputer:
    """A computer, or a recovery paper, that shares a mailbox."""

    id: UUID
    name: str
    role: Role
    is_here: bool = False
    is_paper: bool = False


@dataclass(frozen=True, slots=True)
class AskingComputer:
    """A computer that asks to be let into a mailbox, and the words that its screen shows."""

    id: UUID
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaitingTicket:
    """A ticket that nobody has used: by it a computer of this name is let in, until then."""

    id: UUID
    name: str
    role: Role
    until: datetime


@dataclass(frozen=True, slots=True)
class SharingStatus:
    """How a mailbox is shared: the code by which others join, and who shares or wants to.

    `words` are to be compared while this computer asks to be let in. `waits_for` are the computers
    that have not been in touch since the ledger had lost something: nobody works until they have.
    """

    mailbox: Mailbox
    state: SharedState
    code: str = ""
    words: tuple[str, ...] = ()
    members: tuple[MemberComputer, ...] = ()
    asking: tuple[AskingComputer, ...] = ()
    manages: bool = False
    waits_for: tuple[MemberComputer, ...] = ()
    tickets: tuple[WaitingTicket, ...] = ()


@dataclass(frozen=True, slots=True)
class UnreadRecords:
    """How many records of a mailbox, by its address, cannot be read that a device wrote.

    The device is an id, "" where that is not known.
    """

    address: str
    device: str
    count: int


@dataclass(frozen=True, slots=True)
class SharingLag:
    """How far this computer is from the others with which it shares mailboxes.

    `met` is when every ledger had answered last, None while one never has; `waiting` changes of
    this computer the others do not have. It is `out_of_touch` when the last round met no ledger,
    and reads only while its program is `too_old` to change anything there. With `clock_differs` its
    clock and the ledger's do. Of what other computers have written `unread` cannot be read.
    """

    met: datetime | None
    waiting: int
    out_of_touch: bool
    too_old: bool = False
    clock_differs: bool = False
    unread: tuple[UnreadRecords, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file that a record of the ledger names, and how many bytes it has."""

    id: UUID
    size: int


Fields = Mapping[str, Any]
"""What a record says, as JSON values. Fields that this version does not know are kept.

`files`, where it is, lists the files that the record needs, each as its id and size.
"""


SPOILED: Fields = {}
"""What a record says here that does not say what it has to, whatever it says in the ledger."""


@dataclass(frozen=True, slots=True)
class CopiedRecord:
    """A record of the ledger as this copy has it; `fields` is None where it has been purged.

    `number` is that of the change that wrote it, 0 where that is not known.
    """

    id: UUID
    kind: int
    version: int
    fields: Fields | None
    number: int = field(default=0, compare=False)

    @property
    def is_spoiled(self) -> bool:
        """Whether it is set aside, for whoever wrote it has not said what had to be said."""
        return self.fields is not None and not self.fields


@dataclass(frozen=True, slots=True)
class RecordEdit:
    """What is to become of a record, and the very state that it was judged on.

    `version` is that state's and `before` what it said: 0 and None for a record that is new.
    `after` None purges it.
    """

    id: UUID
    kind: int
    version: int
    before: Fields | None
    after: Fields | None


@dataclass(frozen=True, slots=True)
class PendingChange:
    """A change that is wanted here and that the ledger has not said yes to yet.

    `term` is given where the change was made as the leader; `draft` is the key of the draft that
    it sends, and `erased` are files that nobody needs any longer.
    """

    id: UUID
    edits: tuple[RecordEdit, ...]
    audit: tuple[Fields, ...] = ()
    term: int | None = None
    draft: str = ""
    erased: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyReach:
    """How far a copy has followed a mailbox, and the newest place in its chain that it has met.

    `incarnation` tells which history that is a place of, "" where that is not known yet.
    """

    position: int = 0
    number: int = 0
    digest: bytes = b""
    epoch: int = 0
    known_number: int = 0
    known_digest: bytes = b""
    incarnation: str = ""


NEVER_TAKEN_BACK = frozenset({"read"})
"""Fields that are once true for all: they never contradict each other."""


def rebased(edit: RecordEdit, theirs: CopiedRecord) -> RecordEdit | None:
    """Return an edit as it is to be made to a newer state, None where that contradicts it.

    A field that only one side changed keeps that change. What both changed contradicts, unless
    both say the same, and so does a record that the other side has made or purged. What says
    nothing here contradicts nothing: it is written anew, whole.
    """
    if theirs.is_spoiled:
        return replace(edit, version=theirs.version, before=theirs.fields)
    if edit.before is None or theirs.fields is None:
        return None
    if edit.after is None:
        return RecordEdit(edit.id, edit.kind, theirs.version, theirs.fields, None)
    after = dict(theirs.fields)
    for name in edit.before.keys() | edit.after.keys():
        before, wanted, there = (
            said.get(name) for said in (edit.before, edit.after, theirs.fields)
        )
        if wanted in (before, there):
            continue
        if there != before and name not in NEVER_TAKEN_BACK:
            return None
        after[name] = wanted or there if name in NEVER_TAKEN_BACK else wanted
    return RecordEdit(edit.id, edit.kind, theirs.version, theirs.fields, after)


def is_judged_on(edit: RecordEdit, theirs: CopiedRecord | None) -> bool:
    """Return whether a record is in the very state that an edit was judged on."""
    if theirs is None:
        return edit.version == 0
    return edit.version == theirs.version and edit.before == theirs.fields


def on_top(edit: RecordEdit, record: CopiedRecord | None) -> CopiedRecord | None:
    """Return what a record would be after an edit that waits; as it is where that contradicts."""
    if record is None:
        return CopiedRecord(edit.id, edit.kind, 1, edit.after) if edit.version == 0 else None
    if not is_judged_on(edit, record):
        newer = rebased(edit, record)
        return record if newer is None else replace(record, fields=newer.after)
    return replace(record, version=edit.version + 1, fields=edit.after)
