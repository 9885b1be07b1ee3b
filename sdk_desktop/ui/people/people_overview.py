"""The people, the ways in which each signs in, and the state of the recovery key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.clearance import EnrolledPerson, Way
from sdk_desktop.domain.errors import Refused, SdkError
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.roles import Permissions, PersonRole, Role
from sdk_desktop.ui.parts.accessibility import add_layout, name_choice, replace_part
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import ResultLine, paragraph
from sdk_desktop.ui.parts.permission import add_refusal, limit
from sdk_desktop.ui.parts.question import Question
from sdk_desktop.ui.parts.role_choice import RoleChoice
from sdk_desktop.ui.proof.way_forms import WAYS
from sdk_desktop.ui.words import mark, sentence, shown_names, tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.people import EnrolledPeople

_OWN = {
    Way.CARD: mark("Add my smart card …"),
    Way.LOGIN: mark("Add my organisation's login …"),
}


class PeopleOverview(QWidget):
    """Shows who may sign in.

    `addWanted` carries a Way to add for the signed-in person; `removed` a name and a Way, or None
    for all of them, after the user has agreed; `roleWanted` a name, the Role to give, and the
    address of the one mailbox that it is for, or ""; `moreWanted` the name and the Role of somebody
    who is to get a higher one in a mailbox.
    """

    personWanted = Signal()
    addWanted = Signal(object)
    passphraseWanted = Signal()
    removed = Signal(str, object)
    confirmWanted = Signal()
    renewed = Signal()
    storeKeyWanted = Signal()
    roleWanted = Signal(str, object, str)
    moreWanted = Signal(str, object)

    def __init__(self, who: str, mailboxes: Sequence[Mailbox], parent: QWidget) -> None:
        super().__init__(parent)
        self._who = who
        self._mailboxes = {one.address: one_line(one.name) for one in mailboxes}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(paragraph(tr("Who may sign in"), self, role="title"))
        self.result = ResultLine(self)
        self._column.addWidget(self.result)
        self._body = QWidget(self)
        self._column.addWidget(self._body)
        self._column.addStretch(1)
        self.question: Question | None = None
        self._refusal: Refused | None = None

    def show_error(self, error: SdkError) -> None:
        """Say what could not be done, or looked up: then it is not looked up once more."""
        self.result.show_result(sentence(error), "danger")

    def show_enrolled(self, enrolled: EnrolledPeople) -> None:
        """Show the people as they are now, and what the one who works here may change."""
        permissions = Permissions(enrolled.role(self._who), enrolled.roles)
        self._refusal = permissions.refusal(Role.MANAGER)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        add_refusal(self._refusal, column, body)
        for person in enrolled.people:
            role, alone = enrolled.role(person.who), len(enrolled.people) == 1
            column.addWidget(self._person(person, role, body, alone=alone))
        add_layout(column, self._additions(enrolled, body))
        self._add_recovery(enrolled, column, body)
        self._add_store_key(column, body)
        replace_part(self._column, self._body, body)
        self._body = body

    def _person(
        self, person: EnrolledPerson, role: PersonRole, parent: QWidget, *, alone: bool
    ) -> QWidget:
        own, name = person.who == self._who, one_line(person.who)
        card = QFrame(parent)
        card.setProperty("role", "card")
        column, line = QVBoxLayout(card), Flow()
        column.setContentsMargins(16, 12, 16, 12)
        title = tr("{name} (you)").format(name=name) if own else name
        line.add_growing(paragraph(title, card, role="heading"))
        line.addWidget(self._role(person.who, role.everywhere, card))
        if not own and not alone:
            remove = _button(tr("Remove …"), tr("Remove {name}").format(name=name), card)
            remove.clicked.connect(partial(self._ask_remove, person.who, None))
            limit(remove, self._refusal)
            line.addWidget(remove)
        add_layout(column, line)
        column.addWidget(paragraph(shown_names.role_sentence(role.everywhere), card))
        self._add_higher(person.who, role, column, card)
        for way in person.ways:
            add_layout(column, self._way(person, way, card))
        if not person.ways:
            text = tr("Cannot sign in on this computer.")
            column.addWidget(paragraph(text, card, role="muted"))
        return card

    def _role(self, who: str, role: Role, card: QWidget) -> RoleChoice:
        choice = RoleChoice(role, card)
        name_choice(choice, tr("What {name} may do").format(name=one_line(who)))
        choice.wanted.connect(partial(self._ask_role, who, ""))
        limit(choice, self._refusal)
        return choice

    def _add_higher(self, who: str, role: PersonRole, column: QVBoxLayout, card: QWidget) -> None:
        """Show in which mailboxes somebody may do more, and offer to let them."""
        for address, higher in sorted(role.mailboxes.items()):
            mailbox, line = self._mailboxes.get(address, one_line(address)), Flow()
            line.add_growing(paragraph(tr("In {mailbox}:").format(mailbox=mailbox), card))
            choice = RoleChoice(higher, card, role.everywhere)
            name = tr("What {name} may do in {mailbox}")
            name_choice(choice, name.format(name=one_line(who), mailbox=mailbox))
            choice.wanted.connect(partial(self._ask_role, who, address))
            limit(choice, self._refusal)
            line.addWidget(choice)
            add_layout(column, line)
        if len(self._mailboxes) > 1 and role.everywhere is not Role.MANAGER:
            name = tr("Let {name} do more in a mailbox").format(name=one_line(who))
            more = _button(tr("More in a mailbox …"), name, card)
            more.clicked.connect(partial(self.moreWanted.emit, who, role.everywhere))
            limit(more, self._refusal)
            column.addWidget(more, alignment=Qt.AlignmentFlag.AlignLeft)

    def _way(self, person: EnrolledPerson, way: Way, card: QWidget) -> Flow:
        line, what = Flow(), tr(WAYS[way])
        line.add_growing(paragraph(what, card, role="muted"))
        if way is Way.PASSPHRASE and person.who == self._who:
            change = _button(tr("Change …"), tr("Change my passphrase"), card)
            change.clicked.connect(self.passphraseWanted)
            line.addWidget(change)
        if len(person.ways) > 1:
            name = f"{tr('Remove')}: {one_line(person.who)}, {what}"
            remove = _button(tr("Remove …"), name, card)
            remove.clicked.connect(partial(self._ask_remove, person.who, way))
            limit(remove, None if person.who == self._who else self._refusal)
            line.addWidget(remove)
        return line

    def _additions(self, enrolled: EnrolledPeople, parent: QWidget) -> QVBoxLayout:
        """Return the buttons that add a person, or a way for the one who works here."""
        own = next((one.ways for one in enrolled.people if one.who == self._who), ())
        column = QVBoxLayout()
        column.setSpacing(8)
        person = QPushButton(tr("Add a person …"), parent)
        person.clicked.connect(self.personWanted)
        limit(person, self._refusal)
        column.addWidget(person, alignment=Qt.AlignmentFlag.AlignLeft)
        for way in (one for one in _OWN if one in enrolled.ways and one not in own):
            add = QPushButton(tr(_OWN[way]), parent)
            add.clicked.connect(partial(self.addWanted.emit, way))
            column.addWidget(add, alignment=Qt.AlignmentFlag.AlignLeft)
        return column

    def _add_recovery(self, enrolled: EnrolledPeople, column: QVBoxLayout, parent: QWidget) -> None:
        confirmed = enrolled.recovery_confirmed
        column.addSpacing(8)
        column.addWidget(paragraph(tr("Recovery key"), parent, role="heading"))
        text = tr("Nobody has confirmed that the recovery key is on paper.")
        if confirmed:
            text = tr("Somebody has shown that they have it on paper.")
        elif enrolled.recovery_renewed:
            text = tr("Nobody has confirmed the new recovery key. Until then the old one opens.")
        column.addWidget(paragraph(text, parent, role="success" if confirmed else "warning"))
        row = Flow()
        if not confirmed:
            confirm = QPushButton(tr("Confirm …"), parent)
            confirm.clicked.connect(self.confirmWanted)
            limit(confirm, self._refusal)
            row.addWidget(confirm)
        renew = QPushButton(tr("Make a new recovery key …"), parent)
        renew.clicked.connect(self._ask_renew)
        limit(renew, self._refusal)
        row.addWidget(renew)
        add_layout(column, row)

    def _add_store_key(self, column: QVBoxLayout, parent: QWidget) -> None:
        column.addSpacing(8)
        column.addWidget(paragraph(tr("Key of the message store"), parent, role="heading"))
        text = tr("With a new key, copies of the key file that somebody kept open nothing new.")
        column.addWidget(paragraph(text, parent, role="muted"))
        renew = QPushButton(tr("Give the store a new key …"), parent)
        renew.clicked.connect(self.ask_store_key)
        limit(renew, self._refusal)
        column.addWidget(renew, alignment=Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def ask_store_key(self, because: str = "") -> None:
        """Ask whether the store shall have a new key; say why first."""
        text = tr(
            "Give the store a new key? The program is locked afterwards, and everybody signs in as"
            " before. Close it in other windows first."
        )
        answers = tr("Give it a new key"), tr("Keep the key")
        said = self.result.text() if because else ""
        question = self._ask(f"{because} {text}".strip(), answers)
        self.result.show_result(said, "success")
        question.agreed.connect(self.storeKeyWanted)

    def _ask_remove(self, who: str, way: Way | None) -> None:
        name = one_line(who)
        if way is None:
            text = tr("Remove {name}? They cannot sign in any longer.").format(name=name)
        else:
            text = tr("Remove this from {name}: {way}?").format(name=name, way=tr(WAYS[way]))
        question = self._ask(text, (tr("Remove"), tr("Keep")))
        question.agreed.connect(partial(self.removed.emit, who, way))

    def _ask_role(self, who: str, address: str, role: Role) -> None:
        text = tr("Give {name} the role {role}?")
        if address:
            text = tr("Give {name} the role {role} in {mailbox}?")
        text = text.format(
            name=one_line(who),
            role=shown_names.role_name(role),
            mailbox=self._mailboxes.get(address, one_line(address)),
        )
        asked = f"{text} {shown_names.role_sentence(role)}"
        question = self._ask(asked, (tr("Give the role"), tr("Keep the role")))
        question.agreed.connect(partial(self.roleWanted.emit, who, role, address))

    def _ask_renew(self) -> None:
        text = tr("Make a new recovery key? When it is confirmed, the one on paper opens nothing.")
        question = self._ask(text, (tr("Make a new one"), tr("Keep the old one")))
        question.agreed.connect(self.renewed)

    def _ask(self, text: str, answers: tuple[str, str]) -> Question:
        self.result.show_result("", "success")
        if self.question is not None:
            self.question.deleteLater()
        self.question = Question(text, answers, self)
        self._column.insertWidget(1, self.question)
        self.question.ask()
        return self.question


def _button(text: str, name: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAccessibleName(name)
    return button
