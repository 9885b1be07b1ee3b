"""The looks that every screen is seen in, and what must not be seen in any: cut or pale words.

The tests see each screen once in each language, size of text and colours, and both in a wide and
in a narrow window; `dev.py pictures` sees and draws every combination.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import cast

import shiboken6
from PIL import Image
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import scrolled_in
from sdk_desktop.ui.parts.elided_choice import ElidedChoice
from sdk_desktop.ui.parts.labels import MAY_BREAK, ElidedLabel, LineButton
from sdk_desktop.ui.reading.header_text import HeaderText
from sdk_desktop.ui.viewing.page_area import PageArea
from sdk_desktop.ui.words import set_language
from tests.ui.keys.tab_order import disordered, stuck
from tests.ui.screens import lay_out

DRAWS_ALL = "SDK_PICTURES" in os.environ
COLOURS = {"light": (False, False), "dark": (True, False), "contrast": (False, True)}
"""Whether they are dark, and whether they are those of high contrast."""
PLACES = {100: ("", "narrow"), 200: ("large", "tight")}
"""The names of a wide and of a narrow window, by the size of its text."""
WIDE, NARROW = QSize(1366, 768), QSize(800, 600)
LEAST = QSize(320, 600)
"""As wide as text must be read without scrolling sideways (WCAG 2.2, 1.4.10)."""
LOW = QSize(683, 300)
"""What a screen of 1366 × 768 has room for where the system enlarges everything twice."""
Colour = tuple[int, int, int]
HARDLY_SEEN = 2
"""Pixels that a name may be off the height of its field."""
WORDS = 4.5
"""The least contrast of words (WCAG 2.2)."""


@dataclass(frozen=True)
class Look:
    """A language, a size of text in percent, and the name of the first colours."""

    language: str
    percent: int
    first: str

    def __str__(self) -> str:
        return f"{self.language}-{self.percent}-{self.first}"

    @property
    def preferences(self) -> Preferences:
        """What a user with this look has chosen."""
        return Preferences(language=self.language, text_percent=self.percent)

    @property
    def colours(self) -> tuple[str, ...]:
        """The names of the colours that a screen is seen in."""
        return tuple(COLOURS) if DRAWS_ALL else (self.first,)

    def name(self, *, narrow: bool, colour: str) -> str:
        """Return the end of a picture's name, as light, narrow, large-dark or en-contrast."""
        place = PLACES[self.percent][narrow]
        shown = "" if place and colour == "light" else colour
        return "-".join(filter(None, ("en" if self.language == "en" else "", place, shown)))

    def put_on(self, qapp: QApplication, colour: str = "") -> None:
        """Give the program the size of text and colours."""
        dark, stark = COLOURS[colour or self.first]
        theme.apply(qapp, self.preferences, dark=dark, stark=stark)

    def dress(self, qapp: QApplication) -> None:
        """Give the program the whole look."""
        set_language(qapp, self.language)
        self.put_on(qapp)


LOOKS = (
    [Look(language, percent, "light") for language, percent in product(("sv", "en"), (100, 200))]
    if DRAWS_ALL
    else [Look("sv", 100, "light"), Look("sv", 200, "dark"), Look("en", 200, "contrast")]
)


@dataclass(frozen=True)
class Camera:
    """Looks at screens in a look; puts pictures into a folder, if there is one."""

    qapp: QApplication
    look: Look
    folder: Path | None

    def take(self, screen: QWidget, name: str, *shown: type[QWidget]) -> list[str]:
        """Look at a screen, on which these parts must be seen; return what is wrong with it."""
        found = [f"no {part.__name__}" for part in shown if not _is_shown(part, screen)]
        wrong = (*nameless(screen), *mistaken(screen))
        found += [f"{name}: {one}" for one in wrong]
        found += [f"{name}: Python keeps {len(kept_items())} items of Qt's"] * bool(kept_items())
        found += self._seen(screen, name, narrow=False)
        own = screen.size()
        if screen.isWindow():
            screen.resize(own.boundedTo(NARROW))
            found += self._seen(screen, name, narrow=True)
            if self.look.percent == min(PLACES):
                found += self._reflowed(screen, name)
                found += self._lowered(screen, name)
            screen.resize(own)
            lay_out()
        if self.look == LOOKS[0]:
            wrong = (*disordered(screen), *stuck(screen), *crooked(screen))
            found += [f"{name}: {one}" for one in wrong]
        return found

    def _reflowed(self, screen: QWidget, name: str) -> Iterator[str]:
        screen.resize(LEAST)
        lay_out()
        if self.folder is not None:
            screen.grab().save(str(self.folder / f"{name}-least-{self.look.language}.png"))
        if screen.width() > LEAST.width():
            yield f"{name} is never narrower than {screen.width()}"
        wrong = (*sideways(screen), *cut(screen))
        yield from (f"{name} at its least width: {one}" for one in wrong)

    def _lowered(self, screen: QWidget, name: str) -> Iterator[str]:
        screen.resize(LOW)
        lay_out()
        if self.folder is not None:
            screen.grab().save(str(self.folder / f"{name}-low-{self.look.language}.png"))
        if screen.height() > LOW.height():
            yield f"{name} is never lower than {screen.height()}"
        least = QLayout.closestAcceptableSize(screen, LOW).height()
        if least > LOW.height():
            yield f"{name} is never lower than {least} on Windows, which asks the layout"
        wrong = (*scrolled_twice(screen), *cut(screen))
        yield from (f"{name} at its least height: {one}" for one in wrong)

    def _seen(self, screen: QWidget, name: str, *, narrow: bool) -> Iterator[str]:
        for colour in self.look.colours:
            if len(self.look.colours) > 1:
                self.look.put_on(self.qapp, colour)
            lay_out()
            picture = screen.grab().toImage()
            end = self.look.name(narrow=narrow, colour=colour)
            if self.folder is not None:
                picture.save(str(self.folder / f"{name}-{end}.png"))
            wrong = (*pale(screen, picture), *pale_letters(screen), *cut(screen))
            wrong += tuple(scrolled_twice(screen))
            yield from (f"{name}-{end}: {one}" for one in wrong)


def crooked(screen: QWidget) -> Iterator[str]:
    """Yield the names that stand beside their field, but not at the height of its words."""
    for label in screen.findChildren(QLabel):
        field = cast("QWidget | None", label.buddy())
        if not isinstance(field, QLineEdit | QComboBox | QAbstractSpinBox):
            continue
        if not (label.isVisibleTo(screen) and field.isVisibleTo(screen)):
            continue
        name, beside = (QRect(one.mapTo(screen, QPoint()), one.size()) for one in (label, field))
        off = abs(name.center().y() - beside.center().y())
        if name.right() <= beside.left() and off > HARDLY_SEEN:
            yield f"{label.text()!r} is {off} pixels off the height of its field"


def kept_items() -> list[QLayoutItem]:
    """Return the items of layouts that Python knows and only Qt made: it frees them unsaid."""
    known = shiboken6.getAllValidWrappers()
    items = [one for one in known if isinstance(one, QLayoutItem) and not isinstance(one, QLayout)]
    return [one for one in items if not shiboken6.createdByPython(one)]


def sideways(screen: QWidget) -> Iterator[str]:
    """Yield what has to be scrolled sideways; a table and a picture of a page may have to be."""
    for area in screen.findChildren(QAbstractScrollArea):
        more = area.horizontalScrollBar().maximum() - area.horizontalScrollBar().minimum()
        if more > 0 and area.isVisibleTo(screen) and not isinstance(area, QTableView | PageArea):
            yield f"{type(area).__name__} is scrolled sideways by {more}"


def scrolled_twice(screen: QWidget) -> Iterator[str]:
    """Yield what is scrolled inside of what is scrolled: two bars beside each other.

    A table, which may have thousands of rows, and a field may be.
    """
    for area in screen.findChildren(QAbstractScrollArea):
        has_bar = area.verticalScrollBar().isVisible() and area.window() is screen.window()
        around = scrolled_in(area) if has_bar else None
        own = isinstance(area, QTableView | QTextEdit | QPlainTextEdit)
        if around is not None and around.verticalScrollBar().isVisible() and not own:
            yield f"{type(area).__name__} is scrolled inside of what is scrolled"


def nameless(screen: QWidget) -> Iterator[str]:
    """Yield the choices of which a screen reader says only what is chosen, not of what (Linux)."""
    for box in screen.findChildren(QComboBox):
        interface = QAccessible.queryAccessibleInterface(box)
        labels = interface.relations(QAccessible.RelationFlag.Label)
        if box.isVisibleTo(screen) and not labels:
            yield f"nobody hears what is chosen: {box.currentText()}"


def mistaken(screen: QWidget) -> Iterator[str]:
    """Yield the hints in empty fields that could be taken for what stands there.

    With high contrast both have the same colour. The number of a field is none.
    """
    for field in screen.findChildren(QLineEdit):
        hint = field.placeholderText()
        is_told = not hint.strip("0123456789") or hint == field.accessibleName()
        if field.isVisibleTo(screen) and not is_told and not set(hint) & {" ", "…"}:
            yield f"{hint} looks as if somebody had typed it"


def cut(screen: QWidget) -> Iterator[str]:
    """Yield the words on a screen that have not the room that they need."""
    for part in _with_words(screen):
        short = words_of(part)[:60]
        if not _holds_its_words(part):
            need = part.heightForWidth(part.width())
            yield f"{short} is cut ({part.width()} x {part.height()}, {need} wanted)"
        elif not _is_in_view(part, screen):
            yield f"{short} is beyond the edge"


def pale(screen: QWidget, picture: QImage) -> Iterator[str]:
    """Yield the words of a screen that do not stand out from their ground."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    ratio = plain.devicePixelRatio()
    data = bytes(plain.constBits())
    whole = Image.frombuffer("RGB", (plain.width(), plain.height()), data, "raw", "BGRX", 0, 1)
    for part in (one for one in _with_words(screen) if one.isEnabled()):
        seen = part.visibleRegion().boundingRect()
        metrics = part.fontMetrics()
        if not seen.contains(part.rect().center()) or seen.width() < metrics.height():
            continue  # that it is cut is for `cut` to say
        if _is_covered(part, screen, seen.center()):
            continue
        box = seen.translated(part.mapTo(screen, QPoint()))
        left, top = round(ratio * box.left()), round(ratio * box.top())
        wide, high = round(ratio * box.width()), round(ratio * box.height())
        crop = whole.crop((left, top, left + wide, top + high))
        colours = cast("list[tuple[int, Colour]]", crop.getcolors(wide * high))
        ground = max(colours)[1]
        most = max(contrast(ground, colour) for _, colour in colours)
        if most < WORDS:
            yield f"{words_of(part)[:60]} is pale ({most:.1f})"


def pale_letters(screen: QWidget) -> Iterator[str]:
    """Yield the words of texts that have a colour of their own which does not stand out."""
    for text in screen.findChildren(QTextEdit):
        ground = _rgb(text.palette().color(QPalette.ColorRole.Base))
        block = text.document().begin()
        while text.isVisibleTo(screen) and block.isValid():
            for one in block.textFormats():
                ink = one.format.foreground()
                clear = contrast(ground, _rgb(ink.color())) >= WORDS
                if ink.style() is not Qt.BrushStyle.NoBrush and not clear:
                    yield f"{block.text()[:60]} is pale"
            block = block.next()


def words_of(part: QWidget) -> str:
    """Return the words that a part shows, "" if it is of another kind."""
    match part:
        case QLabel() | QAbstractButton():
            return part.text()
        case QComboBox():
            return part.currentText()
        case QLineEdit():
            return part.text() or part.placeholderText()
    return ""


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _rgb(colour: QColor) -> Colour:
    return colour.red(), colour.green(), colour.blue()


@lru_cache(maxsize=4096)
def luminance(colour: Colour) -> float:
    """Return how light a colour is for the eye, from 0 to 1."""
    parts = (one / 255 for one in colour)
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _with_words(screen: QWidget) -> Iterator[QWidget]:
    for part in screen.findChildren(QWidget):
        if part.isVisibleTo(screen) and words_of(part).strip() and part.window() is screen.window():
            yield part


def _is_shown(kind: type[QWidget], screen: QWidget) -> bool:
    return any(
        part.isVisibleTo(screen)
        for part in (screen, *screen.findChildren(kind))
        if isinstance(part, kind)
    )


def _is_covered(part: QWidget, screen: QWidget, at: QPoint) -> bool:
    """Return whether something else lies over a point of a part, as an open list does."""
    place = part.mapTo(screen, at)
    for head in screen.findChildren(HeaderText):  # it has the keyboard, but the mouse passes it
        if head.hasFocus() and head.rect().contains(head.mapFrom(screen, place)):
            return True
    top = screen.childAt(place)
    return top is not None and top is not part and not top.isAncestorOf(part)


def _holds_its_words(part: QWidget) -> bool:
    metrics, words = part.fontMetrics(), words_of(part)
    match part:
        case (
            ElidedLabel() | LineButton() | ElidedChoice()
        ):  # they say in … that there is more, and all in a tip
            return part.height() >= metrics.height()
        case QLabel() if part.wordWrap():
            spare = metrics.height() // 3  # the room around a text may give way, no line of it
            return (
                part.heightForWidth(part.width()) <= part.height() + spare
                and _longest_word(part) <= part.contentsRect().width()
            )
        case QLabel():
            need = part.sizeHint()
            return need.width() <= part.width() + 1 and need.height() <= part.height() + 1
        case QComboBox():
            return metrics.horizontalAdvance(words) + theme.ICON <= part.width()
        case QLineEdit():
            return metrics.height() <= part.height()
    need = part.minimumSizeHint()
    return need.width() <= part.width() and metrics.height() <= part.height()


def _longest_word(label: QLabel) -> int:
    """Return the width of what cannot go on in a new line."""
    if label.textFormat() is Qt.TextFormat.RichText:
        return 0
    words = re.split(rf"[\s{MAY_BREAK}-]", label.text())
    return max(map(label.fontMetrics().horizontalAdvance, words))


def _is_in_view(part: QWidget, screen: QWidget) -> bool:
    """Return whether nothing around a part cuts it off; what scrolls may be below the edge."""
    box, at, scrolls = part.rect(), part, False
    while (around := at.parentWidget()) is not None and at is not screen:
        area = around.parentWidget()
        box = box.translated(at.pos())
        if isinstance(area, QAbstractScrollArea) and area.viewport() is around:
            scrolls = True
            if area.horizontalScrollBar().maximum() > 0:
                return True
        room = around.rect().adjusted(-1, -1, 1, 1)
        if scrolls:
            room.setTop(min(room.top(), box.top()))
            room.setBottom(max(room.bottom(), box.bottom()))
        if not room.contains(box):
            return False
        at = around
    return True
