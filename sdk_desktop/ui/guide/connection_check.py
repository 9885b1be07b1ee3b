"""A button that tests the connection as typed, and the results."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.configuration import Check
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.accessibility import announce, scrolled_in, swap
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.reports import advice_text, check_text


class ConnectionCheck(QWidget):
    """Shows the results; `wanted` is emitted by the button, `failed` carries an error's text."""

    wanted = Signal()
    failed = Signal(str)

    def __init__(self, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._background = background
        self.button = QPushButton(tr("Test the connection"), self)
        self.button.clicked.connect(self.wanted)
        self.results = QWidget(self)
        self._has_results = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.button)
        self._column.addWidget(self.results)

    def run(self, work: Callable[[], tuple[Check, ...]]) -> None:
        """Run the checks in the background and show them."""
        self.button.setEnabled(False)
        self.button.setText(tr("Testing …"))
        self._background.run(self, work, self._show, self._fail)

    def _fail(self, error: SdkError) -> None:
        self._rest()
        self.failed.emit(sentence(error))

    def _show(self, checks: tuple[Check, ...]) -> None:
        self._rest()
        self.button.setFocus()
        fresh = QWidget(self)
        rows = QVBoxLayout(fresh)
        rows.setContentsMargins(0, 0, 0, 0)
        for check in checks:
            rows.addWidget(paragraph(_line(check), fresh, role=_role(check)))
        swap(self._column, self.results, fresh)
        self.results.deleteLater()
        self.results = fresh
        self._has_results = True
        failed = sum(not check.ok for check in checks)
        text = tr("%n parts do not work", n=failed) if failed else tr("Everything works.")
        announce(self.button, text)
        self._scroll_to_results()

    def showEvent(self, event: QShowEvent) -> None:
        """Scroll to results whenever their page gets room for them, which takes a while (Qt)."""
        super().showEvent(event)
        area = scrolled_in(self)
        if area is not None:
            bar, kind = area.verticalScrollBar(), Qt.ConnectionType.UniqueConnection
            bar.rangeChanged.connect(self._scroll_to_results, kind)

    @Slot()
    def _scroll_to_results(self) -> None:
        area = scrolled_in(self)
        ground = area.widget() if area is not None else None
        if area is None or ground is None or not self.isVisible() or not self._has_results:
            return
        area.verticalScrollBar().setValue(self.button.mapTo(ground, QPoint(0, 0)).y())

    def _rest(self) -> None:
        self.button.setEnabled(True)
        self.button.setText(tr("Test the connection"))


def _line(check: Check) -> str:
    state = tr("Works") if check.ok else tr("Fails")
    advice = f" {advice_text(check)}" if check.advice else ""
    return f"{state} – {tr(check.name)}: {check_text(check)}{advice}"


def _role(check: Check) -> str:
    if not check.ok:
        return "danger"
    return "warning" if check.advice else "success"
