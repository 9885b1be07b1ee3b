"""What is copied in the client is forgotten after a while, and kept out of histories."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QClipboard, QDrag, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.message import File
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.labels import MAY_BREAK, paragraph
from sdk_desktop.ui.parts.message_text import MessageText, MessageTexts
from sdk_desktop.ui.security.clipboard import ClipboardGuard, history_hints, put_text, stop_dragging
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from tests.ui.screens import a_background, press

A_MINUTE = 60_000
NEVER = 3_600_000
HINT, HINTED = next(iter(history_hints(sys.platform).items()))
"""What this system's clipboard histories are told first."""
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def background() -> Iterator[Background]:
    with a_background() as background:
        yield background


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QObject]:
    """Own the guards of one test."""
    owner = QObject()
    yield owner
    owner.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Heard(QObject):
    """Notes what is in the clipboard each time it changes."""

    def __init__(self, clipboard: QClipboard, owner: QObject) -> None:
        super().__init__(owner)
        self.clipboard = clipboard
        self.texts: list[str] = []
        clipboard.dataChanged.connect(self.note)

    @Slot()
    def note(self) -> None:
        self.texts.append(self.clipboard.text())


def copy_by_key(qtbot: QtBot, field: QWidget) -> None:
    """Select all and copy, as a person does."""
    qtbot.addWidget(field)
    field.show()
    press(field, Qt.Key.Key_A, CTRL)
    press(field, Qt.Key.Key_C, CTRL)


def test_a_copied_text_is_forgotten_after_a_while(
    qtbot: QtBot, clipboard: QClipboard, owner: QObject
) -> None:
    ClipboardGuard(owner, clear_after=1)

    clipboard.setText("Kallelse till SIP-möte")
    copied = clipboard.text()
    qtbot.waitUntil(lambda: clipboard.text() == "")

    assert copied == "Kallelse till SIP-möte"


def test_a_minute_is_what_it_waits(clipboard: QClipboard, owner: QObject) -> None:
    guard = ClipboardGuard(owner)

    clipboard.setText("vårt")

    running = [timer.interval() for timer in guard.findChildren(QTimer) if timer.isActive()]
    assert running == [A_MINUTE]


def test_what_a_label_adds_to_break_long_words_is_not_copied(
    qtbot: QtBot, clipboard: QClipboard, owner: QObject
) -> None:
    guard = ClipboardGuard(owner, clear_after=NEVER)
    address = "sdk:bup-ekdala:0203:regionekelund.example.se"
    window = QWidget()
    qtbot.addWidget(window)
    label = paragraph(address, window)

    clipboard.setText(label.text())
    copied = clipboard.text()
    guard.forget()

    assert label.text() != address
    assert copied == address
    assert label.accessibleName() == address


def test_copying_from_a_message_is_noticed(
    qtbot: QtBot, clipboard: QClipboard, owner: QObject
) -> None:
    guard = ClipboardGuard(owner, clear_after=NEVER)
    window = QWidget()
    texts = MessageTexts([("", "Vi kallar till **möte**.")], window)
    copy_by_key(qtbot, texts.findChildren(MessageText)[0])

    copied, formats = clipboard.text(), clipboard.mimeData().formats()
    guard.forget()

    assert copied == "Vi kallar till möte."
    assert {"text/html", HINT} <= set(formats)
    assert clipboard.text() == ""


def test_copying_from_an_attachment_is_noticed(
    qtbot: QtBot, clipboard: QClipboard, owner: QObject, background: Background
) -> None:
    guard = ClipboardGuard(owner, clear_after=NEVER)
    file = File("läs.txt", "text/plain", "Utlåtande om Alva".encode())
    window = QWidget()
    view = AttachmentView(file, window)
    field = view.findChild(QPlainTextEdit)
    assert field is not None
    copy_by_key(qtbot, field)

    copied = clipboard.text()
    guard.forget()

    assert (copied, clipboard.text()) == ("Utlåtande om Alva", "")


def test_copying_from_a_field_is_noticed(
    qtbot: QtBot, clipboard: QClipboard, owner: QObject
) -> None:
    guard = ClipboardGuard(owner, clear_after=NEVER)
    copy_by_key(qtbot, QLineEdit("Halvskrivet ärende"))

    copied = clipboard.text()
    guard.forget()

    assert (copied, clipboard.text()) == ("Halvskrivet ärende", "")


def test_histories_are_asked_not_to_keep_it(clipboard: QClipboard, owner: QObject) -> None:
    ClipboardGuard(owner, clear_after=NEVER)

    clipboard.setText("vårt")

    assert clipboard.text() == "vårt"
    assert bytes(clipboard.mimeData().data(HINT).data()) == HINTED


def test_everything_that_was_copied_stays_as_it_was(clipboard: QClipboard, owner: QObject) -> None:
    ClipboardGuard(owner, clear_after=NEVER)
    data = QMimeData()
    data.setText("vårt")
    data.setHtml("<b>vårt</b>")
    data.setData("application/x-table", b"\0\1\2")

    clipboard.setMimeData(data)

    kept = clipboard.mimeData()
    assert (kept.text(), kept.html()) == ("vårt", "<b>vårt</b>")
    assert bytes(kept.data("application/x-table").data()) == b"\0\1\2"


def test_it_is_put_there_once_more_and_not_again(clipboard: QClipboard, owner: QObject) -> None:
    heard = Heard(clipboard, owner)
    ClipboardGuard(owner, clear_after=NEVER)
    ClipboardGuard(owner, clear_after=NEVER)  # must not go on for ever, each answering the other

    clipboard.setText("vårt")

    assert heard.texts == ["vårt", "vårt"]


def test_what_a_button_copies_is_never_seen_without_them(
    clipboard: QClipboard, owner: QObject
) -> None:
    heard = Heard(clipboard, owner)
    ClipboardGuard(owner, clear_after=NEVER)

    put_text(f"vå{MAY_BREAK}rt")

    assert heard.texts == ["vårt"]
    assert bytes(clipboard.mimeData().data(HINT).data()) == HINTED


def test_no_part_of_the_window_copies_in_another_way(project: Path) -> None:
    modules = (project / "sdk_desktop" / "ui").rglob("*.py")
    copying = re.compile(r"clipboard\(\)\.set|clipboard\.set(Text|Mime|Image|Pixmap)")

    found = [path.name for path in modules if copying.search(path.read_text("utf-8"))]

    assert found == ["clipboard.py"]


def test_a_system_that_loses_the_hints_is_not_asked_for_ever(
    clipboard: QClipboard, owner: QObject
) -> None:
    guard = ClipboardGuard(owner, clear_after=NEVER)
    guard._copied._history_hints = {"": b"cannot be set"}
    heard = Heard(clipboard, owner)

    clipboard.setText("vårt")

    assert heard.texts == ["vårt", "vårt"]


def test_what_somebody_else_copied_is_left_alone(
    qtbot: QtBot, clipboard: QClipboard, owner: QObject
) -> None:
    guard = ClipboardGuard(owner, clear_after=1, owns=lambda _mode: False)

    clipboard.setText("deras")
    guard.forget()

    assert clipboard.text() == "deras"
    assert HINT not in clipboard.mimeData().formats()
    assert [timer for timer in guard.findChildren(QTimer) if timer.isActive()] == []


def test_what_somebody_else_copied_since_is_not_forgotten(
    clipboard: QClipboard, owner: QObject
) -> None:
    ours = {QClipboard.Mode.Clipboard}
    guard = ClipboardGuard(owner, clear_after=NEVER, owns=ours.__contains__)
    clipboard.setText("vårt")

    ours.clear()
    clipboard.setText("deras")
    guard.forget()

    assert clipboard.text() == "deras"
    assert [timer for timer in guard.findChildren(QTimer) if timer.isActive()] == []


@pytest.mark.parametrize(
    ("platform", "said"),
    [
        ("win32", "ExcludeClipboardContentFromMonitorProcessing"),
        ("win32", "CanIncludeInClipboardHistory"),
        ("win32", "CanUploadToCloudClipboard"),
        ("darwin", "concealed"),
        ("linux", "x-kde-passwordManagerHint"),
    ],
)
def test_each_system_is_asked_in_its_own_words(platform: str, said: str) -> None:
    assert [kind for kind in history_hints(platform) if said in kind] != []


class Dragged(QTextBrowser):
    """Notes what would be dragged, and ends the drag."""

    def __init__(self) -> None:
        super().__init__()
        self.dragged: list[QMimeData] = []

    def createMimeDataFromSelection(self) -> QMimeData:
        QTimer.singleShot(0, QDrag.cancel)
        self.dragged.append(super().createMimeDataFromSelection())
        return self.dragged[-1]


def drag(text: QTextBrowser) -> None:
    """Press the mouse on the selection and draw it far away."""
    area = text.viewport()
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    events = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
    places = QPointF(20, 20), QPointF(200, 60), QPointF(200, 60)
    buttons = (left, left), (none, left), (left, none)
    for kind, place, (changed, held) in zip(events, places, buttons, strict=True):
        there = QPointF(area.mapToGlobal(place))
        event = QMouseEvent(kind, place, there, changed, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(area, event)


@pytest.fixture
def text(qtbot: QtBot) -> Dragged:
    text = Dragged()
    qtbot.addWidget(text)
    text.setPlainText("Utlåtande om Alva. " * 40)
    text.resize(300, 200)
    text.show()
    QTest.qWaitForWindowExposed(text)
    text.selectAll()
    text.dragged.clear()
    return text


@pytest.fixture
def draggable(qapp: QApplication) -> Iterator[QApplication]:
    distance = qapp.startDragDistance()
    yield qapp
    qapp.setStartDragDistance(distance)


def test_no_text_can_be_dragged_out(text: Dragged, draggable: QApplication) -> None:
    stop_dragging(draggable)

    drag(text)

    assert text.dragged == []
