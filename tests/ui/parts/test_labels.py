import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent, Qt
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.ui.parts.labels import ElidedLabel, LineButton, tip

MARKUP = [
    "2026-03-02 12:00   Från <img src=//evil.example/x>\nÄmne",
    "<b>Bo</b>",
    "  <?xml version='1.0'?><p>x",
    "<!-- x --><i>y</i>",
    "hej &lt;b&gt;",
    "< a < b<u>c</u>",
]


@pytest.mark.parametrize("text", MARKUP)
def test_no_tool_tip_is_taken_for_html(text: str) -> None:
    assert not Qt.mightBeRichText(tip(text))
    assert tip(text).replace("\u2060", "") == text


@pytest.mark.parametrize("text", MARKUP)
def test_a_button_shows_a_text_as_it_is_in_its_tool_tip(qtbot: QtBot, text: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    button = LineButton(text, parent)
    asked = QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint(5, 5))
    QApplication.sendEvent(button, asked)

    assert button.toolTip() == ""
    assert not Qt.mightBeRichText(QToolTip.text())
    assert QToolTip.text().replace("\u2060", "") == text
    QToolTip.hideText()


def test_a_text_without_markup_stays_as_it_is() -> None:
    assert tip("Kallelse till SIP-möte") == "Kallelse till SIP-möte"


def test_a_line_that_is_cut_stands_clear_of_its_edge(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = ElidedLabel("Orosanmälan till socialtjänsten.pdf", window)
    label.setContentsMargins(12, 8, 12, 0)
    label.resize(120, 40)
    drawn = label.grab().toImage()
    ground = drawn.pixel(0, 0)

    columns = [
        x
        for x in range(drawn.width())
        if any(drawn.pixel(x, y) != ground for y in range(drawn.height()))
    ]

    assert columns
    assert min(columns) >= 12
    assert max(columns) < 120 - 12
