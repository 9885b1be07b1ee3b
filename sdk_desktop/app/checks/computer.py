"""Checks of this computer: its clock, by the `Date` header of a service, and its proxies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import httpx

from sdk_desktop.app.checks.attempt import fails, works
from sdk_desktop.domain.clock import MOST_SKEW, Clock
from sdk_desktop.domain.configuration import Check
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.network.errors import translate_network_errors
from sdk_desktop.network.http_connection import new_client, server_time
from sdk_desktop.network.proxies import proxy_of, proxy_script
from sdk_desktop.settings import Settings

TimeSource = tuple[httpx.Client, str]
"""A client and an address to ask for the time."""


def check_clock(asked: Iterable[TimeSource], clock: Clock) -> Check:
    """Compare the computer's clock with the first of these that returns the time."""
    silent = True
    for client, address in asked:
        try:
            theirs = _time(client, address)
        except SdkError:
            continue
        silent = False
        if theirs is not None:
            return _compared(clock(), theirs)
    if silent:
        advice = "Check the addresses in the settings, and the network."
        return fails("The time could not be compared: nobody answers.", advice)
    return works("The other side does not tell the time.")


def check_network(settings: Settings) -> Check:
    """Return by which proxies other systems are reached; raise when one cannot be used."""
    new_client(network=settings.network).close()
    connection = settings.access_point or settings.connection
    addresses = [settings.address_book_url, getattr(connection, "service_url", "")]
    addresses.append(getattr(connection, "url", ""))
    proxies = dict.fromkeys(
        filter(None, (proxy_of(one, settings.network) for one in addresses if one))
    )
    if not proxies:
        advice = (
            "Windows asks a script for its proxy ({script}), which this program does not read."
            " If the other sides are not reached, let IT write the proxy in the settings."
        )
        own = settings.network is not None and bool(settings.network.proxy)
        script = "" if own else proxy_script()
        text = "The other sides are reached without a proxy."
        return works(text, advice, script=script) if script else works(text)
    return works(
        "The other sides are reached by way of the proxy {proxy}.", proxy=", ".join(proxies)
    )


def _time(client: httpx.Client, address: str) -> datetime | None:
    with translate_network_errors(""), client.stream("GET", address) as answer:
        return server_time(answer.headers.get("date", ""))


def _compared(ours: datetime, theirs: datetime) -> Check:
    if abs(ours - theirs) > MOST_SKEW:
        advice = "Set the computer's clock automatically from the network."
        return fails("The computer's clock is wrong.", advice)
    return works("The computer's clock is right.")
