"""Clears the clipboard after a while, and keeps it out of clipboard histories."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

from sdk_desktop.ui.parts.labels import MAY_BREAK

CLEAR_AFTER = 60_000
"""Milliseconds."""

Mode = QClipboard.Mode
Owns = Callable[[Mode], bool]
"""Returns whether a clipboard holds what was copied in this program."""

_TOO_FAR = 1_000_000
"""Pixels."""
_NO = bytes(4)
_ON_WINDOWS = 'application/x-qt-windows-mime;value="{}"'


class ClipboardGuard(QObject):
    """Clears what was copied here after a while, unless somebody has copied something else since.

    It does so however it was copied: by a button, by Ctrl+C in any field or text, or on X11 by
    selecting it.
    """

    def __init__(
        self, parent: QObject, *, clear_after: int = CLEAR_AFTER, owns: Owns | None = None
    ) -> None:
        super().__init__(parent)
        clipboard = QGuiApplication.clipboard()
        self._copied = _Copied(Mode.Clipboard, clear_after, owns or owns_clipboard, self)
        self._selected = _Copied(Mode.Selection, clear_after, owns or owns_clipboard, self)
        clipboard.dataChanged.connect(self._copied.guard)
        clipboard.selectionChanged.connect(self._selected.guard)

    @Slot()
    def forget(self) -> None:
        """Clear what was copied here, now."""
        self._copied.forget()
        self._selected.forget()


class _Copied(QObject):
    """Guards one of the clipboards."""

    def __init__(self, mode: Mode, clear_after: int, owns: Owns, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._mode, self._owns = mode, owns
        self._history_hints = history_hints(sys.platform)
        self._hinting = False
        self._timer = QTimer(self, singleShot=True, interval=clear_after)
        self._timer.timeout.connect(self.forget)

    @Slot()
    def guard(self) -> None:
        """Start the clock for new content that was copied here."""
        data = cast("QMimeData | None", self._clipboard.mimeData(self._mode))
        if data is None or not data.formats() or not self._owns(self._mode):
            self._timer.stop()
            self._hinting = False
            return
        self._timer.start()
        # Where the system drops the hints they are set once, not again at every change.
        self._hinting = not self._hinting and not all(map(data.hasFormat, self._history_hints))
        if self._hinting:
            self._clipboard.setMimeData(self._with_hints(data), self._mode)

    @Slot()
    def forget(self) -> None:
        """Clear the clipboard if its content was copied here."""
        self._timer.stop()
        if self._owns(self._mode):
            self._clipboard.clear(self._mode)

    def _with_hints(self, data: QMimeData) -> QMimeData:
        more = QMimeData()
        for kind in data.formats():
            more.setData(kind, _as_meant(kind, data.data(kind)))
        return _hinted(more, self._history_hints)


def put_text(text: str) -> None:
    """Put a text on the clipboard, from the first moment with what keeps it out of histories.

    What is marked only once the clipboard has changed, as the guard must do with Ctrl+C, a history
    may have taken before.
    """
    data = QMimeData()
    data.setText(text.replace(MAY_BREAK, ""))
    QGuiApplication.clipboard().setMimeData(_hinted(data, history_hints(sys.platform)))


def _hinted(data: QMimeData, hints: Mapping[str, bytes]) -> QMimeData:
    for kind, value in hints.items():
        data.setData(kind, value)
    return data


def _as_meant(kind: str, content: QByteArray) -> QByteArray:
    """Return what was copied without the places at which a label may break a word."""
    text = kind.startswith("text/")
    return content.replace(MAY_BREAK.encode(), b"") if text else content


def history_hints(platform: str) -> Mapping[str, bytes]:
    """Return the data that keeps something out of a system's clipboard histories."""
    match platform:
        case "win32":
            return {
                _ON_WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): _NO,
                _ON_WINDOWS.format("Clipboard Viewer Ignore"): _NO,
                _ON_WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
                _ON_WINDOWS.format("CanUploadToCloudClipboard"): _NO,
            }
        case "darwin":
            return {"application/x-nspasteboard-concealed-type": b"secret"}
        case _:
            return {"x-kde-passwordManagerHint": b"secret"}


def owns_clipboard(mode: Mode) -> bool:
    """Return whether a clipboard holds what was copied in this program."""
    clipboard = QGuiApplication.clipboard()
    if QGuiApplication.platformName() == "offscreen":
        return mode is Mode.Clipboard  # no other program has it, but Qt answers False
    return clipboard.ownsClipboard() if mode is Mode.Clipboard else clipboard.ownsSelection()


def stop_dragging(app: QGuiApplication) -> None:
    """Disable dragging out of a text: dropped on a desktop it would become a file."""
    app.styleHints().setStartDragDistance(_TOO_FAR)
