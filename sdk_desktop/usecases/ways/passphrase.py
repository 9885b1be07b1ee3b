"""A passphrase, a one-time code, and the computer on which the person was enrolled."""

from __future__ import annotations

from sdk_desktop.auth.device import Device
from sdk_desktop.auth.one_time_code import accepted_step, new_enrolment
from sdk_desktop.domain.clearance import (
    SHORTEST_PASSPHRASE,
    Enrolment,
    Level,
    Need,
    PassphraseProof,
    Way,
)
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Refused
from sdk_desktop.store.key_file import KeyFile
from sdk_desktop.store.slots import Slots, SlotSecret
from sdk_desktop.usecases.ways.proved import Proved
from sdk_desktop.usecases.ways.tries import Tries


class PassphraseWay:
    """Lets people in who know their passphrase and hold their authenticator.

    Without a `device` a slot opens on every computer and codes may be used again: in practice.
    """

    def __init__(
        self, keys: KeyFile, slots: Slots, clock: Clock, level: Level, device: Device | None
    ) -> None:
        """Use the slots of a key file; a good proof is worth `level`."""
        self._keys = keys
        self._slots = slots
        self._clock = clock
        self._level = level
        self._device = device
        self._tries = Tries(keys, Way.PASSPHRASE, clock)

    def begin(self, who: str) -> Enrolment:
        """Make what a person's authenticator must know; nothing is stored yet."""
        if not who.strip():
            raise Refused("Give a name.")
        return new_enrolment(who.strip())

    def enrol(self, enrolment: Enrolment, passphrase: str, code: str, store_key: bytes) -> None:
        """Store a slot for a person whose first code is right, in place of an earlier one."""
        _long_enough(passphrase)
        step = accepted_step(enrolment.secret, code, self._clock(), last_step=0)
        if step is None:
            raise Refused("The code is wrong. Check that the phone's clock is right.")
        self._put(enrolment.who, passphrase, SlotSecret(store_key, enrolment.secret))
        self._tries.succeeded(enrolment.who, step)

    def prove(self, who: str, proof: PassphraseProof, need: Need) -> Proved:  # noqa: ARG002 - a proof given now is new
        """Take a passphrase and a code; what was wrong of the two is never said."""
        secret = self._verified(who, proof)
        return Proved(secret.store_key, self._level, self._clock())

    def change(self, who: str, proof: PassphraseProof, passphrase: str) -> None:
        """Give a person who proves themselves a new passphrase; the authenticator stays."""
        _long_enough(passphrase)
        self._put(who, passphrase, self._verified(who, proof))

    def _put(self, who: str, passphrase: str, secret: SlotSecret) -> None:
        old = self._slots.told(who, Way.PASSPHRASE)
        device = self._device.make() if self._device else ("", b"")
        self._slots.put_passphrase(who, passphrase, secret, device)
        if self._device and old and old.get("device"):
            self._device.forget(old["device"])

    def _verified(self, who: str, proof: PassphraseProof) -> SlotSecret:
        before = self._tries.begin(who)
        secret = self._slots.open_passphrase(who, proof.passphrase, self._secret_of)
        step = None
        if secret:
            used = before.last_step if self._device else 0
            step = accepted_step(secret.code_secret, proof.code, self._clock(), used)
        if not secret or step is None:
            raise Refused(
                "The passphrase or the code is wrong. Try again in {seconds} s.",
                seconds=before.wait(self._clock()),
            )
        self._tries.succeeded(who, step)
        return secret

    def _secret_of(self, name: str) -> bytes:
        if self._device is None:
            raise Refused("This profile is not for practice.")
        return self._device.secret(name)


def _long_enough(passphrase: str) -> None:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refused(
            "The passphrase must have at least {count} characters.", count=SHORTEST_PASSPHRASE
        )
