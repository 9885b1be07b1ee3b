"""Messages and moments for the tests of the store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sdk_desktop.domain.clearance import Clearance, Level
from sdk_desktop.domain.incoming import Unreadable, Waiting
from sdk_desktop.domain.mailbox import Direction, Folder, ListQuery
from sdk_desktop.domain.message import (
    Attention,
    CodeSystem,
    Document,
    File,
    Identifier,
    Message,
    Party,
    Person,
    Reference,
)
from sdk_desktop.store.store import Store
from tests.kit.messages import message_between

KEY = bytes(range(32))
NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
DAY = timedelta(days=1)
SOCIAL = "social.sundby@example.se"
SCHOOL = "school.sundby@example.se"
CLEARED = Clearance("Siv", NOON, Level.HIGH)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

FULL = Message(
    message_id="0a6ff3a2-7d9c-4d8a-9d1c-1f2c3d4e5f60",
    conversation_id="c0ffee00-7d9c-4d8a-9d1c-1f2c3d4e5f60",
    created=NOON,
    label="Kallelse till SIP-möte",
    confidential=True,
    recipient=Party(
        "0203:sundby.example.se",
        "Sundby kommun",
        Attention(
            SOCIAL,
            "Socialkontoret",
            (Person("Åsa Höglund"), Person(None, Identifier(CodeSystem.HSA_ID, "SE2321-1"))),
            (Reference(Identifier(CodeSystem.DIARY_NUMBER, "SN 2026/12")),),
        ),
    ),
    sender=Party(
        "0203:region.example.se",
        None,
        Attention(
            "psyk@region.example.se",
            None,
            (),
            (Reference(Identifier(CodeSystem.PERSONAL_NUMBER, "19900101-1234"), "Kalle André"),),
        ),
    ),
    documents=(
        Document("d2", None, "2", (File("b.txt", "text/plain", b"second"),), ("Sist.",)),
        Document(
            "d1",
            "Kallelse",
            "1",
            (File("plan åäö.pdf", "application/pdf", b"first"), File("c", "x/y", b"third")),
            ("# Välkommen\n\nTill idérummet på Ölandsgatan.", "Andra texten"),
        ),
        Document("d3"),
    ),
    ref_to_message_id="11111111-7d9c-4d8a-9d1c-1f2c3d4e5f60",
    generating_system=Identifier(CodeSystem.OTHER, "Journal 3"),
)


def letter(label: str | None = "Hej", text: str = "", *, confidential: bool = False) -> Message:
    """Return a message that is like no other."""
    return message_between(
        Party("0203:vik.example.se", "Vik", Attention("vik@example.se", "Reception")),
        Party("0203:sundby.example.se", "Sundby", Attention(SOCIAL, "Socialkontoret")),
        text=text,
        label=label,
        confidential=confidential,
        created=NOON,
    )


def puzzle(message_id: str = "", service_id: str = "s-9") -> Unreadable:
    """Make something that could not be read."""
    return Unreadable(Waiting(service_id, message_id, SOCIAL), "It is no XML.", b"<broken")


def query(folder: Folder = Folder.ALL, *, mailbox: str = "", text: str = "") -> ListQuery:
    """Ask for a list as Siv; nothing is overdue."""
    return ListQuery("Siv", NEVER, NEVER, mailbox, folder, text, CLEARED)


def late(asked: ListQuery, moment: datetime) -> ListQuery:
    """Ask the same when everything before a moment is overdue."""
    return replace(asked, unregistered_before=moment, unanswered_before=moment)


def received(store: Store, *messages: Message, mailbox: str = SOCIAL) -> list[int]:
    """Store messages as received at noon."""
    with store.begin() as transaction:
        return [transaction.messages.add(one, Direction.IN, mailbox, NOON) for one in messages]


def sent(store: Store, message: Message, mailbox: str = SOCIAL) -> int:
    """Store a message as sent at noon."""
    with store.begin() as transaction:
        return transaction.messages.add(message, Direction.OUT, mailbox, NOON)


def rows(store: Store, asked: ListQuery) -> list[int]:
    """Return the rows of the first page of a list."""
    with store.read() as transaction:
        return [one.row for one in transaction.messages.page(asked).headlines]
