"""A picture of each state of reading and writing, in build/pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, QSize, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.domain.delivery import DeliveryEvent, Status
from sdk_desktop.domain.draft import Draft, Problem, ProblemKind
from sdk_desktop.domain.message import File
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.messages.board import Board
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.reading.reading_pane import ReadingPane
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from sdk_desktop.ui.viewing.drawn_file import DrawnFile, PasswordRow
from sdk_desktop.ui.words import set_language
from tests.kit.foreign_files import fax, form, letter, picture, xfa
from tests.kit.locked_pdf import LOCKED
from tests.kit.typing_keys import type_text
from tests.ui.boards import board_of_six
from tests.ui.fake_workspace import NOON, TEXT, FakeWorkspace, answer, draft, received, sent
from tests.ui.screens import PICTURES_SPEAK, a_background, drawn, settle

WIDE, NARROW = QSize(1100, 740), QSize(800, 560)
LOOKS = {
    "light": (100, False, WIDE),
    "dark": (100, True, WIDE),
    "large": (200, False, WIDE),
    "tight": (200, False, NARROW),
}
WAY = tuple(status.value for status in Status)
PROBLEMS = (
    Problem(ProblemKind.NO_RECIPIENT),
    Problem(ProblemKind.NO_CONFIDENTIALITY),
    Problem(ProblemKind.LABEL_SENSITIVE, blocking=False),
)
FILES = (
    File("Underlag.pdf", "application/pdf", b"x" * 900_000),
    File("Teckning från Alvas rum i det gamla huset.jpg", "image/jpeg", b"x" * 90_000),
)
REJECTED = (
    DeliveryEvent("MESSAGE_EXCHANGE_ERROR", NOON, "Message REJECTED by receiver"),
    DeliveryEvent("BV", NOON, "not-supported", "In contentType, the value is not allowed."),
)


@dataclass
class Studio:
    """A look, a fake workspace, and a folder for pictures."""

    qtbot: QtBot
    background: Background
    folder: Path | None
    name: str
    workspace: FakeWorkspace
    size: QSize

    def write(self, begun: Draft) -> ComposeWindow:
        window = ComposeWindow(self.workspace.real, self.background, begun, None)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.qtbot.addWidget(window)
        window.resize(self.size)
        window.show()
        window.activateWindow()
        self.settle()
        return window

    def settle(self) -> None:
        settle(self.qtbot, self.background)

    def save(self, widget: QWidget, what: str) -> bool:
        self.settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        return drawn(widget, self.folder, f"{what}-{self.name}")


@pytest.fixture(params=LOOKS)
def studio(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, pictures: Path | None
) -> Iterator[Studio]:
    percent, dark, size = LOOKS[request.param]
    font = qapp.font()
    set_language(qapp, PICTURES_SPEAK)
    theme.apply(qapp, Preferences(text_percent=percent), dark=dark)
    with a_background() as background:
        yield Studio(qtbot, background, pictures, request.param, FakeWorkspace(), size)
    theme.apply(qapp, Preferences(), dark=False)
    qapp.setStyleSheet("")
    qapp.setFont(font)
    QLocale.setDefault(QLocale.c())
    for translator in qapp.findChildren(QTranslator, "words"):
        qapp.removeTranslator(translator)


def test_the_board_of_a_list(studio: Studio) -> None:
    studio.workspace.inbox.lines = board_of_six()
    board = Board(studio.workspace.real, studio.background, None)
    studio.qtbot.addWidget(board)
    board.resize(studio.size)
    board.show()
    board.activateWindow()
    board.show_list_of(1)
    studio.settle()
    board.focus_first()

    assert studio.save(board, "board")


def test_writing(studio: Studio) -> None:
    assert studio.save(studio.write(draft()), "compose-new")


def test_nothing_of_what_is_written_needs_scrolling_sideways(studio: Studio) -> None:
    window = studio.write(answer())
    window.form.attachments.show_files(FILES)
    window.form._details.show_content(True)
    window.form.persons.begin_row()
    form, area = window.form, window.findChild(QScrollArea)
    studio.qtbot.waitUntil(lambda: form.height() >= form.heightForWidth(form.width()))

    assert isinstance(area, QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    assert studio.save(form, "compose-whole")


def test_writing_with_three_problems(studio: Studio) -> None:
    studio.workspace.outbox.problems = PROBLEMS
    window = studio.write(draft(label="Angående Karin Öst", text=TEXT))
    window.send()

    assert studio.save(window, "compose-problems")


def test_writing_with_a_question(studio: Studio) -> None:
    studio.workspace.outbox.problems = PROBLEMS[2:]
    window = studio.write(answer())
    window.form.attachments.show_files(FILES)
    window.form.persons.begin_row()
    window.send()

    assert studio.save(window, "compose-question")


def test_finding_a_recipient(studio: Studio) -> None:
    window = studio.write(draft())
    type_text(window.form.recipients.field, "o")
    studio.qtbot.waitUntil(window.form.recipients.found.isVisible)

    assert studio.save(window, "compose-search")


def test_answering_with_a_file(studio: Studio) -> None:
    window = studio.write(answer())
    window.form.text.editor.setPlainText(TEXT)
    window.form.text.editor.settle()
    window.answered._show(received())
    window.form.attachments.show_files(FILES[:1])

    assert studio.save(window, "compose-answer")


@pytest.mark.parametrize("status", WAY)
def test_the_time_line_of_each_status(studio: Studio, status: str) -> None:
    known = WAY[: WAY.index(status) + 1] if not Status(status).failed else WAY[:3]
    events = [
        DeliveryEvent(code, NOON + timedelta(minutes=minutes)) for minutes, code in enumerate(known)
    ]
    studio.workspace.inbox.readings[1] = sent(Status(status), *events)

    assert studio.save(reading(studio), f"delivery-{status.lower()}")


def test_the_time_line_of_a_rejection(studio: Studio) -> None:
    studio.workspace.inbox.readings[1] = sent(Status.MESSAGE_EXCHANGE_ERROR, *REJECTED)

    assert studio.save(reading(studio), "delivery-cause")


SHOWN = {
    "document": letter(b"Ett", b"Kalle Testsson"),
    "form": form(b"Ifyllt namn", appearance=False),
    "fax": fax(5),
    "xfa": xfa(),
    "half": picture("JPEG", size=(900, 600))[:2_000],
    "locked": LOCKED,
    "text": TEXT.encode("utf-16"),
    "program": b"MZ" + bytes(400),
}


@pytest.mark.parametrize("what", SHOWN)
def test_a_file(studio: Studio, what: str) -> None:
    parent = QWidget()
    studio.qtbot.addWidget(parent)
    view = AttachmentView(File(f"{what}.pdf", "application/pdf", SHOWN[what]), parent)
    view.show()
    studio.qtbot.waitUntil(lambda: is_settled(view))

    assert studio.save(view, f"file-{what}")


def is_settled(view: AttachmentView) -> bool:
    """Return whether a viewer shows its page, or asks for a password, or draws nothing."""
    pages = view.findChild(DrawnFile)
    if pages is None or pages.area.shown_page == 0:
        return True
    return any(one.isVisible() for one in pages.findChildren(PasswordRow))


def reading(studio: Studio) -> ReadingPane:
    pane = ReadingPane(studio.workspace.real, studio.background, None)
    studio.qtbot.addWidget(pane)
    pane.resize(700, 500)
    pane.show()
    pane.show_message(1)
    studio.settle()
    return pane
