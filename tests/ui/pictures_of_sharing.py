"""Pictures of three windows on one mailbox, and of how a computer joins it.

`dev.py pictures` takes them. What happens in them is told, and shown to be so, by
`tests/test_two_handlers.py` and `tests/ui/sharing`.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.app.practice import WHO
from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import SharedState, SharingStatus
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.sharing.sharing_dialog import AdmitStep, SharingDialog
from sdk_desktop.ui.words import set_language
from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes
from tests.kit.postgres import PostgresCluster
from tests.kit.practice import practise_together
from tests.ui.conftest import Client, shell
from tests.ui.screens import a_background, button, settle
from tests.ui.sharing.test_sharing import BOX, MEMBER, WORDS, FakeShared
from tests.ui.test_pictures import LOOKS, save

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
            client.shell.window.resize(QSize(1366, 768))
            client.show()
        yield clients


def test_three_windows_on_one_mailbox(three: tuple[Client, ...], pictures: Path | None) -> None:
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
        assert save(client.shell.window, pictures, f"shared-{name}-light")


@pytest.mark.parametrize("how", ["in-step", "out-of-touch", "behind", "too-old"])
def test_the_status_line(three: tuple[Client, ...], pictures: Path | None, how: str) -> None:
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

    assert save(three[0].shell.window, pictures, f"shared-{how}-light")


@pytest.mark.parametrize("look", LOOKS)
def test_joining_with_words(
    qapp: QApplication, undressed: None, qtbot: QtBot, pictures: Path | None, look: str
) -> None:
    percent, dark, size = LOOKS[look]
    set_language(qapp, "sv")
    theme.apply(qapp, Preferences(text_percent=percent), dark=dark)
    shared = FakeShared(SharingStatus(BOX, SharedState.ASKING, "the code", WORDS))
    parent = QWidget()
    qtbot.addWidget(parent)
    with a_background() as background:
        dialog = SharingDialog(cast("SharedMailboxes", shared), background, None, parent)
        dialog.resize(size)
        dialog.show()
        settle(qtbot, background)
        assert save(dialog, pictures, f"sharing-words-{look}")
        shared.status = MEMBER
        dialog.overview.show_mailboxes((MEMBER,))
        assert save(dialog, pictures, f"sharing-members-{look}")
        button(dialog, "Släpp in en dator …").click()
        step = dialog.step
        assert isinstance(step, AdmitStep)
        step.words.setText(" ".join(WORDS))
        step.name.setText("Receptionen")
        step.role.wanted.emit(Role.HANDLER)
        assert save(dialog, pictures, f"sharing-let-in-{look}")


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
