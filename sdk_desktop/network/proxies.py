"""The proxies by way of which others are reached, and who is reached without one.

They are those of the settings; else of the environment, or else of the computer's own settings.
"""

from __future__ import annotations

import ssl
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from itertools import product
from urllib.parse import urlsplit
from urllib.request import getproxies, getproxies_environment, proxy_bypass

import httpx

from sdk_desktop.domain.configuration import Network, is_this_computer

_SCHEMES = ("http", "https", "all")
_KEYS = (
    r"Software\Policies\Microsoft\Windows\CurrentVersion\Internet Settings",
    r"Software\Microsoft\Windows\CurrentVersion\Internet Settings",
)
"""Keys of Windows' registry: what is decided for the user, or for all, and what they chose."""


def proxy_of(url: str, network: Network | None = None) -> str:
    """Return the host of the proxy by way of which an address is reached; "" for none."""
    parts = urlsplit(url)
    if network is not None and network.proxy:
        host = parts.hostname or ""
        if not host or is_this_computer(host) or network.reaches_directly(host):
            return ""
        return urlsplit(network.proxy).hostname or ""
    proxies = getproxies()
    if not parts.hostname or proxy_bypass(parts.hostname) or is_this_computer(parts.hostname):
        return ""
    proxy = proxies.get(parts.scheme) or proxies.get("all") or ""
    return urlsplit(_whole(proxy)).hostname or ""


def proxy_script() -> str:
    """Return the address of the script (PAC) that Windows asks for a proxy, "" for none.

    Neither Python nor we run it: what it says is not known here.
    """
    scripts: list[object] = []
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows only

        for root, key in product((winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE), _KEYS):
            with suppress(OSError), winreg.OpenKey(root, key) as opened:
                scripts.append(winreg.QueryValueEx(opened, "AutoConfigURL")[0])
    return next((one for one in scripts if one and isinstance(one, str)), "")


class ExceptedHosts(httpx.BaseTransport):
    """Reaches by a proxy what the computer's settings do not except from it."""

    def __init__(self, proxy: str, tls: ssl.SSLContext, limits: httpx.Limits) -> None:
        """Connect to nobody yet; raise `ValueError` for a proxy that cannot be used."""
        self._by_proxy = httpx.HTTPTransport(tls, proxy=proxy, limits=limits)
        self._directly = httpx.HTTPTransport(tls, limits=limits)
        self._is_excepted = cache(proxy_bypass)  # Windows may ask the name service for each

    def way_to(self, host: str) -> httpx.HTTPTransport:
        """Return what reaches a host."""
        return self._directly if self._is_excepted(host) else self._by_proxy

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request on its way."""
        return self.way_to(request.url.host).handle_request(request)

    def close(self) -> None:
        """Close all connections."""
        self._by_proxy.close()
        self._directly.close()


def computers_proxies(
    tls: ssl.SSLContext, limits: httpx.Limits
) -> Mapping[str, httpx.BaseTransport]:
    """Return what httpx mounts for the proxies of the computer's own settings, if they count.

    httpx would use these proxies, too, but knows only whom the environment excepts (NO_PROXY).
    """
    if getproxies_environment():
        return {}
    proxies = getproxies()
    return {
        f"{scheme}://": ExceptedHosts(_whole(proxies[scheme]), tls, limits)
        for scheme in _SCHEMES
        if proxies.get(scheme)
    }


def _whole(proxy: str) -> str:
    return proxy if "//" in proxy else f"http://{proxy}"
