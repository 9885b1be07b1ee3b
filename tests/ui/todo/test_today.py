"""What an empty message pane says of the day."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.errand import Errand, Reason
from sdk_desktop.domain.mailbox import Counts
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.labels import LineButton
from sdk_desktop.ui.todo.today import Today
from tests.ui.fake_workspace import OURS, RECEPTION, FakeWorkspace, headline
from tests.ui.screens import a_background, button, shown_words


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 700)
    return window


def today(qtbot: QtBot, background: Background, workspace: FakeWorkspace, window: QWidget) -> Today:
    shown = Today(workspace.real, background, window)
    shown.resize(700, 700)
    window.show()
    shown.reload()
    qtbot.waitUntil(lambda: background.idle)
    return shown


def lines(shown: Today) -> list[str]:
    QApplication.processEvents()  # what is added to a layout is shown then
    found = shown.findChildren(LineButton)
    return [one.accessibleName().split(", ")[0] for one in found if one.isVisible()]


def test_each_reason_is_counted_and_leads_to_all_that_is_to_do(
    qtbot: QtBot, background: Background, window: QWidget
) -> None:
    workspace = FakeWorkspace()
    workspace.inbox.todo = (
        headline(1, errand=Errand(reason=Reason.REJECTED)),
        headline(2, errand=Errand(reason=Reason.UNREGISTERED)),
        headline(3, errand=Errand(reason=Reason.UNREGISTERED)),
    )
    shown = today(qtbot, background, workspace, window)

    with qtbot.waitSignal(shown.wanted):
        shown.findChildren(LineButton)[0].click()

    assert lines(shown) == ["1 rejected", "2 have no diary number yet"]
    assert "3 to see to" in shown_words(shown)


def test_where_nothing_is_left_it_leads_to_what_is_new(
    qtbot: QtBot, background: Background, window: QWidget
) -> None:
    workspace = FakeWorkspace()
    workspace.inbox.counted = Counts(OURS.address), Counts(RECEPTION.address, new=3)
    shown = today(qtbot, background, workspace, window)
    QApplication.processEvents()
    said = shown_words(shown)

    with qtbot.waitSignal(shown.newWanted) as wanted:
        button(shown, "Go to what is new: Reception · 3").click()

    assert wanted.args == [RECEPTION.address]
    assert "Something new has come" in said
    assert "All done" not in said


def test_what_is_done_meanwhile_is_taken_away(
    qtbot: QtBot, background: Background, window: QWidget
) -> None:
    workspace = FakeWorkspace()
    workspace.inbox.todo = (headline(1, errand=Errand(reason=Reason.UNANSWERED)),)
    shown = today(qtbot, background, workspace, window)
    before = lines(shown)
    workspace.inbox.todo = ()

    shown.reload()
    qtbot.waitUntil(lambda: background.idle)

    assert (before, lines(shown)) == (["1 not answered"], [])
    assert "All done" in shown_words(shown)
    assert "to see to" not in shown_words(shown)
