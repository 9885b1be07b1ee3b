"""What the system's own log is told."""

import logging
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sdk_desktop.cli.client import handlers_for
from sdk_desktop.cli.system_log import EventLog, system_log


@pytest.fixture
def syslog(tmp_path: Path) -> Iterator[socket.socket]:
    if sys.platform != "linux":
        pytest.skip("Only Linux has syslog.")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind(str(tmp_path / "log"))
        server.settimeout(5)
        yield server


def said(handler: logging.Handler, level: int, text: str) -> None:
    logger = logging.getLogger("of this test")
    logger.propagate = False
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    logger.log(level, text)


def test_warnings_and_errors_go_there_and_nothing_else(
    syslog: socket.socket, tmp_path: Path
) -> None:
    handler = system_log(tmp_path / "log")
    assert handler is not None

    said(handler, logging.INFO, "fetched: 2 new")
    said(handler, logging.WARNING, "the backups cannot be read")
    handler.close()

    assert b"sdk-desktop: WARNING of this test the backups cannot be read" in syslog.recv(999)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has its event log")
def test_a_system_without_such_a_log_is_told_nothing(tmp_path: Path) -> None:
    assert system_log(tmp_path / "log") is None


@pytest.mark.skipif(sys.platform != "win32", reason="Only Windows has an event log.")
def test_windows_takes_an_event() -> None:
    handler = system_log()

    assert isinstance(handler, EventLog)
    said(handler, logging.ERROR, "fault: a < b")


def test_practice_tells_the_system_nothing(tmp_path: Path) -> None:
    assert len(handlers_for(tmp_path / "a.log", practice=True)) == 1
