"""A window whose viewers are tried."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.viewing.showing import Opener


@pytest.fixture
def view(qtbot: QtBot) -> Opener:
    parent = QWidget()
    qtbot.addWidget(parent)
    return Opener(qtbot, parent)
