"""Two windows on one profile, each a process of its own, at work at the same time.

Told twice: of an organisation with a message service, and of one that is at its access point.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sdk_desktop.app.practice import PracticeApp
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.mailbox import Direction, Folder, Headline
from sdk_desktop.domain.message import Message
from sdk_desktop.formats.message import write_message
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.settings import Profile
from sdk_desktop.usecases.workspace import Workspace
from tests.app.sandbox_process import sandbox_process
from tests.kit.direct_profile import at_access_point, put, sent, waiting
from tests.kit.processes.plain_http import ask
from tests.kit.processes.window import begin, received, unlock, window
from tests.kit.sandbox_network import CHEAP, SOCIAL
from tests.usecases.arrivals import letter

EACH = 6
ARRIVALS = 8


@dataclass
class MessageService:
    """The profile sends and receives by way of a message service."""

    address: str

    def prepare(self, profile: Profile) -> None:
        app = PracticeApp(profile, derivation=CHEAP)
        app.prepare(self.address)
        app.close()

    def arrive(self, message: Message) -> None:
        place = f"{self.address}/practice/mailboxes/{SOCIAL}"
        ask("POST", place, content=write_message(message)).raise_for_status()

    def waiting(self) -> int:
        """Count what waits for us: what was sent waits for others, once it has arrived there."""
        ours = {mailbox.address for mailbox in PRACTICE_MAILBOXES}
        counts = self._state()["waiting"]
        return sum(count for place, count in counts.items() if place in ours)

    def sent(self) -> int:
        return sum(self._state()["sent"].values())

    def _state(self) -> dict[str, dict[str, int]]:
        return dict(json.loads(ask("GET", f"{self.address}/practice").content))


@dataclass
class AccessPoint:
    """The profile is the message service; its access point also sends what it acknowledges."""

    address: str

    def prepare(self, profile: Profile) -> None:
        at_access_point(profile, self.address).close()

    def arrive(self, message: Message) -> None:
        put(self.address, message)

    def waiting(self) -> int:
        return waiting(self.address)

    def sent(self) -> int:
        return len(sent(self.address)) - ARRIVALS


@dataclass
class Afternoon:
    """What two windows did, and how everything stands afterwards."""

    took_in: list[int]
    waited_before: int
    waits: int
    sent: int
    headlines: tuple[Headline, ...]
    workspace: Workspace
    folder: Path

    def labels(self, direction: Direction) -> Counter[str]:
        return Counter(one.subject for one in self.headlines if one.direction is direction)


@pytest.fixture(scope="module", params=[MessageService, AccessPoint])
def afternoon(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Afternoon]:
    folder = tmp_path_factory.mktemp("profile") / "öva"
    with sandbox_process() as address:
        side = request.param(address)
        side.prepare(Profile(folder))
        for number in range(ARRIVALS):
            side.arrive(letter(label=f"Fråga {number}"))
        waited = side.waiting()
        with window(folder, "ett", EACH) as one, window(folder, "två", EACH) as other:
            begin(one)
            begin(other)
            took_in = [received(one), received(other)]
        again, workspace = unlock(folder)
        workspace.synchronise()
        ask("POST", f"{address}/practice/clock", json={"seconds": 600}).raise_for_status()
        workspace.synchronise()  # also what was still on its way
        headlines = pages(workspace)
        yield Afternoon(took_in, waited, side.waiting(), side.sent(), headlines, workspace, folder)
        workspace.close()
        again.close()


def pages(workspace: Workspace) -> tuple[Headline, ...]:
    """Return every headline, page by page."""
    found = page = workspace.inbox.page("", Folder.ALL).headlines
    while page:
        page = workspace.inbox.page("", Folder.ALL, len(found)).headlines
        found += page
    return found


def test_nothing_that_was_sent_is_lost_or_sent_twice(afternoon: Afternoon) -> None:
    wanted = {f"{name} {number}" for name in ("ett", "två") for number in range(EACH)}

    assert afternoon.labels(Direction.OUT) == dict.fromkeys(wanted, 1)
    assert afternoon.sent == len(wanted)
    statuses = {h.status for h in afternoon.headlines if h.direction is Direction.OUT}
    assert Status.QUEUED not in statuses


def test_nothing_that_came_is_lost_or_kept_twice(afternoon: Afternoon) -> None:
    came = afternoon.labels(Direction.IN)

    assert {came[f"Fråga {number}"] for number in range(ARRIVALS)} == {1}
    assert came.total() == afternoon.waited_before
    assert afternoon.waits == 0
    assert sum(afternoon.took_in) >= afternoon.waited_before


def test_every_arrival_stands_in_the_trail_once(afternoon: Afternoon) -> None:
    trail = afternoon.workspace.audit_trail
    events = [row.event.message_id for row in trail.page(kind=AuditKind.RECEIVED)]
    sent = [row.event.message_id for row in trail.page(kind=AuditKind.SENT)]

    assert len(events) == len(set(events)) == afternoon.waited_before
    assert len(sent) == len(set(sent)) == 2 * EACH
    assert trail.verify().broken is None


def test_the_store_is_whole_and_was_backed_up_once(afternoon: Afternoon) -> None:
    afternoon.workspace._store.check()

    made = list((afternoon.folder / "backups").iterdir())
    assert [path.name[:12] for path in made] == ["sdk-desktop-"]
