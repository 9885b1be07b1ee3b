"""The guide's first page: which organisation and which function mailboxes."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QWidget

from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.ui.parts.step import Step
from sdk_desktop.ui.words import example, tr

_ROWS = 3


class OrganisationStep(Step):
    """Asks for the organisation and its mailboxes."""

    def __init__(self, parent: QWidget) -> None:
        where = tr("You find both in the address book of SDK, or ask whoever runs SDK with you.")
        alone = tr("Add each mailbox on one computer only, or messages are split between them.")
        text = f"{where} {alone}"
        super().__init__(tr("Your organisation and mailboxes"), text, parent)
        self.name = self.add_field(tr("Organisation"), example(tr("The municipality of Ankeborg")))
        self.organisation = self.add_field(tr("Its address in SDK"), example("0203:ankeborg.se"))
        self.table = QTableWidget(_ROWS, 2, self)
        self.table.setHorizontalHeaderLabels([tr("Mailbox"), tr("Function address")])
        self.table.setAccessibleName(tr("Function mailboxes"))
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(36)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        more = QPushButton(tr("One more mailbox"), self)
        more.clicked.connect(self._add_row)
        for widget in (self.table, more, self.error):
            self.column.addWidget(widget)

    @property
    def mailboxes(self) -> tuple[Mailbox, ...]:
        """The mailboxes that have both a name and an address."""
        rows = [(self._cell(row, 0), self._cell(row, 1)) for row in range(self.table.rowCount())]
        organisation, name = self.organisation.text().strip(), self.name.text().strip()
        return tuple(
            Mailbox(address=address, name=box, organisation=organisation, organisation_name=name)
            for box, address in rows
            if box and address
        )

    def go_on(self) -> None:
        """Finish when there is at least one mailbox."""
        if not self.name.text().strip() or not self.organisation.text().strip():
            self.show_missing(tr("Fill in the organisation and its address."))
        elif not self.mailboxes:
            self.show_missing(tr("Fill in the name and address of at least one mailbox."))
        else:
            self.show_error("")
            self.finished.emit()

    @Slot()
    def _add_row(self) -> None:
        self.table.insertRow(self.table.rowCount())
        self.table.setCurrentCell(self.table.rowCount() - 1, 0)

    def _cell(self, row: int, column: int) -> str:
        item: QTableWidgetItem | None = self.table.item(row, column)
        return item.text().strip() if item else ""
