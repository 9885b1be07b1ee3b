"""The organisation's login service.

Its word is checked by this program, not by cryptography: the slot itself is wrapped with this
computer's secret only, and released when the token is verified.
"""

from __future__ import annotations

import httpx

from sdk_desktop.auth.device import Device
from sdk_desktop.auth.login import Identity, log_in
from sdk_desktop.domain.clearance import LoginProof, Need, Way
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import Login
from sdk_desktop.domain.errors import Refused
from sdk_desktop.store.key_file import damaged
from sdk_desktop.store.slots import Slots
from sdk_desktop.store.wrapping import key_of
from sdk_desktop.usecases.ways.proved import Proved


class LoginWay:
    """Lets people in for whom the organisation's login service vouches."""

    def __init__(
        self, slots: Slots, device: Device, client: httpx.Client, login: Login, clock: Clock
    ) -> None:
        """Use the slots of a key file and the login service of the settings."""
        self._slots = slots
        self._device = device
        self._client = client
        self._login = login
        self._clock = clock

    def enrol(self, who: str, proof: LoginProof, need: Need, store_key: bytes) -> None:
        """Store a slot for whoever logs in now, in place of an earlier one."""
        identity = self._log_in(proof, need)
        name, secret = self._device.make()
        told = {"device": name, "issuer": self._login.issuer, "subject": identity.subject}
        self._slots.put(who, Way.LOGIN, key_of(secret), store_key, told)

    def prove(self, who: str, proof: LoginProof, need: Need) -> Proved:
        """Let the person log in, and open the slot when the service names the same person."""
        told = self._slots.told(who, Way.LOGIN)
        if told is None:
            raise Refused("You have no login here. Choose another way.")
        identity = self._log_in(proof, need)
        own = (told.get("issuer"), told.get("subject"))
        if own != (self._login.issuer, identity.subject):
            raise Refused("Another person logged in. Log out there and try again.")
        key = key_of(self._device.secret(told.get("device", "")))
        store_key = self._slots.open(who, Way.LOGIN, key)
        if store_key is None:
            raise damaged()
        return Proved(store_key, identity.level, identity.proved)

    def _log_in(self, proof: LoginProof, need: Need) -> Identity:
        return log_in(self._client, self._login, proof, need, self._clock)
