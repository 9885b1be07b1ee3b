"""What every test has: a Qt without a screen, no country's settings, no unexpected log line."""

import gc
import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from installer.development.processes import official_artefacts
from sdk_desktop.ui.background import GarbageSearch
from tests.kit.project import PROJECT

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("LANGUAGE", None)
# Never the key store of whoever runs the tests.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
# Nor may a desktop that is locked meanwhile lock the clients of the tests.
os.environ.update(
    dict.fromkeys(("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"), "unix:path=/nowhere")
)
os.environ.update(LANG="C.UTF-8", LC_ALL="C.UTF-8", TZ="UTC")
if hasattr(time, "tzset"):  # Windows keeps its zone
    time.tzset()


MODULE_LINES_WANTED = 300
NO_ARTEFACTS = (
    "the official artefacts are not here; https://github.com/diggsweden/sdk-docs and others"
    " publish them, see resources/docs/specification/README.md"
)

GARBAGE = GarbageSearch()

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")  # no test says how fast a computer is

pytest_plugins = [
    *("tests.kit.fixtures", "tests.kit.query_plans"),
    *("tests.kit.sharing.ledger", "tests.kit.sharing.computers"),
]


def pytest_configure() -> None:
    """Collect no garbage while tests are collected: all of it stays."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Never again look for garbage in what stays until the end."""
    gc.freeze()


def pytest_runtest_logfinish() -> None:
    """Look for garbage between two tests: no thread of one may destroy a part of a window."""
    GARBAGE.go_on()


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the project folder."""
    return PROJECT


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Return the folder with the official artefacts, or skip the test where they are not here.

    It is what SDK_OFFICIAL names; resources/docs/specification/README.md says what lies in it.
    """
    folder = official_artefacts()
    if not (folder / "message" / "examples").is_dir():
        pytest.skip(NO_ARTEFACTS)
    return folder


@pytest.fixture(autouse=True)
def no_unexpected_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs a warning or worse.

    A test that expects one says so with `with caplog.at_level(logging.WARNING):` around it.
    """
    collector = Unexpected(caplog)
    logging.getLogger().addHandler(collector)
    yield
    logging.getLogger().removeHandler(collector)
    if collector.lines:
        pytest.fail("unexpected in the log:\n" + "\n".join(collector.lines), pytrace=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the modules that are longer than we want, and say what tests have measured."""
    for path in sorted((PROJECT / "sdk_desktop").rglob("*.py")):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MODULE_LINES_WANTED:
            terminalreporter.line(f"{path.relative_to(PROJECT)} has {lines} lines")
    for report in terminalreporter.getreports("passed"):
        for what, measured in report.user_properties:
            terminalreporter.line(f"{what}: {measured}")


class Unexpected(logging.Handler):
    """Collects warnings and worse, except at the levels that a test listens to on purpose."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        super().__init__(logging.WARNING)
        self.caplog = caplog
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record's text, unless the test has set caplog to a level that takes it in."""
        expected_from = self.caplog.handler.level
        if expected_from == logging.NOTSET or record.levelno < expected_from:
            self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")
