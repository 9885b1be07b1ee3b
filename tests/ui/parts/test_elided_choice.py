"""A choice among names: whole where there is room, and never wider than it must be."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.elided_choice import ElidedChoice

NAMES = ("Socialkontoret", "Barn- och utbildningsförvaltningen, mottagning norr")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_whole_where_as_much_room_is_as_is_asked_for(
    name: str, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, Preferences())
    choice = ElidedChoice()
    qtbot.addWidget(choice)
    choice.addItem(name)
    choice.show()

    choice.resize(choice.sizeHint())

    assert choice.shown == name


def test_a_long_name_ends_where_there_is_no_room_for_it(qtbot: QtBot) -> None:
    choice = ElidedChoice()
    qtbot.addWidget(choice)
    choice.addItem(NAMES[1])
    choice.show()

    choice.resize(choice.minimumSizeHint())

    assert NAMES[1].startswith(choice.shown.removesuffix("…"))
    assert choice.shown.endswith("…")
