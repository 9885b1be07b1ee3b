"""The technical details of a message, for support: identifiers, codes and events."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.delivery import DeliveryEvent
from sdk_desktop.domain.errors import from_line
from sdk_desktop.domain.mailbox import Reading
from sdk_desktop.domain.message import Identifier, Message, Party
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.reading.copying import copy_text
from sdk_desktop.ui.reading.references import PERSONS
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

_LINES_SHOWN = 12


class TechnicalDetails(QWidget):
    """Shows the details as lines of text and a button that copies them."""

    def __init__(self, reading: Reading, parent: QWidget) -> None:
        super().__init__(parent)
        lines = technical_lines(reading)
        text = QPlainTextEdit("\n".join(lines), self)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF())
        text.setFont(font)
        text.setAccessibleName(tr("Technical details"))
        shown = min(len(lines), _LINES_SHOWN) + 2
        text.setFixedHeight(text.fontMetrics().lineSpacing() * shown)
        button = QPushButton(theme.icon("copy"), tr("Copy all"), self)
        button.clicked.connect(lambda: copy_text(text.toPlainText(), button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text)
        column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)


def technical_lines(reading: Reading) -> tuple[str, ...]:
    """Return one line for each identifier and code, untranslated; no number of a person.

    They are given to support, which is not to know whom a message is about.
    """
    message = reading.message
    head = (f"messageId: {reading.headline.message_id}",)
    body = _of_message(message) if message else ()
    delivery = reading.delivery
    events = tuple(map(_of_event, delivery.events)) if delivery else ()
    state = (f"status: {delivery.status}", f"attempts: {delivery.attempts}") if delivery else ()
    return tuple(one_line(line, 1000) for line in (*head, *body, *state, *events))


def _of_message(message: Message) -> tuple[str, ...]:
    system = message.generating_system
    return (
        f"conversationId: {message.conversation_id}",
        f"refToMessageId: {message.ref_to_message_id or '–'}",
        f"creationDateTime: {message.created.isoformat()}",
        f"generatingSystem: {system.root} {system.extension}" if system else "generatingSystem: –",
        *_of_party("sender", message.sender),
        *_of_party("recipient", message.recipient),
        *(
            f"document {document.index or '–'}: {document.identifier}"
            for document in message.in_order
        ),
        *(f"file: {file.content_type}" for file in message.files),
    )


def _of_party(side: str, party: Party) -> tuple[str, ...]:
    known = [(person.identifier, "person") for person in party.persons]
    known += [(reference.identifier, "reference") for reference in party.references]
    return (
        f"{side}: {party.organisation}",
        f"{side} function: {party.function or '–'}",
        *(f"{side} {what}: {one.root} {_number(one, what)}" for one, what in known if one),
    )


def _number(one: Identifier, what: str) -> str:
    return "…" if what == "person" or one.root in PERSONS else one.extension


def _of_event(event: DeliveryEvent) -> str:
    time = event.time.isoformat() if event.time else "–"
    title = str(from_line(event.title))
    return " ".join(filter(None, (time, event.code, title, event.detail, event.where)))
