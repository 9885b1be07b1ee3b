"""What takes another form where there is little width, or little height."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout, QFormLayout, QLayout, QSizePolicy, QSpacerItem, QWidget

from sdk_desktop.ui.parts import theme

_LITTLE = 540
"""Pixels, where text has its ordinary size."""
_LOW = 400
"""Pixels of height, likewise."""
_LESS = 4
"""How many times smaller the margins of a row of tools are there."""
_LESS_AROUND = 2
"""Likewise those around a page: its words stand clear of its edge, and over its buttons."""


def is_narrow(part: QWidget) -> bool:
    """Return whether a part of a screen has little width for the size of its text."""
    return part.width() < theme.px(_LITTLE)


def is_low(part: QWidget) -> bool:
    """Return whether a part of a screen has little height for the size of its text."""
    return part.height() < theme.px(_LOW)


def wrap_rows(form: QFormLayout, *, narrow: bool) -> None:
    """Put the names of a form over its fields where it is narrow, else beside them."""
    policy = QFormLayout.RowWrapPolicy
    form.setRowWrapPolicy(policy.WrapAllRows if narrow else policy.WrapLongRows)


def want_width(column: QBoxLayout, pixels: int) -> None:
    """Let a dialog be so wide at first; by itself it would be as narrow as its texts allow."""
    policy = QSizePolicy.Policy
    column.addSpacerItem(QSpacerItem(pixels, 0, policy.Preferred, policy.Fixed))


class FittingMargins(QObject):
    """Gives what is laid out in a part less room around it where the part is narrow."""

    def __init__(self, part: QWidget, inside: QLayout, margins: tuple[int, int, int, int]) -> None:
        super().__init__(part)
        self._part, self._inside, self._margins = part, inside, margins
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            narrow = is_narrow(self._part)
            fit_margins(self._inside, self._margins, narrow=narrow, less=_LESS_AROUND)
        return super().eventFilter(watched, event)


def fit_margins(
    inside: QLayout, margins: tuple[int, int, int, int], *, narrow: bool, less: int = _LESS
) -> None:
    """Set the room around what is laid out: left, above, right, below."""
    inside.setContentsMargins(*(one // less if narrow else one for one in margins))
