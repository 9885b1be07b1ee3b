"""Practising together: people with a computer each, who share one mailbox.

All of their computers are this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace

from sdk_desktop.app.practice import WHO, PracticeApp
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.sharing.administration import LedgerAdministration
from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes

PEOPLE = (WHO, "Bo Övning", "Sara Övning", "Maj Övning", "Ali Övning", "Eva Övning")
SHARED = PRACTICE_MAILBOXES[:1]


def prepare_together(
    apps: Mapping[str, PracticeApp], sandbox_url: str, owner: LedgerAddress, password: str
) -> None:
    """Let people's new practice profiles share a mailbox through the empty database of `owner`.

    The first one manages it, and lets the others in.
    """
    address = SHARED[0].address
    with LedgerAdministration.at(owner, password) as administration, ExitStack() as opened:
        administration.upgrade()
        computers = []
        for who, app in apps.items():
            app.prepare(sandbox_url, who, SHARED)
            app.share(replace(owner, user=who), administration.add_login(who))
            computers.append((who, opened.enter_context(_sharing(app, who))))
        (first, manager), *others = computers
        code = manager.found(address, first, administration)
        for who, computer in others:
            computer.join(address, str(code))
            (asking,) = manager.status(address).asking
            manager.admit(address, asking.id, who)


@contextmanager
def _sharing(app: PracticeApp, who: str) -> Iterator[SharedMailboxes]:
    with closing(app.unlock(who, app.practice_proof(), lambda _changes: None)) as workspace:
        if workspace.shared is None:
            raise Refused("The settings do not say where the shared mailboxes' ledger is.")
        yield workspace.shared
