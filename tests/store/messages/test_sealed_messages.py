"""What was sealed is kept as it was, for as long as it may be needed, and no longer."""

from datetime import timedelta

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.delivery import Delivery, Status
from sdk_desktop.domain.incoming import OutgoingAcknowledgement
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import Message
from sdk_desktop.domain.purge import PurgeCriteria
from sdk_desktop.store.store import Store
from tests.store.letters import NOON, SOCIAL, letter, puzzle


def test_what_was_sealed_first_stays(store: Store) -> None:
    with store.begin() as stored:
        first = stored.sealed.put("m", b"first")
        second = stored.sealed.put("m", b"second")
        kept = stored.sealed.get("m")

    assert (first, second, kept) == (b"first",) * 3


def test_nothing_is_given_where_nothing_is_kept(store: Store) -> None:
    with store.begin() as stored:
        stored.sealed.put("m", b"first")
        stored.sealed.drop("m")
        stored.sealed.drop("m")

    with store.read() as stored:
        assert stored.sealed.get("m") == b""


def test_keeping_it_is_a_change_of_deliveries(store: Store) -> None:
    with store.begin() as stored:
        stored.sealed.put("m", b"first")
        assert stored.sealed.written.changes == {TableFamily.DELIVERIES}


def acknowledgement_to(message_id: str) -> OutgoingAcknowledgement:
    return OutgoingAcknowledgement(
        f"a-{message_id}", message_id, "0203:vik.example.se", True, message_id, b"x"
    )


def sent(store: Store, message: Message) -> None:
    with store.begin() as stored:
        stored.messages.add(message, Direction.OUT, SOCIAL, NOON)
        stored.deliveries.add(Delivery(message.message_id, Status.MESSAGE_EXCHANGE_ERROR))
        stored.sealed.put(message.message_id, b"sealed")


def came(store: Store, message: Message) -> None:
    with store.begin() as stored:
        row = stored.messages.add(message, Direction.IN, SOCIAL, NOON)
        stored.messages.mark_read(row)
        stored.answers.queue(acknowledgement_to(message.message_id))


def purge(store: Store, direction: Direction | None = None) -> None:
    """Erase everything of a direction, or all."""
    now = NOON + timedelta(days=800)
    with store.begin() as stored:
        preview = stored.purges.preview(PurgeCriteria(now, direction=direction), now)
        number = stored.purges.propose(preview, "§ 1", "Siv", now).number
        stored.purges.approve(number, "Siri", now)
        stored.purges.erase(number, stored.purges.next_batch(number, 100), now)


def left(store: Store) -> tuple[int, int]:
    """Count what is sealed, and what was answered."""
    with store.read() as stored:
        ask = stored.sealed.connection.exec_driver_sql
        sealed = ask("SELECT COUNT(*) FROM sealed").scalar_one()
        return int(sealed), int(ask("SELECT COUNT(*) FROM answer").scalar_one())


def test_what_was_sealed_for_a_message_is_erased_with_it(store: Store) -> None:
    sent(store, letter())
    came(store, letter())
    with store.begin() as stored:
        stored.messages.mark_read(stored.messages.add_unreadable(puzzle("that one"), NOON))
        stored.answers.queue(acknowledgement_to("that one"))
    before = left(store)

    purge(store)

    assert (before, left(store)) == ((1, 2), (0, 0))


def test_what_belongs_to_messages_that_stay_stays(store: Store) -> None:
    to_ourselves = letter()
    sent(store, to_ourselves)
    came(store, to_ourselves)
    sent(store, letter())

    purge(store, Direction.IN)
    after_one = left(store)
    came(store, letter())
    purge(store, Direction.OUT)

    assert (after_one, left(store)) == ((2, 0), (0, 1))
