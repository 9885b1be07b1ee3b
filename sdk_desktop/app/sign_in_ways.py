"""Makes the ways to sign in from the settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import httpx

from sdk_desktop.auth.keys.device import Device
from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.auth.keys.slots import Slots
from sdk_desktop.auth.keys.wrapping import Derivation
from sdk_desktop.auth.sign_in import SignIn
from sdk_desktop.auth.ways.computer import Computer
from sdk_desktop.auth.ways.passphrase import PassphraseWay
from sdk_desktop.auth.ways.recovery import RecoverySlot, RecoveryWay
from sdk_desktop.auth.ways.tries import Tries
from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.clock import Clock
from sdk_desktop.settings import Profile, Settings
from sdk_desktop.store.backup.closed_copy import store_of


def open_sign_in(
    profile: Profile,
    settings: Settings,
    clock: Clock,
    client: httpx.Client,
    derivation: Derivation | None,
    *,
    practice: bool,
) -> SignIn:
    """Return the sign-in of a profile; `derivation` sets the cost of new passphrase slots."""
    keys, store = KeyFile(profile.keys), store_there(profile)
    slots = Slots(keys, derivation, store)
    computer = Computer(slots, None if practice else Device(profile.device_keys))
    tries = Tries(keys, Way.PASSPHRASE, clock, computer)
    level = settings.policy.level
    passphrase = PassphraseWay(
        slots, computer, tries, clock, level(Way.PASSPHRASE), codes_once=not practice
    )
    card = login = None
    if settings.card:  # what few computers need is imported there only: some megabytes
        from sdk_desktop.auth.ways.card import Card, CardWay

        card = CardWay(slots, computer, Card(settings.card, clock), clock, level(Way.CARD))
    if settings.login:
        from sdk_desktop.auth.login.code_flow import log_in
        from sdk_desktop.auth.login.login_service import log_out_page
        from sdk_desktop.auth.ways.login import LoginWay

        ask = partial(log_in, client, settings.login, clock=clock)
        log_out = partial(log_out_page, client, settings.login)
        login = LoginWay(slots, computer, settings.login.issuer, ask, log_out)
    recovery = RecoveryWay(RecoverySlot(profile.recovery, store))
    return SignIn(keys, slots, computer, passphrase, recovery, card, login)


def store_there(profile: Profile) -> Callable[[], str]:
    """Return what tells which store lies in a profile now: the salt of its file, "" for none.

    It is read once and before the store is opened: closing a file that a process has read takes
    away the locks that the engine holds on it in the same process.
    """

    @cache
    def salt() -> str:
        return store_of(profile.store) if profile.store.is_file() else ""

    return salt
