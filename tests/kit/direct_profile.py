"""A practice profile that is at an access point of a sandbox which is another process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import httpx

from sdk_desktop.app.practice import PracticeApp
from sdk_desktop.conformance.counterpart import SandboxClient, sandbox_settings
from sdk_desktop.domain.message import Message
from sdk_desktop.exchange.key_files import read_key
from sdk_desktop.exchange.keys import SoftwareKey
from sdk_desktop.exchange.sealing import seal_message
from sdk_desktop.settings import Profile, write_settings
from tests.kit.processes.plain_http import ask, plain_client
from tests.kit.sandbox_network import CHEAP

EKDALA = "0203:ekdala.example.se"
EKELUND = "0203:regionekelund.example.se"


def at_access_point(
    profile: Profile, address: str, client: httpx.Client | None = None
) -> PracticeApp:
    """Return a practice profile an access point instead of its message service."""
    app = PracticeApp(profile, derivation=CHEAP)
    app.prepare(address)
    app.close()
    with plain_client() as asking:
        sandbox = SandboxClient(asking, address, EKDALA)
        write_settings(profile.settings, sandbox_settings(sandbox, address, profile.folder))
    return PracticeApp(profile, derivation=CHEAP, client=client)


def put(address: str, message: Message) -> None:
    """Let a message from Region Ekelund come in at Ekdala's access point."""
    sealed = seal_message(message, _key(address, EKELUND), _key(address, EKDALA).certificate)
    place = f"{address}/practice/access-points/{EKDALA}/messages"
    ask("POST", place, params={"sender": EKELUND}, content=sealed).raise_for_status()


def waiting(address: str, client: httpx.Client | None = None) -> int:
    """Count what waits at Ekdala's access point."""
    return _access_point(address, client).waiting


def sent(address: str) -> tuple[str, ...]:
    """Return how far everything is that Ekdala's access point was given to send."""
    return _access_point(address).sent


@dataclass
class Station:
    """What an access point says of itself."""

    waiting: int
    sent: tuple[str, ...]


def _access_point(address: str, client: httpx.Client | None = None) -> Station:
    get = client.get if client else partial(ask, "GET")
    asked = get(f"{address}/practice/access-points").json()
    found = next(one for one in asked if one["participant"] == EKDALA)
    return Station(int(found["waiting"]), tuple(found["sent"]))


def _key(address: str, participant: str) -> SoftwareKey:
    return read_key(ask("GET", f"{address}/practice/keys/{participant}").content)
