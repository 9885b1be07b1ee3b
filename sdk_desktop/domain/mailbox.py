"""Function mailboxes, and what a list of messages shows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sdk_desktop.domain.errand import COMING, Errand, ErrandState, Reason

if TYPE_CHECKING:  # the lock screen knows mailboxes; it need not load what a message is
    from sdk_desktop.domain.clearance import Clearance
    from sdk_desktop.domain.delivery import Arrival, Delivery, ListState, Status
    from sdk_desktop.domain.draft import DraftRecipient
    from sdk_desktop.domain.message import Message, Party


_YEAR = 365
"""Days."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A function address that this client represents.

    What comes there is to be answered within `answer_days` working days, a year's at most; 0 for
    no time.
    """

    address: str
    name: str
    organisation: str
    organisation_name: str
    answer_days: int = 0

    def __post_init__(self) -> None:
        """Raise `ValueError` for a time that nobody waits."""
        if self.answer_days > _YEAR:
            raise ValueError(self.answer_days)


class Direction(StrEnum):
    """Which way a message went."""

    IN = "in"
    OUT = "out"


class Folder(StrEnum):
    """What a mailbox's messages are sorted into."""

    ALL = "all"
    NEW = "new"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    ACTION = "action"
    SENT = "sent"


class Order(StrEnum):
    """What comes first in a folder's list; those alike come newest first.

    By `DEADLINE` what is to be answered soonest comes first, and what has no deadline last.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    SENDER = "sender"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What a search asks for besides words anywhere in a message; all of it must hold.

    `senders`, `recipients`, `numbers`, `files` and `handlers`, who have taken a message, are
    words in names; with `has_files` there must
    be a file at all. `since` and `before` bound the time, `states` are how a received message may
    stand. With `mine` whoever asks has it, with `unread` they have not seen it.
    """

    senders: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    has_files: bool = False
    since: datetime | None = None
    before: datetime | None = None
    states: frozenset[ErrandState] = frozenset()
    mine: bool = False
    unread: bool = False
    handlers: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words that a message found must hold somewhere."""
        return (*self.senders, *self.recipients, *self.numbers, *self.files)


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a message list asks for.

    `mailbox` is a function address, empty for all; `me` the user's id; `text` a search, narrowed by
    `terms`; what is found is shown newest first, a folder in its `order`.
    A received message needs action when it came before `unregistered_before` and is kept nowhere
    yet, a sent one when it has waited for an acknowledgement since before `unanswered_before`;
    at `now` also one whose deadline has come or is coming.
    Without a `clearance` what confidential messages say is covered, and not searched; with
    `withheld` it is covered also while whoever asks has not opened them. With `taken` only what
    they have taken is shown of what needs somebody.
    """

    me: str
    unregistered_before: datetime
    unanswered_before: datetime
    mailbox: str = ""
    folder: Folder = Folder.ALL
    text: str = ""
    clearance: Clearance | None = None
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    terms: SearchTerms = SearchTerms()
    order: Order = Order.NEWEST
    withheld: bool = False
    taken: bool = False

    @property
    def searches(self) -> bool:
        """Whether this is a search, not a folder."""
        return bool(self.text.strip()) or self.terms != SearchTerms()

    @property
    def deadlines_before(self) -> datetime:
        """Deadlines before this are coming, or have come."""
        return self.now + COMING


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages each folder of a mailbox has; `drafts` counts drafts."""

    address: str
    new: int = 0
    mine: int = 0
    unassigned: int = 0
    action: int = 0
    sent: int = 0
    drafts: int = 0


@dataclass(frozen=True, slots=True)
class Headline:
    """One row of a message list.

    `row` numbers messages in order of arrival. `counterpart` is the other side. `subject` is empty
    for a message that could not be read; then `unreadable` says why. `document_type` is what the
    organisation sorts its documents by; `hold` says why the message must not be erased. `handler`
    is the name of the colleague with `handler_id`. `unread` is said of whoever asked, of everybody
    where nobody did. `errand` says how it stands. With `shared` other computers see such notes.
    One that stands for a distribution list has a `list_state`.
    One that is `covered` leaves out what a confidential message says: nobody has proved lately
    who they are, or it is withheld until it is opened.
    """

    row: int
    message_id: str
    direction: Direction
    mailbox: str
    counterpart: Party
    subject: str
    confidential: bool
    time: datetime
    unread: bool
    attachments: int
    references: tuple[str, ...] = ()
    handler: str = ""
    handler_id: str = ""
    diary_number: str = ""
    status: Status | None = None
    rejected: bool = False
    unreadable: str = ""
    document_type: str = ""
    hold: str = ""
    shared: bool = False
    covered: bool = False
    errand: Errand = field(default_factory=Errand)
    list_state: ListState | None = None

    def shown_to(self, asked: ListQuery) -> Headline:
        """Return it as it may be shown to whoever asked."""
        hidden = asked.clearance is None or (asked.withheld and self.unread)
        if not (self.confidential and hidden):
            return self
        return replace(self, subject="", references=(), covered=True)


A_PAGE = 50
"""So many headlines are looked up at once."""


@dataclass(frozen=True, slots=True)
class Page:
    """Headlines in their order; `more` is the place of the next, counted from 0, None at the end.

    `confidential`: a search has found something in confidential messages.
    """

    headlines: tuple[Headline, ...]
    more: int | None
    total: int
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A stored file without its content; its type is judged by its bytes, `size` is in bytes."""

    key: int
    name: str
    content_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as the reading pane shows it; its files are empty, `attachments` lead to them.

    `recipients` counts those of the distribution list that it is one message of, 0 without one.
    `forwarded` are the messages that passed it on, newest first.
    """

    headline: Headline
    message: Message | None
    attachments: tuple[Attachment, ...]
    delivery: Delivery | None = None
    received: datetime | None = None
    unreadable: str = ""
    recipients: int = 0
    forwarded: tuple[Headline, ...] = ()


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A message that will need somebody at a time, and why."""

    headline: Headline
    due: datetime
    reason: Reason


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One recipient of a distribution list: what was sent last, its way, and the newest answer.

    `offer` may have replaced a recipient who lacks it and is gone from the address book.
    """

    headline: Headline
    delivery: Delivery
    arrival: Arrival
    answer: Headline | None = None
    offer: DraftRecipient | None = None
