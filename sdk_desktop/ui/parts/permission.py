"""Buttons for what a person's role may forbid."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdk_desktop.domain.errors import Refused
from sdk_desktop.ui.parts.labels import paragraph, tip
from sdk_desktop.ui.words import sentence


def limit(control: QWidget | QAction, refusal: Refused | None, *, otherwise: bool = True) -> None:
    """Disable what the person may not do, and say why on it; else enable it, if `otherwise` so."""
    words = sentence(refusal) if refusal else ""
    control.setEnabled(not refusal and otherwise)
    if isinstance(control, QWidget):
        control.setAccessibleDescription(words)
    usual = control.property("usualTip")
    if usual is None:
        usual = control.toolTip()
        control.setProperty("usualTip", usual)
    control.setToolTip(tip(words) or str(usual))


def add_refusal(refusal: Refused | None, column: QVBoxLayout, parent: QWidget) -> None:
    """Say at the end of a column why something in it is disabled."""
    if refusal:
        column.addWidget(paragraph(sentence(refusal), parent, role="muted"))
