"""The members of a mailbox: a chain of entries that its managers sign.

The mailbox's id is a digest of its founder's key. So whoever knows the id, from the compared
words, can follow the chain from the founder to every device that is a member, and to every key;
the server can neither add a member nor slip in a key of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self
from uuid import UUID

from sdk_desktop.domain.errors import Refused, Untrusted
from sdk_desktop.domain.roles import Role
from sdk_desktop.formats.json_fields import read_json
from sdk_desktop.sharing.keys import DeviceKeys, Keyring, device_id, verify
from sdk_desktop.sharing.records import record_id
from sdk_desktop.sharing.values import PublicDevice, RecordKind

_ABOUT = b"sdk ledger member\0"


@dataclass(frozen=True, slots=True)
class Member:
    """A device or a recovery paper that belongs, or belonged, to a mailbox."""

    device: PublicDevice
    name: str
    roles: frozenset[Role]
    is_paper: bool = False

    @property
    def is_out(self) -> bool:
        """Whether it has been removed."""
        return not self.roles

    @property
    def writes(self) -> bool:
        """Whether it is a device that may do more than read."""
        return not self.is_paper and not self.roles <= {Role.READER}

    @property
    def manages(self) -> bool:
        """Whether it may let others in and out."""
        return Role.MANAGER in self.roles


@dataclass(frozen=True, slots=True)
class MemberList:
    """The members after so many entries; `end` is the digest of the newest.

    `keys` has the commitment to each epoch's key, from the first on.
    """

    mailbox: UUID
    count: int = 0
    end: str = ""
    members: Mapping[UUID, Member] = field(default_factory=dict)
    keys: tuple[str, ...] = ()

    @classmethod
    def read(cls, mailbox: UUID, entries: Iterable[Mapping[str, Any]]) -> Self:
        """Follow a mailbox's entries from the founder on; raise `Untrusted` where one is false."""
        found = cls(mailbox)
        for entry in entries:
            found = found.extended(entry)
        if not found.count:
            raise _false()
        return found

    @property
    def devices(self) -> dict[UUID, PublicDevice]:
        """All that are or were members: who may have signed."""
        return {identity: member.device for identity, member in self.members.items()}

    @property
    def present(self) -> tuple[Member, ...]:
        """Those that are members now, papers among them."""
        return tuple(member for member in self.members.values() if not member.is_out)

    def extended(self, entry: Mapping[str, Any]) -> Self:
        """Return the list with one more entry; raise `Untrusted` when it is not the next one."""
        try:
            text, signature = str(entry["entry"]), bytes.fromhex(entry["signature"])
            said = read_json(text.encode())
            member, signer = _member(said["member"]), UUID(said["by"])
            epoch, key = said["key"]
            following = (said["number"], said["previous"]) == (self.count + 1, self.end)
            nonce = bytes.fromhex(said["nonce"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _false() from error
        if not following or not self._may_sign(signer, member, nonce):
            raise _false()
        by = member.device if self.count == 0 else self.members[signer].device
        verify(by, signature, _ABOUT + self.mailbox.bytes + text.encode())
        keys = self.keys if epoch == len(self.keys) else (*self.keys, str(key))
        if epoch != len(keys) or keys[-1] != key:
            raise _false()
        return replace(
            self,
            count=self.count + 1,
            end=hashlib.sha256(text.encode()).hexdigest(),
            members={**self.members, member.device.id: member},
            keys=keys,
        )

    def check_keys(self, keyring: Keyring) -> None:
        """Raise `Untrusted` unless these are the keys that the members have agreed on."""
        held = tuple(keyring.commitment(epoch) for epoch in range(1, keyring.epoch + 1))
        if held != self.keys:
            raise Untrusted("The shared mailbox's key is not the one that its members have.")

    def entry(
        self, keys: DeviceKeys, keyring: Keyring, member: Member, nonce: bytes = b""
    ) -> dict[str, Any]:
        """Return the next entry, signed: what a device is from now on, and the key in force."""
        said = {
            "number": self.count + 1,
            "previous": self.end,
            "member": {
                "signing": member.device.signing.hex(),
                "opening": member.device.opening.hex(),
                "name": member.name,
                "roles": sorted(member.roles),
                "paper": member.is_paper,
            },
            "key": [keyring.epoch, keyring.commitment(keyring.epoch)],
            "by": str(keys.id),
            "nonce": nonce.hex(),
        }
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        signature = keys.sign(_ABOUT + self.mailbox.bytes + text.encode())
        return {"entry": text, "signature": signature.hex()}

    def entry_id(self, keyring: Keyring) -> UUID:
        """Return the id of the record that the next entry is; two managers meet there."""
        return record_id(keyring, RecordKind.MEMBER, str(self.count + 1))

    def without(self, identity: UUID) -> Member:
        """Return a member as it is when it is out; raise `Refused` for the last manager."""
        return self._changed(identity, frozenset())

    def with_role(self, identity: UUID, role: Role) -> Member:
        """Return a member as it is with another role; raise `Refused` for the last manager."""
        return self._changed(identity, frozenset({role}))

    def _changed(self, identity: UUID, roles: frozenset[Role]) -> Member:
        member = self.members.get(identity)
        if member is None or member.is_out:
            raise Refused("There is no such member of the shared mailbox.")
        managers = [one for one in self.present if one.manages and not one.is_paper]
        if managers == [member] and Role.MANAGER not in roles:
            raise Refused("The last manager of a shared mailbox stays one.")
        return replace(member, roles=roles)

    def _may_sign(self, signer: UUID, member: Member, nonce: bytes) -> bool:
        if self.count == 0:
            founder = member.device
            return signer == founder.id and self.mailbox == mailbox_id(founder, nonce)
        known = self.members.get(signer)
        return known is not None and known.manages


def mailbox_id(founder: PublicDevice, nonce: bytes) -> UUID:
    """Return the id of the mailbox that a device founds with a random nonce."""
    return UUID(
        bytes=hashlib.sha256(b"sdk ledger mailbox\0" + founder.signing + nonce).digest()[:16]
    )


def entry_member(entry: Mapping[str, Any]) -> tuple[int, Member]:
    """Return the number of an entry that was checked before, and what it made of whom."""
    said = read_json(str(entry["entry"]).encode())
    return int(said["number"]), _member(said["member"])


def _member(said: Mapping[str, Any]) -> Member:
    signing, opening = bytes.fromhex(said["signing"]), bytes.fromhex(said["opening"])
    device = PublicDevice(device_id(signing, opening), signing, opening)
    return Member(
        device, str(said["name"]), frozenset(map(Role, said["roles"])), said["paper"] is True
    )


def _false() -> Untrusted:
    return Untrusted("The list of members in the ledger is not what its managers have signed.")
