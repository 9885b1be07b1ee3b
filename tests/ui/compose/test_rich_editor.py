"""One sees the constructs of a text, and never its marks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.compose.rich_editor import RichEditor
from sdk_desktop.ui.compose.text_field import TextField
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.message_text import INDENT
from tests.kit.typing_keys import type_text

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def write(qtbot: QtBot) -> Callable[[str], RichEditor]:
    """Return what opens an editor with a text; the caret stands at its end."""
    window = QWidget()
    qtbot.addWidget(window)

    def opened(text: str) -> RichEditor:
        field = TextField(text, window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        field.editor.setFocus()
        field.editor.moveCursor(QTextCursor.MoveOperation.End)
        return field.editor

    return opened


Write = Callable[[str], RichEditor]


def enter(editor: RichEditor) -> None:
    QTest.keyClick(editor, Qt.Key.Key_Return)


def choose(editor: RichEditor, words: str) -> None:
    """Select the first of some words."""
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    assert editor.find(words)


def test_marks_that_are_typed_become_what_they_mean_when_one_leaves(write: Write) -> None:
    editor = write("")
    type_text(editor, "**viktigt** och *lite*")
    typed = editor.toPlainText()

    editor.clearFocus()
    editor.settle()

    assert typed == "**viktigt** och *lite*"
    assert editor.toPlainText() == "viktigt och lite"
    assert editor.text == "**viktigt** och *lite*"


def test_bold_within_a_word_is_shown_as_it_is_sent(write: Write) -> None:
    """No mark can say it: the recipient would see the marks."""
    editor = write("mittimellan")
    choose(editor, "tim")
    QTest.keyClick(editor, Qt.Key.Key_B, CTRL)

    editor.settle()

    choose(editor, "tim")
    assert editor.text == "mittimellan"
    assert editor.fontWeight() < 700


def test_ctrl_b_and_ctrl_i_mark_what_is_chosen(write: Write) -> None:
    editor = write("vi kommer båda två i morgon")
    choose(editor, "båda två")
    QTest.keyClick(editor, Qt.Key.Key_B, CTRL)
    choose(editor, "i morgon")
    QTest.keyClick(editor, Qt.Key.Key_I, CTRL)

    assert editor.text == "vi kommer **båda två** *i morgon*"


def test_bold_is_what_one_types_until_one_says_no(write: Write) -> None:
    editor = write("")
    editor.toggle_bold()
    type_text(editor, "ja ")
    editor.toggle_bold()
    type_text(editor, "men nej")

    assert editor.text == "**ja** men nej"


def test_enter_goes_on_with_a_list_and_ends_an_empty_item(write: Write) -> None:
    editor = write("")
    editor.toggle_bullets()
    type_text(editor, "ett")
    enter(editor)
    type_text(editor, "två")
    enter(editor)
    enter(editor)
    type_text(editor, "slut")

    assert editor.text == "* ett\n* två\n\nslut"
    assert editor.toPlainText() == "ett\ntvå\nslut"


def test_backspace_at_the_beginning_of_an_item_makes_it_a_line(write: Write) -> None:
    editor = write("* ett\n* två")
    editor.moveCursor(QTextCursor.MoveOperation.StartOfBlock)

    QTest.keyClick(editor, Qt.Key.Key_Backspace)

    assert editor.text == "* ett\n\ntvå"


def test_numbers_count_by_themselves(write: Write) -> None:
    editor = write("")
    editor.toggle_numbers()
    type_text(editor, "ett")
    enter(editor)
    type_text(editor, "två")

    assert editor.text == "1. ett\n2. två"


def test_the_line_after_a_heading_is_a_line(write: Write) -> None:
    editor = write("Rubrik")
    editor.toggle_heading()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    enter(editor)
    type_text(editor, "Text")

    assert editor.text == "# Rubrik\nText"


def test_a_list_becomes_numbered_and_lines_again(write: Write) -> None:
    editor = write("* ett\n* två")
    editor.selectAll()
    editor.toggle_numbers()
    numbered = editor.text
    editor.toggle_numbers()

    assert (numbered, editor.text) == ("1. ett\n2. två", "ett\ntvå")


def test_what_is_pasted_has_no_look_of_its_own(write: Write) -> None:
    editor, data = write(""), QMimeData()
    data.setHtml("<b>fet</b> <img src='http://example.se/x.png'>")
    data.setText("fet")

    editor.insertFromMimeData(data)

    assert (editor.text, editor.toHtml().count("<img")) == ("fet", 0)


def test_settling_can_be_undone(write: Write) -> None:
    editor = write("")
    type_text(editor, "**a**")
    editor.settle()

    editor.undo()

    assert editor.toPlainText() == "**a**"


@pytest.mark.parametrize(
    "text",
    [
        "# Ett\n## Två\n###### Sex",
        "* a\n  * b\n* c",
        "3. tre\n4. fyra\n9. nio",
        "a\n\n\nb",
        "* a\noch mer\n\nb",
        "---\nx",
        "1*3 och _inte_ a_b_c",
    ],
)
def test_a_text_comes_back_as_it_went_in(write: Write, text: str) -> None:
    editor = write(text.replace("_inte_", "*inte*"))
    editor.settle()

    assert editor.text == text.replace("_inte_", "*inte*")


def test_items_have_room_for_their_numbers_in_large_text(
    qtbot: QtBot, undressed: None, qapp: QApplication
) -> None:
    theme.apply(qapp, Preferences(text_percent=200))
    window = QWidget()
    qtbot.addWidget(window)

    editor = RichEditor("1. Ett", window)

    assert editor.document().indentWidth() == theme.px(INDENT) > INDENT
