"""What the organisation has decided: how people prove who they are, and what is kept how long."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from sdk_desktop.domain.clearance import Level, Need, Purpose, Way
from sdk_desktop.domain.configuration import ORGANISATION_ONLY

LEAST_AUDIT_YEARS = 5
_MOST_LEAVE_DAYS = 30
UNDECIDED = 0
_TAKEN_FOR = 3
"""What a passphrase with a one-time code is worth where nobody has decided."""
_MOST_YEARS = 1_000
"""So far back there is a calendar."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What each purpose asks of a proof, what each way of proving is worth, and time-outs.

    `…_level` is a level of assurance (1–4), `…_minutes` how old a proof may be for a purpose. The
    level of the organisation's login is what that service says. A sent message is overdue when no
    acknowledgement came within `acknowledgement_minutes` (default of the federation: 30). With
    `two_for_purge` nobody erases messages alone. Audit events are kept for `audit_years`, and
    never less than five. A message service keeps what was fetched for `leave_days`, so that other
    computers can fetch it, too. With `withhold_subjects` a list does not say what a confidential
    message is about until the person has opened it. With `search_files` the text of
    attached files is read, to find messages by it. With `hide_windows` no picture of the screen
    shows the windows; the organisation alone may turn it off, for consoles that are themselves
    pictures of a screen.
    """

    read_level: int = 3
    read_minutes: int = 240
    send_level: int = 3
    send_minutes: int = 240
    export_level: int = 3
    export_minutes: int = 60
    purge_level: int = 3
    purge_minutes: int = 15
    administer_level: int = 3
    administer_minutes: int = 15
    passphrase_level: int = UNDECIDED
    card_level: int = 3
    acknowledgement_minutes: int = 30
    two_for_purge: bool = True
    audit_years: int = 10
    leave_days: int = 0
    withhold_subjects: bool = False
    search_files: bool = True
    hide_windows: bool = field(default=True, metadata=ORGANISATION_ONLY)

    def need(self, purpose: Purpose) -> Need:
        """Return what a purpose asks of a proof."""
        level: int = getattr(self, f"{purpose}_level")
        minutes: int = getattr(self, f"{purpose}_minutes")
        return Need(_level(level), timedelta(minutes=minutes))

    def level(self, way: Way) -> Level:
        """Return what a way of proving is worth; the organisation's login says so itself."""
        return _level(self.card_level if way is Way.CARD else self.passphrase_level or _TAKEN_FOR)

    @property
    def acknowledgement_expected(self) -> timedelta:
        """How long an acknowledgement may take."""
        return timedelta(minutes=self.acknowledgement_minutes)

    @property
    def audit_kept(self) -> timedelta:
        """How long audit events are kept at least; no shorter than the law on care asks."""
        return timedelta(days=366 * min(max(self.audit_years, LEAST_AUDIT_YEARS), _MOST_YEARS))

    @property
    def left_for(self) -> timedelta:
        """How long what was fetched stays at a message service."""
        return timedelta(days=min(self.leave_days, _MOST_LEAVE_DAYS))


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """Where copies of the store go, how often they are made, and how long they are kept.

    `folder` "" means a folder in the profile. With `before_delete` the message service is told to
    delete a message only when a backup holds it.
    """

    folder: str = ""
    every_hours: int = 24
    keep_days: int = 30
    before_delete: bool = False


@dataclass(frozen=True, slots=True)
class ExportPlan:
    """Where what comes to some mailboxes is written, in clear, for a case system to fetch.

    `folder` "" means nowhere; `mailboxes` are function addresses with spaces between them. Both
    are for the organisation alone to decide.
    """

    folder: str = field(default="", metadata=ORGANISATION_ONLY)
    mailboxes: str = field(default="", metadata=ORGANISATION_ONLY)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The function addresses."""
        return tuple(self.mailboxes.split())


def _level(number: int) -> Level:
    """Take a number that somebody wrote in a file; what is above the highest is the highest."""
    return Level(min(max(number, Level.LOW), Level.HIGHEST))
