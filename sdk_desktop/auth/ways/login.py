"""The organisation's login service.

Its word is checked by this program, not by cryptography: the slot itself is wrapped with this
computer's secret only, and released when the token is verified.
"""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Callable

from sdk_desktop.auth.clearance import Proved
from sdk_desktop.auth.keys.key_file import damaged_key_file
from sdk_desktop.auth.keys.slots import Slots
from sdk_desktop.auth.keys.wrapping import key_of
from sdk_desktop.auth.login.code_flow import Identity
from sdk_desktop.auth.ways.computer import Computer
from sdk_desktop.domain.clearance import LoginProof, Need, Way
from sdk_desktop.domain.errors import Refused

LogIn = Callable[[LoginProof, Need], Identity]
"""Lets whoever sits there log in, and tells who they are."""
LogOutPage = Callable[[], str]
"""Returns the address where whoever is logged in in the browser logs out; raises `SdkError`."""


class LoginWay:
    """Sign-in by the organisation's login service (OpenID Connect)."""

    def __init__(
        self,
        slots: Slots,
        computer: Computer,
        issuer: str,
        ask: LogIn,
        log_out_page: LogOutPage,
    ) -> None:
        """Use the slots of a key file and a login service."""
        self._slots = slots
        self._computer = computer
        self._issuer = issuer
        self._ask = ask
        self.log_out_page = log_out_page

    def enrol(self, who: str, proof: LoginProof, need: Need, store_key: bytes) -> None:
        """Store a slot for whoever logs in now, in place of an earlier one."""
        identity = self._ask(proof, need)
        with self._computer.renewed(who, Way.LOGIN) as (name, secret):
            person = self._mark(secret, identity.subject).decode("ascii")
            fields = {"device": name, "issuer": self._issuer, "person": person}
            self._slots.put(who, Way.LOGIN, key_of(secret), store_key, fields)

    def prove(self, who: str, proof: LoginProof, need: Need) -> Proved:
        """Log the person in; return the store's key when the service names the same person."""
        self._own(who)  # refuse before the person has logged in
        identity = self._ask(proof, need)
        person, secret = self._own(who)  # again: it may have been removed while they logged in
        if not hmac.compare_digest(person, self._mark(secret, identity.subject)):
            raise Refused("Another person logged in. Log out there and try again.")
        store_key = self._slots.open(who, Way.LOGIN, key_of(secret))
        if store_key is None:
            raise damaged_key_file()
        return Proved(store_key, identity.level, identity.proved)

    def _own(self, who: str) -> tuple[bytes, bytes]:
        """Return the mark of a person's slot, and this computer's secret for it."""
        fields = self._slots.public_fields(who, Way.LOGIN)
        if fields is None:
            raise Refused("You have no login here. Choose another way.")
        try:
            issuer, person, name = fields["issuer"], fields["person"], fields["device"]
        except KeyError as error:
            raise damaged_key_file() from error
        if issuer != self._issuer:
            raise Refused("The settings name another login service now. Choose another way.")
        return person.encode(), self._computer.secret(name)

    def _mark(self, secret: bytes, subject: str) -> bytes:
        """Return what tells a person again and says nothing of them to whoever reads the file.

        Services name people by civic number; and nobody can put another person's mark there who
        does not have this computer's secret.
        """
        named = f"{self._issuer}\0{subject}".encode()
        return b64encode(hmac.digest(secret, named, "sha256"))
