"""A check-up of everything that the client needs, without unlocking it."""

from __future__ import annotations

from functools import partial

import httpx

from sdk_desktop.app.checks.attempt import ErrorAdvice, tried
from sdk_desktop.app.checks.computer import check_network
from sdk_desktop.app.checks.direct import check_direct
from sdk_desktop.app.checks.message_service import check_message_service
from sdk_desktop.app.checks.profile import (
    check_backup,
    check_people,
    check_rights,
    check_store_file,
)
from sdk_desktop.app.checks.sign_in import check_sign_in
from sdk_desktop.app.checks.user_folder import check_user_folder, user_folder_kind
from sdk_desktop.app.checks.version import check_version
from sdk_desktop.app.rights import FileRights
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import Check
from sdk_desktop.settings import Profile, Settings


def check_all(
    profile: Profile, settings: Settings, client: httpx.Client, clock: Clock, rights: FileRights
) -> tuple[Check, ...]:
    """Return a check of everything on this computer and on the way to other organisations."""
    restore = ErrorAdvice("Restore the key file from a backup.")
    here = (
        tried("Message store", partial(check_store_file, profile), ErrorAdvice()),
        *_user_folder(profile, settings),
        tried("Rights", partial(check_rights, profile, rights), ErrorAdvice()),
        tried("Keys", partial(check_people, profile), restore),
        *check_sign_in(profile, settings, client),
        tried("Network", partial(check_network, settings), ErrorAdvice()),
        tried("Backup", partial(check_backup, profile, settings.backup, clock), ErrorAdvice()),
        *_several_computers(profile, settings, clock),
        *_version(settings, client, clock),
    )
    if settings.access_point:
        return (*here, *check_direct(settings, settings.access_point, client, clock))
    if settings.connection:
        return (*here, *check_message_service(settings, settings.connection, client, clock))
    text = "The connection to the message service is not set up yet."
    advice = "Start the client and go through the guide, or fill in the settings file."
    return (*here, Check("Connection", ok=False, text=text, advice=advice))


def _user_folder(profile: Profile, settings: Settings) -> tuple[Check, ...]:
    """Check the user's folder where it is one that may not stay."""
    kind = user_folder_kind()
    if not kind:
        return ()
    check = partial(check_user_folder, profile, settings, kind)
    return (tried("User's folder", check, ErrorAdvice()),)


def _version(settings: Settings, client: httpx.Client, clock: Clock) -> tuple[Check, ...]:
    if settings.updates is None:
        return ()
    advice = ErrorAdvice("Check the address and the key of updates in the organisation's settings.")
    return (tried("Version", partial(check_version, client, settings.updates, clock), advice),)


def _several_computers(profile: Profile, settings: Settings, clock: Clock) -> tuple[Check, ...]:
    if settings.shared is not None:
        from sdk_desktop.app.checks.shared import check_shared, check_unread

        unread = check_unread(settings.shared, profile.note)
        return (*check_shared(settings.shared, clock), *unread)
    if not settings.is_connected:
        return ()
    text = "Each mailbox belongs on one only, or messages are split between them."
    days = settings.policy.left_for.days
    if days and not settings.access_point:
        text = "They may read the same mailbox, but notes are not shared. Days left to them: {days}"
    return (Check("Several computers", ok=True, text=text, values={"days": days}),)
