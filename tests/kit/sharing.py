"""Clients of the town whose settings name a ledger."""

from __future__ import annotations

from dataclasses import replace

from sdk_desktop.sandbox.cast.organisations import (
    PRACTICE_CLIENT_ID,
    PRACTICE_CLIENT_SECRET,
    PRACTICE_MAILBOXES,
)
from tests.kit.ledger import LedgerTown
from tests.kit.town import Town, TownClient


def client_with_ledger(town: Town, ledger_town: LedgerTown, who: str) -> TownClient:
    """Return a client of Ekdala kommun's first mailbox, with a login of its own at the ledger.

    Messages are left at the message service, so that others can fetch them, too.
    """
    line = (PRACTICE_CLIENT_ID, PRACTICE_CLIENT_SECRET)
    client = town.behind_message_service(who, PRACTICE_MAILBOXES[:1], *line)
    login = ledger_town.login()
    password = client.app.profile.folder / "ledger-password"
    password.write_text(ledger_town.passwords[login], encoding="utf-8")
    address = replace(ledger_town.address(login), password_file=str(password))
    policy = replace(client.app.settings.policy, leave_days=2)
    client.app.settings = replace(client.app.settings, shared=address, policy=policy)
    client.lock_and_unlock()
    return client
