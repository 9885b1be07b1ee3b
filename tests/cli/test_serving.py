"""A shared mailbox is served without a window, until the program is told to end."""

import io
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sdk_desktop.cli import main, serving
from sdk_desktop.domain.errors import Locked
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.ledger import LedgerTown
from tests.kit.sharing.office import SharedOffice, shared_office, shown
from tests.kit.town import PASSPHRASE, Town
from tests.usecases.arrivals import AKUTEN


@pytest.fixture
def office(tmp_path: Path, ledger_town: LedgerTown) -> Iterator[SharedOffice]:
    with shared_office(Town(tmp_path), ledger_town) as office:
        yield office


@pytest.fixture
def handlers() -> Iterator[None]:
    """Let the end of a program be what it was."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


class Waiting:
    """Lets time pass for so many waits, and remembers what for."""

    def __init__(self, office: SharedOffice, times: int) -> None:
        self.office, self.left = office, times
        self.sockets: list[int | None] = []
        self.seconds: list[float] = []

    def __call__(self, socket: int | None, seconds: float) -> bool:
        self.office.town.watch.turn(seconds=seconds)
        self.sockets.append(socket)
        self.seconds.append(seconds)
        self.left -= 1
        return self.left > 0


def test_what_comes_and_goes_at_night_is_fetched_and_sent(office: SharedOffice) -> None:
    """Anna has written a message and gone home; Bo's computer has no window."""
    office.leads(office.bo)
    sent = office.anna.send(office.anna.draft_to(AKUTEN))
    message = office.comes()
    waiting = Waiting(office, 4)
    said: list[str] = []
    serving.serve_until(office.bo.workspace, waiting, said.append)
    office.anna.synchronise()

    assert shown(office.anna, message) is not None
    assert office.anna.sent(sent).status == office.bo.sent(sent).status
    assert office.submitted() == 1
    assert said == []
    assert None not in waiting.sockets[1::2]


def test_what_hinders_is_said_once_and_rounds_become_seldom(office: SharedOffice) -> None:
    office.ledger_town.cluster.kill()
    waiting = Waiting(office, 6)
    said: list[str] = []
    try:
        serving.serve_until(office.bo.workspace, waiting, said.append)
    finally:
        office.ledger_town.cluster.start()

    assert len(said) == 1
    assert waiting.seconds[1::2] == [58, 118, 238]
    assert set(waiting.sockets) == {None}


def test_it_ends_and_locks_when_it_is_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, handlers: None
) -> None:
    client = Town(tmp_path).practice_control()
    client.workspace.close()
    client.watch.turn(seconds=30)
    monkeypatch.setattr("sdk_desktop.app.App", lambda _profile: client.app)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n{client.code()}\n"))
    opened: list[Workspace] = []
    real = serving.serve_until

    def remembered(workspace: Workspace, wait: serving.Wait, say: Callable[[str], None]) -> None:
        opened.append(workspace)
        real(workspace, wait, say)

    def told(_socket: int | None, _seconds: float) -> bool:
        signal.raise_signal(signal.SIGTERM)
        return True

    monkeypatch.setattr(serving, "serve_until", remembered)
    monkeypatch.setattr(serving, "_wait", told)

    assert main(["serve", "--folder", str(client.app.profile.folder)]) == 0
    with pytest.raises(Locked):
        opened[0].status()


def test_it_waits_for_a_hint_or_for_time() -> None:
    assert serving._wait(None, 0)
