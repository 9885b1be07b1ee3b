"""The settings of a client that is Ekdala kommun's, at its access point in the sandbox."""

from __future__ import annotations

import json
from pathlib import Path

from sdk_desktop.conformance.counterpart import Sandbox
from sdk_desktop.domain.configuration import AccessPointLine, Discovery
from sdk_desktop.domain.policy import Policy
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES, PRACTICE_ORGANISATION
from sdk_desktop.sandbox.network.access_points import PRACTICE_PASSWORD
from sdk_desktop.sandbox.network.pki import STATUS_PATH, Issuer
from sdk_desktop.settings import Settings, write_private

_FOR_THE_WHOLE_RUN = 24 * 60


def sandbox_settings(sandbox: Sandbox, address: str, folder: Path) -> Settings:
    """Ask the sandbox for keys, issuers and addresses, and put what is needed in a folder."""
    participant = PRACTICE_ORGANISATION.participant
    access_point = json.loads(
        sandbox.ask("PUT", f"practice/access-points/{participant}", direct=True)
    )
    lookup = json.loads(sandbox.ask("GET", "practice/lookup"))
    own, password = folder / "own.pem", folder / "password"
    write_private(own, sandbox.ask("GET", f"practice/keys/{participant}"))
    write_private(password, PRACTICE_PASSWORD.encode())
    for issuer in (Issuer.ORGANISATIONS, Issuer.PUBLISHER):
        certificate = sandbox.ask("GET", f"{STATUS_PATH.strip('/')}/{issuer}/ca.cer")
        write_private(folder / f"{issuer}.cer", certificate)
    line = AccessPointLine(
        url=f"{address}{access_point['path']}",
        party=access_point["party"],
        key=str(own),
        issuers=str(folder / f"{Issuer.ORGANISATIONS}.cer"),
        address_book_url=f"{address}/addressbook/api/",
        user=access_point["user"],
        password_file=str(password),
    )
    discovery = Discovery(
        lookup["zone"], str(folder / f"{Issuer.PUBLISHER}.cer"), lookup["nameServer"]
    )
    policy = Policy(send_minutes=_FOR_THE_WHOLE_RUN, read_minutes=_FOR_THE_WHOLE_RUN)
    return Settings(PRACTICE_MAILBOXES, policy=policy, access_point=line, discovery=discovery)
