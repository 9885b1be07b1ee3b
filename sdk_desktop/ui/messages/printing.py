"""Printing a message: it is shown as it is on paper, in the window that prints it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.file_type import PDF
from sdk_desktop.domain.message import File
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dossier_words import printed_paper

if TYPE_CHECKING:
    from sdk_desktop.usecases.dossier.dossiers import Dossiers


def show_paper(
    dossiers: Dossiers,
    background: Background,
    row: int,
    over: QWidget,
    fail: Callable[[SdkError], None],
) -> None:
    """Make the paper of a message and open it over a window, or tell `fail` why it cannot."""
    work = partial(dossiers.paper, row, printed_paper)
    background.run(over, work, partial(_open, over), fail)


def _open(over: QWidget, paper: bytes) -> None:
    AttachmentView(File(f"{tr('message')}.pdf", PDF, paper), over).show()
