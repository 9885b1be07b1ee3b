"""Attaches files that are dropped or pasted anywhere in a window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

_PASTING = {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}


class FileDrops(QObject):
    """Takes files before any field in the window does, which would insert their paths as text.

    `dropped` carries the paths. Whatever else is dropped or pasted goes where it did.
    """

    dropped = Signal(tuple)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        program = QCoreApplication.instance()
        if program is not None:
            program.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and self._is_inside(watched):
            return self._drop(event)
        if isinstance(event, QKeyEvent) and event.type() in _PASTING and self._is_inside(watched):
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
        paths = local_files(QGuiApplication.clipboard().mimeData())
        if paths:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.dropped.emit(paths)
        return bool(paths)

    def _is_inside(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and watched.window() is self._window


def local_files(data: QMimeData) -> tuple[Path, ...]:
    """Return the paths of the files of this computer that are dropped or copied, if any."""
    urls = data.urls() if data.hasUrls() else []
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
