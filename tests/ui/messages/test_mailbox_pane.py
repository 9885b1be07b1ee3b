"""The mailboxes at the left: what is to do on top, their folders and counters."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.domain.mailbox import Counts, Folder, Mailbox
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.folder_rows import CHOICE_ROLE, COUNT_ROLE
from sdk_desktop.ui.messages.mailbox_pane import MailboxPane
from sdk_desktop.ui.parts import theme

SOCIAL = Mailbox("sdk:social", "Socialkontoret", "0203:x", "Ekdala kommun")
DESK = replace(SOCIAL, address="sdk:desk", name="Reception")


@pytest.fixture
def pane(qapp: QApplication, undressed: None, qtbot: QtBot) -> Iterator[MailboxPane]:
    theme.apply(qapp, Preferences(), dark=False)
    pane = MailboxPane((SOCIAL, DESK), None)
    qtbot.addWidget(pane)
    pane.resize(216, 700)
    pane.show()
    yield pane
    pane.hide()


def unfolded(pane: MailboxPane) -> list[str]:
    """Return the folders that are seen."""
    items = pane.tree._items()
    return [one.text(0) for one in items if not pane.tree.visualItemRect(one).isEmpty()]


def press(pane: MailboxPane, choice: FolderChoice) -> None:
    (item,) = (one for one in pane.tree._items() if one.data(0, CHOICE_ROLE) == choice)
    place = pane.tree.visualItemRect(item).topLeft() + QPoint(40, 10)
    QTest.mouseClick(pane.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_what_is_to_do_stands_on_top_and_the_first_mailbox_is_unfolded(pane: MailboxPane) -> None:
    assert unfolded(pane) == [
        "To do",
        "All mailboxes",
        "Socialkontoret",
        "New",
        "Mine",
        "Unassigned",
        "Sent",
        "Drafts",
        "Reception",
    ]


def test_a_press_unfolds_a_mailbox_and_another_folds_it(pane: MailboxPane) -> None:
    press(pane, FolderChoice(DESK.address))
    chosen, first = pane.tree.chosen_name, len(unfolded(pane))
    press(pane, FolderChoice(DESK.address))

    assert (chosen, first, len(unfolded(pane))) == ("Reception", 14, 9)


def test_counters_stand_beside_the_folders(pane: MailboxPane) -> None:
    counts = Counts(SOCIAL.address, new=3, action=4), Counts(DESK.address, new=1, action=1)

    pane.tree.show_counts(counts)

    shown = {one.data(0, CHOICE_ROLE): one.data(0, COUNT_ROLE) for one in pane.tree._items()}
    assert shown[FolderChoice("", Folder.ACTION)] == "5"
    assert shown[FolderChoice()] == "4"
    assert shown[FolderChoice(SOCIAL.address, Folder.NEW)] == "3"
    assert shown[FolderChoice(DESK.address, None)] == ""


def test_only_what_is_to_do_has_a_red_count(pane: MailboxPane) -> None:
    pane.tree.show_counts((Counts(SOCIAL.address, new=3, action=4),))
    picture = pane.tree.viewport().grab().toImage()
    red, row = theme.colours().danger_soft, theme.px(32)

    def reds(top: int) -> bool:
        places = [(x, y) for x in range(150, picture.width()) for y in range(top, top + row)]
        return any(picture.pixelColor(*place).name() == red for place in places)

    assert (reds(0), reds(row + 16), reds(2 * row + 16)) == (True, False, False)


def test_the_keys_make_way_where_there_is_little_room(pane: MailboxPane) -> None:
    beside = pane.keys.isVisible()

    pane.resize(216, 300)

    assert (beside, pane.keys.isVisible()) == (True, False)
