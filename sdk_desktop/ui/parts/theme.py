"""Colours, icons and text size, light or dark as the system is."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from string import Template

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.resources import resource

SMALLEST_TEXT = 10.0
"""Points; systems with a smaller font of their own get this."""
TARGET = 28
"""Pixels: the least height of what is clicked."""

SMALL, BODY, READ, HEAD, TITLE = 12, 13, 14, 16, 20
"""The five sizes of text, in pixels where text has its ordinary size."""

FIELD = 24
ICON = 20
"""Pixels of an icon in a button, of which its lines take 16."""
MARK, ARROW = 16, 14
"""Pixels of the mark of a choice and of the arrow of a number, where text is not larger."""
BESIDE = 6
"""Pixels between initials and the name beside them."""
_DENSE = "denseRows"
HALF = 128
"""Lightness: below it a ground is dark."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours by what they are for; `…_soft` are grounds for their own colour only."""

    window: str
    base: str
    hover: str
    soft: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    success: str
    success_soft: str

    @property
    def stark(self) -> bool:
        """Whether these are colours of high contrast, which has no grounds but one."""
        return self.soft == self.base


LIGHT = Colours(
    window="#f1f4f4",
    base="#ffffff",
    hover="#eaefef",
    soft="#d9eae9",
    line="#dde3e4",
    edge="#77878b",
    text="#172123",
    muted="#4e5d62",
    accent="#0c6266",
    accent_hover="#084c50",
    on_accent="#ffffff",
    danger="#a8221a",
    danger_soft="#fbe8e5",
    warning="#735000",
    warning_soft="#faf0d7",
    success="#1a6138",
    success_soft="#e1f1e6",
)
DARK = Colours(
    window="#15191b",
    base="#1c2224",
    hover="#273032",
    soft="#1d403f",
    line="#2e383a",
    edge="#7d8f93",
    text="#e6eced",
    muted="#a7b6b9",
    accent="#63c4c0",
    accent_hover="#8ad6d2",
    on_accent="#04201f",
    danger="#ff9f93",
    danger_soft="#43211e",
    warning="#f0c468",
    warning_soft="#3a2f16",
    success="#86d3a0",
    success_soft="#1b3626",
)


_STARK = """
QPushButton[role="tonal"], QToolButton[role="tonal"] { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { border: 1px dashed $edge; }
QPushButton:focus, QToolButton:focus { border: 4px solid $accent; padding: 1px 11px; }
QToolButton:focus { padding: 0 5px; }
QFrame[role="strip"], QFrame[role="strip-success"], QFrame[role="strip-warning"],
QFrame[role="strip-danger"], QFrame[role="lock-warning"], QFrame[role="lesson"],
QFrame[role="chip"] { border: 1px solid $text; }
QFrame[role="strip-accent"], QFrame[role="take-back"] { border: 1px solid $accent; }
QTreeView:focus, QTableView:focus, QListView:focus, QScrollArea[role="reading"]:focus {
    border: 4px solid $accent;
}
"""
"""What high contrast adds: what has no ground has an edge, and the focus is broad.

What cannot be used is dashed.
"""


def colours() -> Colours:
    """Return the colours that the program has now."""
    return _colours_of(QGuiApplication.palette().cacheKey())


def apply(
    app: QApplication,
    preferences: Preferences,
    *,
    dark: bool | None = None,
    stark: bool | None = None,
) -> None:
    """Set the program's style, palette and text size; call it again when one of them changes.

    `dark` and `stark` (high contrast) None follow the system.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    points = max(font.pointSizeF(), SMALLEST_TEXT) * preferences.text_percent / 100
    font.setPointSizeF(points)
    app.setStyle("Fusion")
    chosen = _wanted(app, dark=dark, stark=stark)
    app.setProperty(_DENSE, preferences.dense_rows)
    app.setFont(font)
    app.setPalette(_palette(chosen))
    app.setStyleSheet(_sheet(chosen, font))


def px(pixels: float) -> int:
    """Return a height or width that follows the size of text, given for its ordinary size."""
    return round(pixels * QFontInfo(QApplication.font()).pixelSize() / BODY)


def face(size: int = BODY, *, strong: bool = False) -> QFont:
    """Return the program's font in one of the five sizes, in one of its two weights."""
    font = QApplication.font()
    made = _face_of(font.family(), font.pointSizeF() * size / BODY, strong=strong)
    return QFont(made)  # which shares what is drawn with, until somebody changes it


@functools.lru_cache(maxsize=64)
def _face_of(_family: str, points: float, *, strong: bool) -> QFont:
    """Make a face of the program's font, which is of that family."""
    font = QFont(QApplication.font())
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


@functools.lru_cache(maxsize=4)
def _colours_of(_key: int) -> Colours:
    """Return the colours of the program's palette, which has that key."""
    palette = QGuiApplication.palette()
    ground = palette.color(QPalette.ColorRole.Window).name()
    known = next((plain for plain in (LIGHT, DARK) if plain.window == ground), None)
    return known or _stark(palette)


def is_dense() -> bool:
    """Return whether rows of a list take one line."""
    app = QApplication.instance()
    return bool(app and app.property(_DENSE))


def draw_icon(painter: QPainter, name: str, box: QRect, colour: str) -> None:
    """Draw an icon in a colour."""
    _drawing(name, colour).render(painter, QRectF(box))


@functools.cache
def icon(name: str, *, ink: str = "") -> QIcon:
    """Return a line icon of `resources/icons` that takes the colour of the text around it.

    With `ink` it has that one of the Colours. Each is made once and stays: an engine of Python's is
    freed twice, now and then, where the last icon that has it is one of Qt's own.
    """
    return QIcon(_LineIcon(name, ink))


class DrawnIcon(QIconEngine):
    """Draws an icon in the colours of the moment, sharp at every size."""

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return it as a picture."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        return picture


class _LineIcon(DrawnIcon):
    """Draws an SVG in one colour."""

    def __init__(self, name: str, ink: str) -> None:
        super().__init__()
        self._name, self._ink_name = name, ink

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._ink_name)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        edge = round(rect.width() / 10)
        inner = rect.adjusted(edge, edge, -edge, -edge)
        draw_icon(painter, self._name, inner, _ink(mode, self._ink_name))


@functools.cache
def _drawing(name: str, colour: str) -> QSvgRenderer:
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))


def _ink(mode: QIcon.Mode, name: str) -> str:
    match mode:
        case QIcon.Mode.Disabled:
            return colours().edge
        case QIcon.Mode.Selected:
            return colours().accent
        case _:
            return str(getattr(colours(), name or "text"))


def _wanted(app: QApplication, *, dark: bool | None, stark: bool | None) -> Colours:
    hints = QGuiApplication.styleHints()
    if dark is None:
        dark = hints.colorScheme() is Qt.ColorScheme.Dark
    if stark is None:
        wish = hints.accessibility().contrastPreference()
        stark = wish is Qt.ContrastPreference.HighContrast
    if not stark:
        return DARK if dark else LIGHT
    system = _system_palette(app)
    return _stark(system if _has_one_ground(system) else _black_and_white(dark=dark))


def _system_palette(app: QApplication) -> QPalette:
    """Return the user's own colours, which the program's palette hides."""
    app.setPalette(QPalette())
    return app.palette()


def _has_one_ground(palette: QPalette) -> bool:
    """Return whether it is one of high contrast, not one that knows nothing of it."""
    role = QPalette.ColorRole
    return len({palette.color(one).name() for one in (role.Window, role.Base, role.Button)}) == 1


def _black_and_white(*, dark: bool) -> QPalette:
    """Return the colours of high contrast where the system has none of its own."""
    text, ground = ("#ffffff", "#000000") if dark else ("#000000", "#ffffff")
    palette, role = QPalette(), QPalette.ColorRole
    palette.setColor(role.Window, QColor(ground))
    palette.setColor(role.WindowText, QColor(text))
    palette.setColor(role.Highlight, QColor("#7df3ed" if dark else "#00484b"))
    palette.setColor(role.HighlightedText, QColor(ground))
    return palette


def _stark(palette: QPalette) -> Colours:
    """Return the colours of high contrast: one ground, and no colour that is not the user's."""
    role = QPalette.ColorRole
    roles = (role.WindowText, role.Window, role.Highlight, role.HighlightedText)
    text, ground, accent, on_accent = (palette.color(one).name() for one in roles)
    return Colours(
        **dict.fromkeys(("window", "base", "hover", "soft"), ground),
        **dict.fromkeys(("danger_soft", "warning_soft", "success_soft"), ground),
        **dict.fromkeys(("text", "muted", "line", "edge"), text),
        **dict.fromkeys(("danger", "warning", "success"), text),
        accent=accent,
        accent_hover=text,
        on_accent=on_accent,
    )


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for one, colour in {
        role.Window: c.window,
        role.WindowText: c.text,
        role.Base: c.base,
        role.AlternateBase: c.hover,
        role.Text: c.text,
        role.Button: c.base,
        role.ButtonText: c.text,
        role.BrightText: c.danger,
        role.ToolTipBase: c.base,
        role.ToolTipText: c.text,
        role.PlaceholderText: c.muted,
        role.Highlight: c.accent,
        role.HighlightedText: c.on_accent,
        role.Accent: c.accent,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.Light: c.base,
        role.Midlight: c.hover,
        role.Mid: c.line,
        role.Dark: c.edge,
        role.Shadow: c.edge,
    }.items():
        palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(c.edge))
    return palette


def _sheet(c: Colours, font: QFont) -> str:
    source = resource("style", "sdk.qss").read_text(encoding="utf-8")
    names = {name: getattr(c, name) for name in Colours.__slots__}
    height = QFontMetrics(font).height()
    scheme = "light" if QColor(c.window).lightness() >= HALF else "dark"
    source += _STARK if c.stark else ""
    mark, arrow = max(MARK, round(height)), max(ARROW, round(height * 0.9))
    return Template(source).substitute(
        names,
        target=max(TARGET, round(height * 1.4)),
        field=max(FIELD, round(height * 1.3)),
        icon=max(ICON, round(height * 1.25)),
        mark=mark,
        round=mark // 2 + 2,
        drop=mark + 12,
        arrow=arrow,
        step=arrow + 10,
        avatar=round(height * 1.5),
        beside=round(height * 1.5) + BESIDE,
        small=f"{font.pointSizeF() * SMALL / BODY:.2f}",
        read=f"{font.pointSizeF() * READ / BODY:.2f}",
        title=f"{font.pointSizeF() * 1.5:.1f}",
        head=f"{font.pointSizeF() * HEAD / BODY:.2f}",
        pictures=resource("style").as_posix(),
        scheme=scheme,
    )
