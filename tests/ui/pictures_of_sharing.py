"""Pictures of three windows on one mailbox, and of how a computer joins it.

`dev.py pictures` takes them. What happens in them is told, and shown to be so, by
`tests/test_two_handlers.py` and `tests/ui/sharing`.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sdk_desktop.app.practice import WHO
from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.words import set_language
from tests.kit.practice import practise_together
from tests.kit.sharing.postgres import PostgresCluster
from tests.ui.conftest import Client, shell
from tests.ui.looks import LOOKS, WIDE, Camera

PEOPLE = (WHO, "Sara Lind", "Bo Ek")


@pytest.fixture
def three(
    qapp: QApplication, undressed: None, qtbot: QtBot, tmp_path: Path, postgres: PostgresCluster
) -> Iterator[tuple[Client, ...]]:
    """Three people's windows on one mailbox, in Swedish."""
    practice = practise_together(tmp_path, postgres, *PEOPLE)
    with ExitStack() as opened:
        for one in practice:
            opened.enter_context(closing(one.app))
            one.app.set_preferences(Preferences(language="sv"))
        set_language(qapp, "sv")
        clients = tuple(opened.enter_context(shell(qapp, one, qtbot)) for one in practice)
        for client in clients:
            client.unlock()
            client.shell.window.resize(WIDE)
            client.show()
        yield clients


@pytest.fixture
def camera(qapp: QApplication, pictures: Path | None) -> Camera:
    """Look at them in the first look only, in which they have been opened."""
    return Camera(qapp, LOOKS[0], pictures)


def test_three_windows_on_one_mailbox(three: tuple[Client, ...], camera: Camera) -> None:
    kim, sara, bo = three
    choose(kim, 0)
    kim.main.messages.actions_.answer.trigger()
    choose(sara, 2)
    sara.main.messages.actions_.take.trigger()
    bo.qtbot.waitUntil(lambda: "Kim skriver ett svar" in noted(bo))
    bo.qtbot.waitUntil(lambda: "Sara Lind" in handlers(bo))
    choose(bo, 0)

    for client, name in zip(three, ("kim", "sara", "bo"), strict=True):
        client.rest()
        assert camera.take(client.shell.window, f"shared-{name}") == []


@pytest.mark.parametrize("how", ["in-step", "out-of-touch", "behind", "too-old"])
def test_the_status_line(three: tuple[Client, ...], camera: Camera, how: str) -> None:
    status = three[0].shell._workspace.status()  # type: ignore[union-attr] # it is unlocked
    lag = status.sharing
    assert lag is not None
    said = {
        "in-step": replace(status),
        "out-of-touch": replace(status, sharing=replace(lag, out_of_touch=True, waiting=2)),
        "behind": replace(status, sharing=replace(lag, waiting=3), to_share=1200),
        "too-old": replace(status, sharing=replace(lag, too_old=True, waiting=1)),
    }
    three[0].main.status.show_state(said[how])

    assert camera.take(three[0].shell.window, f"shared-{how}") == []


def choose(who: Client, place: int) -> None:
    """Open a message of somebody's list."""
    messages = who.main.messages
    messages.list.table.choose(place)
    messages.open(messages.list.current)
    who.rest()


def noted(who: Client) -> set[str]:
    """Return what somebody's list says of its messages."""
    lines = who.main.messages.list.model.rows
    return {line.note.text for line in lines if line.note}


def handlers(who: Client) -> set[str]:
    """Return who has messages, by somebody's list."""
    values = (line.value for line in who.main.messages.list.model.rows)
    return {value.handler for value in values if isinstance(value, Headline)}
