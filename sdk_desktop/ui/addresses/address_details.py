"""The details of one function of the address book."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.address import AddressHit
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.roles import Permissions, Role
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.detail_rows import DetailRows
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.permission import add_refusal, limit
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.plain_text import one_line


class AddressDetails(QScrollArea):
    """Shows one function.

    `writeTo` carries the Function, `favouriteChosen` the AddressHit and whether it shall be one.
    """

    writeTo = Signal(object)
    favouriteChosen = Signal(object, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setAccessibleName(tr("Details"))
        self._refusal: Refused | None = None
        self.show_hit(None)

    @Slot(object)
    def show_permissions(self, permissions: Permissions) -> None:
        """Let nobody write who may not, from the next function on that is shown."""
        self._refusal = permissions.refusal(Role.HANDLER)

    def show_hit(self, hit: AddressHit | None, otherwise: str = "") -> None:
        """Show a function, or the text `otherwise` when there is none."""
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 12, 12, 12)
        if hit is None:
            column.addWidget(paragraph(otherwise, page, role="muted"))
        else:
            column.addWidget(paragraph(one_line(hit.function.name), page, role="title"))
            column.addLayout(self._acts(hit, page))
            add_refusal(self._refusal, column, page)
            column.addWidget(DetailRows(address_rows(hit), page))
        column.addStretch()
        self.setWidget(page)

    def _acts(self, hit: AddressHit, page: QWidget) -> QHBoxLayout:
        write = QPushButton(theme.icon("compose"), tr("Write a message"), page)
        write.clicked.connect(lambda: self.writeTo.emit(hit.function))
        limit(write, self._refusal, otherwise=not hit.gone)
        star = theme.icon("star-filled" if hit.favourite else "star")
        text = tr("Is a favourite") if hit.favourite else tr("Make a favourite")
        favourite = QPushButton(star, text, page)
        favourite.setCheckable(True)
        favourite.setChecked(hit.favourite)
        favourite.clicked.connect(lambda on: self.favouriteChosen.emit(hit, on))
        line = QHBoxLayout()
        line.addWidget(write)
        line.addWidget(favourite)
        line.addStretch()
        return line


def address_rows(hit: AddressHit) -> Iterator[tuple[str, str]]:
    """Return a function's details as names and values."""
    function, of = hit.function, hit.function.organisation
    described = (
        (tr("State"), tr("No longer in the address book") if hit.gone else ""),
        (tr("Organisation"), of.name),
        (tr("Also called"), of.alternate_name),
        (tr("What it is for"), function.description),
        (tr("Categories"), ", ".join(function.categories)),
        (tr("Search words"), ", ".join(function.search_words)),
        (tr("The organisation"), of.description),
        (tr("Organisation number"), of.number),
        (tr("Function address"), function.identifier),
        (tr("Last used"), date_and_time(hit.last_used) if hit.last_used else ""),
    )
    return ((name, one_line(value, 1024)) for name, value in described if value)
