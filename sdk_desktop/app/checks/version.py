"""A check whether this is the version that the organisation says is the newest."""

from __future__ import annotations

import httpx

from sdk_desktop import __version__
from sdk_desktop.app.checks.attempt import works
from sdk_desktop.domain.clock import Clock, local
from sdk_desktop.domain.configuration import Check, Updates
from sdk_desktop.service.newest_version import fetch_newest_version


def newer_version(client: httpx.Client, updates: Updates, clock: Clock) -> str:
    """Return the newest version, "" where it is this one.

    Raise `Unavailable` or `Untrusted` where what is said of it cannot be had or believed.
    """
    newest = fetch_newest_version(client, updates, local(clock()).date())
    return newest.version if newest.is_newer_than(__version__) else ""


def check_version(client: httpx.Client, updates: Updates, clock: Clock) -> Check:
    """Check that this is the newest version; raise as `newer_version` does."""
    newer = newer_version(client, updates, clock)
    advice = "Have version {newest} installed." if newer else ""
    text = (
        "This is version {version}, not the newest."
        if newer
        else "Version {version} is the newest."
    )
    return works(text, advice, version=__version__, newest=newer)
