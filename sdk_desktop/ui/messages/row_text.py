"""The words of a row of the message list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errand import Errand, ErrandState, Reason
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.domain.message import Party
from sdk_desktop.ui.words import shown_names, tr
from sdk_desktop.ui.words.dates_and_sizes import short_date
from sdk_desktop.ui.words.errand_words import due_words, kept_words, reason_words
from sdk_desktop.ui.words.plain_text import one_line


class Tone(StrEnum):
    """The colour of a note; its words alone carry the meaning."""

    QUIET = "muted"
    GOOD = "success"
    WAITING = "warning"
    BAD = "danger"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class RowNote:
    """A few words about a message."""

    text: str
    tone: Tone = Tone.QUIET


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: `key` is a message's row or a draft's key, `value` what it shows."""

    key: int | str
    title: str
    time: str
    who: str
    value: Headline | Draft
    confidential: bool = False
    unread: bool = False
    outgoing: bool = False
    notes: tuple[RowNote, ...] = ()
    attachments: int = 0

    @property
    def spoken(self) -> str:
        """The whole row for a screen reader."""
        parts = (
            tr("Unread") if self.unread else "",
            tr("Sent") if self.outgoing else "",
            tr("Confidential") if self.confidential else "",
            self.title,
            self.who,
            self.time,
            *(note.text for note in self.notes),
            tr("%n attachments", n=self.attachments) if self.attachments else "",
        )
        return ", ".join(part for part in parts if part)


def headline_row(headline: Headline, now: datetime) -> ListRow:
    """Return the row of a message."""
    return ListRow(
        key=headline.row,
        title=_title(headline),
        time=short_date(headline.time, now),
        who=" · ".join((*_party(headline.counterpart), *map(one_line, headline.references[:1]))),
        value=headline,
        confidential=headline.confidential,
        unread=headline.unread,
        outgoing=headline.direction is Direction.OUT,
        notes=_notes(headline, now),
        attachments=headline.attachments,
    )


def draft_row(draft: Draft, now: datetime) -> ListRow:
    """Return the row of a draft."""
    recipients = [r.function_label or r.function for r in draft.recipients]
    return ListRow(
        key=draft.key,
        title=_covered() if draft.covered else one_line(draft.label) or tr("No subject yet"),
        time=short_date(draft.changed, now) if draft.changed else "",
        who=one_line(" · ".join(recipients)) or tr("No recipient yet"),
        value=draft,
        confidential=bool(draft.confidential),
        notes=(RowNote(tr("Draft")),),
        attachments=len(draft.files),
    )


def _title(headline: Headline) -> str:
    if headline.unreadable:
        return tr("A message that could not be read")
    if headline.covered:
        return _covered()
    return one_line(headline.subject) or tr("No subject")


def _covered() -> str:
    """Return what stands for a subject that nobody may see before a new proof."""
    return tr("Subject is not shown")


def _party(party: Party) -> tuple[str, ...]:
    function = party.attention.function_label if party.attention else None
    names = (party.label or party.organisation, function or party.function)
    return tuple(one_line(name) for name in names if name)


def _notes(headline: Headline, now: datetime) -> tuple[RowNote, ...]:
    """Return the one exception that a row says, and who has the message."""
    handler = RowNote(one_line(headline.handler)) if headline.handler else None
    return tuple(filter(None, (_exception(headline, now), handler)))


def _exception(headline: Headline, now: datetime) -> RowNote | None:
    errand = headline.errand
    if errand.reason is not None:
        return _reason(errand, errand.reason, now)
    if errand.state is ErrandState.WRITING:
        return RowNote(tr("{name} is writing an answer").format(name=errand.writer), Tone.ACCENT)
    if errand.due is not None:
        return RowNote(tr("Answer {day}").format(day=due_words(errand, now)), Tone.WAITING)
    if headline.status is not None:
        return _status(headline.status, rejected=headline.rejected)
    ends = {ErrandState.ANSWERED: tr("Answered"), ErrandState.DONE: kept_words(headline)}
    words = ends.get(errand.state) if errand.state else None
    return RowNote(words, Tone.GOOD) if words else None


def _reason(errand: Errand, reason: Reason, now: datetime) -> RowNote:
    """Return why a message needs somebody; red where nothing has arrived, or it is too late."""
    words = reason_words(reason)
    match reason:
        case Reason.UNACKNOWLEDGED | Reason.LATE | Reason.REMINDER:
            return RowNote(words, Tone.WAITING)
        case Reason.UNANSWERED | Reason.UNREGISTERED:
            late = errand.is_overdue(now)
            when = tr("overdue") if late else due_words(errand, now)
            return RowNote(f"{words} · {when}", Tone.BAD if late else Tone.WAITING)
        case _:
            return RowNote(words, Tone.BAD)


def _status(status: Status, *, rejected: bool) -> RowNote:
    text = shown_names.status_name(status, rejected=rejected)
    if status.failed or rejected:
        return RowNote(text, Tone.BAD)
    return RowNote(text, Tone.GOOD if status.final else Tone.WAITING)
