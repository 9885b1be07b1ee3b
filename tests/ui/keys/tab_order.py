"""Where Tab leads on a screen, and whether the eye would go there, too."""

from collections.abc import Iterator
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSplitterHandle, QWidget


def tab_stops(screen: QWidget) -> Iterator[QWidget]:
    """Go once around by Tab; what has the keyboard then is not what had it before."""
    first = screen.window().focusWidget()
    for _ in screen.window().findChildren(QWidget):
        at = screen.window().focusWidget()
        if at.isVisibleTo(screen) and screen.isAncestorOf(at):
            yield at
        QTest.keyClick(at, Qt.Key.Key_Tab)
        if screen.window().focusWidget() is first:
            return


def disordered(screen: QWidget) -> Iterator[str]:
    """Yield where Tab goes back in a row, or up, as no reader does."""
    before = cast("QWidget | None", screen.window().focusWidget())
    if before is None:
        return
    stops = [one for one in tab_stops(screen) if not one.visibleRegion().isEmpty()]
    before.setFocus()
    back = [both for both in pairwise([*stops, *stops[:1]]) if not _is_after(*both)]
    back.sort(key=lambda both: _box(both[1], screen).top())
    for one, other in back[1:]:  # once around Tab begins anew at the top
        yield f"Tab goes from {_name(one)} back to {_name(other)}"


def stuck(screen: QWidget) -> Iterator[str]:
    """Yield the borders between two parts that no key moves, or of which nothing is said."""
    for border in screen.findChildren(QSplitterHandle):
        if not border.isVisibleTo(screen):
            continue
        name = QAccessible.queryAccessibleInterface(border).text(QAccessible.Text.Name)
        if not name or not border.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield f"Nobody comes to the border {name!r} by keys"
        if not _moves(border):
            yield f"No arrow key moves the border {name!r}"


def _moves(border: QSplitterHandle) -> bool:
    splitter, before = border.splitter(), border.splitter().sizes()
    keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
    moved = False
    for key in keys:
        QTest.keyClick(border, key)
        moved = moved or splitter.sizes() != before
    splitter.setSizes(before)
    return moved


def _is_after(one: QWidget, other: QWidget) -> bool:
    """Return whether whoever reads comes to a part after another: in its row or further down.

    Of parts that hold others, which stand beside each other, the left one is read to its end.
    """
    around: QWidget | None = one.parentWidget()
    while around is not None and not around.isAncestorOf(other) and around is not other:
        around = around.parentWidget()
    if around is None or around is other:
        return around is None
    part, next_ = _child(around, one), _child(around, other)
    here, there = _box(part, around), _box(next_, around)
    is_column = (part, next_) != (one, other) and there.left() >= here.right()
    if min(here.bottom(), there.bottom()) - max(here.top(), there.top()) > (
        min(here.height(), there.height()) / 2
    ):
        return there.left() >= here.left()
    return there.center().y() > here.center().y() or is_column


def _child(around: QWidget, part: QWidget) -> QWidget:
    """Return what holds a part directly in what is around it."""
    inner = part
    while (outer := cast("QWidget", inner.parentWidget())) is not around:
        inner = outer
    return inner


def _box(part: QWidget, around: QWidget) -> QRect:
    return QRect(part.mapTo(around, QPoint()), part.size())


def _name(part: QWidget) -> str:
    name = QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
    return f"{type(part).__name__} {name[:40]!r}"
