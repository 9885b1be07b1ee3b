"""A window that shows an attachment inside the program, or says that it cannot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from sdk_desktop.domain.file_type import PDF, PICTURES, XML, file_type
from sdk_desktop.domain.message import File
from sdk_desktop.ui.parts.accessibility import OrderedWindow, announce
from sdk_desktop.ui.parts.labels import ElidedLabel, paragraph
from sdk_desktop.ui.viewing.drawn_file import DrawnFile
from sdk_desktop.ui.viewing.text_file import TextFile
from sdk_desktop.ui.viewing.viewer_words import viewer_problem_words
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.ui.words.type_names import type_word
from sdk_desktop.viewer.frames import ViewerProblem


class AttachmentView(OrderedWindow):
    """Shows one file; destroyed when it is closed and with the window that opened it.

    Its title does not say which. It begins where the file has a word that was `sought`, if one was.
    """

    def __init__(self, file: File, parent: QWidget, sought: str = "") -> None:
        super().__init__(parent)
        kind = file_type(file.content, file.content_type)
        self.setWindowTitle(f"{tr('Attachment')} – {type_word(kind)}")
        self.resize(900, 660)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        name = ElidedLabel(one_line(file.name), self, role="heading")
        name.setContentsMargins(12, 8, 12, 0)
        column.addWidget(name)
        content = _content(file, kind, self)
        column.addWidget(content, 1)
        if sought and isinstance(content, DrawnFile | TextFile):
            content.tools.look_for(sought)


def _content(file: File, kind: str, parent: QWidget) -> QWidget:
    """Return the widget for a kind of file, judged by its bytes."""
    if kind == PDF or kind in PICTURES:
        return DrawnFile(file, parent)
    if kind.startswith("text/") or kind == XML:
        return TextFile(file, parent)
    return _sorry(viewer_problem_words(ViewerProblem.OTHER_TYPE), parent)


def _sorry(text: str, parent: QWidget) -> QLabel:
    label = paragraph(text, parent)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setMargin(24)
    announce(label, text)
    return label
