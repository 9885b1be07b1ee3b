"""A further start of the program hands over to the window that is open, with the link it brings."""

import contextlib
import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from sdk_desktop.app import running_client
from sdk_desktop.app.running_client import hand_start_over
from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.links import FurtherStarts, IncomingLinks, further_starts
from sdk_desktop.ui.lock_screen import LockScreen
from tests.ui.conftest import Client
from tests.ui.screens import shown_words

T = TypeVar("T")

AKUTEN = "sdk:akuten:0203:regionekelund.example.se"


@pytest.fixture
def starts(client: Client) -> Iterator[FurtherStarts]:
    """A client that hears of further starts."""
    starts = further_starts(
        client.app.profile.folder, IncomingLinks(client.shell), client.background
    )
    assert starts is not None
    yield starts
    starts.close()


def in_background(client: Client, work: Callable[[], T]) -> T:
    """Do something while the window goes on; return the result."""
    done: list[T] = []
    failed: list[SdkError] = []
    client.background.run(client.shell, work, done.append, failed.append)
    client.qtbot.waitUntil(lambda: bool(done or failed) and client.background.idle)
    for error in failed:
        raise error
    return done[0]


def start(client: Client, link: str = "") -> bool:
    """Start the program once more with the same profile; return whether it has handed over."""
    return in_background(client, partial(hand_start_over, client.app.profile.folder, link))


def call(port: int, words: bytes) -> bytes:
    """Say something to who listens; return what is heard until the other side is gone."""
    connected = socket.create_connection(("127.0.0.1", port), timeout=60)
    with connected as connection, contextlib.suppress(ConnectionError):  # it may hang up
        connection.sendall(words)
        return connection.recv(100)
    return b""


def test_a_link_to_a_message_shows_it_among_those_of_its_mailbox(
    client: Client, starts: FurtherStarts
) -> None:
    messages = client.unlock().messages
    oldest = messages.list.model.rows[-1].value
    assert isinstance(oldest, Headline)
    client.shell.window.hide()

    assert start(client, f"sdk:/message/{oldest.message_id}")
    client.qtbot.waitUntil(lambda: messages.list.current is not None)

    assert client.shell.window.isVisible()
    assert isinstance(messages.list.current, Headline)
    assert messages.list.current.row == oldest.row
    assert messages.tree.chosen_name == "Socialkontoret"
    assert messages._read == oldest.row


def test_a_link_waits_until_somebody_has_unlocked(client: Client, starts: FurtherStarts) -> None:
    client.shell._show_lock_screen()
    client.qtbot.waitUntil(lambda: client.background.idle)
    command = [sys.executable, "-m", "sdk_desktop", "--folder", client.app.profile.folder]
    second = [*command, "link", "--", f"sdk:/write/{AKUTEN}"]

    ended = in_background(client, partial(subprocess.run, second, check=False, timeout=60))

    assert ended.returncode == 0
    assert isinstance(client.shell.window.content, LockScreen)
    assert "Unlock, and the link is opened." in shown_words(client.shell.window.content)

    composing = client.unlock().composing
    client.qtbot.waitUntil(lambda: bool(composing.windows))

    (written,) = composing.windows
    assert [one.function for one in written.form.draft.recipients] == [AKUTEN]
    assert written.form.draft.text == ""


def test_macos_hands_a_link_to_the_program_that_is_open(client: Client, qapp: QApplication) -> None:
    client.shell._show_lock_screen()
    links = IncomingLinks(client.shell)
    qapp.installEventFilter(links)

    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl(f"sdk:/write/{AKUTEN}")))

    qapp.removeEventFilter(links)
    assert isinstance(client.shell.window.content, LockScreen)
    assert "Unlock, and the link is opened." in shown_words(client.shell.window.content)


def test_what_a_link_names_may_not_be_there_or_come_at_a_bad_moment(
    client: Client, starts: FurtherStarts
) -> None:
    main = client.unlock()
    said: list[str] = []

    start(client, "sdk:/message/nobody-has-this")
    said.append(main.status.notice)
    start(client, "sdk:nobody:0203:example.se")
    said.append(main.status.notice)
    main.ask_where()
    start(client, f"sdk:/write/{AKUTEN}")
    said.append(main.status.notice)

    assert said == [
        "This message is not in the store.",
        "The address book has no such function.",
        "Close the dialog, then open the link once more.",
    ]
    assert main.composing.windows == ()


def test_what_is_no_link_only_brings_the_window_forward(
    client: Client, starts: FurtherStarts
) -> None:
    assert start(client, "sdk:/send/everything")

    assert client.shell.window.isVisible()


def test_a_stranger_who_has_not_read_the_note_hears_and_moves_nothing(
    client: Client, starts: FurtherStarts
) -> None:
    (note,) = client.app.profile.folder.glob("running-*.json")
    port = json.loads(note.read_text())["port"]

    said = [
        in_background(client, partial(call, port, words))
        for words in (b"sdk:/message/1\n", b"x" * 100_000)
    ]

    assert said == [b"", b""]
    assert not client.shell.window.isVisible()


def test_a_client_of_another_version_ends_and_the_second_start_goes_on(
    client: Client, starts: FurtherStarts, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.shell.window.show()
    client.shell.window.closed.connect(starts.close)  # as the program does when it ends
    monkeypatch.setattr(running_client, "__version__", "0.2.0")

    assert not start(client, f"sdk:/write/{AKUTEN}")

    assert not client.shell.window.isVisible()
    assert list(client.app.profile.folder.glob("running-*.json")) == []


def test_a_client_of_another_version_that_does_not_end_is_said(
    client: Client, starts: FurtherStarts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_client, "__version__", "0.2.0")
    monkeypatch.setattr(running_client, "_LOOKS", 1)

    with pytest.raises(Unavailable, match="does not end"):
        start(client)


def test_nothing_is_handed_over_to_a_client_that_has_ended(
    client: Client, starts: FurtherStarts
) -> None:
    starts.close()

    assert not hand_start_over(client.app.profile.folder)
    assert list(client.app.profile.folder.glob("running-*.json")) == []


@pytest.mark.parametrize(
    "note",
    [
        *("", "{}", '{"port": 1, "call": "a", "reply": "b"}', "[" * 900),
        '{"port": PORT, "call": "\\ud800", "reply": "b", "version": "0.1.0"}',
    ],
)
def test_a_note_that_leads_nowhere_is_no_client(tmp_path: Path, client: Client, note: str) -> None:
    starts = further_starts(tmp_path, IncomingLinks(client.shell), client.background)
    assert starts is not None
    (path,) = tmp_path.glob("running-*.json")
    starts.close()
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        path.write_text(note.replace("PORT", str(somebody.getsockname()[1])))

        assert not hand_start_over(tmp_path)
