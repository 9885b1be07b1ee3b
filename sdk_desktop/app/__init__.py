"""The composition root: one profile, its settings, and the way from locked to unlocked.

May import everything but the window and the command line. What is heavy is imported when it is
needed, so that the lock screen can paint first.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sdk_desktop.domain.changes import Changes
from sdk_desktop.domain.clearance import Enrolment, PassphraseProof
from sdk_desktop.domain.clock import Clock, system_clock
from sdk_desktop.domain.configuration import Check, Connection, Preferences
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.settings import Profile, Settings, read_settings, write_settings
from sdk_desktop.store.key_file import KeyFile

if TYPE_CHECKING:
    import httpx

    from sdk_desktop.store.slots import Derivation
    from sdk_desktop.usecases.sign_in import SignIn
    from sdk_desktop.usecases.workspace import Workspace


class App:
    """A locked client of one profile; `practice` tells that nothing is sent for real."""

    practice = False

    def __init__(
        self,
        profile: Profile,
        clock: Clock = system_clock,
        *,
        derivation: Derivation | None = None,
        client: httpx.Client | None = None,
    ) -> None:
        """Use a profile; raises `Refused` when its folder or settings cannot be read.

        `derivation` is what new slots cost, `client` the HTTP client if not one of our own.
        """
        profile.make()
        self.profile = profile
        self.settings: Settings = read_settings(profile.settings)
        self._clock = clock
        self._derivation = derivation
        self._client = client

    @property
    def settings_folder(self) -> Path:
        """Where the window may remember its size."""
        return self.profile.folder

    def people(self) -> tuple[str, ...]:
        """Give the names of those who are enrolled; none at the first start.

        Raises `Refused` when the key file is damaged, or gone while there is a store.
        """
        people = KeyFile(self.profile.keys).people()
        if not people and self.profile.store.exists():
            raise Refused(
                "There is a message store here but no key to it."
                " Restore the key file from a backup."
            )
        return people

    def practice_proof(self) -> PassphraseProof | None:
        """Give what opens the practice profile; None when this is not practice."""
        return None

    def begin_enrolment(self, who: str) -> Enrolment:
        """Make what a new person's authenticator must know."""
        return self._sign_in().begin(who)

    def enrol(self, enrolment: Enrolment, passphrase: str, code: str) -> None:
        """Enrol the first person and make the store."""
        import platform

        from sdk_desktop.app.new_store import make_store, put_in_place
        from sdk_desktop.domain.audit import AuditEvent, AuditKind
        from sdk_desktop.store.slots import new_store_key

        if self.people():
            raise Refused("Somebody who is enrolled must let new people in.")
        key = new_store_key()
        event = AuditEvent(AuditKind.ENROLLED, self._clock(), enrolment.who, platform.node())
        make_store(self.profile, key, event)
        self._sign_in().enrol(enrolment, passphrase, code, key)
        put_in_place(self.profile)

    def unlock(
        self, who: str, proof: PassphraseProof, on_change: Callable[[Changes], None]
    ) -> Workspace:
        """Open the store for a person who proves who they are; takes up to a second."""
        import platform

        from sdk_desktop.app.lines import open_lines
        from sdk_desktop.app.new_store import put_in_place
        from sdk_desktop.store.store import Store
        from sdk_desktop.usecases.actor import Actor
        from sdk_desktop.usecases.workspace import Workspace

        if self.settings.connection is None:
            raise Refused("The connection to the message service is not set up yet.")
        sign_in = self._sign_in()
        key, clearance = sign_in.unlock(who, proof)
        put_in_place(self.profile)
        lines = open_lines(self._http(), self.settings.connection, self._clock)
        actor = Actor(who, platform.node(), self._clock, clearance)
        mailboxes, policy = self.settings.mailboxes, self.settings.policy
        with contextlib.ExitStack() as opened:
            store = Store.open(self.profile.store, key, on_change)
            opened.callback(store.close)
            workspace = Workspace(store, lines, actor, sign_in, mailboxes, policy)
            opened.pop_all()
        return workspace

    def warm(self) -> None:
        """Import what unlocking needs, while the user types."""
        import sdk_desktop.app.lines
        import sdk_desktop.usecases.workspace  # noqa: F401 - importing is all

    def configure(self, connection: Connection, mailboxes: Sequence[Mailbox]) -> None:
        """Keep what the first-run guide asked for."""
        settings = replace(self.settings, connection=connection, mailboxes=tuple(mailboxes))
        write_settings(self.profile.settings, settings)
        self.settings = settings

    def set_preferences(self, preferences: Preferences) -> None:
        """Keep what the person chose."""
        settings = self.settings.with_preferences(preferences)
        write_settings(self.profile.settings, settings)
        self.settings = settings

    def check(self) -> tuple[Check, ...]:
        """Try what the client needs, one line for each, without unlocking."""
        from sdk_desktop.app.checks import check_all

        return check_all(self.profile, self.settings, self._http(), self._clock)

    def close(self) -> None:
        """Let go of the network."""
        if self._client:
            self._client.close()
            self._client = None

    def _sign_in(self) -> SignIn:
        from sdk_desktop.usecases.sign_in import SignIn

        lasts = self.settings.policy.clearance_lasts
        keys, once = KeyFile(self.profile.keys), not self.practice
        return SignIn(keys, self._clock, lasts, self._derivation, codes_once=once)

    def _http(self) -> httpx.Client:
        from sdk_desktop.app.lines import new_http_client

        if self._client is None:
            self._client = new_http_client()
        return self._client
