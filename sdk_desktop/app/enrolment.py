"""Enrolment without being signed in: of the first person, and with the recovery key."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.clearance import Enrolment
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.roles import Role
from sdk_desktop.settings import Profile

if TYPE_CHECKING:
    from sdk_desktop.auth.sign_in import SignIn


class EnrolmentSteps:
    """Enrolment in an empty profile, or with the recovery key."""

    def __init__(
        self,
        profile: Profile,
        clock: Clock,
        people: Callable[[], Sequence[str]],
        sign_in: Callable[[], SignIn],
    ) -> None:
        """Work on a locked profile; `people` names who is enrolled, as `App` does."""
        self._profile = profile
        self._clock = clock
        self._people = people
        self._sign_in = sign_in

    def key_store_may_ask(self) -> bool:
        """Return whether the key store may ask for a password when it is tried."""
        from sdk_desktop.auth.keys.device import may_ask

        return may_ask()

    def has_key_store(self) -> bool:
        """Return whether the operating system has a key store, by trying it."""
        from sdk_desktop.auth.keys.device import Device, SecretPlace

        device = Device(self._profile.device_keys)
        name, _ = device.make()
        place = device.place(name)
        device.forget(name)
        return place is SecretPlace.KEY_STORE

    def begin(self, who: str) -> Enrolment:
        """Return a new enrolment, with the secret for the person's authenticator."""
        return self._sign_in().passphrase.begin(who)

    def enrol(self, enrolment: Enrolment, passphrase: str, code: str) -> str:
        """Enrol the first person and make the store; return the recovery key, to be printed."""
        from sdk_desktop.app.new_store import make_store, put_in_place
        from sdk_desktop.auth.keys.slots import new_store_key

        profile, key, sign_in = self._profile, new_store_key(), self._sign_in()
        step = sign_in.passphrase.first_step(enrolment, passphrase, code)
        with sign_in.keys.alone():  # another window may be at its first start, too
            if self._people():
                raise Refused("Somebody who is enrolled must let new people in.")
            make_store(profile, key, self._event(AuditKind.ENROLLED, enrolment.who))
            recovery_key = sign_in.recovery.make(key)
            sign_in.passphrase.enrol(enrolment, passphrase, step, key)
            put_in_place(profile)
        return recovery_key

    def confirm_recovery(self, text: str) -> None:
        """Record that the recovery key is on paper; raise `Refused` when `text` is not it."""
        self._sign_in().recovery.confirm(text)

    def recover(self, text: str, enrolment: Enrolment, passphrase: str, code: str) -> None:
        """Enrol a person, also one who is enrolled already, with the recovery key."""
        from sdk_desktop.app.new_store import put_in_place
        from sdk_desktop.store.store import Store

        sign_in = self._sign_in()
        step = sign_in.passphrase.first_step(enrolment, passphrase, code)
        key = sign_in.recovery.open(text)
        put_in_place(self._profile)
        with contextlib.closing(Store.open(self._profile.store, key)) as store:
            sign_in.keys.set_aside()
            with store.begin() as stored:
                stored.colleagues.begin_roles(sign_in.keys.people())
            sign_in.passphrase.enrol(enrolment, passphrase, step, key)
            with store.begin() as stored:
                stored.colleagues.give_role(enrolment.who, Role.MANAGER)
                stored.audit.add(self._event(AuditKind.RECOVERED, enrolment.who))

    def _event(self, kind: AuditKind, who: str) -> AuditEvent:
        import platform

        return AuditEvent(kind, self._clock(), who, platform.node())
