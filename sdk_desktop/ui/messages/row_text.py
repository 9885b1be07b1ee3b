"""The words of a row of the message list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sdk_desktop.domain.clock import local
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errand import Errand, ErrandState, Reason
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.ui.messages.arrival_marks import worst_mark
from sdk_desktop.ui.parts.painting import Mark, Tone
from sdk_desktop.ui.words import shown_names, tr
from sdk_desktop.ui.words.dates_and_sizes import day_name, short_date, time_of_day
from sdk_desktop.ui.words.errand_words import due_words, filing_words, short_reason_words
from sdk_desktop.ui.words.message_words import party_names
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.usecases.searching.search_text import SoughtWords


@dataclass(frozen=True, slots=True)
class RowReader:
    """Who looks at a list, when, what for; with `boxes` each row names its mailbox, by address.

    Rows that do not stand `by_day` say their day themselves.
    """

    now: datetime
    me: str = ""
    boxes: dict[str, str] = field(default_factory=dict)
    sought: SoughtWords = field(default_factory=SoughtWords)
    by_day: bool = True


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: `key` is a message's row or a draft's key, `value` what it shows.

    `day` is the one under which the row stands, None where it stands under none. What was `sought`
    is marked in it; while somebody looks on, its title is `hidden`.
    """

    key: int | str
    title: str
    who: str
    organisation: str
    value: Headline | Draft
    time: str = ""
    day: date | None = None
    spoken_day: str = ""
    mailbox: str = ""
    confidential: bool = False
    unread: bool = False
    outgoing: bool = False
    note: Mark | None = None
    handler: str = ""
    mine: bool = False
    attachments: int = 0
    sought: SoughtWords = field(default_factory=SoughtWords)
    hidden: bool = False

    @property
    def spoken(self) -> str:
        """The whole row for a screen reader."""
        parts = (
            tr("Unread") if self.unread else "",
            tr("Sent") if self.outgoing else "",
            tr("Confidential") if self.confidential else "",
            self.who,
            self.organisation,
            self.title,
            self.mailbox,
            f"{self.spoken_day} {self.time}".strip(),
            self.note.text if self.note else "",
            self.handler,
            tr("%n attachments", n=self.attachments) if self.attachments else "",
        )
        return ", ".join(part for part in parts if part)


def headline_row(headline: Headline, reader: RowReader) -> ListRow:
    """Return the row of a message."""
    by_day = reader.by_day
    who, organisation = party_names(headline.counterpart)
    if headline.list_state is not None:
        who, organisation = tr("%n recipients", n=headline.list_state.recipients), ""
    return ListRow(
        key=headline.row,
        title=headline_title(headline),
        who=who,
        organisation=organisation,
        value=headline,
        time=time_of_day(headline.time) if by_day else short_date(headline.time, reader.now),
        day=local(headline.time).date() if by_day else None,
        spoken_day=_spoken_day(headline.time, reader.now) if by_day else "",
        mailbox=reader.boxes.get(headline.mailbox, ""),
        confidential=headline.confidential,
        unread=headline.unread,
        outgoing=headline.direction is Direction.OUT,
        note=_note(headline, reader.now),
        handler=one_line(headline.handler),
        mine=bool(headline.handler_id) and headline.handler_id == reader.me,
        attachments=headline.attachments,
        sought=SoughtWords() if headline.covered else reader.sought,
    )


def draft_row(draft: Draft, reader: RowReader) -> ListRow:
    """Return the row of a draft."""
    recipients = [r.function_label or r.function for r in draft.recipients]
    changed = draft.changed
    return ListRow(
        key=draft.key,
        title=covered_title() if draft.covered else one_line(draft.label) or tr("No subject yet"),
        who=one_line(" · ".join(recipients)) or tr("No recipient yet"),
        organisation="",
        value=draft,
        time=time_of_day(changed) if changed else "",
        day=local(changed).date() if changed else None,
        spoken_day=_spoken_day(changed, reader.now) if changed else "",
        mailbox=reader.boxes.get(draft.mailbox, ""),
        confidential=bool(draft.confidential),
        note=_handed_over(draft),
        attachments=len(draft.files),
    )


def _handed_over(draft: Draft) -> Mark | None:
    """Return who a draft is handed over to at another computer, or by whom."""
    if draft.given_to:
        return Mark(tr("Handed over to {name}").format(name=one_line(draft.given_to)), "hand-over")
    if draft.given_by:
        return Mark(tr("Handed over by {name}").format(name=one_line(draft.given_by)), "hand-over")
    return None


def covered_title() -> str:
    """Return what stands for a subject that nobody may see now."""
    return tr("Subject is not shown")


def _spoken_day(moment: datetime, now: datetime) -> str:
    """Return the day for whoever hears the row without its heading, "" for today."""
    day, today = local(moment).date(), local(now).date()
    return "" if day == today else day_name(day, today)


def headline_title(headline: Headline) -> str:
    """Return what a message is called: its subject, or what stands for it."""
    if headline.unreadable:
        return tr("A message that could not be read")
    if headline.covered:
        return covered_title()
    return one_line(headline.subject) or tr("No subject")


def _note(headline: Headline, now: datetime) -> Mark | None:
    """Return the one exception that a row says: what needs somebody goes first."""
    errand = headline.errand
    if headline.list_state is not None:
        return worst_mark(headline.list_state)
    if errand.reason is not None:
        return _reason(errand, errand.reason, now)
    if errand.due is not None and errand.state is not ErrandState.WRITING:
        text = tr("Answer {day}").format(day=due_words(errand, now))
        return Mark(text, "clock", Tone.WAITING, pressing=True)
    if errand.leaving:
        return Mark(tr("Leaves shortly"), "sent", Tone.ACCENT)
    if headline.status is not None:
        return _status(headline.status, rejected=headline.rejected)
    return _state(headline)


def _state(headline: Headline) -> Mark | None:
    """Return how far a received message has come, None where everybody can tell."""
    errand = headline.errand
    match errand.state:
        case ErrandState.WRITING:
            first, *_ = one_line(errand.writer).split() or [""]
            text = tr("{name} is writing an answer").format(name=first)
            return Mark(text, "edit", Tone.ACCENT)
        case ErrandState.ANSWERED:
            return Mark(tr("Answered"), "check", Tone.GOOD)
        case ErrandState.DONE:
            kept = one_line(headline.diary_number) or filing_words(errand.filing)
            return Mark(kept, "register", Tone.GOOD)
        case _:
            return None


def _reason(errand: Errand, reason: Reason, now: datetime) -> Mark:
    """Return why a message needs somebody; red where nothing has arrived, or it is too late."""
    words = short_reason_words(reason)
    match reason:
        case Reason.UNACKNOWLEDGED | Reason.LATE:
            return Mark(words, "hourglass", Tone.WAITING, pressing=True)
        case Reason.REMINDER:
            return Mark(words, "clock", Tone.WAITING, pressing=True)
        case Reason.UNANSWERED | Reason.UNREGISTERED:
            late = errand.is_overdue(now)
            when = tr("overdue") if late else due_words(errand, now)
            tone = Tone.BAD if late else Tone.WAITING
            icon = "warning" if late else "clock"
            return Mark(f"{words} · {when}", icon, tone, pressing=True, short=words)
        case _:
            return Mark(words, "step-failed", Tone.BAD, pressing=True)


def _status(status: Status, *, rejected: bool) -> Mark:
    """Return how a sent message stands that needs nobody."""
    text = shown_names.short_status_name(status, rejected=rejected)
    if status.failed or rejected:
        return Mark(text, "step-failed")
    if status.final:
        return Mark(text, "check", Tone.GOOD)
    if status is Status.SCHEDULED_FOR_RESEND:
        return Mark(text, "refresh", Tone.WAITING)
    return Mark(text, "hourglass")
