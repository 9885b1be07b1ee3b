"""A client for a run, with an encrypted profile of its own.

It receives nothing but acknowledgements of what the run has sent. Everything else at the
organisation's access point is the ordinary client's, and stays there.
"""

from __future__ import annotations

import platform
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
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
from sdk_desktop.domain.delivery import Dispatch, Sent, StatusReport
from sdk_desktop.domain.errors import Gone
from sdk_desktop.domain.incoming import Acknowledged, Incoming, Undecided, Waiting
from sdk_desktop.domain.message import Message
from sdk_desktop.service.message_service import MessageService
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
    pause: Callable[[float], object],
    guard: Callable[[Connections], Connections],
) -> Iterator[tuple[Workspace, Store]]:
    """Enrol somebody in a new profile, and unlock it while a block runs.

    `pause` takes seconds; `guard` may replace the connections of the client.
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
        connections = guard(open_connections(client, settings, clock, pause))
        workspace = Workspace(store, connections, actor, sign_in, settings, profile)
        opened.callback(workspace.close)
        yield workspace, store


class GuardedMessageService:
    """Wraps another message service; gives out only what belongs to the run."""

    def __init__(self, service: MessageService) -> None:
        """Wrap a message service."""
        self.gives_all = service.gives_all
        self.lists_in_part = service.lists_in_part
        self.takes_late_copies = service.takes_late_copies
        self._service = service
        self._sent: set[str] = set()
        self._others: set[str] = set()

    def seal(self, message: Message) -> bytes:
        """Seal a message of the run."""
        self._sent.add(message.message_id)
        return self._service.seal(message)

    def submit(self, dispatch: Dispatch) -> None:
        """Submit a message."""
        self._service.submit(dispatch)

    def find(self, dispatch: Dispatch) -> StatusReport | None:
        """Ask whether the service has an attempt."""
        return self._service.find(dispatch)

    def statuses(self, mailbox: str, sent: Sequence[Sent]) -> tuple[StatusReport, ...]:
        """Return the statuses of messages of the run."""
        return self._service.statuses(mailbox, sent)

    def waiting(self, mailbox: str) -> tuple[Waiting, ...]:
        """Ask what waits, except for what was looked at and is not the run's."""
        waiting = self._service.waiting(mailbox)
        return tuple(one for one in waiting if one.service_id not in self._others)

    def fetch(self, waiting: Waiting) -> Incoming:
        """Return an acknowledgement of a message of the run; raise `Gone` for all else.

        For the run it is not there: that it waits is no trouble of the run's.
        """
        incoming = self._service.fetch(waiting)
        if isinstance(incoming, Acknowledged) and incoming.report.message_id in self._sent:
            return incoming
        if not isinstance(incoming, Undecided):  # that may be ours, and is tried again
            self._others.add(waiting.service_id)
        raise Gone("This waits for the organisation's own client.")

    def confirm(self, waiting: Waiting) -> None:
        """Confirm an acknowledgement that was stored."""
        self._service.confirm(waiting)

    def close(self) -> None:
        """Close the message service."""
        self._service.close()


def guarded(connections: Connections) -> Connections:
    """Return connections limited to what belongs to a run; nothing is acknowledged."""
    return replace(connections, service=GuardedMessageService(connections.service), direct=None)


def _enrol(profile: Profile, sign_in: SignIn, clock: Clock) -> PassphraseProof:
    enrolment, passphrase = sign_in.passphrase.begin(_WHO), secrets.token_urlsafe(32)
    key, code = new_store_key(), current_code(enrolment.secret, clock())
    step = sign_in.passphrase.first_step(enrolment, passphrase, code)
    make_store(profile, key, AuditEvent(AuditKind.ENROLLED, clock(), _WHO, platform.node()))
    sign_in.passphrase.enrol(enrolment, passphrase, step, key)
    put_in_place(profile)
    return PassphraseProof(passphrase, code)


def _ignore_changes(_changes: Changes) -> None:
    pass
