from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sdk_desktop.domain.delivery import Delivery, Status
from sdk_desktop.domain.errand import Errand, ErrandState
from sdk_desktop.domain.errors import ProofNeeded, Refused
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.domain.message import (
    Attention,
    Document,
    File,
    Identifier,
    Message,
    Party,
    Person,
    Reference,
    new_id,
)
from sdk_desktop.store.store import Store
from tests.store.letters import CLEARED, FULL, NOON, SOCIAL, letter, puzzle, query, received, sent

texts = st.text(st.characters(codec="utf-8"), max_size=20)
perhaps = st.none() | texts
identifiers = st.builds(Identifier, texts, texts)
files = st.builds(File, texts, texts, st.binary(max_size=50))
attentions = st.builds(
    Attention,
    texts,
    perhaps,
    st.lists(st.builds(Person, perhaps, st.none() | identifiers), max_size=2).map(tuple),
    st.lists(st.builds(Reference, identifiers, perhaps), max_size=2).map(tuple),
)
parties = st.builds(Party, texts, perhaps, st.none() | attentions)
documents = st.builds(
    Document,
    texts,
    perhaps,
    perhaps,
    st.lists(files, max_size=3).map(tuple),
    st.lists(texts, max_size=3).map(tuple),
)
moments = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - the strategy adds the time zone
    timezones=st.just(UTC),
)
messages = st.builds(
    Message,
    message_id=texts,
    conversation_id=texts,
    created=moments,
    label=perhaps,
    confidential=st.booleans(),
    recipient=parties,
    sender=parties,
    documents=st.lists(documents, max_size=3).map(tuple),
    ref_to_message_id=perhaps,
    generating_system=st.none() | identifiers,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(message=messages, direction=st.sampled_from(Direction))
def test_any_message_comes_back_as_it_was(
    store: Store, message: Message, direction: Direction
) -> None:
    message = replace(message, message_id=new_id())
    with store.begin() as transaction:
        row = transaction.messages.add(message, direction, SOCIAL, NOON)
        whole = transaction.messages.whole(message.message_id)
        reading = transaction.messages.reading(row, CLEARED)

    assert whole == message
    assert reading.message == message.without_content()
    assert [one.name for one in reading.attachments] == [one.name for one in message.files]


def test_a_reading_has_everything_but_the_content_of_files(store: Store) -> None:
    (row,) = received(store, FULL)

    with store.read() as transaction:
        reading = transaction.messages.reading(row, CLEARED)

    assert reading.message == FULL.without_content()
    assert [(one.name, one.size) for one in reading.attachments] == [
        ("plan åäö.pdf", 5),
        ("c", 5),
        ("b.txt", 6),
    ]
    assert (reading.received, reading.delivery, reading.unreadable) == (NOON, None, "")


def test_a_headline_tells_who_wrote_but_not_about_whom(store: Store) -> None:
    (row,) = received(store, FULL)

    with store.read() as transaction:
        headline = transaction.messages.headline(row)

    assert headline == Headline(
        row=row,
        message_id=FULL.message_id,
        direction=Direction.IN,
        mailbox=SOCIAL,
        counterpart=Party("0203:region.example.se", None, Attention("psyk@region.example.se")),
        subject="Kallelse till SIP-möte",
        confidential=True,
        time=NOON,
        unread=True,
        attachments=3,
        references=("SN 2026/12",),
        errand=Errand(ErrandState.NEW),
    )


def test_files_of_several_megabytes_come_back_whole(store: Store) -> None:
    content = bytes(range(256)) * 20_000
    big = replace(letter(), documents=(Document("d", files=(File("a.pdf", "x/y", content),)),))
    (row,) = received(store, big)

    with store.read() as transaction:
        (attachment,) = transaction.messages.reading(row, None).attachments
        file = transaction.messages.file(row, attachment.key, None)

    assert (attachment.size, file.content == content) == (5_120_000, True)


def test_a_file_is_given_out_with_its_own_message_only(store: Store) -> None:
    (row,) = received(store, FULL)
    (other,) = received(store, letter())

    with store.read() as transaction:
        attachments = transaction.messages.reading(row, CLEARED).attachments
        with pytest.raises(Refused):
            transaction.messages.file(other, attachments[0].key, CLEARED)


def test_a_confidential_message_is_not_read_without_clearance(store: Store) -> None:
    (row,) = received(store, FULL)

    with store.read() as transaction:
        attachments = transaction.messages.reading(row, CLEARED).attachments
        with pytest.raises(ProofNeeded):
            transaction.messages.reading(row, None)
        with pytest.raises(ProofNeeded):
            transaction.messages.file(row, attachments[0].key, None)


def test_a_sent_message_is_read_with_its_delivery(store: Store) -> None:
    row = sent(store, replace(FULL, confidential=False))
    delivery = Delivery(FULL.message_id, Status.QUEUED)
    with store.begin() as transaction:
        transaction.deliveries.add(delivery)

    with store.read() as transaction:
        reading = transaction.messages.reading(row, None)

    assert reading.delivery == delivery
    assert (reading.headline.status, reading.headline.unread) == (Status.QUEUED, False)
    assert reading.headline.counterpart.function == SOCIAL


def test_what_could_not_be_read_is_kept_with_its_reason(store: Store) -> None:
    with store.begin() as transaction:
        row = transaction.messages.add_unreadable(puzzle("m-1"), NOON)

    with store.read() as transaction:
        reading = transaction.messages.reading(row, None)
        raw = transaction.messages.raw(row)

    assert raw == b"<broken"
    assert (reading.message, reading.unreadable) == (None, "It is no XML.")
    assert (reading.headline.subject, reading.headline.unread) == ("", True)


def test_a_message_is_known_by_the_service_s_name(store: Store) -> None:
    with store.begin() as transaction:
        transaction.messages.add(FULL, Direction.IN, SOCIAL, NOON, service_id="s-1")
        transaction.messages.add_unreadable(puzzle("m-1", "s-2"), NOON)
        known = transaction.history.known(["s-1", "s-2", "s-3", *map(str, range(600))])

        assert known == {"s-1", "s-2"}
        assert transaction.history.identities(FULL.message_id)
        assert not transaction.history.identities("m-1")


def test_what_we_sent_is_not_known_as_received(store: Store) -> None:
    sent(store, FULL)

    with store.read() as transaction:
        assert not transaction.history.identities(FULL.message_id)


def test_a_message_to_ourselves_is_kept_twice(store: Store) -> None:
    received(store, FULL, mailbox="other")
    row = sent(store, FULL)

    with store.read() as transaction:
        assert transaction.messages.row_of(FULL.message_id) == row
        assert transaction.messages.page(query()).total == 2


def test_the_same_message_is_not_stored_twice(store: Store) -> None:
    received(store, FULL)

    with pytest.raises(Refused, match="already in the store"):
        received(store, FULL)


def test_a_conversation_is_told_from_its_beginning(store: Store) -> None:
    (first,) = received(store, FULL)
    received(store, letter())
    second = sent(store, replace(letter(), conversation_id=FULL.conversation_id))
    received(store, replace(letter(), conversation_id=FULL.conversation_id), mailbox="other")

    with store.read() as transaction:
        found = [one.row for one in transaction.messages.conversation(second, query())]

    assert found == [first, second]


def test_what_could_not_be_read_is_a_conversation_of_its_own(store: Store) -> None:
    with store.begin() as transaction:
        transaction.messages.add_unreadable(puzzle(), NOON)
        row = transaction.messages.add_unreadable(puzzle(), NOON + timedelta(hours=1))
        found = transaction.messages.conversation(row, query())

    assert [one.row for one in found] == [row]


def test_a_message_is_read_assigned_and_registered(store: Store) -> None:
    (row,) = received(store, FULL)

    with store.begin() as transaction:
        transaction.messages.mark_read(row)
        transaction.messages.assign(row, "Siv")
        transaction.messages.register(row, "SN 2026/77")
        headline = transaction.messages.headline(row)

    assert (headline.unread, headline.handler) == (False, "Siv")
    assert headline.diary_number == "SN 2026/77"


def test_marking_what_was_read_changes_nothing(store: Store) -> None:
    (row,) = received(store, FULL)
    with store.begin() as transaction:
        transaction.messages.mark_read(row)

    with store.begin() as transaction:
        transaction.messages.mark_read(row)
        assert transaction.messages.connection is not None
        assert transaction.messages.written.changes == frozenset()


def test_what_is_not_there_is_refused(store: Store) -> None:
    with store.begin() as transaction:
        messages = transaction.messages
        assert messages.row_of("none") is None
        with pytest.raises(Refused):
            messages.headline(9)
        with pytest.raises(Refused):
            messages.reading(9, CLEARED)
        with pytest.raises(Refused):
            messages.whole("none")
        with pytest.raises(Refused):
            messages.raw(9)
        with pytest.raises(Refused):
            messages.file(9, 9, CLEARED)
        with pytest.raises(Refused):
            messages.assign(9, "Siv")
        with pytest.raises(Refused):
            messages.conversation(9, query())


def test_document_types_come_in_the_order_of_the_swedish_alphabet(store: Store) -> None:
    rows = received(store, letter(), letter(), letter())
    with store.begin() as transaction:
        for row, known in zip(rows, ("ämne", "Remiss", "årsbesked"), strict=True):
            transaction.messages.register(row, "SN 1/26", known)

        assert transaction.errands.document_types() == ("Remiss", "årsbesked", "ämne")
