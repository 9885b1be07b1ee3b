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

FIELD = 24
ICON = 20
HALF = 128
"""Lightness: below it a ground is dark."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours by what they are for; text on `window` and `base` has a contrast ≥ 4.5:1."""

    window: str
    base: str
    raised: str
    text: str
    muted: str
    line: str
    edge: str
    accent: str
    on_accent: str
    soft: str
    danger: str
    warning: str
    success: str


LIGHT = Colours(
    window="#f3f6f6",
    base="#ffffff",
    raised="#e9eeee",
    text="#1b2426",
    muted="#51626a",
    line="#d3dcdc",
    edge="#7a8a8e",
    accent="#0f666a",
    on_accent="#ffffff",
    soft="#d6e9e8",
    danger="#a0231a",
    warning="#7d5200",
    success="#1d673a",
)
DARK = Colours(
    window="#191f21",
    base="#20282a",
    raised="#2a3436",
    text="#e8eeee",
    muted="#a9b8ba",
    line="#374345",
    edge="#7f9195",
    accent="#62c3bf",
    on_accent="#05201f",
    soft="#1f4746",
    danger="#ff9d91",
    warning="#f1c263",
    success="#86d59e",
)


def colours() -> Colours:
    """Return the colours that the program has now."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    plain = DARK if ground.lightness() < HALF else LIGHT
    return plain if ground.name() == plain.window else _stark(plain)


def apply(app: QApplication, preferences: Preferences, *, dark: bool | None = None) -> None:
    """Set the program's style, palette and text size; call it again when one of them changes.

    `dark` None follows the system.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    points = max(font.pointSizeF(), SMALLEST_TEXT) * preferences.text_percent / 100
    font.setPointSizeF(points)
    chosen = _wanted(dark=dark)
    app.setStyle("Fusion")
    app.setFont(font)
    app.setPalette(_palette(chosen))
    app.setStyleSheet(_sheet(chosen, font))


def icon(name: str) -> QIcon:
    """Return a line icon of `resources/icons` that takes the colour of the text around it."""
    return QIcon(_LineIcon(name))


class _LineIcon(QIconEngine):
    """Draws an SVG in the palette's colour of the moment, sharp at every size."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._source = _drawing(name)

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        drawing = self._source.replace("currentColor", _ink(mode))
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        return picture


@functools.cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def _ink(mode: QIcon.Mode) -> str:
    match mode:
        case QIcon.Mode.Disabled:
            return colours().edge
        case QIcon.Mode.Selected:
            return colours().accent
        case _:
            return colours().text


def _wanted(*, dark: bool | None) -> Colours:
    hints = QGuiApplication.styleHints()
    wishes = hints.accessibility()
    if dark is None:
        dark = hints.colorScheme() is Qt.ColorScheme.Dark
    plain = DARK if dark else LIGHT
    high = wishes.contrastPreference() is Qt.ContrastPreference.HighContrast
    return _stark(plain) if high else plain


def _stark(plain: Colours) -> Colours:
    dark = plain is DARK
    text, ground = ("#ffffff", "#000000") if dark else ("#000000", "#ffffff")
    return Colours(
        window=ground,
        base=ground,
        raised=ground,
        text=text,
        muted=text,
        line=text,
        edge=text,
        accent=plain.accent,
        on_accent=plain.on_accent,
        soft=plain.soft,
        danger=plain.danger,
        warning=plain.warning,
        success=plain.success,
    )


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for one, colour in {
        role.Window: c.window,
        role.WindowText: c.text,
        role.Base: c.base,
        role.AlternateBase: c.raised,
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
        role.Midlight: c.raised,
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
    return Template(source).substitute(
        names,
        target=max(TARGET, round(height * 1.4)),
        field=max(FIELD, round(height * 1.3)),
        icon=max(ICON, round(height * 1.1)),
        title=f"{font.pointSizeF() * 1.5:.1f}",
        pictures=resource("style").as_posix(),
        scheme=scheme,
    )
