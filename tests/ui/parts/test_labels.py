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


def test_a_line_that_may_end_in_dots_keeps_its_margins(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    line = ElidedLabel("W" * 50, parent)
    line.setContentsMargins(20, 0, 20, 0)
    line.resize(200, 40)

    drawn = line.grab().toImage()

    ground = drawn.pixel(0, 0)
    for x in (*range(20), *range(180, 200)):
        assert {drawn.pixel(x, y) for y in range(40)} == {ground}
    assert any(drawn.pixel(x, 20) != ground for x in range(20, 180))
