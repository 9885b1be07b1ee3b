"""The lock screen as it stood last, painted before the program itself is imported.

It takes what is typed until the lock screen takes its place, and that with it. Import only Qt's
widgets here, and not the namespace `Qt`: its enumerations take as long as painting does.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import (
    QEventLoop,
    QPoint,
    QRect,
    QSettings,
    QSize,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QIcon, QPaintEvent, QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from sdk_desktop import __version__
from sdk_desktop.ui.security.screen_capture import hide_windows
from sdk_desktop.ui.top_window import TopWindow, kept_bytes, window_settings

_KINDS: Mapping[str, type[QWidget]] = {
    kind.__name__: kind
    for kind in (QFrame, QLabel, QLineEdit, QPushButton, QRadioButton, QComboBox)
}
_LOOKS = ("accessibleName", "checked", "primary", "role", "wordWrap")
"""The properties that are kept of a part; never what somebody has typed or chosen."""
_KEPT = {"size": QSize, "font": QFont, "palette": QPalette, "style": str, "icon": QPixmap}
_LONGEST = 300
"""Milliseconds to wait for a painting that may never come, as where a window starts as an icon."""
_PLAIN_TEXT = 0
"""`Qt.TextFormat.PlainText`."""
_ICON = 64
"""Pixels."""


class FirstScreen(QWidget):
    """Shows the parts of a lock screen where they stood; `painted` is emitted once."""

    painted = Signal()

    def __init__(self, size: QSize, parts: list[Mapping[str, Any]]) -> None:
        """Make the parts of a screen of a size, as `keep_screen` has kept them."""
        super().__init__()
        self.fields: list[QLineEdit] = []
        self.pressed = False
        """Whether somebody has pressed the button, or Enter in the last field."""
        self._button: QPushButton | None = None
        self._unpainted = True
        self._size = size
        self._ground = QWidget(self)
        for part in parts:
            self._put(part)
        for field, following in pairwise(self.fields):
            field.returnPressed.connect(following.setFocus)
        if self.fields:
            self.fields[-1].returnPressed.connect(self._press)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._unpainted:
            self._unpainted = False
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        more = self.size() - self._size
        self._ground.setGeometry(QRect(QPoint(more.width() // 2, more.height() // 3), self._size))

    def _put(self, part: Mapping[str, Any]) -> None:
        widget = _KINDS[part["kind"]](self._ground)
        widget.setGeometry(part["box"])
        for name in part.keys() & _LOOKS:
            widget.setProperty(name, part[name])
        match widget:
            case QLineEdit():
                widget.setEchoMode(QLineEdit.EchoMode(part["echo"]))
                self.fields.append(widget)
            case QLabel():
                widget.setProperty("textFormat", _PLAIN_TEXT)
                _fill(widget, part)
            case QPushButton() | QRadioButton():
                widget.setText(part["text"])
                if part.get("primary"):
                    self._button = cast("QPushButton", widget)
                    self._button.clicked.connect(self._press)

    def _press(self) -> None:
        self.pressed = True
        if self._button is not None:
            self._button.setEnabled(False)


def show_first_screen(folder: Path) -> TopWindow | None:
    """Show what is kept in a profile's folder; return its window when it is painted.

    None where nothing is kept, as before the first start and after an update.
    """
    if not _is_whole(folder):
        return None
    qt = QApplication([])
    qt.setQuitOnLastWindowClosed(False)
    if _is_of_us(_kept(folder)):
        _dress(qt, _kept(folder))  # before its parts are made: they keep the font of that moment
    screen = kept_screen(folder)
    if screen is None:
        return None
    window = TopWindow()
    window.setWindowIcon(QIcon(cast("QPixmap", _kept(folder).value("icon"))))
    window.show_content(screen)
    window.show_at(kept_bytes(window_settings(folder), "window"))
    if screen.fields:
        screen.fields[0].setFocus()
    painted = QEventLoop()
    screen.painted.connect(painted.quit)
    QTimer.singleShot(_LONGEST, painted.quit)
    painted.exec()
    return window


def kept_screen(folder: Path) -> FirstScreen | None:
    """Return the screen that is kept in a profile's folder, None where this version kept none."""
    kept = _kept(folder)
    if not _is_whole(folder) or not _is_of_us(kept):
        return None
    parts = cast("list[Mapping[str, Any]]", kept.value("parts"))
    return FirstScreen(cast("QSize", kept.value("size")), parts)


def take_keys() -> None:
    """Take what has been typed meanwhile."""
    QApplication.processEvents()


def keep_screen(screen: QWidget, folder: Path, *, hidden: bool) -> None:
    """Keep where the parts of a lock screen stand, for the next start; nothing that was typed.

    `hidden` says whether no picture of the screen may show the windows.
    """
    kept, qt = _kept(folder), QApplication.instance()
    if isinstance(qt, QApplication):
        kept.setValue("font", qt.font())
        kept.setValue("palette", qt.palette())
        kept.setValue("style", qt.styleSheet())
    kept.setValue("version", __version__)
    kept.setValue("hidden", hidden)
    kept.setValue("icon", screen.window().windowIcon().pixmap(_ICON))
    kept.setValue("size", screen.size())
    kept.setValue("parts", [*_parts(screen)])
    kept.sync()
    keep_sum(folder)


def keep_sum(folder: Path) -> None:
    """Keep the sum of the screen's file beside it; nothing where that cannot be written."""
    with suppress(OSError):
        _sum_file(folder).write_bytes(_sum(folder))


def forget_screen(folder: Path) -> None:
    """Keep no screen any more."""
    _file(folder).unlink(missing_ok=True)
    _sum_file(folder).unlink(missing_ok=True)


def _file(folder: Path) -> Path:
    return folder / "first-screen.ini"


def _sum_file(folder: Path) -> Path:
    return folder / "first-screen.sum"


def _sum(folder: Path) -> bytes:
    return b"%08x" % zlib.crc32(_file(folder).read_bytes())


def _is_whole(folder: Path) -> bool:
    """Return whether the file is as it was kept: Qt ends the program at a value that is damaged."""
    try:
        return _sum_file(folder).read_bytes() == _sum(folder)
    except OSError:
        return False


def _kept(folder: Path) -> QSettings:
    return QSettings(str(_file(folder)), QSettings.Format.IniFormat)


def _is_of_us(kept: QSettings) -> bool:
    """Return whether a file holds all that a screen is made of, as this version wrote it."""
    parts = kept.value("parts")
    return (
        kept.value("version") == __version__
        and all(isinstance(kept.value(name), kind) for name, kind in _KEPT.items())
        and isinstance(parts, list)
        and all(_is_part(part) for part in parts)
    )


def _is_part(part: object) -> bool:
    if not isinstance(part, dict) or part.get("kind") not in _KINDS:
        return False
    needed = {"QLineEdit": {"echo"}, "QPushButton": {"text"}, "QRadioButton": {"text"}}
    return isinstance(part.get("box"), QRect) and needed.get(part["kind"], set()) <= part.keys()


def _dress(qt: QApplication, kept: QSettings) -> None:
    qt.setStyle("Fusion")
    qt.setFont(kept.value("font"))
    qt.setPalette(kept.value("palette"))
    qt.setStyleSheet(str(kept.value("style")))
    if kept.value("hidden", defaultValue=True, type=bool):
        hide_windows(qt)


def _parts(screen: QWidget) -> Iterator[dict[str, Any]]:
    for widget in screen.findChildren(QWidget):
        kind = _kind_of(widget)
        if kind and widget.isVisibleTo(screen):
            box = QRect(widget.mapTo(screen, QPoint()), widget.size())
            looks = {name: widget.property(name) for name in _LOOKS}
            there = {name: look for name, look in looks.items() if look is not None}
            yield {"kind": kind, "box": box, **there, **_content(widget)}


def _kind_of(widget: QWidget) -> str:
    """Return what a part of a class of our own is drawn as; "" for what is only a place."""
    if isinstance(widget, QAbstractScrollArea):
        return ""
    names = (kind.__name__ for kind in type(widget).__mro__)
    return next((name for name in names if name in _KINDS), "")


def _content(widget: QWidget) -> dict[str, Any]:
    match widget:
        case QLineEdit():
            return {"echo": widget.echoMode().value}
        case QLabel() if not (picture := widget.pixmap()).isNull():
            return {"picture": picture, "scale": picture.devicePixelRatio()}
        case QLabel() | QPushButton() | QRadioButton():
            return {"text": widget.text()}
        case _:
            return {}


def _fill(label: QLabel, part: Mapping[str, Any]) -> None:
    if "picture" in part:
        picture: QPixmap = part["picture"]
        picture.setDevicePixelRatio(part["scale"])
        label.setPixmap(picture)
    else:
        label.setText(part["text"])
