"""The attachments of a draft: chosen, dropped or pasted, read, listed, and the room left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.characters import has_forbidden
from sdk_desktop.domain.errors import Refused, SdkError
from sdk_desktop.domain.file_type import PDF, file_type, is_picture, is_shortcut, named_type
from sdk_desktop.domain.message import SIZE_LIMIT, File
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.compose.pasted_picture import as_pdf, pasted_picture
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout, announce
from sdk_desktop.ui.parts.file_dialogs import FileDialogs
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.labels import ElidedLabel, paragraph, plain
from sdk_desktop.ui.parts.named_button import NamedButton
from sdk_desktop.ui.viewing.pdf_copy import PdfCopy
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.dates_and_sizes import file_size
from sdk_desktop.ui.words.plain_text import file_name_line, one_line
from sdk_desktop.ui.words.type_names import type_word

_KILO = 1000
"""The bar counts in kB, so that 30 MB fits Qt's int on every system."""
_METER, _EDGE = 96, 8


class AttachmentField(QWidget):
    """Holds the files of a draft; `told` says that what came of files to attach is shown now."""

    changed = Signal()
    told = Signal()

    def __init__(
        self,
        files: tuple[File, ...],
        dialogs: FileDialogs,
        background: Background,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._dialogs, self._background = dialogs, background
        self._files: tuple[File, ...] = ()
        self._awaited = 0
        self._shown: list[QWidget] = []
        self._lines = Flow()
        self.add_button = QPushButton(theme.icon("attachment"), tr("Add files …"), self)
        self.add_button.setProperty("role", "quiet")
        self.add_button.clicked.connect(self._choose)
        hint = paragraph(tr("or drop them anywhere in the window"), self, role="muted")
        self._meter = QProgressBar(self)
        self._meter.setRange(0, SIZE_LIMIT // _KILO)
        self._meter.setTextVisible(False)
        self._meter.setProperty("role", "meter")
        self._meter.setFixedWidth(_METER)
        self._meter.setAccessibleName(tr("Size of the message"))
        self._room = plain("", self, role="muted")
        self._result = paragraph("", self, role="danger")
        self._result.hide()
        takes = tr("Every recipient takes PDF. Files of other types may be rejected.")
        self._types = paragraph(takes, self, role="muted")
        size = QWidget(self)
        beside = QHBoxLayout(size)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._meter)
        beside.addWidget(self._room)
        adding = Flow()
        adding.addWidget(self.add_button)
        adding.add_growing(hint)
        adding.addWidget(size)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 0, _EDGE, 0)
        column.setSpacing(4)
        add_layout(column, self._lines)
        column.addWidget(self._types)
        column.addWidget(self._result)
        add_layout(column, adding)
        self.show_files(files)
        self.show_size(0)

    @property
    def files(self) -> tuple[File, ...]:
        """What is attached."""
        return self._files

    @property
    def is_busy(self) -> bool:
        """Whether files are being read, or made PDFs: what is sent now would lack them."""
        return self._awaited > 0

    @Slot(tuple)
    def add_paths(self, paths: Sequence[Path]) -> None:
        """Read files behind the scenes and attach them, unless the draft is being sent."""
        if self.isEnabled():
            self._result.hide()
            self._awaited += 1
            work = partial(read_files, tuple(paths))
            self._background.run(self, work, self._take, self._fail)

    @Slot(QImage)
    def add_picture(self, picture: QImage) -> None:
        """Attach a picture that was pasted, as a PDF, unless the draft is being sent."""
        if not self.isEnabled():
            return
        named = (tr("Pasted picture {number}").format(number=n) for n in count(1))
        known = {file.name for file in self._files}
        name = next(one for one in named if f"{one}.pdf" not in known)
        self._add(FilesRead((as_pdf(picture, name),), ()))

    def show_size(self, size: int) -> None:
        """Show how many bytes the whole message will have."""
        self._meter.setValue(min(size, SIZE_LIMIT) // _KILO)
        text = tr("{size} of {limit}").format(size=file_size(size), limit=file_size(SIZE_LIMIT))
        self._room.setText(text)
        if size > SIZE_LIMIT and self._room.property("role") == "muted":
            announce(self._room, text, urgent=True)
        self._room.setProperty("role", "danger" if size > SIZE_LIMIT else "muted")
        self._room.style().polish(self._room)

    def _choose(self) -> None:
        self._dialogs.ask_for_files(tr("Choose files to attach"), self, self.add_paths)

    def _make_pdf(self, file: File, pressed: QPushButton) -> None:
        pressed.setEnabled(False)
        self._awaited += 1
        copying = PdfCopy(file, self)
        copying.made.connect(partial(self._replace, file))
        copying.failed.connect(self._leave)

    def _replace(self, file: File, copied: File) -> None:
        """Put a copy in the place of a file, if that is still attached."""
        self._awaited -= 1
        self.show_files(tuple(copied if one is file else one for one in self._files))
        self._announce(tr("Attached: {names}"), (copied,))
        self.changed.emit()

    def _leave(self, why: str) -> None:
        """Leave a picture as it is, and say why."""
        self._awaited -= 1
        self._say(why)

    def _take(self, read: FilesRead) -> None:
        self._awaited -= 1
        self._add(read)

    def _add(self, read: FilesRead) -> None:
        if read.files:
            self.show_files((*self._files, *read.files))
            self._announce(tr("Attached: {names}"), read.files)
            self.changed.emit()
        self._tell(read.refused)
        self.told.emit()

    def _announce(self, words: str, files: Sequence[File]) -> None:
        names = ", ".join(file_name_line(file.name) for file in files)
        announce(self.add_button, words.format(names=names))

    def _fail(self, error: SdkError) -> None:
        self._awaited -= 1
        self._tell((error,))
        self.told.emit()

    def _tell(self, errors: tuple[SdkError, ...]) -> None:
        self._say("\n".join(one_line(sentence(error)) for error in errors))

    def _say(self, text: str) -> None:
        self._result.setText(text)
        self._result.setVisible(bool(text))
        if text:
            announce(self._result, self._result.text(), urgent=True)

    def _remove(self, file: File) -> None:
        self.show_files(tuple(one for one in self._files if one is not file))
        text = tr("Removed: {name}").format(name=file_name_line(file.name))
        announce(self.add_button, text)
        self.changed.emit()

    def show_files(self, files: tuple[File, ...]) -> None:
        """Show other files; the keyboard goes from one that is gone to what adds others."""
        focus = cast("QWidget | None", self.window().focusWidget())
        if focus is not None and any(old.isAncestorOf(focus) for old in self._shown):
            self.add_button.setFocus()
        self._files = files
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = []
        for file in files:
            self._shown.append(self._line(file))
            self._lines.addWidget(self._shown[-1])
        self._types.setVisible(any(file.content_type != PDF for file in files))

    def _line(self, file: File) -> QWidget:
        name = file_name_line(file.name)
        line = QFrame(self)
        line.setProperty("role", "chip")
        about = f"{type_word(file.content_type)} · {file_size(len(file.content))}"
        remove = NamedButton(tr("Remove {name}").format(name=name), "close", line)
        remove.setProperty("role", "tool")
        remove.clicked.connect(partial(self._remove, file))
        row = Flow()  # where text is large, it takes two lines
        inside = QVBoxLayout(line)
        inside.setContentsMargins(_EDGE, 0, 0, 0)
        add_layout(inside, row)
        named = QWidget(line)  # a long name takes a line with its picture
        beside = QHBoxLayout(named)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(row.spacing())
        beside.addWidget(IconLabel("file", named))
        beside.addWidget(ElidedLabel(name, named), 1)
        row.addWidget(named)
        row.addWidget(plain(about, line, role="muted"))
        if is_picture(file.content_type):
            copied = QPushButton(tr("Make a PDF"), line)
            copied.setProperty("tool", "true")
            copied.setAccessibleDescription(name)
            copied.clicked.connect(partial(self._make_pdf, file, copied))
            row.addWidget(copied)
        row.addWidget(remove)
        return line


@dataclass(frozen=True, slots=True)
class FilesRead:
    """The files that can be attached, and why each of the others cannot."""

    files: tuple[File, ...]
    refused: tuple[SdkError, ...]


def read_files(paths: tuple[Path, ...]) -> FilesRead:
    """Return the files at these paths, read."""
    files: list[File] = []
    refused: list[SdkError] = []
    for path in paths:
        try:
            files.append(_file(path))
        except Refused as error:
            refused.append(error)
    return FilesRead(tuple(files), tuple(refused))


class FileDrops(QObject):
    """Takes files before any field in the window does, which would insert their paths as text.

    `dropped` carries the paths, `pasted` a picture. Whatever else is dropped or pasted goes where
    it did. It hears the window that the system knows, which gives each part what is its: who hears
    every part makes building any screen half as dear again.
    """

    dropped = Signal(tuple)
    pasted = Signal(QImage)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            watched.windowHandle().installEventFilter(self)  # adds none to what is heard already
        if isinstance(event, QDropEvent):
            return self._drop(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return event.matches(QKeySequence.StandardKey.Paste) and self._paste(event)
        return False

    def _drop(self, event: QDropEvent) -> bool:
        """Accept files while they are dragged here, and take them when they are dropped."""
        paths = local_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.dropped.emit(paths)
        return bool(paths)

    def _paste(self, event: QKeyEvent) -> bool:
        copied = QGuiApplication.clipboard().mimeData()
        paths, picture = local_files(copied), pasted_picture(copied)
        if not paths and picture is None:
            return False
        event.accept()
        if paths:
            self.dropped.emit(paths)
        else:
            self.pasted.emit(picture)
        return True


def local_files(data: QMimeData) -> tuple[Path, ...]:
    """Return the paths of the files of this computer that are dropped or copied, if any."""
    urls = data.urls() if data.hasUrls() else []
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())


def _file(path: Path) -> File:
    if has_forbidden(path.name):  # as on a server whose names are not in UTF-8
        raise Refused(
            "The name of {name} holds a character that cannot be sent. Rename the file first.",
            name=path.name,
        )
    if is_shortcut(path.name):
        raise Refused(
            "{name} is a shortcut and holds no document. Attach the file that it leads to.",
            name=path.name,
        )
    try:
        if not path.is_file():
            raise Refused("{name} is not a file.", name=path.name)
        if path.stat().st_size > SIZE_LIMIT:
            raise Refused("{name} is too large to be sent.", name=path.name)
        content = path.read_bytes()
    except OSError as error:
        raise Refused("{name} cannot be read.", name=path.name) from error
    return File(path.name, file_type(content, named_type(path.name)), content)
