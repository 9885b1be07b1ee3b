"""The composition root: makes an unlocked client from a profile and its settings.

May import everything but the window and the command line. What is heavy is imported when it is
needed, so that the lock screen can paint first.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sdk_desktop.app.enrolment import EnrolmentSteps
from sdk_desktop.app.replaced import InstalledProgram
from sdk_desktop.app.rights import mend_rights
from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.domain.changes import Changes
from sdk_desktop.domain.clearance import EnrolledPerson, PassphraseProof, Proof, Purpose
from sdk_desktop.domain.clock import Clock, system_clock
from sdk_desktop.domain.configuration import (
    AccessPointConnection,
    Check,
    Connection,
    Discovery,
    Preferences,
)
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.organisation import managed_place, managed_tables, organisation_file, trusted
from sdk_desktop.settings import (
    ExplainedSetting,
    Profile,
    Settings,
    Source,
    explain_settings,
    read_settings,
    write_settings,
)

if TYPE_CHECKING:
    import httpx

    from sdk_desktop.app.monitoring import ClientStatus
    from sdk_desktop.auth.keys.wrapping import Derivation
    from sdk_desktop.auth.sign_in import SignIn
    from sdk_desktop.usecases.workspace import Workspace


class App:
    """A locked client of one profile; with `practice` nothing is really sent."""

    practice = False

    def __init__(
        self,
        profile: Profile,
        clock: Clock = system_clock,
        *,
        derivation: Derivation | None = None,
        client: httpx.Client | None = None,
        organisation: Path | None = None,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        """Use a profile; raise `Refused` when its folder or settings cannot be read.

        `derivation` sets the cost of new key slots; `client` replaces our own HTTP client,
        `organisation` the file in which this computer's organisation decides, `pause` what waits
        for a number of seconds.
        """
        opened = profile.make()
        self.profile = profile
        self._organisation = organisation or organisation_file()
        self.locked: frozenset[str] = frozenset()
        """The names of the settings that the organisation decides, as `preferences.language`."""
        self.settings: Settings = self._read()
        self.rights = mend_rights(profile, self.settings, folder=opened)
        self._clock, self._pause = clock, pause
        self._derivation = derivation
        self._client, self._makes_client = client, client is None
        self.program = InstalledProgram()
        self.enrolling = EnrolmentSteps(profile, clock, self.people, self._sign_in)

    @property
    def hides_windows(self) -> bool:
        """Whether no picture of the screen may show the windows."""
        # In practice nothing is secret, and people take pictures for their manuals.
        return self.settings.policy.hide_windows and not self.practice

    @property
    def settings_folder(self) -> Path:
        """The folder where the window keeps its size."""
        return self.profile.folder

    def people(self) -> tuple[str, ...]:
        """Return the names of those who are `enrolled`."""
        return tuple(person.who for person in self.enrolled())

    def practice_proof(self) -> PassphraseProof | None:
        """Return what opens the practice profile; None when this is not practice."""
        return None

    def enrolled(self) -> tuple[EnrolledPerson, ...]:
        """Return the enrolled people, and the ways in which each can sign in here.

        None at the first start. Raises `Refused` when the key file is damaged, or gone while there
        is a store.
        """
        enrolled = KeyFile(self.profile.keys).enrolled(self.settings.ways)
        if not enrolled and self.profile.store.exists():
            raise Refused(
                "There is a message store here but no key to it."
                " Restore the key file from a backup, or use the recovery key."
            )
        return enrolled

    def unlock(self, who: str, proof: Proof, on_change: Callable[[Changes], None]) -> Workspace:
        """Open the store for a person who proves who they are; takes up to a second."""
        import platform

        from sdk_desktop.app.connections import open_connections
        from sdk_desktop.app.new_store import put_in_place
        from sdk_desktop.store.rekeying import unless_renewed
        from sdk_desktop.store.store import Store
        from sdk_desktop.usecases.actor import Actor, record_mended, record_tries
        from sdk_desktop.usecases.files.disk_space import DiskSpace
        from sdk_desktop.usecases.workspace import Workspace

        if self.program.was_replaced():
            raise Refused("SDK Desktop has been updated. Close it and start it again.")
        if not self.settings.is_connected:
            raise Refused("The connection to the message service is not set up yet.")
        DiskSpace(self.profile.folder).make_room()
        sign_in, policy = self._sign_in(), self.settings.policy
        tries = sign_in.tries_before(who)
        with unless_renewed(self.profile.store):
            key, clearance = sign_in.prove(who, proof, policy.need(Purpose.READ))
            put_in_place(self.profile)
            store = Store.open(self.profile.store, key, on_change)
        with contextlib.ExitStack() as opened:
            opened.callback(store.close)
            actor = Actor(who, platform.node(), self._clock, policy, clearance)
            with store.begin() as stored:
                record_tries(stored, actor, tries)
                record_mended(stored, actor, [path.name for path in self.rights.mended])
            self.rights = replace(self.rights, mended=())
            connections = open_connections(self._http(), self.settings, self._clock, self._pause)
            workspace = Workspace(store, connections, actor, sign_in, self.settings, self.profile)
            opened.pop_all()
        return workspace

    def log_out_page(self) -> str:
        """Return the address where whoever is logged in in the browser logs out."""
        return self._sign_in().log_out_page()

    def warm(self) -> None:
        """Import and make what unlocking needs, and tidy up, while the user types."""
        import sdk_desktop.usecases.workspace  # noqa: F401 - importing is all
        from sdk_desktop.app.printed import forget_printed
        from sdk_desktop.auth.keys.device import find_key_store

        find_key_store()
        self._sign_in()
        forget_printed()

    def configure(
        self,
        connection: Connection | AccessPointConnection | None,
        mailboxes: Sequence[Mailbox],
        discovery: Discovery | None = None,
    ) -> None:
        """Store the settings of the first-run guide: a message service or an access point.

        An access point needs `discovery`, too. None leaves the connection as it is decided.
        """
        tables: dict[str, object] = {}
        match connection:
            case Connection():
                tables = {"connection": connection, "access_point": None}
            case AccessPointConnection():
                tables = {"connection": None, "access_point": connection, "discovery": discovery}
        self._keep(mailboxes=tuple(mailboxes), **tables)
        if self._makes_client:  # the next one has the TLS of these settings
            self.close()

    def set_preferences(self, preferences: Preferences) -> None:
        """Store the preferences."""
        self._keep(preferences=preferences)

    def status(self) -> ClientStatus:
        """Return what a monitoring program may know, without unlocking."""
        from sdk_desktop.app.monitoring import status_of

        return status_of(self.profile, self.settings, self._clock)

    def explain(self) -> tuple[ExplainedSetting, ...]:
        """Return each setting and where it is decided; raise as reading them does."""
        organisation = trusted(self._organisation)
        return explain_settings(self.profile.settings, organisation, distributed_settings())

    def check(self) -> tuple[Check, ...]:
        """Return a check of everything that the client needs, without unlocking."""
        from sdk_desktop.app.checks.check_up import check_all

        return check_all(self.profile, self.settings, self._http(), self._clock, self.rights)

    def newer_version(self) -> str:
        """Return the version that the organisation says is the newest, "" where this one is.

        Raise `Unavailable` or `Untrusted` where what is said of it cannot be had or believed.
        """
        from sdk_desktop.app.checks.version import newer_version

        updates = self.settings.updates
        return newer_version(self._http(), updates, self._clock) if updates else ""

    def close(self) -> None:
        """Close the HTTP client."""
        if self._client:
            self._client.close()
            self._client = None

    def _keep(self, **tables: object) -> None:
        """Change the user's own settings; the organisation's file still takes precedence."""
        own = replace(read_settings(self.profile.settings), **tables)  # type: ignore[arg-type] # fields of Settings
        write_settings(self.profile.settings, own)
        self.settings = self._read()

    def _read(self) -> Settings:
        self.locked = frozenset(one.name for one in self.explain() if one.locked)
        return read_settings(
            self.profile.settings, trusted(self._organisation), distributed_settings()
        )

    def _sign_in(self) -> SignIn:
        from sdk_desktop.app.sign_in_ways import open_sign_in

        return open_sign_in(
            self.profile,
            self.settings,
            self._clock,
            self._http(),
            self._derivation,
            practice=self.practice,
        )

    def _http(self) -> httpx.Client:
        if self._client is None:
            from sdk_desktop.app.connections import open_client

            self._client = open_client(self.settings)
        return self._client


def distributed_settings() -> Source | None:
    """Return what the system distributes; None where it has no place for that."""
    place = managed_place()
    return Source(place, managed_tables()) if place else None
