"""Days on which everything goes wrong, and nothing is lost, doubled or left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from random import Random

import pytest

from sdk_desktop.domain.delivery import LATE, Status
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.mailbox import Direction, Folder, Headline
from sdk_desktop.sandbox.network.registry import LookupFault
from tests.kit.access_point_network import EKELUND, AccessPointNetwork
from tests.kit.cuttable_connection import Act, Fault
from tests.kit.sandbox_network import PersonClient
from tests.usecases.arrivals import AKUTEN, letter
from tests.usecases.direct.port import (
    acknowledgement_to,
    delivery_of,
    handed_over,
    order,
    sealed,
    taken_in,
)

OPERATIONS = ("#submit", "#status", "#listPending", "#retrieve", "#markMessage")
ACTS = (Act.CUT_BEFORE, Act.CUT_AFTER, Act.SLOW, Act.ANSWER)
LINK_FAULTS = ("lose", "unreachable", "delay", "duplicate", "reorder")
LOOKUP = (LookupFault.PUBLISHER_FAILS, LookupFault.NAMES_FAIL, LookupFault.WRONG_SIGNATURE)


@dataclass
class Day:
    """What happens to one client, by the throw of a dice that falls the same way each time."""

    network: AccessPointNetwork
    kim: PersonClient
    dice: Random
    sent: list[str] = field(default_factory=list)
    came: list[str] = field(default_factory=list)
    again: list[bytes] = field(default_factory=list)

    def go_by(self, rounds: int) -> None:
        for _ in range(rounds):
            self.dice.choice(self.events())()
            self.synchronise(seconds=self.dice.choice([1, 10, 30, 90, 300, 900]))

    def end_well(self) -> None:
        """Let nothing more go wrong, and as much time pass as anything may take."""
        self.network.line.mend()
        self.network.web().delete("http://127.0.0.1:8000/practice/link").raise_for_status()
        self.network.practise("PUT", f"faults/{EKELUND}", faults=[])
        for _ in range(40):
            self.synchronise(seconds=600)

    def events(self) -> tuple[Callable[[], None], ...]:
        ours = (self.send, self.send, self.come, self.come, self.repeat)
        return (*ours, self.cut, self.cut, self.befall, self.befall, self.disturb, self.lock)

    def send(self) -> None:
        self.sent.append(self.kim.send(self.kim.draft_to(AKUTEN)))

    def come(self) -> None:
        message = letter(label=f"Fråga {len(self.came)}")
        self.again.append(sealed(self.network, message))
        self.came.append(message.message_id)
        self.network.put(self.again[-1], EKELUND)

    def repeat(self) -> None:
        for envelope in self.again[-1:]:
            self.network.put(envelope, EKELUND)

    def cut(self) -> None:
        fault = Fault(self.dice.choice(ACTS), "POST", self.dice.choice(OPERATIONS), 503)
        self.network.line.add(fault, self.dice.randint(1, 3))

    def befall(self) -> None:
        kind = self.dice.choice(["message", "acknowledgement"])
        times = self.dice.choice([1, 1, 2, 6])
        order(self.network, self.dice.choice(LINK_FAULTS), kind=kind, times=times, seconds=200)

    def disturb(self) -> None:
        faults = self.dice.choice([[], [], [self.dice.choice(LOOKUP)]])
        self.network.practise("PUT", f"faults/{EKELUND}", faults=faults)

    def lock(self) -> None:
        self.kim.lock_and_unlock()

    def synchronise(self, seconds: int) -> None:
        self.kim.watch.turn(seconds=seconds)
        try:
            self.kim.synchronise()
        except SdkError:
            return

    def wrong(self) -> list[str]:
        """Name everything that should not be so at the end."""
        return [*self._wrong_with_sent(), *self._wrong_with_received(), *self._left_over()]

    def _wrong_with_sent(self) -> Iterator[str]:
        sealed_as: dict[str, set[bytes]] = {}
        for as4_message in handed_over(self.network):
            sealed_as.setdefault(as4_message.header.conversation_id, set()).add(as4_message.payload)
        for sent in self.sent:
            delivery, copies = delivery_of(self.kim, sent), taken_in(self.network, sent)
            heard = delivery.status is Status.ACCEPTED
            late = any(event.code == LATE for event in delivery.events)
            if not delivery.status.final:
                yield f"{sent} has no end: {delivery.status}"
            if copies > 1 or (copies == 0 and (heard or late)):
                yield f"{sent} arrived {copies} times and is {delivery.status}"
            if {cause.title for cause in delivery.causes} - {"duplicate"}:
                yield f"{sent} is rejected: {delivery.causes}"
            if len(sealed_as.get(sent, ())) != 1:
                yield f"{sent} was sealed {len(sealed_as.get(sent, ()))} times"

    def _wrong_with_received(self) -> Iterator[str]:
        have = Counter(one.message_id for one in pages(self.kim) if one.direction is Direction.IN)
        for came in self.came:
            if have[came] != 1:
                yield f"{came} is here {have[came]} times"
            if acknowledgement_to(self.network, came) != "ACCEPTED":
                yield f"{came} was answered {acknowledgement_to(self.network, came)}"

    def _left_over(self) -> Iterator[str]:
        with self.kim.workspace._store.read() as stored:
            ask = stored.sealed.connection.exec_driver_sql
            for table in ("sealed", "answer WHERE open"):
                if left := ask(f"SELECT COUNT(*) FROM {table}").scalar_one():
                    yield f"{left} left in {table}"
        if self.network.waiting():
            yield f"{self.network.waiting()} wait at the access point"
        if self.kim.workspace.audit_trail.verify().broken:
            yield "the trail is broken"
        if any(one.unreadable for one in pages(self.kim)):
            yield "something is unreadable"


def pages(client: PersonClient) -> tuple[Headline, ...]:
    page = client.workspace.inbox.page("", Folder.ALL)
    found = page.headlines
    while page.more:
        page = client.workspace.inbox.page("", Folder.ALL, page.more)
        found += page.headlines
    return found


@pytest.mark.parametrize("number", range(4))
def test_a_bad_day_ends_well(network: AccessPointNetwork, kim: PersonClient, number: int) -> None:
    long = replace(kim.app.settings.policy, send_minutes=100_000, read_minutes=100_000)
    kim.app.settings = replace(kim.app.settings, policy=long)
    kim.lock_and_unlock()
    day = Day(network, kim, Random(number))  # noqa: S311 - not for secrets

    day.go_by(rounds=40)
    day.end_well()

    assert day.wrong() == []
    assert day.sent
    assert day.came
