"""The page on which somebody gets a higher role in one of several mailboxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.fields import add_row
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.proved_step import ProvedStep
from sdk_desktop.ui.parts.role_choice import RoleChoice
from sdk_desktop.ui.words import mark, shown_names, tr
from sdk_desktop.ui.words.plain_text import one_line


class MailboxRoleStep(ProvedStep):
    """Asks for a mailbox and a role that is higher than the person's role everywhere."""

    next_text = mark("Give the role")

    def __init__(
        self,
        who: str,
        now: Role,
        mailboxes: Sequence[Mailbox],
        give: Callable[[Role, str], None],
        background: Background,
        parent: QWidget,
    ) -> None:
        title = tr("Let {name} do more in a mailbox").format(name=one_line(who))
        text = tr("In the other mailboxes {name} may do what they may now.")
        super().__init__(title, text.format(name=one_line(who)), parent)
        self.background, self._give = background, give
        self.mailbox = QComboBox(self)
        for one in mailboxes:
            self.mailbox.addItem(one_line(one.name), one.address)
        self.mailbox.setAccessibleName(tr("Mailbox"))
        add_row(self.form, tr("Mailbox"), self.mailbox)
        higher = [one for one in Role if not now.includes(one)]
        self.role = RoleChoice(higher[0], self, higher[0])
        self.role.setAccessibleName(tr("Role"))
        add_row(self.form, tr("Role"), self.role)
        self.may = paragraph("", self, role="muted")
        self.form.addRow("", self.may)
        self.role.wanted.connect(self._choose)
        self._choose(higher[0])
        self.column.addWidget(self.error)

    def go_on(self) -> None:
        """Give the role in the mailbox."""
        self.try_to(partial(self._give, self.role.role, str(self.mailbox.currentData())))

    def first_field(self) -> QWidget:
        """Return the choice of a mailbox."""
        return self.mailbox

    @Slot(object)
    def _choose(self, role: Role) -> None:
        self.role.show_role(role)
        self.may.setText(shown_names.role_sentence(role))
