"""A shared mailbox is served without a window, until the program is told to end."""

import io
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sdk_desktop.cli import main, serving
from sdk_desktop.domain.errors import Locked
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.sandbox_network import PASSPHRASE, SandboxNetwork
from tests.kit.sharing.computers import SharedComputers, sharing_computers, shown
from tests.kit.sharing.ledger import LedgerDatabase
from tests.usecases.arrivals import AKUTEN


@pytest.fixture
def computers(tmp_path: Path, ledger_database: LedgerDatabase) -> Iterator[SharedComputers]:
    with sharing_computers(SandboxNetwork(tmp_path), ledger_database) as computers:
        yield computers


@pytest.fixture
def handlers() -> Iterator[None]:
    """Let the end of a program be what it was."""
    before = {one: signal.getsignal(one) for one in serving.ENDS}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)


class Waiting:
    """Lets time pass for so many waits, and remembers what for."""

    def __init__(self, computers: SharedComputers, times: int) -> None:
        self.computers, self.left = computers, times
        self.sockets: list[int | None] = []
        self.seconds: list[float] = []

    def __call__(self, socket: int | None, seconds: float) -> bool:
        self.computers.network.watch.turn(seconds=seconds)
        self.sockets.append(socket)
        self.seconds.append(seconds)
        self.left -= 1
        return self.left > 0


def test_what_comes_and_goes_at_night_is_fetched_and_sent(computers: SharedComputers) -> None:
    """Anna has written a message and gone home; Bo's computer has no window."""
    computers.leads(computers.bo)
    sent = computers.anna.send(computers.anna.draft_to(AKUTEN))
    message = computers.comes()
    waiting = Waiting(computers, 4)
    said: list[str] = []
    serving.serve_until(computers.bo.workspace, waiting, said.append)
    computers.anna.synchronise()

    assert shown(computers.anna, message) is not None
    assert computers.anna.sent(sent).status == computers.bo.sent(sent).status
    assert computers.submitted() == 1
    assert said == []
    assert None not in waiting.sockets[1::2]


def test_what_hinders_is_said_once_and_rounds_become_seldom(computers: SharedComputers) -> None:
    computers.ledger_database.cluster.kill()
    waiting = Waiting(computers, 6)
    said: list[str] = []
    try:
        serving.serve_until(computers.bo.workspace, waiting, said.append)
    finally:
        computers.ledger_database.cluster.start()

    assert len(said) == 1
    assert waiting.seconds[1::2] == [58, 118, 238]
    assert set(waiting.sockets) == {None}


@pytest.mark.parametrize("how", ["SIGTERM", "SIGBREAK"])
def test_it_ends_and_locks_when_it_is_told_to(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, handlers: None
) -> None:
    way = getattr(signal, how, None) or pytest.skip("only Windows closes consoles so")
    client = SandboxNetwork(tmp_path).practice_control()
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
        signal.raise_signal(way)
        return True

    monkeypatch.setattr(serving, "serve_until", remembered)
    monkeypatch.setattr(serving, "_wait", told)

    assert main(["serve", "--folder", str(client.app.profile.folder)]) == 0
    with pytest.raises(Locked):
        opened[0].status()


def test_somebody_may_end_it_while_it_waits_long_for_a_hint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Windows ends no waiting for a socket: the handler of a signal runs between two of them."""
    now, waited = [0.0], list[float]()

    def nothing_comes(*given: object) -> tuple[list[int], list[int], list[int]]:
        waited.append(float(str(given[-1])))
        now[0] += waited[-1]
        return [], [], []

    monkeypatch.setattr("sdk_desktop.cli.serving.select.select", nothing_comes)
    monkeypatch.setattr("sdk_desktop.cli.serving.time.monotonic", lambda: now[0])

    assert serving._wait(7, 30)
    assert (sum(waited), max(waited)) == (30, 1)


def test_it_waits_for_a_hint_or_for_time() -> None:
    assert serving._wait(None, 0)
