"""A rejected message goes again with its pictures as PDFs, by one button; or its window opens."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.draft import Problem, ProblemKind
from sdk_desktop.domain.file_type import PDF
from sdk_desktop.domain.message import File
from sdk_desktop.ui.compose.compose_windows import ComposeWindows
from tests.kit.files.foreign_files import picture
from tests.ui.fake_workspace import FakeWorkspace, draft
from tests.ui.screens import a_background

LETTER = File("Underlag.pdf", PDF, b"%PDF-1.7")
PHOTO = File("Foto samtycke.png", "image/png", picture("PNG"))
BROKEN = File("Foto.png", "image/png", b"\x89PNG")


@pytest.fixture
def workspace() -> FakeWorkspace:
    return FakeWorkspace()


@pytest.fixture
def composing(qtbot: QtBot, workspace: FakeWorkspace) -> Iterator[ComposeWindows]:
    with a_background() as background:
        window = QWidget()
        qtbot.addWidget(window)
        yield ComposeWindows(workspace.real, background, window)


def test_the_pictures_are_made_pdfs_and_the_message_is_sent(
    qtbot: QtBot, workspace: FakeWorkspace, composing: ComposeWindows
) -> None:
    workspace.drafts.again = draft(files=(LETTER, PHOTO, PHOTO))

    with qtbot.waitSignal(composing.sent):
        composing.resend_as_pdf(7)

    (sent,) = workspace.outbox.sent
    names = [(file.name, file.content_type) for file in sent.files]
    assert names == [("Underlag.pdf", PDF), *[("Foto samtycke.pdf", PDF)] * 2]
    assert workspace.drafts.saved == [sent]
    assert composing.windows == ()


def test_a_picture_that_cannot_be_drawn_is_left_to_whoever_writes(
    qtbot: QtBot, workspace: FakeWorkspace, composing: ComposeWindows
) -> None:
    workspace.drafts.again = draft(files=(BROKEN,))

    composing.resend_as_pdf(7)
    qtbot.waitUntil(lambda: len(composing.windows) == 1)

    assert composing.windows[0].form.draft.files == (BROKEN,)
    assert workspace.outbox.sent == []


def test_what_hinders_sending_opens_the_window_with_what_is_done(
    qtbot: QtBot, workspace: FakeWorkspace, composing: ComposeWindows
) -> None:
    workspace.drafts.again = replace(draft(), files=(PHOTO,))
    workspace.outbox.problems = (Problem(ProblemKind.NO_RECIPIENT),)

    composing.resend_as_pdf(7)
    qtbot.waitUntil(lambda: len(composing.windows) == 1)

    (file,) = composing.windows[0].form.draft.files
    assert file.content_type == PDF
