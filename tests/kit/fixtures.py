"""What many tests have: an unlocked client of Ekdala kommun, and a sandbox to talk to."""

import gc
import os
import time
from collections.abc import Callable, Iterator
from functools import cache, partialmethod
from pathlib import Path

import pytest
import sqlalchemy as sa
import sqlcipher3
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sdk_desktop import memory
from sdk_desktop.exchange import key_files
from sdk_desktop.sharing import words
from sdk_desktop.store import engine
from sdk_desktop.usecases.files import disk_space
from tests.kit.access_point_network import SERVICES, network_behind
from tests.kit.practice import take_in_first_messages
from tests.kit.prepared_pki import generate_quickly
from tests.kit.sandbox_network import ENROLLED_IN_TEST, PersonClient, SandboxNetwork

PATIENCE = 60_000
"""Milliseconds that a test waits for something that comes at once on a quick computer."""

REAL_COST_OF_WORDS = words.COST
DURABLE = engine.SETTINGS
QUICK = tuple(setting.replace("synchronous = FULL", "synchronous = OFF") for setting in DURABLE)


def pytest_configure() -> None:
    """Make keys quickly, those of whole test modules, too."""
    rsa.generate_private_key = generate_quickly


class PatientBot(QtBot):
    """pytest-qt's, for a slow computer: its own five seconds are no measure of what is right."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        """Wait as pytest-qt does, which looks each ten milliseconds; this looks each two."""
        until = time.monotonic() + timeout / 1000
        loop, look = QEventLoop(), QTimer(interval=2)
        look.timeout.connect(loop.quit)
        look.start()
        try:
            while not is_so(callback, last=time.monotonic() > until):
                loop.exec()
        finally:
            look.stop()  # a fault may keep this frame, and any thread collects it

    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE)  # noqa: N815  pytest-qt's name
    waitActive = partialmethod(QtBot.waitActive, timeout=PATIENCE)  # noqa: N815  pytest-qt's name


def is_so(callback: Callable[[], bool | None], *, last: bool) -> bool:
    """Ask what says True or False, or asserts; at `last` it must be so."""
    try:
        so = callback() in {True, None}
    except AssertionError:
        if last:
            raise
        return False
    assert so or not last, "It did not become so in time."
    return so


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    """An empty clipboard; what a test puts there from Python goes before Python does."""
    clipboard = qapp.clipboard()
    clipboard.clear()
    yield clipboard
    clipboard.clear()


@pytest.fixture
def in_sweden(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer's zone is Sweden's."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone cannot be chosen")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Stockholm")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(autouse=True, scope="session")
def no_garbage_kept() -> Iterator[None]:
    """Let what a test leaves be collected: a client whose lock screen stands keeps all there is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", lambda: None)
        yield


@pytest.fixture(autouse=True, scope="session")
def no_waiting_for_the_disk() -> Iterator[None]:
    """Let nothing wait until the disk has written: no test of this process cuts the power."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SETTINGS", QUICK)
        patch.setattr(os, "fsync", os.fstat)  # it still refuses what is no open file
        patch.setattr(disk_space, "RESERVE", 1)
        yield


@pytest.fixture(autouse=True, scope="session")
def no_key_examined_twice() -> Iterator[None]:
    """Let the same key file be read once in a process: examining a key costs 45 ms each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_files, "load_pem_private_key", cache(load_pem_private_key))
        yield


@pytest.fixture(autouse=True, scope="session")
def no_statement_compiled_twice() -> Iterator[None]:
    """Let all stores of a process share what SQLAlchemy makes of a statement.

    It keeps that by engine and dialect, and each store has an engine of its own.
    """
    make = sa.create_engine
    first = make("sqlite://", module=sqlcipher3.dbapi2, query_cache_size=5_000)
    first.connect().close()

    def create_engine(where: sa.URL, **how: object) -> sa.Engine:
        made: sa.Engine = make(where, **how)
        if made.dialect.dbapi is first.dialect.dbapi:
            made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sa, "create_engine", create_engine)
        yield
    first.dispose()


@pytest.fixture(autouse=True, scope="session")
def little_memory_cleared() -> Iterator[None]:
    """Let locking clear less memory: a window of a test has not used as much as one of a day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "_ENOUGH", 10_000)
        yield


@pytest.fixture(autouse=True, scope="session")
def cheap_words() -> Iterator[None]:
    """Let the words that people compare cost little, where no test is about what they cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "COST", 2)
        yield


@pytest.fixture
def costly_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive words as the program does."""
    monkeypatch.setattr(words, "COST", REAL_COST_OF_WORDS)


@pytest.fixture(autouse=True)
def nobody_enrolled_yet() -> None:
    """Let each test copy the prepared profile of a person once."""
    ENROLLED_IN_TEST.clear()


@pytest.fixture
def durable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open stores as the program does, which waits for the disk."""
    monkeypatch.setattr(engine, "SETTINGS", DURABLE)


@pytest.fixture(scope="session")
def practised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a practice profile in which the first messages have come in; tests copy it."""
    folder = tmp_path_factory.mktemp("practice") / "profile"
    take_in_first_messages(folder)
    return folder


@pytest.fixture
def know_addresses() -> bool:
    """Say whether new clients have the address book of their first day already."""
    return True


@pytest.fixture
def first_messages() -> bool:
    """Say whether the sandbox's first messages wait for Kim; each costs as much as another one."""
    return True


@pytest.fixture
def network(tmp_path: Path, know_addresses: bool) -> SandboxNetwork:
    return SandboxNetwork(tmp_path, know_addresses=know_addresses)


@pytest.fixture(params=SERVICES)
def any_network(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SandboxNetwork]:
    """Return a network behind a message service, and one behind an access point."""
    with network_behind(request.param, tmp_path) as network:
        yield network


@pytest.fixture
def kim(network: SandboxNetwork, first_messages: bool) -> Iterator[PersonClient]:
    client = network.practice_control()
    if not first_messages:
        network.let_nothing_wait()
    yield client
    client.workspace.close()
    client.app.close()
