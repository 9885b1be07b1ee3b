"""The words of a row of the message list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.domain.message import Party
from sdk_desktop.ui.words import shown_names, tr
from sdk_desktop.ui.words.dates_and_sizes import short_date
from sdk_desktop.ui.words.plain_text import one_line


class Tone(StrEnum):
    """The colour of a note; its words alone carry the meaning."""

    QUIET = "muted"
    GOOD = "success"
    WAITING = "warning"
    BAD = "danger"


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
        notes=_notes(headline),
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


def _notes(headline: Headline) -> tuple[RowNote, ...]:
    if headline.unreadable:
        return (RowNote(tr("Needs action"), Tone.BAD),)
    if headline.status is not None:
        return (_status(headline),)
    handler = (
        RowNote(one_line(headline.handler))
        if headline.handler
        else RowNote(tr("Nobody has taken it"))
    )
    if not headline.diary_number:
        return (handler,)
    number = tr("Registered {number}").format(number=one_line(headline.diary_number))
    return (RowNote(number), handler)


def _status(headline: Headline) -> RowNote:
    status = headline.status
    if status is None:
        return RowNote("")
    text = shown_names.status_name(status, rejected=headline.rejected)
    if status.failed or headline.rejected:
        return RowNote(text, Tone.BAD)
    return RowNote(text, Tone.GOOD if status.final else Tone.WAITING)
