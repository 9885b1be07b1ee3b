"""Sets up the ways to sign in that the settings name."""

from __future__ import annotations

from functools import partial

import httpx

from sdk_desktop.auth.card import Card
from sdk_desktop.auth.device import Device
from sdk_desktop.auth.login import log_in
from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.clock import Clock
from sdk_desktop.settings import Profile, Settings
from sdk_desktop.store.key_file import KeyFile
from sdk_desktop.store.recovery_slot import RecoverySlot
from sdk_desktop.store.slots import Slots
from sdk_desktop.store.wrapping import Derivation
from sdk_desktop.usecases.sign_in import SignIn
from sdk_desktop.usecases.ways.card import CardWay
from sdk_desktop.usecases.ways.login import LoginWay
from sdk_desktop.usecases.ways.passphrase import PassphraseWay
from sdk_desktop.usecases.ways.recovery import RecoveryWay


def open_ways(
    profile: Profile,
    settings: Settings,
    clock: Clock,
    client: httpx.Client,
    derivation: Derivation | None,
    *,
    practice: bool,
) -> SignIn:
    """Make the ways in of a profile; `derivation` is what new passphrase slots cost."""
    keys, device = KeyFile(profile.keys), Device(profile.device_keys)
    slots = Slots(keys, derivation)
    level, card, login = settings.policy.level, settings.card, settings.login
    own = None if practice else device
    return SignIn(
        keys,
        slots,
        device,
        PassphraseWay(keys, slots, clock, level(Way.PASSPHRASE), own),
        RecoveryWay(RecoverySlot(profile.recovery)),
        CardWay(slots, Card(card, clock), clock, level(Way.CARD)) if card else None,
        LoginWay(slots, device, login.issuer, partial(log_in, client, login, clock=clock))
        if login
        else None,
    )
