"""A member whose program is faulty, or in somebody else's hands, and how the others go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.message import Message
from sdk_desktop.sharing.mailbox import SharedMailbox, Wanted
from sdk_desktop.sharing.values import Outcome, RecordKind
from tests.kit.sandbox_network import PersonClient
from tests.kit.sharing.computers import SharedComputers, shown


@dataclass
class Faulty:
    """The computer of a member who writes what it likes."""

    mailbox: SharedMailbox
    count: int = 0

    def writes(self, *bodies: tuple[RecordKind, Mapping[str, Any]]) -> None:
        """Write records, each of a name of its own, in one change."""
        wanted = [
            Wanted(self.mailbox.record_id(kind, self.name()), kind, 1, fields)
            for kind, fields in bodies
        ]
        assert self.mailbox.send(self.mailbox.change(uuid4(), wanted)).outcome is Outcome.OK

    def writes_over(self, identity: UUID, kind: RecordKind, fields: Mapping[str, Any]) -> None:
        """Write the next version of a record, or the first."""
        known = self.mailbox.ledger.records(self.mailbox.id, [identity]).get(identity)
        version = known.record.version + 1 if known else 1
        wanted = Wanted(identity, kind, version, fields)
        assert self.mailbox.send(self.mailbox.change(uuid4(), [wanted])).outcome is Outcome.OK

    def kept(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Keep a file for each that a record names; return what it says of them."""
        files = {uuid4(): b"x" * size for _, size in fields.get("files", ())}
        for identity, content in files.items():
            self.mailbox.put_file(identity, content)
        named = [[str(identity), len(content)] for identity, content in files.items()]
        return {"files": named} if "files" in fields else {}

    def name(self) -> str:
        self.count += 1
        return f"spoiled {self.count}"


def told(client: PersonClient) -> set[str]:
    """Return which computers a client's trail says to have written what cannot be read."""
    return {one.event.detail for one in client.workspace.audit_trail.page(kind=AuditKind.SET_ASIDE)}


def goes_on(computers: SharedComputers, message: Message) -> bool:
    """Return whether what a colleague notes after all this is seen at the other computer."""
    result = computers.anna.synchronise()
    headline = shown(computers.anna, message)
    assert result.trouble is None
    assert headline is not None
    computers.anna.workspace.handling.register(headline.row, "SN 2026/1")
    assert computers.bo.synchronise().trouble is None
    there = shown(computers.bo, message)
    return there is not None and there.diary_number == "SN 2026/1"
