"""Notes beside the store how the last rounds with the message service went, for monitoring.

The note is not encrypted, so that a locked client can be watched: times, counts and kinds of
errors, nothing of what a message says or of whose it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from sdk_desktop.domain.certificate import CertificateValidity
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import (
    InvalidMessage,
    Locked,
    ProofNeeded,
    Refused,
    SdkError,
    Unavailable,
    Untrusted,
)
from sdk_desktop.domain.sharing import UnreadRecords
from sdk_desktop.files import read_if_there, write_private
from sdk_desktop.formats.json_fields import read_json
from sdk_desktop.usecases.faults import ProgramFault

_KINDS = (
    *(ProgramFault, Locked, ProofNeeded, Unavailable, Refused, InvalidMessage, Untrusted),
    SdkError,
)
"""What monitoring programs are told of an error; an error is of the first kind that fits."""


@dataclass(frozen=True, slots=True)
class RoundNote:
    """How the last rounds went; times are ISO 8601, "" for never.

    `tried` is when the last round ended, `fetched` when the last good one did, `failed` how many
    have failed since, `error` the kind of the last one's error. `queued` messages were to be sent.
    Of shared mailboxes `to_share` things waited to be, and `ledger` is when all ledgers answered;
    `too_old` is whether one takes no changes of this program. `unread` counts what cannot be read
    there, by the mailbox's address and the id of the device that wrote it.
    `certificates` has the last day of each that the connection needs.
    """

    tried: str = ""
    fetched: str = ""
    failed: int = 0
    error: str = ""
    queued: int = 0
    to_share: int = 0
    ledger: str = ""
    too_old: bool = False
    unread: Mapping[str, int] = field(default_factory=dict)
    certificates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """What waits after a round: to be sent, and to be shared; and when all ledgers answered.

    `too_old` is whether a ledger takes no changes of this program; `unread` cannot be read.
    """

    queued: int
    to_share: int
    ledger: datetime | None
    too_old: bool
    unread: tuple[UnreadRecords, ...] = ()


class RoundNotes:
    """Keeps the note of one profile; what cannot be noted hinders no round."""

    def __init__(
        self,
        path: Path,
        clock: Clock,
        counts: Callable[[], RoundCounts],
        terms: Callable[[], Iterable[CertificateValidity]],
    ) -> None:
        """Keep it in a file; `counts` says what waits, `terms` tells of certificates."""
        self._path, self._clock = path, clock
        self._counts, self._terms = counts, terms

    @contextmanager
    def of_round(self) -> Iterator[None]:
        """Note how the block, a round, has gone."""
        error = ProgramFault.__name__
        try:
            yield
            error = ""
        except SdkError as failure:
            error = next(one.__name__ for one in _KINDS if isinstance(failure, one))
            raise
        finally:
            with suppress(SdkError):
                self._note(error)

    def _note(self, error: str) -> None:
        now, counts = self._clock(), self._counts()
        last = read_note(self._path)
        new = replace(
            last,
            tried=_written(now),
            fetched=last.fetched if error else _written(now),
            failed=last.failed + 1 if error else 0,
            error=error,
            queued=counts.queued,
            to_share=counts.to_share,
            ledger=_written(counts.ledger) if counts.ledger else "",
            too_old=counts.too_old,
            unread={f"{one.address} {one.device}": one.count for one in counts.unread},
            certificates={one.owner.value: one.last_day.isoformat() for one in self._terms()},
        )
        write_private(self._path, json.dumps(asdict(new), indent=1).encode())


def read_note(path: Path) -> RoundNote:
    """Return the note of a profile; an empty one where there is none that makes sense."""
    try:
        note = RoundNote(**read_json(read_if_there(path) or b"{}"))
    except (ValueError, TypeError):
        return RoundNote()
    usual = asdict(RoundNote())
    typed = all(type(value) is type(usual[name]) for name, value in asdict(note).items())
    return note if typed and _makes_sense(note) else RoundNote()


def unread_of(note: RoundNote) -> tuple[UnreadRecords, ...]:
    """Return what a note says of what cannot be read."""
    named = ((*key.partition(" "), count) for key, count in note.unread.items())
    return tuple(UnreadRecords(address, device, count) for address, _, device, count in named)


def _makes_sense(note: RoundNote) -> bool:
    words = (note.error or "none", *note.certificates)
    times = (note.tried, note.fetched, note.ledger)
    return (
        all(word.isidentifier() for word in words)
        and all(map(str.isprintable, note.unread))
        and all(type(count) is int for count in note.unread.values())
        and all(map(_is_day, note.certificates.values()))
        and all(map(_is_moment, filter(None, times)))
    )


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _is_day(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
