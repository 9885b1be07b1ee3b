"""What a purge lists, leaves and erases; and that nothing of it stays in any page of the file."""

import random
import re
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from sdk_desktop.domain.delivery import Delivery, DeliveryEvent, Status
from sdk_desktop.domain.errors import Locked, Refused, Unavailable
from sdk_desktop.domain.identity import MessageIdentity
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import Document, File, Message
from sdk_desktop.domain.purge import PurgeCriteria, PurgePreview, PurgeProposal, PurgeState
from sdk_desktop.store import rewriting
from sdk_desktop.store.backup.copying import GoesOn, verify_copy
from sdk_desktop.store.purging import ANSWER_COMES_WITHIN, Purges
from sdk_desktop.store.schema import purge_tables, tables
from sdk_desktop.store.schema.migrations import copy_of
from sdk_desktop.store.store import Store, Transaction
from tests.store.letters import (
    CLEARED,
    DAY,
    FULL,
    KEY,
    NOON,
    SCHOOL,
    SOCIAL,
    letter,
    puzzle,
    query,
    received,
    rows,
    sent,
)
from tests.store.plain_pages import decrypted, journal_of, plain_pages

TOMORROW = NOON + DAY
EVERYTHING = PurgeCriteria(TOMORROW)
TABLES = (
    *(tables.body, tables.file, tables.file_head, tables.raw),
    *(tables.delivery, tables.delivery_event),
    purge_tables.purge_message,
)


def read(store: Store, *messages: int) -> None:
    with store.begin() as stored:
        for row in messages:
            stored.messages.mark_read(row)


def preview(
    store: Store, criteria: PurgeCriteria = EVERYTHING, now: datetime = NOON
) -> PurgePreview:
    with store.read() as stored:
        return stored.purges.preview(criteria, now)


def proposed(store: Store, criteria: PurgeCriteria = EVERYTHING) -> PurgeProposal:
    with store.begin() as stored:
        seen = stored.purges.preview(criteria, NOON)
        return stored.purges.propose(seen, "KS 2026/8", "Siv", NOON)


def erase(store: Store, number: int) -> PurgeProposal:
    """Carry a proposal out, up to the search index."""
    with store.begin() as stored:
        stored.purges.approve(number, "Bo", NOON)
        batch = stored.purges.next_batch(number, 10_000)
        stored.purges.erase(number, batch, TOMORROW)
        stored.purges.erased(number)
        return stored.purges.get(number)


def clear(store: Store) -> None:
    begin = more = True
    while more:
        with store.begin() as stored:
            more = stored.purges.clear_index(begin=begin)
        begin = False


def purged(store: Store, criteria: PurgeCriteria = EVERYTHING) -> PurgeProposal:
    return erase(store, proposed(store, criteria).number)


def counts(store: Store) -> dict[str, int]:
    with store.read() as stored:
        counted = stored.messages.connection.execute
        every = {table.name: sa.select(sa.func.count()).select_from(table) for table in TABLES}
        return {name: counted(wanted).scalar_one() for name, wanted in every.items()}


def delivered(store: Store, message: Message, status: Status) -> int:
    row = sent(store, message)
    with store.begin() as stored:
        event = DeliveryEvent(status, NOON)
        stored.deliveries.add(Delivery(message.message_id, status, (event,)))
    return row


def test_an_empty_store_has_nothing_to_erase(store: Store) -> None:
    assert preview(store) == PurgePreview(EVERYTHING)


def test_what_would_be_erased_is_counted_with_its_time(store: Store) -> None:
    read(store, *received(store, letter(), letter()))
    with store.begin() as stored:
        old = stored.messages.add(letter(), Direction.IN, SOCIAL, NOON - DAY)
        stored.messages.mark_read(old)

    assert preview(store) == PurgePreview(EVERYTHING, 3, NOON - DAY, NOON)


@pytest.mark.parametrize(
    ("criteria", "count"),
    [
        (PurgeCriteria(TOMORROW), 4),
        (PurgeCriteria(NOON), 0),
        (PurgeCriteria(TOMORROW, mailbox=SCHOOL), 1),
        (PurgeCriteria(TOMORROW, mailbox="elsewhere"), 0),
        (PurgeCriteria(TOMORROW, document_type="Remiss"), 1),
        (PurgeCriteria(TOMORROW, document_type=""), 3),
        (PurgeCriteria(TOMORROW, document_type="Rem"), 0),
        (PurgeCriteria(TOMORROW, direction=Direction.OUT), 1),
        (PurgeCriteria(TOMORROW, direction=Direction.IN), 3),
        (PurgeCriteria(TOMORROW, SCHOOL, "Remiss", Direction.IN), 1),
        (PurgeCriteria(TOMORROW, SOCIAL, "Remiss", Direction.IN), 0),
    ],
)
def test_every_criterion_narrows(store: Store, criteria: PurgeCriteria, count: int) -> None:
    read(store, *received(store, letter(), letter()))
    (school,) = received(store, letter(), mailbox=SCHOOL)
    delivered(store, letter(), Status.ACCEPTED)
    with store.begin() as stored:
        stored.messages.register(school, "SN 1/26", "Remiss")

    assert preview(store, criteria).count == count


def test_what_is_held_or_was_never_touched_is_left(store: Store) -> None:
    held, untouched, registered, seen = received(store, letter(), letter(), letter(), letter())
    read(store, held, seen)
    with store.begin() as stored:
        stored.messages.hold(held, "Överklagat")
        stored.messages.register(registered, "SN 1/26")

    found = preview(store)

    assert (found.count, found.held, found.untouched, found.waiting) == (2, 1, 1, 0)
    purged(store)
    assert rows(store, query()) == [untouched, held]


@pytest.mark.parametrize("status", Status)
def test_what_may_still_be_answered_waits_for_a_year(store: Store, status: Status) -> None:
    delivered(store, letter(), status)

    soon = preview(store, now=NOON + ANSWER_COMES_WITHIN - DAY)
    late = preview(store, now=NOON + ANSWER_COMES_WITHIN + DAY)

    ended = status.final or status.failed
    assert (soon.count, soon.waiting) == (int(ended), int(not ended))
    assert late.waiting == int(status is Status.QUEUED)


def test_only_what_was_seen_is_listed(store: Store) -> None:
    first, second = received(store, letter(), letter())
    read(store, first)
    seen = preview(store)
    read(store, second)

    with pytest.raises(Refused, match="Look at them again"), store.begin() as stored:
        stored.purges.propose(seen, "KS 2026/8", "Siv", NOON)

    with store.read() as stored:
        assert stored.purges.all() == ()


def test_a_proposal_tells_what_was_asked_by_whom_and_when(store: Store) -> None:
    read(store, *received(store, letter()))
    criteria = PurgeCriteria(TOMORROW, SOCIAL, None, Direction.IN)

    number = proposed(store, criteria).number

    with store.read() as stored:
        (found,) = stored.purges.all(PurgeState.PROPOSED)
        assert stored.purges.all(PurgeState.DONE) == ()
    assert found == PurgeProposal(
        number, criteria, "KS 2026/8", PurgeState.PROPOSED, "Siv", NOON, listed=1
    )


def test_everything_of_an_erased_message_goes(store: Store) -> None:
    read(store, *received(store, FULL))
    delivered(store, letter(), Status.ACCEPTED)
    with store.begin() as stored:
        stored.messages.mark_read(stored.messages.add_unreadable(puzzle(), NOON))

    done = purged(store)

    assert (done.state, done.listed, done.erased, done.held, done.changed) == (
        PurgeState.ERASED,
        *(3, 3, 0, 0),
    )
    assert (done.proposed_by, done.approved_by, done.approved) == ("Siv", "Bo", NOON)
    assert rows(store, query()) == rows(store, query(text="kallelse")) == []
    assert set(counts(store).values()) == {0}


def test_the_rest_of_a_conversation_stays_whole(store: Store) -> None:
    answer = replace(letter("Sv: Kallelse"), conversation_id=FULL.conversation_id)
    first, second = received(store, FULL, answer)
    read(store, first)

    purged(store)

    with store.read() as stored:
        assert [one.row for one in stored.messages.conversation(second, query())] == [second]
        assert stored.messages.whole(answer.message_id) == answer


def reject(stored: Transaction, row: int) -> None:
    message_id = stored.messages.headline(row).message_id
    stored.deliveries.put(Delivery(message_id, Status.REJECTED))


@pytest.mark.parametrize(
    ("change", "held", "changed"),
    [
        (lambda stored, row: stored.messages.hold(row, "Överklagat"), 1, 0),
        (lambda stored, row: stored.messages.register(row, "", "Remiss"), 0, 1),
        (lambda stored, row: stored.messages.register(row, "SN 1/26"), 0, 1),
        (lambda stored, row: stored.messages.assign(row, "Bo"), 0, 1),
        (reject, 0, 1),
    ],
)
def test_what_was_held_or_changed_since_stays(
    store: Store, change: Callable[[Transaction, int], None], held: int, changed: int
) -> None:
    first = delivered(store, letter(), Status.ACCEPTED)
    delivered(store, letter(), Status.ACCEPTED)
    number = proposed(store).number
    with store.begin() as stored:
        change(stored, first)

    done = erase(store, number)

    assert rows(store, query()) == [first]
    assert (done.erased, done.held, done.changed) == (1, held, changed)


def test_what_another_purge_was_faster_with_is_no_longer_there(store: Store) -> None:
    read(store, *received(store, letter()))
    slow = proposed(store)
    purged(store)

    done = erase(store, slow.number)

    assert (done.erased, done.held, done.changed) == (0, 0, 1)


def test_what_told_a_message_from_others_outlives_it(store: Store) -> None:
    with store.begin() as stored:
        row = stored.messages.add(FULL, Direction.IN, SOCIAL, NOON, "s-1", "digest")
        stored.messages.mark_read(row)
        stored.messages.mark_read(stored.messages.add_unreadable(puzzle("m-2", "s-2"), NOON))
        before = stored.history.identities(FULL.message_id)

    purged(store)

    sender = FULL.sender.organisation
    assert before == (MessageIdentity(FULL.message_id, SOCIAL, sender, "digest"),)
    with store.read() as stored:
        erased = MessageIdentity(FULL.message_id, SOCIAL, digest="digest")
        assert stored.history.identities(FULL.message_id) == (erased,)
        assert stored.history.identities("m-2") == ()
        assert stored.history.came_whole("s-1")
        assert not stored.history.came_whole("s-2")


def test_a_message_that_was_erased_is_still_known(store: Store) -> None:
    with store.begin() as stored:
        row = stored.messages.add(FULL, Direction.IN, SOCIAL, NOON, "s-1")
        stored.messages.mark_read(row)
        stored.messages.mark_read(stored.messages.add_unreadable(puzzle("m-2", "s-2"), NOON))

    purged(store)

    with store.read() as stored:
        assert stored.history.known(["s-1", "s-2", "s-3"]) == {"s-1", "s-2"}
        assert stored.history.identities(FULL.message_id)
        assert not stored.history.identities("m-2")


def test_what_was_sent_does_not_hinder_the_same_from_coming(store: Store) -> None:
    delivered(store, FULL, Status.ACCEPTED)

    purged(store)

    with store.read() as stored:
        assert not stored.history.identities(FULL.message_id)


def test_what_one_sent_to_oneself_keeps_its_delivery(store: Store) -> None:
    delivered(store, FULL, Status.ACCEPTED)
    read(store, *received(store, FULL))

    purged(store, PurgeCriteria(TOMORROW, direction=Direction.IN))

    with store.read() as stored:
        assert stored.deliveries.get(FULL.message_id).status is Status.ACCEPTED
        assert stored.messages.whole(FULL.message_id) == FULL


def test_the_report_knows_numbers_and_times_only(store: Store) -> None:
    (row,) = received(store, FULL)
    with store.begin() as stored:
        stored.messages.register(row, "SN 1/26", "Remiss")

    number = purged(store).number

    with store.read() as stored:
        (told,) = stored.purges.report(number)
        assert stored.purges.report(number, after=told.row) == ()
    assert (told.row, told.message_id, told.mailbox) == (row, FULL.message_id, SOCIAL)
    assert (told.direction, told.received, told.time) == (Direction.IN, NOON, TOMORROW)
    assert (told.diary_number, told.document_type) == ("SN 1/26", "Remiss")


@pytest.mark.parametrize(
    "settle",
    [
        lambda purges, number: purges.approve(number, "Bo", NOON),
        lambda purges, number: purges.withdraw(number, NOON),
        lambda purges, number: purges.erased(number),
        lambda purges, number: purges.finish(number, NOON),
    ],
)
def test_a_proposal_is_settled_once(store: Store, settle: Callable[[Purges, int], None]) -> None:
    read(store, *received(store, letter(), letter()))
    number = proposed(store).number
    with store.begin() as stored:
        stored.purges.withdraw(number, NOON)

    with pytest.raises(Refused, match="settled already"), store.begin() as stored:
        settle(stored.purges, number)

    assert counts(store)["purge_message"] == 0
    assert len(rows(store, query())) == 2


def test_a_proposal_that_is_not_there_is_refused(store: Store) -> None:
    with store.read() as stored, pytest.raises(Refused, match="not in the store"):
        stored.purges.get(7)


def test_document_types_are_those_in_use(store: Store) -> None:
    one, two, three = received(store, letter(), letter(), letter())
    with store.begin() as stored:
        stored.messages.register(one, "", "remiss")
        stored.messages.register(two, "", "Anmälan")
        stored.messages.register(three, "", "remiss")
        stored.messages.register(two, "SN 3/26")

    with store.read() as stored:
        assert stored.errands.document_types() == ("remiss",)


def test_a_hold_is_given_and_taken(store: Store) -> None:
    (row,) = received(store, letter())

    with store.begin() as stored:
        stored.messages.hold(row, "Överklagat")
        assert stored.messages.headline(row).hold == "Överklagat"
        stored.messages.hold(row, "")
        assert stored.messages.headline(row).hold == ""
        with pytest.raises(Refused, match="not in the store"):
            stored.messages.hold(row + 1, "Överklagat")


LETTERS = [letter for letter in string.ascii_lowercase if letter not in "aeiouy"]


def words(count: int) -> list[str]:
    """Make up words that no two messages share, not even by the halves that an index cuts off."""
    made = random.Random(7 + count)  # noqa: S311 - the same in every run
    return ["".join(made.choices(LETTERS, k=14)) for _ in range(count)]


def secret_letters(count: int, size: int = 40) -> tuple[list[Message], list[list[str]]]:
    """Make messages with secret words in the subject, the text, the file's name and the file."""
    every = words(count * size)
    secrets = [every[at : at + size] for at in range(0, len(every), size)]
    return [secret_letter(said) for said in secrets], secrets


def secret_letter(said: Sequence[str]) -> Message:
    label, name, held, *text = said
    file = File(f"{name}.txt", "text/plain", (held * 100).encode())
    document = Document("d", files=(file,), texts=(" ".join(text),))
    return replace(letter(label), documents=(document,))


def found_in(pages: bytes, secrets: Sequence[Sequence[str]]) -> int:
    """Count the secret words that are in the pages by their ends: the index cuts off beginnings."""
    runs = set(re.findall(rb"[a-z]{8,}", pages))
    lying = {run[at : at + 8] for run in runs for at in range(len(run) - 7)}
    return sum(word[-8:].encode() in lying for said in secrets for word in said)


def test_no_page_holds_a_word_of_what_was_erased(store: Store, path: Path) -> None:
    messages, secrets = secret_letters(480)
    stored_rows = received(store, *messages)
    read(store, *stored_rows[::12])
    with store.begin() as stored:
        for row in stored_rows[::36]:  # so that older words of theirs lie in the index, too
            stored.messages.register(row, "SN 1/26", "Remiss")

    purged(store)
    lying = found_in(plain_pages(path), secrets[::12])
    clear(store)
    store.rewrite()

    pages = plain_pages(path)
    assert lying > 0
    assert found_in(pages, secrets[::12]) == 0
    assert found_in(pages, secrets[1::12]) == 40 * 40
    assert journal_of(path) == b""


def test_a_second_purge_leaves_no_more_than_the_first(store: Store, path: Path) -> None:
    messages, secrets = secret_letters(300)
    stored_rows = received(store, *messages)
    purge_whole(store, stored_rows[::10])

    purge_whole(store, stored_rows[1::10])

    assert found_in(plain_pages(path), secrets[::10] + secrets[1::10]) == 0
    assert rows(store, query(text=secrets[5][0])) == [stored_rows[5]]


def purge_whole(store: Store, doomed: Sequence[int]) -> None:
    read(store, *doomed)
    purged(store)
    clear(store)
    store.rewrite()


def test_the_words_of_one_erased_message_leave_the_index(store: Store, path: Path) -> None:
    messages, secrets = secret_letters(3)
    stored_rows = received(store, *messages)
    read(store, stored_rows[1])

    purged(store)
    assert rows(store, query(text=secrets[1][0])) == []
    assert found_in(plain_pages(path), secrets[1:2]) > 0
    clear(store)
    store.rewrite()

    assert found_in(plain_pages(path), secrets[1:2]) == 0
    assert rows(store, query(text=secrets[0][0])) == [stored_rows[0]]
    assert rows(store, query(text=secrets[2][-1])) == [stored_rows[2]]


def test_a_rewritten_store_is_the_same_store(store: Store, path: Path) -> None:
    read(store, *received(store, letter(), letter()))
    (kept,) = received(store, FULL)
    with store.read() as stored:
        before = stored.history.store()
    purged(store)

    store.rewrite()

    (newer,) = received(store, letter())
    store.close()
    opened = Store.open(path, KEY)
    with opened.read() as stored:
        assert stored.history.store() == before
        assert stored.messages.reading(kept, CLEARED).message is not None
        assert stored.messages.whole(FULL.message_id) == FULL
    assert newer > kept
    assert rows(opened, query(text="kallelse")) == [kept]
    opened.close()


def test_the_number_of_an_erased_message_is_never_given_again(store: Store) -> None:
    (row,) = received(store, letter())
    read(store, row)
    purged(store)

    store.rewrite()

    assert received(store, letter()) == [row + 1]


def test_a_copy_from_before_a_migration_goes_when_the_file_is_rewritten(
    store: Store, path: Path
) -> None:
    copy, unfinished = copy_of(path, 1), path.with_name(f"{path.name}.copying-7")
    copy.write_bytes(b"as it was")
    unfinished.write_bytes(b"as it")

    store.rewrite()

    assert not copy.exists()
    assert not unfinished.exists()


def test_a_store_that_somebody_writes_is_rewritten_another_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sdk_desktop.store.engine.BUSY_SECONDS", 0)
    with store.begin() as stored:
        stored.messages.connection.execute(sa.select(tables.message.c.id))
        with pytest.raises(Unavailable, match="busy"):
            store.rewrite()


@pytest.mark.parametrize("part", [0, 0.5, 0.9, 1])
def test_a_store_that_is_closed_meanwhile_is_left_as_it_was(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch, part: float
) -> None:
    monkeypatch.setattr(rewriting, "PULSE", 50)
    large = Document("d", files=(File("a", "x/y", b"a word " * 400_000),))
    received(store, letter(), replace(letter(), documents=(large,)))
    whole = Countdown()
    rewriting.rewrite(path, KEY, whole)

    with pytest.raises(Locked):
        rewriting.rewrite(path, KEY, Countdown(int(part * (whole.asked - 1))))

    store.check()
    assert len(rows(store, query())) == 2
    assert not path.with_name(f"{path.name}.rewritten").exists()


def test_a_closed_store_is_not_rewritten(store: Store) -> None:
    store.close()

    with pytest.raises(Locked):
        store.rewrite()


@dataclass
class Countdown:
    """Says for so many times that it may go on; endlessly by itself."""

    times: int = 1_000_000
    asked: int = 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.asked <= self.times


def test_two_who_rewrite_at_the_same_time_do_not_meet(store: Store, path: Path) -> None:
    received(store, letter())
    second = Second(path)

    rewriting.rewrite(path, KEY, second)

    assert second.refused
    store.check()


@dataclass
class Second:
    """Begins to rewrite the same store while the first one is at it."""

    path: Path
    refused: bool = False

    def __call__(self) -> bool:
        if not self.refused:
            with pytest.raises(Unavailable, match="busy"):
                rewriting.rewrite(self.path, KEY, lambda: True)
            self.refused = True
        return True


def test_the_file_that_is_built_beside_the_store_is_encrypted(store: Store, path: Path) -> None:
    large = Document("d", files=(File("a", "x/y", b"canaryword " * 50_000),))
    received(store, *[replace(letter(), documents=(large,)) for _ in range(20)])
    eye = Eye(path.with_name(f"{path.name}.rewritten"))

    rewriting.rewrite(path, KEY, eye)

    assert b"canaryword" not in eye.seen
    assert b"canaryword" in decrypted(eye.seen)
    assert not eye.path.exists()


@dataclass
class Eye:
    """Looks into a file whenever it is asked whether to go on."""

    path: Path
    seen: bytes = b""

    def __call__(self) -> bool:
        self.seen = self.path.read_bytes() if self.path.exists() else self.seen
        return True


def test_what_is_written_meanwhile_is_not_lost(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = received(store, letter())
    colleague = Colleague(store, times=1)
    monkeypatch.setattr(rewriting, "verify_copy", colleague)

    rewriting.rewrite(path, KEY, lambda: True)

    assert rows(store, query()) == [*colleague.wrote, *first]
    store.check()


def test_a_store_that_others_write_all_the_time_is_rewritten_another_time(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = received(store, letter())
    colleague = Colleague(store, times=99)
    monkeypatch.setattr(rewriting, "verify_copy", colleague)

    with pytest.raises(Unavailable, match="busy"):
        rewriting.rewrite(path, KEY, lambda: True)

    assert len(colleague.wrote) == rewriting.TRIES
    assert rows(store, query()) == [*colleague.wrote[::-1], *first]
    store.check()


@dataclass
class Colleague:
    """Writes a message each time that a new file has just been built, and lets it be verified."""

    store: Store
    times: int
    wrote: list[int] = field(default_factory=list)

    def __call__(self, path: Path, key: bytes, goes_on: GoesOn) -> None:
        if len(self.wrote) < self.times:
            self.wrote += received(self.store, letter())
        verify_copy(path, key, goes_on)
