"""The course: ten lessons, their steps, and what in the audit trail shows that a step is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import Status
from sdk_desktop.store.messages.practised import PractisedEvent

ANSWERS, REFUSES, IS_SILENT = "sdk:svarar:", "sdk:avvisar-", "sdk:svarar-aldrig:"
"""How the addresses of the training authority's functions begin that lessons send to."""


class LessonStep(StrEnum):
    """One thing to do, or to wait for."""

    OPEN = "open"
    OPEN_FILE = "open-file"
    SEARCH = "search"
    OPEN_FOUND = "open-found"
    TAKE = "take"
    WRITE_NOTE = "write-note"
    ANSWER = "answer"
    SEE_ACCEPTED = "see-accepted"
    SEND = "send"
    GET_REPLY = "get-reply"
    READ_REPLY = "read-reply"
    TAKE_BACK = "take-back"
    SEND_REFUSED = "send-refused"
    SEE_REFUSED = "see-refused"
    READ_REASON = "read-reason"
    SEND_UNANSWERED = "send-unanswered"
    SEE_UNANSWERED = "see-unanswered"
    READ_ADVICE = "read-advice"
    SET_DEADLINE = "set-deadline"
    REGISTER = "register"
    LOCK = "lock"
    UNLOCK = "unlock"


class Lesson(StrEnum):
    """An exercise of about two minutes."""

    READING = "reading"
    FINDING = "finding"
    TAKING = "taking"
    ANSWERING = "answering"
    WRITING = "writing"
    REGRETTING = "regretting"
    REFUSED = "refused"
    UNANSWERED = "unanswered"
    REGISTERING = "registering"
    LOCKING = "locking"

    @property
    def steps(self) -> tuple[LessonStep, ...]:
        """The steps in their order."""
        return _STEPS[self]


_STEPS = {
    Lesson.READING: (LessonStep.OPEN, LessonStep.OPEN_FILE),
    Lesson.FINDING: (LessonStep.SEARCH, LessonStep.OPEN_FOUND),
    Lesson.TAKING: (LessonStep.TAKE, LessonStep.WRITE_NOTE),
    Lesson.ANSWERING: (LessonStep.ANSWER, LessonStep.SEE_ACCEPTED),
    Lesson.WRITING: (LessonStep.SEND, LessonStep.GET_REPLY, LessonStep.READ_REPLY),
    Lesson.REGRETTING: (LessonStep.TAKE_BACK,),
    Lesson.REFUSED: (LessonStep.SEND_REFUSED, LessonStep.SEE_REFUSED, LessonStep.READ_REASON),
    Lesson.UNANSWERED: (
        LessonStep.SEND_UNANSWERED,
        LessonStep.SEE_UNANSWERED,
        LessonStep.READ_ADVICE,
    ),
    Lesson.REGISTERING: (LessonStep.SET_DEADLINE, LessonStep.REGISTER),
    Lesson.LOCKING: (LessonStep.LOCK, LessonStep.UNLOCK),
}


@dataclass(frozen=True, slots=True)
class LessonProgress:
    """When each step of a lesson was done, None for one that is not."""

    lesson: Lesson
    steps: Mapping[LessonStep, datetime | None]

    @property
    def next(self) -> LessonStep | None:
        """The first step that is not done, None when all are."""
        return next((step for step, done in self.steps.items() if done is None), None)

    @property
    def done(self) -> datetime | None:
        """When the last of the steps was done, None while one is not."""
        times = [time for time in self.steps.values() if time is not None]
        return max(times) if len(times) == len(self.steps) else None


def progress_of(happened: Sequence[PractisedEvent]) -> tuple[LessonProgress, ...]:
    """Return every lesson in its order and how far one has come, by events with the oldest first.

    Of the events of other kinds than `PRACTISED` nothing is asked.
    """
    return tuple(
        LessonProgress(lesson, {step: _time(_DONE[step](happened)) for step in lesson.steps})
        for lesson in Lesson
    )


_Happened = Sequence[PractisedEvent]
_Found = PractisedEvent | None


def _time(event: _Found) -> datetime | None:
    return None if event is None else event.time


def _first(events: Iterable[PractisedEvent], kind: AuditKind) -> _Found:
    return next((event for event in events if event.kind is kind), None)


def _after(happened: _Happened, event: _Found) -> _Happened:
    """Return what happened after an event, nothing while that has not happened."""
    return happened[happened.index(event) + 1 :] if event is not None else ()


def _of_same(happened: _Happened, event: _Found) -> _Happened:
    """Return what happened to the message of an event after it."""
    later = _after(happened, event)
    return tuple(one for one in later if event and one.message_id == event.message_id)


def _anything(kind: AuditKind) -> Callable[[_Happened], _Found]:
    return lambda happened: _first(happened, kind)


def _opened(happened: _Happened) -> _Found:
    return _first((one for one in happened if one.incoming), AuditKind.READ)


def _opened_found(happened: _Happened) -> _Found:
    return _opened(_after(happened, _first(happened, AuditKind.SEARCHED)))


def _answered(happened: _Happened) -> Iterable[PractisedEvent]:
    """Return the answers that were sent to what has come."""
    came = {one.message_id for one in happened if one.incoming}
    sent = (one for one in happened if one.kind is AuditKind.SENT)
    return (one for one in sent if one.answers in came)


def _accepted(happened: _Happened) -> _Found:
    ours = {one.message_id for one in _answered(happened)}
    ended = (one for one in happened if one.message_id in ours and one.detail == Status.ACCEPTED)
    return _first(ended, AuditKind.DELIVERY)


def _sent(to: str) -> Callable[[_Happened], _Found]:
    return lambda happened: _first(_all_to(happened, to), AuditKind.SENT)


def _all_to(happened: _Happened, to: str) -> Iterable[PractisedEvent]:
    return (one for one in happened if not one.incoming and one.function.startswith(to))


def _replies(happened: _Happened) -> _Happened:
    asked = {one.message_id for one in _all_to(happened, ANSWERS)}
    return tuple(one for one in happened if one.incoming and one.answers in asked)


def _reply(kind: AuditKind) -> Callable[[_Happened], _Found]:
    return lambda happened: _first(_replies(happened), kind)


def _ended(to: str) -> Callable[[_Happened], _Found]:
    return lambda happened: _first(_all_to(happened, to), AuditKind.DELIVERY)


def _read_after_end(to: str) -> Callable[[_Happened], _Found]:
    def find(happened: _Happened) -> _Found:
        ends = (one for one in _all_to(happened, to) if one.kind is AuditKind.DELIVERY)
        read = (_first(_of_same(happened, one), AuditKind.READ) for one in ends)
        return next(filter(None, read), None)

    return find


def _unlocked_again(happened: _Happened) -> _Found:
    locked = _first(happened, AuditKind.LOCKED)
    return _first(_after(happened, locked), AuditKind.UNLOCKED)


_DONE: Mapping[LessonStep, Callable[[_Happened], _Found]] = {
    LessonStep.OPEN: _opened,
    LessonStep.OPEN_FILE: _anything(AuditKind.OPENED_FILE),
    LessonStep.SEARCH: _anything(AuditKind.SEARCHED),
    LessonStep.OPEN_FOUND: _opened_found,
    LessonStep.TAKE: _anything(AuditKind.TAKEN),
    LessonStep.WRITE_NOTE: _anything(AuditKind.NOTED),
    LessonStep.ANSWER: lambda happened: _first(_answered(happened), AuditKind.SENT),
    LessonStep.SEE_ACCEPTED: _accepted,
    LessonStep.SEND: _sent(ANSWERS),
    LessonStep.GET_REPLY: _reply(AuditKind.RECEIVED),
    LessonStep.READ_REPLY: _reply(AuditKind.READ),
    LessonStep.TAKE_BACK: _anything(AuditKind.TAKEN_BACK),
    LessonStep.SEND_REFUSED: _sent(REFUSES),
    LessonStep.SEE_REFUSED: _ended(REFUSES),
    LessonStep.READ_REASON: _read_after_end(REFUSES),
    LessonStep.SEND_UNANSWERED: _sent(IS_SILENT),
    LessonStep.SEE_UNANSWERED: _ended(IS_SILENT),
    LessonStep.READ_ADVICE: _read_after_end(IS_SILENT),
    LessonStep.SET_DEADLINE: _anything(AuditKind.DEADLINE),
    LessonStep.REGISTER: _anything(AuditKind.REGISTERED),
    LessonStep.LOCK: _anything(AuditKind.LOCKED),
    LessonStep.UNLOCK: _unlocked_again,
}
"""What shows that a step is done; each looks at the events of the trail, oldest first."""

PRACTISED = frozenset(
    {
        AuditKind.READ,
        AuditKind.OPENED_FILE,
        AuditKind.SEARCHED,
        AuditKind.TAKEN,
        AuditKind.NOTED,
        AuditKind.SENT,
        AuditKind.RECEIVED,
        AuditKind.DELIVERY,
        AuditKind.TAKEN_BACK,
        AuditKind.DEADLINE,
        AuditKind.REGISTERED,
        AuditKind.LOCKED,
        AuditKind.UNLOCKED,
    }
)
"""The kinds of events that show something."""
