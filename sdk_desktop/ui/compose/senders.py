"""The mailboxes from which a person may write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.roles import Role

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


def senders(workspace: Workspace, mailbox: str) -> tuple[Mailbox, ...]:
    """Return the mailboxes from which the person may write, and the one of a draft."""
    addresses = (one.address for one in workspace.mailboxes)
    may = {mailbox, *workspace.permissions.own.where(Role.HANDLER, addresses)}
    return tuple(one for one in workspace.mailboxes if one.address in may)


def sender(workspace: Workspace, mailbox: str) -> str:
    """Return a mailbox to write from: this one, or the first from which the person may."""
    addresses = (mailbox, *(one.address for one in workspace.mailboxes))
    return next(iter(workspace.permissions.own.where(Role.HANDLER, addresses)), mailbox)
