"""What a check-up says of the way out: proxies, and the file that decides for this computer."""

from __future__ import annotations

from sdk_desktop.app.checks.attempt import works
from sdk_desktop.domain.configuration import Check
from sdk_desktop.network.http_connection import new_client, proxy_of
from sdk_desktop.settings import Settings


def check_network(settings: Settings) -> Check:
    """Say by way of which proxy the other sides are reached, if any; try that it can be used."""
    new_client().close()
    connection = settings.access_point or settings.connection
    addresses = [settings.address_book_url, getattr(connection, "service_url", "")]
    addresses.append(getattr(connection, "url", ""))
    proxies = dict.fromkeys(filter(None, map(proxy_of, filter(None, addresses))))
    if not proxies:
        return works("The other sides are reached without a proxy.")
    return works(
        "The other sides are reached by way of the proxy {proxy}.", proxy=", ".join(proxies)
    )
