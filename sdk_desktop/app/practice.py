"""Practice mode: a profile of its own against the sandbox, with published secrets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from sdk_desktop.app import App
from sdk_desktop.domain.clearance import Enrolment, PassphraseProof
from sdk_desktop.domain.configuration import Connection, is_this_computer
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.files import unwritable, write_private
from sdk_desktop.sandbox.cast.organisations import (
    PRACTICE_CLIENT_ID,
    PRACTICE_CLIENT_SECRET,
    PRACTICE_MAILBOXES,
)

SECRET = "practice-client-secret"  # noqa: S105 - the name of a file
LEDGER_SECRET = "practice-ledger-password"  # noqa: S105 - the same
WHO = "Kim Övning"
PASSPHRASE = "övning ger färdighet"  # noqa: S105 - shown on the lock screen
CODE_SECRET = "KJSWY3DPEHPK3PXPKJSWY3DPEHPK3PXP"  # noqa: S105 - as the passphrase

PATIENCE = 60
"""Seconds that another practice client may take for its first start."""


class PracticeApp(App):
    """An `App` that anyone can open, in which nothing is really sent."""

    practice = True

    def prepare(
        self, sandbox_url: str, who: str = WHO, mailboxes: Sequence[Mailbox] = PRACTICE_MAILBOXES
    ) -> None:
        """Connect to a sandbox; at the first start, enrol a person of the practice mode.

        Others who start to practise with the same profile wait so long.
        """
        with self._alone():
            self._prepare(sandbox_url, mailboxes)
            if not self.people():
                person = Enrolment(who, CODE_SECRET, "")
                words = self.enrolling.enrol(person, PASSPHRASE, self._code())
                self.enrolling.confirm_recovery(words)

    def share(self, ledger: LedgerAddress, password: str) -> None:
        """Share mailboxes through a ledger, with a login's password."""
        secret = self.profile.folder / LEDGER_SECRET
        write_private(secret, password.encode())
        self._keep(shared=replace(ledger, password_file=str(secret)))

    def _prepare(self, sandbox_url: str, mailboxes: Sequence[Mailbox]) -> None:
        secret = self.profile.folder / SECRET
        if not self._is_of_practice(secret):
            raise Refused("This profile is not for practice. Choose another one with --profile.")
        write_private(secret, PRACTICE_CLIENT_SECRET.encode())
        connection = Connection(
            service_url=f"{sandbox_url}/v1",
            token_url=f"{sandbox_url}/token",
            client_id=PRACTICE_CLIENT_ID,
            address_book_url=f"{sandbox_url}/addressbook/api/",
            secret_file=str(secret),
        )
        self.configure(connection, mailboxes)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.profile.make()
        lock = FileLock(self.profile.folder / "practice.lock", timeout=PATIENCE, mode=0o600)
        try:
            lock.acquire()
        except Timeout as error:
            raise Unavailable("Another practice program is starting. Try again.") from error
        except OSError as error:
            raise unwritable(Path(lock.lock_file), error) from error
        try:
            yield
        finally:
            lock.release()

    def _is_of_practice(self, secret: Path) -> bool:
        """Return whether nothing is here yet, or nothing but what practice has put here."""
        profile, settings = self.profile, self.settings
        if not secret.exists():
            real = (profile.settings, profile.keys, profile.store, profile.recovery)
            return not any(path.exists() for path in real)
        ours = settings.connection is None or Path(settings.connection.secret_file).name == SECRET
        place = urlsplit(settings.access_point.url).hostname if settings.access_point else None
        return ours and (place is None or is_this_computer(place))

    def practice_proof(self) -> PassphraseProof:
        """Return the passphrase and the current code."""
        return PassphraseProof(PASSPHRASE, self._code())

    def _code(self) -> str:
        from sdk_desktop.auth.one_time_code import current_code

        return current_code(CODE_SECRET, self._clock())
