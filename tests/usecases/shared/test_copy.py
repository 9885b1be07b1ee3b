"""Copies of one shared mailbox: whatever fails, they become equal and what was said stays true.

SDK_LONG_TESTS=1 lets twenty copies live through many more stories, other ones each time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.domain.sharing import CopiedRecord, PendingChange, RecordEdit, rebased
from sdk_desktop.sharing.errors import LedgerSilent
from sdk_desktop.sharing.keys import DeviceKeys
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.mailbox import LedgerForked, OpenedNews, SharedMailbox
from sdk_desktop.sharing.members import Member
from sdk_desktop.sharing.membership import EVERYTHING, _change_members, remove
from sdk_desktop.sharing.values import Answer, Change, News, Place, RecordKind
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.shared.copy import Settled, Sharing, Verdict
from sdk_desktop.usecases.shared.following import RecordRows
from tests.kit.sharing.ledger import LedgerDatabase

KEY = bytes(32)
IS_LONG = os.environ.get("SDK_LONG_TESTS") == "1"
REPLICAS, EXAMPLES, STEPS = (20, 30, 50) if IS_LONG else (5, 2, 30)
MESSAGES = 2
SOME = st.lists(st.integers(0, REPLICAS - 1), min_size=1, max_size=8, unique=True)
FAULTS = ["", "answer lost", "away", "request lost", "answer lost"]
CARE, NOTE = int(RecordKind.CARE), int(RecordKind.NOTE)


class FaultyLedger(Ledger):
    """A connection that loses requests or answers when a test says so."""

    fault = ""

    def append(self, change: Change) -> Answer:
        self._check("away", "request lost")
        answer = super().append(change)
        self._check("answer lost")
        return answer

    def news(self, mailbox: UUID, place: Place, limit: int = 3) -> News:
        self._check("away")
        return super().news(mailbox, place, 3)

    def _check(self, *faults: str) -> None:
        if self.fault in faults:
            raise LedgerSilent("There is no contact with the shared mailbox. Try again.")


@dataclass
class Replica:
    """A device with a store of its own, which may be restarted."""

    name: str
    path: Path
    ledger: FaultyLedger
    keys: DeviceKeys
    mailbox: UUID
    told: list[tuple[str, Settled]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = Store.create(self.path, KEY)
        self._share()

    def _share(self) -> None:
        shared = SharedMailbox.opened(self.ledger, self.keys, self.mailbox)
        self.sharing = Sharing(self.store, shared, system_clock, RecordRows())

    def restart(self) -> None:
        self.store.close()
        self.store = Store.open(self.path, KEY)
        self._share()

    def do(self, record: tuple[UUID, int], **fields: object) -> None:
        """Change a record here and let that wait."""
        with self.store.begin() as stored:
            edit = self.sharing.edit(stored, record, lambda said: said.update(fields))
            self.sharing.queue(stored, PendingChange(uuid4(), (edit,)))

    def seen(self, identity: UUID) -> dict[str, object] | None:
        with self.store.read() as stored:
            found = self.sharing.current(stored, identity)
        return None if found is None or found.fields is None else dict(found.fields)

    def waiting(self) -> tuple[PendingChange, ...]:
        with self.store.read() as stored:
            return stored.shared.pending(self.mailbox)

    def push(self) -> None:
        self.told += [(self.name, settled) for settled in self.sharing.push()]

    def close(self) -> None:
        self.store.close()
        self.ledger.close()


Devices = list[tuple[Ledger, DeviceKeys]]


def replicas(network: LedgerDatabase, folder: Path, devices: Devices) -> list[Replica]:
    """Return devices that share a new mailbox."""
    founded = network.founded()
    members = [Member(keys.public, f"{n}", EVERYTHING) for n, (_, keys) in enumerate(devices)]
    _change_members(founded, founded.keyring, tuple(members))
    made = []
    for number, (known, keys) in enumerate(devices):
        address, password = known._address, known._password
        path = folder / f"{uuid4()}.db"
        ledger = FaultyLedger(address, password)
        network.opened.append(ledger)
        made.append(Replica(f"{number}", path, ledger, keys, founded.id))
    return made


@pytest.fixture
def two(ledger_database: LedgerDatabase, tmp_path: Path) -> Iterator[list[Replica]]:
    made = replicas(ledger_database, tmp_path, [ledger_database.introduced() for _ in range(2)])
    yield made
    for one in made:
        one.close()


def test_what_one_does_the_other_sees(two: list[Replica]) -> None:
    anna, bo = two
    message = (uuid4(), CARE)
    anna.do(message, handler="anna")
    anna.push()

    bo.sharing.pull()

    assert bo.seen(message[0]) == {"handler": "anna"}
    assert anna.waiting() == ()


def test_what_is_done_here_leaves_few_places_to_go_back_to(two: list[Replica]) -> None:
    anna, bo = two
    anna.sharing.pull()
    for number in range(20):
        anna.do((uuid4(), CARE), handler=f"{number}")
    anna.push()
    bo.sharing.pull()

    with anna.store.read() as mine, bo.store.read() as theirs:
        assert len(mine.aside.marks(anna.mailbox)) == 1 + 2
        assert theirs.shared.reach(bo.mailbox).number == mine.shared.reach(anna.mailbox).number


def test_who_takes_later_is_refused_and_sees_who_has_it(two: list[Replica]) -> None:
    anna, bo = two
    message = (uuid4(), CARE)
    anna.do(message, handler="", read=False)
    anna.push()
    bo.sharing.pull()
    anna.do(message, handler="anna")
    bo.do(message, handler="bo")
    anna.push()

    bo.push()

    assert [settled.verdict for _, settled in bo.told] == [Verdict.REFUSED]
    assert bo.seen(message[0]) == {"handler": "anna", "read": False}


def test_a_release_that_waited_behind_a_refused_take_releases_nobody(two: list[Replica]) -> None:
    """R13: the version that it reckoned with is that of a colleague's take."""
    anna, bo = two
    message = (uuid4(), CARE)
    anna.do(message, handler="")
    anna.push()
    bo.sharing.pull()
    bo.do(message, handler="bo")
    bo.do(message, handler="")
    anna.do(message, handler="anna")
    anna.push()

    bo.push()

    assert [settled.verdict for _, settled in bo.told] == [Verdict.REFUSED, Verdict.REFUSED]
    assert bo.seen(message[0]) == {"handler": "anna"}


def test_changes_of_different_fields_both_stay(two: list[Replica]) -> None:
    anna, bo = two
    message = (uuid4(), CARE)
    anna.do(message, handler="", read=False, later="kept")
    anna.push()
    bo.sharing.pull()
    anna.do(message, handler="anna")
    bo.do(message, read=True)
    anna.push()

    bo.push()

    assert [settled.verdict for _, settled in bo.told] == [Verdict.DONE]
    assert bo.seen(message[0]) == {"handler": "anna", "read": True, "later": "kept"}


def test_a_message_that_both_fetched_is_judged_once(two: list[Replica]) -> None:
    """R4: content and verdict are one change, and the ledger's replace the local ones."""
    anna, bo = two
    content, answer = uuid4(), uuid4()
    for one, verdict in ((anna, "ACCEPT"), (bo, "REJECT")):
        edits = (
            RecordEdit(content, int(RecordKind.CONTENT), 0, None, {"text": "hej"}),
            RecordEdit(answer, int(RecordKind.ANSWER), 0, None, {"verdict": verdict}),
        )
        with one.store.begin() as stored:
            one.sharing.queue(stored, PendingChange(uuid4(), edits))
        one.push()

    assert bo.seen(answer) == {"verdict": "ACCEPT"}
    assert bo.told[-1][1].verdict is Verdict.REFUSED


def test_a_lost_answer_is_told_as_done_after_a_restart(two: list[Replica]) -> None:
    """R15: what is pending is asked of the ledger before it is called a conflict."""
    anna, bo = two
    message = (uuid4(), CARE)
    anna.do(message, handler="anna")
    anna.ledger.fault = "answer lost"
    with pytest.raises(LedgerSilent):
        anna.push()
    bo.sharing.pull()
    bo.do(message, handler="bo")
    bo.push()
    anna.ledger.fault = ""
    anna.restart()

    anna.push()
    anna.sharing.pull()

    assert [settled.verdict for _, settled in anna.told] == [Verdict.DONE]
    assert anna.seen(message[0]) == {"handler": "bo"}


def test_what_is_set_aside_while_the_ledger_answers_is_settled_and_waits_for_the_disk(
    two: list[Replica], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was read before the question: another window heals the mailbox meanwhile."""
    anna, _ = two
    message, awaited = (uuid4(), CARE), []
    send, begin = SharedMailbox.send, Store.begin

    def heals_meanwhile(mailbox: SharedMailbox, change: Change) -> Answer:
        answer = send(mailbox, change)
        with begin(anna.store) as stored:
            stored.shared.put_record(mailbox.id, CopiedRecord(*message, 1, {"handler": "anna"}))
            stored.aside.go_back(mailbox.id, 0)
        return answer

    def begun(store: Store, *, is_durable: bool = True) -> AbstractContextManager[Transaction]:
        awaited.append(is_durable)
        return begin(store, is_durable=is_durable)

    anna.do(message, handler="anna")
    monkeypatch.setattr(SharedMailbox, "send", heals_meanwhile)
    monkeypatch.setattr(Store, "begin", begun)
    anna.push()

    with anna.store.read() as stored:
        assert not stored.aside.has_any(anna.mailbox)
    assert anna.waiting() == ()
    assert awaited[-1]


def test_a_withdrawn_change_is_not_done_and_a_done_one_not_withdrawn(two: list[Replica]) -> None:
    """R14: only the ledger says which."""
    anna, _ = two
    first, second = (uuid4(), CARE), (uuid4(), CARE)
    anna.do(first, handler="anna")
    waiting = anna.waiting()[0]

    assert anna.sharing.withdraw(waiting).verdict is Verdict.WITHDRAWN
    assert (anna.seen(first[0]), anna.waiting()) == (None, ())

    anna.do(second, handler="anna")
    anna.ledger.fault = "answer lost"
    with pytest.raises(LedgerSilent):
        anna.push()
    anna.ledger.fault = ""
    assert anna.sharing.withdraw(anna.waiting()[0]).verdict is Verdict.DONE
    assert anna.seen(second[0]) == {"handler": "anna"}


def test_an_answer_beside_a_colleagues_is_stopped(two: list[Replica]) -> None:
    """R16: it writes the answers and compares with those seen when writing began."""
    anna, bo = two
    message = (uuid4(), CARE)
    anna.do(message, answers=[], read=False)
    anna.push()
    bo.sharing.pull()
    with bo.store.read() as stored:
        opened = bo.sharing.edit(stored, message, lambda said: said.update(answers=["bo"]))
    anna.do(message, answers=["anna"], read=True)
    anna.push()
    bo.sharing.pull()

    with bo.store.begin() as stored:
        bo.sharing.queue(stored, PendingChange(uuid4(), (opened,)))
    bo.push()

    assert bo.told[-1][1].verdict is Verdict.REFUSED
    assert bo.seen(message[0]) == {"answers": ["anna"], "read": True}


def test_a_key_that_is_renewed_amid_a_first_copy_is_fetched(
    ledger_database: LedgerDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Carl is taken out while Bo's new computer reads, and the others go on."""
    devices = [ledger_database.introduced() for _ in range(3)]
    anna, bo, carl = replicas(ledger_database, tmp_path, devices)
    messages = [(uuid4(), CARE) for _ in range(6)]
    for one in messages[:5]:
        anna.do(one, handler="anna")
    anna.push()
    news = SharedMailbox.news

    def renewed_meanwhile(mailbox: SharedMailbox, place: Place) -> OpenedNews:
        found = news(mailbox, place)
        if mailbox is bo.sharing.mailbox:
            monkeypatch.setattr(SharedMailbox, "news", news)
            remove(anna.sharing.mailbox, carl.keys.id)
            anna.do(messages[5], handler="anna")
            anna.push()
        return found

    monkeypatch.setattr(SharedMailbox, "news", renewed_meanwhile)
    bo.sharing.pull()

    assert bo.sharing.mailbox.keyring.epoch > 1
    assert [bo.seen(one) for one, _ in messages] == [{"handler": "anna"}] * 6
    for replica in (anna, bo, carl):
        replica.close()


def test_a_copy_remembers_what_it_has_met(
    ledger_database: LedgerDatabase, two: list[Replica]
) -> None:
    """R18: also after a restart, a ledger that went back is noticed."""
    anna, _ = two
    copy = ledger_database.copied()
    anna.do((uuid4(), CARE), handler="anna")
    anna.push()
    ledger_database.fail_over(copy)
    anna.restart()

    with pytest.raises(LedgerForked):
        anna.sharing.pull()
    anna.do((uuid4(), CARE), handler="anna")
    with pytest.raises(LedgerForked):
        anna.push()


def test_a_purge_wins_over_a_change_that_waited(two: list[Replica]) -> None:
    anna, bo = two
    message = (uuid4(), CARE)
    anna.do(message, handler="")
    anna.push()
    bo.sharing.pull()
    bo.do(message, handler="bo")
    said = anna.seen(message[0])
    with anna.store.begin() as stored:
        purge = RecordEdit(message[0], CARE, 1, said, None)
        anna.sharing.queue(stored, PendingChange(uuid4(), (purge,)))
    anna.push()

    bo.push()

    assert bo.told[-1][1].verdict is Verdict.REFUSED
    assert bo.seen(message[0]) is None


@pytest.mark.parametrize(
    ("before", "after", "theirs", "merged"),
    [
        ({"a": 1}, {"a": 2}, {"a": 1, "b": 1}, {"a": 2, "b": 1}),
        ({"a": 1}, {"a": 2}, {"a": 2}, {"a": 2}),
        ({"a": 1}, {"a": 2}, {"a": 3}, None),
        ({"read": False}, {"read": True}, {"read": True, "a": 1}, {"read": True, "a": 1}),
        ({}, {"a": [1]}, {}, {"a": [1]}),
        (None, {"a": 1}, {"a": 2}, None),
        ({"a": 1}, {"a": 2}, None, None),
        ({"a": 1}, None, {"a": 2}, None),
    ],
)
def test_fields_are_merged_and_never_overridden(
    before: dict[str, object] | None,
    after: dict[str, object] | None,
    theirs: dict[str, object] | None,
    merged: dict[str, object] | None,
) -> None:
    edit = RecordEdit(uuid4(), CARE, 1, before, after)

    newer = rebased(edit, CopiedRecord(edit.id, CARE, 5, theirs))

    assert (newer.after if newer else None) == merged


class Replicas(RuleBasedStateMachine):
    """Devices that do, push, pull, lose answers and restart, in any order."""

    made: ClassVar[list[Callable[[], list[Replica]]]]

    def __init__(self) -> None:
        super().__init__()
        self.replicas = self.made[0]()
        self.messages = [(uuid4(), CARE) for _ in range(MESSAGES)]
        self.notes: set[UUID] = set()

    @initialize()
    def messages_are_there(self) -> None:
        first = self.replicas[0]
        for message in self.messages:
            first.do(message, handler="", read=False, diary="")
        first.push()
        for one in self.replicas:
            one.sharing.pull()

    @rule(who=SOME, message=st.integers(0, MESSAGES - 1))
    def take(self, who: list[int], message: int) -> None:
        for one in self.chosen(who):
            if self.handler(one, message) == "":
                one.do(self.messages[message], handler=one.name)

    @rule(who=SOME, message=st.integers(0, MESSAGES - 1))
    def release(self, who: list[int], message: int) -> None:
        for one in self.chosen(who):
            if self.handler(one, message) == one.name:
                one.do(self.messages[message], handler="")

    @rule(who=SOME, message=st.integers(0, MESSAGES - 1))
    def read(self, who: list[int], message: int) -> None:
        for one in self.chosen(who):
            one.do(self.messages[message], read=True)

    @rule(who=SOME)
    def note(self, who: list[int]) -> None:
        for one in self.chosen(who):
            note = (uuid4(), NOTE)
            self.notes.add(note[0])
            one.do(note, text=one.name)

    @rule(who=SOME, fault=st.sampled_from(FAULTS))
    def synchronise(self, who: list[int], fault: str) -> None:
        for one in self.chosen(who):
            one.ledger.fault = fault
            with suppress(Unavailable):
                one.push()
                one.sharing.pull()
            one.ledger.fault = ""

    @rule(who=SOME)
    def restart(self, who: list[int]) -> None:
        for one in self.chosen(who):
            one.restart()

    def chosen(self, who: list[int]) -> list[Replica]:
        return [self.replicas[number] for number in who]

    def handler(self, one: Replica, message: int) -> object:
        return (one.seen(self.messages[message][0]) or {})["handler"]

    def teardown(self) -> None:
        for one in self.replicas:
            one.push()
        for one in self.replicas:
            one.sharing.pull()
        first = self.replicas[0]
        wanted = [*(identity for identity, _ in self.messages), *self.notes]
        shown = [first.seen(identity) for identity in wanted]
        assert None not in shown
        for one in self.replicas:
            assert [one.seen(identity) for identity in wanted] == shown
            assert one.waiting() == ()
        self._what_was_told_is_true()
        for one in self.replicas:
            one.close()

    def _what_was_told_is_true(self) -> None:
        """Each version was written by one change that was told as done, from the one before."""
        told = [settled for one in self.replicas for _, settled in one.told]
        for identity, _ in self.messages:
            done = sorted(
                (
                    edit
                    for settled in told
                    for edit in settled.change.edits
                    if edit.id == identity and settled.verdict is Verdict.DONE
                ),
                key=lambda edit: edit.version,
            )
            assert [edit.version for edit in done] == list(range(len(done)))
            assert [edit.before for edit in done[1:]] == [edit.after for edit in done[:-1]]
            assert done[-1].after == self.replicas[0].seen(identity)
            handlers = [(edit.after or {})["handler"] for edit in done]
            assert all(one == other or "" in {one, other} for one, other in pairwise(handlers))
        refused = [one.change for one in told if one.verdict is not Verdict.DONE]
        assert not self.notes & {edit.id for change in refused for edit in change.edits}


def test_copies_become_equal_and_no_confirmed_take_is_lost(
    ledger_database: LedgerDatabase, tmp_path: Path
) -> None:
    devices = [ledger_database.introduced() for _ in range(REPLICAS)]

    class Here(Replicas):
        made: ClassVar = [partial(replicas, ledger_database, tmp_path, devices)]

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not IS_LONG,
            phases=[Phase.generate],  # to shrink a story would take minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
