"""A higher role in one mailbox, given on the page of the people."""

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.roles import Permissions, PersonRole, Role
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.compose.senders import sender, senders
from sdk_desktop.ui.parts.role_choice import RoleChoice
from sdk_desktop.ui.people.mailbox_role_step import MailboxRoleStep
from sdk_desktop.ui.people.people_dialog import PeopleDialog
from sdk_desktop.usecases.workspace import Workspace
from tests.ui.fake_workspace import OURS, RECEPTION, FakePeople, FakeWorkspace
from tests.ui.screens import a_background, button, settle, shown_words

BO = "Bo Ek"


@pytest.fixture
def background() -> Iterator[Background]:
    with a_background() as background:
        yield background


@pytest.fixture
def workspace() -> FakeWorkspace:
    """A client with two mailboxes, where Bo reads."""
    return FakeWorkspace(people=FakePeople(less={BO: PersonRole(Role.READER)}))


@pytest.fixture
def dialog(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace
) -> Iterator[PeopleDialog]:
    desk = QWidget()
    qtbot.addWidget(desk)
    shown = PeopleDialog(cast("Workspace", workspace), background, "Ekdala kommun", desk)
    shown.show()
    settle(qtbot, background)
    yield shown
    desk.close()


def test_somebody_gets_a_higher_role_in_a_mailbox(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, dialog: PeopleDialog
) -> None:
    button(dialog, "More in a mailbox …").click()
    step = dialog.findChildren(MailboxRoleStep)[0]
    offered = [step.role.itemData(one) for one in range(step.role.count())]
    step.mailbox.setCurrentIndex(1)
    step.role.activated.emit(step.role.findData(Role.REGISTRAR))

    step.go_on()
    settle(qtbot, background)

    assert workspace.people.less == {
        BO: PersonRole(Role.READER, {RECEPTION.address: Role.REGISTRAR})
    }
    assert offered == [Role.HANDLER, Role.REGISTRAR, Role.MANAGER]
    assert "In Reception:" in shown_words(dialog)


def test_a_role_in_a_mailbox_is_changed_after_a_question(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, dialog: PeopleDialog
) -> None:
    workspace.people.give_role(BO, Role.REGISTRAR, RECEPTION.address)
    dialog._look_up()
    settle(qtbot, background)
    name = "What Bo Ek may do in Reception"
    (choice,) = [one for one in dialog.findChildren(RoleChoice) if one.accessibleName() == name]

    choice.activated.emit(choice.findData(Role.HANDLER))
    question = dialog.overview.question
    assert question is not None
    asked = shown_words(question)
    question.yes.click()
    settle(qtbot, background)

    assert "Give Bo Ek the role Handler in Reception?" in asked
    assert workspace.people.less[BO].mailboxes == {RECEPTION.address: Role.HANDLER}


def test_messages_are_written_from_the_mailboxes_where_one_may(workspace: FakeWorkspace) -> None:
    own = PersonRole(Role.READER, {RECEPTION.address: Role.HANDLER})
    workspace.permissions = Permissions(own, {})
    client = cast("Workspace", workspace)

    assert sender(client, OURS.address) == RECEPTION.address
    assert senders(client, RECEPTION.address) == (RECEPTION,)
    assert senders(client, OURS.address) == (OURS, RECEPTION)  # a draft from before stays as it is
