"""What waits at the access point, listed to its end (transport.md §5.4).

An access point gives some hundreds of names at a time, and how many is its own setting. What stays
on the list, as it cannot be judged yet or waits for a backup, would hide all that came later: where
that may be so, the list is asked for in spans of time.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.service.direct.access_point import AccessPoint

_AGES = (
    *(timedelta(days=days) for days in (32, 8, 2)),
    *(timedelta(hours=hours) for hours in (12, 2)),
    timedelta(minutes=15),
)
_FAR = timedelta(days=1100)
_SHORTEST = timedelta(seconds=1)
_MOST_QUESTIONS = 200
_BETWEEN_SEARCHES = timedelta(minutes=10)
_SHORT = 100
"""Lists that are shorter than this are hardly ever cut."""
_log = logging.getLogger(__name__)


class PendingMessages:
    """Lists what waits, and knows when that was last done to the end."""

    def __init__(self, clock: Clock) -> None:
        """Begin without any list."""
        self._clock = clock
        self._fits = 1
        """The longest list that was given at once: every shorter one was whole."""
        self._cuts = False
        self._searched: datetime | None = None
        self._known: tuple[str, ...] = ()
        self._before: frozenset[str] = frozenset()
        self.listed: datetime | None = None
        """When the last whole list was begun."""

    def names(self, access_point: AccessPoint, participant: str) -> tuple[str, ...]:
        """Return the names of what waits for a participant, the oldest first as far as known.

        A list is searched when something stays on it: what is new makes room when it is confirmed.
        """
        begun = self._clock()
        names = access_point.pending(participant)
        whole = len(names) <= 1 or len(names) < self._fits
        self._fits = max(self._fits, len(names))
        stays, self._before = not self._before.isdisjoint(names), frozenset(names)
        if not whole and stays and self._is_time(begun, names):
            self._searched, self._known = begun, names
            names, whole = self._search(access_point, participant, names)
        if whole:
            self.listed = begun
        return names

    def _is_time(self, now: datetime, names: tuple[str, ...]) -> bool:
        """Return whether to search: a list that is as before is searched only now and then."""
        last = self._searched
        if self._cuts or last is None or names != self._known:
            return True
        return not last <= now < last + _BETWEEN_SEARCHES

    def _search(
        self, access_point: AccessPoint, participant: str, names: tuple[str, ...]
    ) -> tuple[tuple[str, ...], bool]:
        """Ask for spans that are short enough; return all names, and whether nothing is missed."""
        found = dict.fromkeys(names)
        try:
            whole = self._walk(access_point, participant, found)
        except (Unavailable, Refused) as error:
            _log.info("the list may be longer: %s", error.text)
            return tuple(found), False
        self._cuts = len(found) > len(names)
        return tuple(found), whole

    def _walk(self, access_point: AccessPoint, participant: str, found: dict[str, None]) -> bool:
        now, listed = self._clock(), len(found)
        if access_point.pending(participant, now + _FAR, None):
            return listed < _SHORT  # an access point that looks at no times
        spans = list(_spans(now))
        for _ in range(_MOST_QUESTIONS):
            if not spans:
                return True
            span = spans.pop()
            given = access_point.pending(participant, *span.asked())
            found.update(dict.fromkeys(given))
            full = len(given) >= self._fits
            self._fits = max(self._fits, len(given))
            if full and not span.is_shortest:
                spans.extend(span.halves())
            elif full and len(given) >= _SHORT:
                return False
        return False


@dataclass(frozen=True, slots=True)
class _Span:
    """A span of time to search; the first and the last are open on one side."""

    start: datetime
    end: datetime
    is_first: bool = False
    is_last: bool = False

    @property
    def is_shortest(self) -> bool:
        return self.end - self.start <= _SHORTEST

    def asked(self) -> tuple[datetime | None, datetime | None]:
        """Return what to ask for: somewhat more, whatever is done with what came at its edge."""
        return (
            None if self.is_first else self.start - _SHORTEST,
            None if self.is_last else self.end + _SHORTEST,
        )

    def halves(self) -> tuple[_Span, _Span]:
        middle = self.start + (self.end - self.start) / 2
        return (
            _Span(self.start, middle, is_first=self.is_first),
            _Span(middle, self.end, is_last=self.is_last),
        )


def _spans(now: datetime) -> Iterator[_Span]:
    """Divide all time, the newest first; the access point's clock need not agree with ours."""
    edges = [now - _FAR, *(now - age for age in _AGES), now + timedelta(days=2)]
    pairs = list(pairwise(edges))
    for number, (start, end) in reversed(list(enumerate(pairs))):
        yield _Span(start, end, is_first=number == 0, is_last=number == len(pairs) - 1)
