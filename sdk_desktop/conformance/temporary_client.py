"""A client for a run, with an encrypted profile of its own."""

from __future__ import annotations

import platform
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx

from sdk_desktop.app.connections import open_connections
from sdk_desktop.app.new_store import make_store, put_in_place
from sdk_desktop.app.sign_in_ways import open_sign_in
from sdk_desktop.auth.keys.slots import new_store_key
from sdk_desktop.auth.keys.wrapping import Derivation
from sdk_desktop.auth.one_time_code import current_code
from sdk_desktop.auth.sign_in import SignIn
from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.changes import Changes
from sdk_desktop.domain.clearance import PassphraseProof, Purpose
from sdk_desktop.domain.clock import Clock
from sdk_desktop.settings import Profile, Settings
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.workspace import Connections, Workspace

_WHO = "Conformance"
_CHEAP = Derivation(memory=64, iterations=1, lanes=1)
"""Enough for a passphrase of 256 random bits that nobody ever learns."""


@contextmanager
def temporary_client(
    client: httpx.Client,
    settings: Settings,
    folder: Path,
    clock: Clock,
    guard: Callable[[Connections], Connections],
) -> Iterator[tuple[Workspace, Store]]:
    """Enrol somebody in a new profile, and unlock it while a block runs.

    `guard` may replace the connections of the client.
    """
    profile = Profile(folder)
    profile.make()
    sign_in = open_sign_in(profile, settings, clock, client, _CHEAP, practice=True)
    proof = _enrol(profile, sign_in, clock)
    key, clearance = sign_in.prove(_WHO, proof, settings.policy.need(Purpose.READ))
    actor = Actor(_WHO, platform.node(), clock, settings.policy, clearance)
    with ExitStack() as opened:
        store = Store.open(profile.store, key, _ignore_changes)
        opened.callback(store.close)
        connections = guard(open_connections(client, settings, clock))
        workspace = Workspace(store, connections, actor, sign_in, settings, profile)
        opened.callback(workspace.close)
        yield workspace, store


def _enrol(profile: Profile, sign_in: SignIn, clock: Clock) -> PassphraseProof:
    enrolment, passphrase = sign_in.passphrase.begin(_WHO), secrets.token_urlsafe(32)
    key, code = new_store_key(), current_code(enrolment.secret, clock())
    make_store(profile, key, AuditEvent(AuditKind.ENROLLED, clock(), _WHO, platform.node()))
    sign_in.passphrase.enrol(enrolment, passphrase, code, key)
    put_in_place(profile)
    return PassphraseProof(passphrase, code)


def _ignore_changes(_changes: Changes) -> None:
    pass
