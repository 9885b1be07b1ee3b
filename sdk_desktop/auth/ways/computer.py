"""This computer's part in a slot: made with the slot, and forgotten with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sdk_desktop.auth.keys.device import Device
from sdk_desktop.auth.keys.slots import Slots
from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.errors import Refused, SdkError

_TRIES = "tries"


class Computer:
    """Binds slots to this computer: a copied key file opens nothing elsewhere, nor an old one here.

    Without a `device` slots are bound to nothing: in practice.
    """

    def __init__(self, slots: Slots, device: Device | None) -> None:
        """Use the slots of a key file."""
        self._slots = slots
        self._device = device

    @contextmanager
    def renewed(self, who: str, way: Way) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the secret for a slot that is stored in the block.

        After it that of the person's earlier slot is forgotten, which opens nothing any longer; if
        it fails, the new one.
        """
        old = self._name(who, way)
        name, secret = self._device.make() if self._device else ("", b"")
        try:
            yield name, secret
        except SdkError:
            self.forget(name)
            raise
        with suppress(SdkError):
            self.forget(old)

    def secret(self, name: str) -> bytes:
        """Return the secret of a slot, empty for one that is bound to nothing."""
        if not name:
            return b""
        if self._device is None:
            raise Refused("This profile is not for practice.")
        return self._device.secret(name)

    def note(self, name: str, text: str) -> None:
        """Keep a short text beside the secrets of this computer; nothing in practice."""
        if self._device:
            self._device.note(name, text)

    def noted(self, name: str) -> str:
        """Return the text under a name, "" for none."""
        return self._device.noted(name) if self._device else ""

    def note_tries(self, who: str, way: Way, text: str) -> None:
        """Keep what is remembered of the tries to open a person's slot, beside its secret."""
        if name := self._name(who, way):
            self.note(f"{name}{_TRIES}", text)

    def noted_tries(self, who: str, way: Way) -> str:
        """Return what is remembered of them, "" for nothing."""
        name = self._name(who, way)
        return self.noted(f"{name}{_TRIES}") if name else ""

    def forget(self, name: str) -> None:
        """Forget the secret of a slot that is gone, and the tries to open it."""
        if name and self._device:
            self._device.forget(name)
            self._device.forget(f"{name}{_TRIES}")

    def _name(self, who: str, way: Way) -> str:
        return (self._slots.public_fields(who, way) or {}).get("device", "")
