"""The tries to prove who one is, with a wait after each failure.

They are remembered in the key file, and beside this computer's secret for the slot: whoever puts an
older key file back does not undo them.
"""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sdk_desktop.auth.keys.key_file import KeyFile, damaged_key_file
from sdk_desktop.auth.ways.computer import Computer
from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import SdkError, TooSoon

LONGEST = 300
"""Seconds."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TryRecord:
    """What is remembered of a person's tries; `last_step` is the newest one-time code used.

    `undone`: since the last good one an older key file was put back.
    """

    failures: int = 0
    last_failure: datetime | None = None
    last_step: int = 0
    undone: bool = False

    def seen(self, now: datetime) -> TryRecord:
        """Return these tries, their wait begun anew where the clock was set back behind them."""
        if self.last_failure is None or now >= self.last_failure:
            return self
        return replace(self, last_failure=now)

    def wait(self, now: datetime) -> int:
        """Return the seconds left to wait: 1 after the first failure, doubling to five minutes.

        A clock that was set back does not shorten the wait, nor make it longer than the delay.
        """
        if self.last_failure is None or not self.failures:
            return 0
        delay = min(1 << (min(self.failures, 10) - 1), LONGEST)
        passed = max((now - self.last_failure).total_seconds(), 0.0)
        return max(math.ceil(delay - passed), 0)

    def without_last(self) -> TryRecord:
        """Return these tries without the last one, which was no wrong proof."""
        failures = max(self.failures - 1, 0)
        last = self.last_failure if failures else None
        return replace(self, failures=failures, last_failure=last)

    def failed(self, now: datetime) -> TryRecord:
        """Count one more wrong proof."""
        return replace(self, failures=self.failures + 1, last_failure=now)


@dataclass(frozen=True, slots=True)
class TriesBefore:
    """How many tries have failed since the last good one; were some taken out of the key file?"""

    failed: int
    undone: bool


class Tries:
    """The tries to prove oneself in one way."""

    def __init__(self, keys: KeyFile, way: Way, clock: Clock, computer: Computer) -> None:
        """Remember tries in a key file, and at the computer to which the slots are bound."""
        self._keys = keys
        self._way = way
        self._clock = clock
        self._computer = computer

    def begin(self, who: str) -> TryRecord:
        """Count a try as failed until it has succeeded; return the new record.

        Raises `TooSoon` while the person has to wait.
        """
        now = self._clock()
        with self._keys.alone():
            stored = self._known(who)
            before = stored.seen(now)
            if before != stored:
                self._remember(who, before)
            if wait := before.wait(now):
                raise TooSoon("Wait {seconds} s before you try again.", seconds=wait)
            failed = before.failed(now)
            self._remember(who, failed)  # first, so that killing the program is no free try
        return failed

    def take_back(self, who: str, counted: TryRecord) -> None:
        """Do not count a try that `begin` has counted, unless another was counted since."""
        with self._keys.alone():
            if self._known(who) == counted:
                self._remember(who, counted.without_last())

    def before(self, who: str) -> TriesBefore:
        """Return what is known of the person's tries so far."""
        known = self._known(who)
        return TriesBefore(known.failures, undone=known.undone)

    def succeeded(self, who: str, step: int, *, once: bool = False) -> bool:
        """Forget the failures; a one-time code of `step` or older cannot be used again.

        Return False, and forget nothing, when that code was to be used `once` and another window
        has used it meanwhile.
        """
        with self._keys.alone():
            if once and self._known(who).last_step >= step:
                return False
            self._remember(who, TryRecord(last_step=step))
        return True

    def _remember(self, who: str, attempts: TryRecord) -> None:
        last = attempts.last_failure
        said: dict[str, object] = {
            "failures": attempts.failures,
            "last_failure": last.isoformat() if last else "",
            "last_step": attempts.last_step,
            "undone": attempts.undone,
        }
        self._keys.remember_tries(who, self._way, said)
        try:
            self._computer.note_tries(who, self._way, json.dumps(said))
        except SdkError as error:
            _log.warning("tries are remembered in the key file only: %s", error.text)

    def _known(self, who: str) -> TryRecord:
        """Return the later one of what the key file says and what this computer says."""
        in_file, here = _read(self._keys.tries(who, self._way)), self._here(who)
        return replace(here, undone=True) if _order(here) > _order(in_file) else in_file

    def _here(self, who: str) -> TryRecord:
        try:
            return _read(dict(json.loads(self._computer.noted_tries(who, self._way))))
        except (ValueError, TypeError, SdkError):  # none, or not of ours
            return TryRecord()


def _order(record: TryRecord) -> tuple[int, int]:
    """Return what grows with each good and with each wrong proof."""
    return record.last_step, record.failures


def _read(tries: Mapping[str, object]) -> TryRecord:
    last = str(tries.get("last_failure", ""))
    try:
        return TryRecord(
            failures=max(int(str(tries.get("failures", 0))), 0),
            last_failure=datetime.fromisoformat(last).astimezone(UTC) if last else None,
            last_step=int(str(tries.get("last_step", 0))),
            undone=tries.get("undone") is True,
        )
    except (ValueError, OverflowError) as error:
        raise damaged_key_file() from error
