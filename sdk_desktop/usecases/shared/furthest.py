"""Which of two states of a record is furthest, where a ledger has lost the one and has the other.

Nobody may lose what the ledger has said yes to, nor may anything be done twice that was done once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.purge import PurgeState
from sdk_desktop.domain.sharing import CopiedRecord, Fields
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.usecases.shared.care import merged

_NEVER_CHANGED = frozenset({RecordKind.CONTENT, RecordKind.ARRIVAL, RecordKind.NOTE})
_DECIDED = (
    *(PurgeState.PROPOSED, PurgeState.APPROVED, PurgeState.WITHDRAWN),
    *(PurgeState.ERASED, PurgeState.DONE),
)
_ENDED = (Status.MESSAGE_EXCHANGE_ERROR, Status.REJECTED, Status.ACCEPTED)
_NOT_BEGUN = (Status.QUEUED, Status.TAKEN_BACK)


def furthest(mine: CopiedRecord, theirs: CopiedRecord) -> Fields | None:
    """Return what a record is to say that the ledger has as `theirs`; None erases it.

    `mine` is what it had, `mine.number` the last change that both histories have. What has been
    written since then is another story: both hold, and where they contradict the longer one does.
    """
    if mine.fields is None or theirs.fields is None:
        return None
    if theirs.is_spoiled:
        return mine.fields
    if mine.kind in _NEVER_CHANGED:
        return theirs.fields
    if theirs.number <= mine.number:
        return mine.fields
    if mine.kind == RecordKind.CARE:
        return _both(*by_length(mine, theirs))
    rank = _RANKS.get(mine.kind, _unknown)
    return max((theirs, mine), key=lambda one: (rank(one.fields or {}), one.version)).fields


def by_length(mine: CopiedRecord, theirs: CopiedRecord) -> tuple[Fields, Fields]:
    """Return what both records say; first the one that has changed more often."""
    both = (mine.fields or {}, theirs.fields or {})
    return both if mine.version > theirs.version else both[::-1]


def _both(longer: Fields, other: Fields) -> Fields:
    answers = longer.get("answers", ())
    more = [one for one in other.get("answers", ()) if one not in answers]
    both = {**other, **merged(longer, other)}
    return both | ({"answers": [*answers, *more]} if more else {})


def _delivery(fields: Fields) -> tuple[int, int, int]:
    """Rank a delivery: what has ended, then who has tried more often, then how far that came."""
    state = fields["state"]
    status = Status(state["status"])
    ended = _ENDED.index(status) + 1 if status in _ENDED else 0
    begun = _NOT_BEGUN.index(status) if status in _NOT_BEGUN else len(_NOT_BEGUN)
    return ended, state["attempts"], begun


def _answer(fields: Fields) -> tuple[int, bool]:
    """Rank an acknowledgement: the newest copy, and whether that has gone."""
    return fields["copy"], not fields["open"]


def _purge(fields: Fields) -> int:
    return _DECIDED.index(PurgeState(fields["decided"]["state"]))


def _unknown(_fields: Fields) -> int:
    return 0


_RANKS: Mapping[int, Callable[[Fields], Any]] = {
    int(RecordKind.DELIVERY): _delivery,
    int(RecordKind.ANSWER): _answer,
    int(RecordKind.PURGE): _purge,
}
