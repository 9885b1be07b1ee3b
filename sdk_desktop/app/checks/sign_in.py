"""Checks of sign-in: device secrets, card, login, recovery key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import product

import httpx

from sdk_desktop.app.checks.attempt import ErrorAdvice, fails, tried, works
from sdk_desktop.auth.keys.device import Device, SecretPlace
from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.auth.keys.slots import Slots
from sdk_desktop.auth.login.login_service import Description, describe
from sdk_desktop.auth.ways.recovery import RecoverySlot
from sdk_desktop.domain.clearance import Level, Purpose, Way
from sdk_desktop.domain.configuration import CardReader, Check, Login
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.policy import UNDECIDED, Policy
from sdk_desktop.domain.visible_text import visible_name
from sdk_desktop.exchange.hardware_keys import count_tokens
from sdk_desktop.files import path_named
from sdk_desktop.settings import Profile, Settings

_LONGEST_LEVELS = 500
"""Characters that are shown of what a login service says it has."""


def check_sign_in(profile: Profile, settings: Settings, client: httpx.Client) -> Iterator[Check]:
    """Check each way to sign in that is set up, and the keys of enrolled people."""
    if _people(profile):
        restore = ErrorAdvice("Restore the key file from a backup.")
        yield from _device_secrets(profile, settings, restore)
    if settings.card:
        driver = ErrorAdvice("Install the driver of the card's maker, and name it in the settings.")
        yield tried("Smart card", partial(_card, settings.card), driver)
    if settings.login:
        level = max(settings.policy.need(purpose).level for purpose in Purpose)
        service = ErrorAdvice(
            "Check the address of the login service in the settings, and the network."
        )
        yield tried("Login", partial(_login, client, settings.login, level), service)
    if _people(profile):
        fetch = ErrorAdvice(
            "Fetch the file recovery.json from a backup, or make a new recovery key."
        )
        yield tried("Recovery key", partial(_recovery, profile), fetch)
        if settings.policy.passphrase_level == UNDECIDED:
            yield replace(_undecided(settings.policy), name="Policy")


def _people(profile: Profile) -> tuple[str, ...]:
    """Return who is enrolled; a damaged key file is reported by another check."""
    try:
        return KeyFile(profile.keys).people()
    except SdkError:
        return ()


def _device_secrets(profile: Profile, settings: Settings, advice: ErrorAdvice) -> Iterator[Check]:
    """Check where this computer's parts of the keys are, once for each place."""
    try:
        places = _places(profile, settings)
    except SdkError as error:
        yield Check("Sign-in", ok=False, text=error.text, advice=advice.about(error))
        return
    for place, people in places.items():
        yield tried("Sign-in", partial(_place_check, place, people), advice)


def _places(profile: Profile, settings: Settings) -> dict[SecretPlace | None, dict[str, None]]:
    slots, device = Slots(KeyFile(profile.keys)), Device(profile.device_keys)
    found: dict[SecretPlace | None, dict[str, None]] = {}
    for who, way in product(_people(profile), settings.ways):
        name = (slots.public_fields(who, way) or {}).get("device")
        if name:
            found.setdefault(device.place(name), {})[visible_name(who)] = None
    return found


def _place_check(place: SecretPlace | None, people: dict[str, None]) -> Check:
    who = ", ".join(people)
    match place:
        case SecretPlace.KEY_STORE:
            text = "This computer's part of the key lies in its key store, for {people}."
            return works(text, people=who)
        case SecretPlace.FILE:
            text = (
                "This computer's part of the key lies in a file, for {people}. That is weaker:"
                " whoever can read your files can read it, too."
            )
            advice = (
                "Ask your IT staff to set up a key store on this computer. Then choose a new"
                " passphrase."
            )
            return works(text, advice, people=who)
        case None:
            text = "This computer's part of the key is missing, for {people}."
            advice = (
                "The profile was copied from another computer, or the computer was set up anew."
                " Use the recovery key on the lock screen."
            )
            return fails(text, advice, people=who)


def _card(reader: CardReader) -> Check:
    count = count_tokens(path_named(reader.driver))
    return works("The driver of the card reader works. Cards that it sees: {count}", count=count)


def _login(client: httpx.Client, login: Login, level: Level) -> Check:
    """Check that the service offers a level that is enough, as far as it tells."""
    service, names = describe(client, login), login.names(level)
    if login.otherwise < level:
        if not names:
            advice = "Set acr_3 or acr_4 in the settings to the service's name of that level."
            text = "The settings do not name the login service's level that is needed here."
            return fails(text, advice)
        if service.levels and not set(names) & set(service.levels):
            advice = "Set acr_2, acr_3 and acr_4 in the settings to names that it has."
            text = "The login service does not have the levels {names}. It has {levels}."
            told = visible_name(", ".join(service.levels))[:_LONGEST_LEVELS]
            return fails(text, advice, names=", ".join(names), levels=told)
    return _how_it_logs_in(service, login)


def _how_it_logs_in(service: Description, login: Login) -> Check:
    if login.single_sign_on:
        advice = "Whoever is logged in in the browser opens the store: single_sign_on is set."
        return works("The login service answers.", advice)
    if service.claims and "auth_time" not in service.claims:
        advice = "It does not say that it tells when somebody logged in. Have it add auth_time."
        return works("The login service answers.", advice)
    if service.log_out is None:
        advice = "It names no page to log out: who is logged in in the browser must close it."
        return works("The login service answers.", advice)
    return works("The login service answers.")


def _undecided(policy: Policy) -> Check:
    """Say that a passphrase counts for more than the organisation has perhaps thought of."""
    text = "Nobody has decided what a passphrase with a code is worth. It counts as level {level}."
    advice = "Let your organisation decide: passphrase_level in organisation.toml."
    return works(text, advice, level=int(policy.level(Way.PASSPHRASE)))


def _recovery(profile: Profile) -> Check:
    if RecoverySlot(profile.recovery).is_confirmed():
        return works("Somebody has shown that they have it on paper.")
    if not profile.recovery.exists():
        text = "There is none: if nobody can sign in any longer, the messages are lost."
        return fails(text, "Sign in, choose Settings and Who may sign in, and make one.")
    advice = "Sign in, choose Settings and Who may sign in, and confirm it or make a new one."
    return works("Nobody has confirmed that the recovery key is on paper.", advice)
