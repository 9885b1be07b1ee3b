"""Selections, previews and states of purges in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from sdk_desktop.domain.clock import local
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.purge import (
    ErasedAt,
    PurgeCriteria,
    PurgePreview,
    PurgeProposal,
    PurgeState,
)
from sdk_desktop.ui.words import mark, tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.plain_text import one_line

DIRECTIONS = {
    None: mark("Received and sent"),
    Direction.IN: mark("Received"),
    Direction.OUT: mark("Sent"),
}


def criteria_words(criteria: PurgeCriteria, mailbox_names: Mapping[str, str]) -> str:
    """Return the selection on one line."""
    return " · ".join(one_line(part) for part in _criteria(criteria, mailbox_names))


def preview_words(preview: PurgePreview) -> str:
    """Return how many messages would be erased, and from which period."""
    if not preview.count or preview.oldest is None or preview.newest is None:
        return tr("No message would be erased.")
    counted = tr("%n messages would be erased.", preview.count)
    oldest, newest = _day(preview.oldest), _day(preview.newest)
    several = tr("They are from {oldest} to {newest}.")
    period = several if oldest != newest else tr("They are from {newest}.")
    return f"{counted} {period.format(oldest=oldest, newest=newest)}"


def left_words(preview: PurgePreview) -> str:
    """Return how many messages would be left and why, "" if none."""
    reasons = (
        (preview.held, tr("%n are kept from being erased", preview.held)),
        (preview.waiting, tr("%n still wait for their delivery", preview.waiting)),
        (preview.untouched, tr("%n were neither read nor registered", preview.untouched)),
    )
    words = ", ".join(text for count, text in reasons if count)
    return tr("Left: {what}.").format(what=words) if words else ""


def state_words(proposal: PurgeProposal) -> str:
    """Return the state of a proposal."""
    return " ".join(_state(proposal))


def _criteria(criteria: PurgeCriteria, mailbox_names: Mapping[str, str]) -> Iterator[str]:
    known = mailbox_names.get(criteria.mailbox, criteria.mailbox)
    yield known or tr("All mailboxes")
    match criteria.document_type:
        case None:
            yield tr("Any document type")
        case "":
            yield tr("Without a document type")
        case document_type:
            yield document_type
    yield tr(DIRECTIONS[criteria.direction])
    yield tr("before {date}").format(date=_day(criteria.before))


def _day(moment: datetime) -> str:
    return local(moment).date().isoformat()


def erased_words(erased: ErasedAt) -> str:
    """Return at how many computers nothing is left, and which are waited for."""
    done, all_ = len(erased.done), len(erased.done) + len(erased.awaited)
    text = tr("Erased at {done} of {all} computers.").format(done=done, all=all_)
    if not erased.awaited:
        return text
    waited = tr("Waits for {names}.").format(names=", ".join(map(one_line, erased.awaited)))
    return f"{text} {waited}"


def _state(proposal: PurgeProposal) -> Iterator[str]:
    listed, erased = proposal.listed, proposal.erased
    name, time = one_line(proposal.proposed_by), date_and_time(proposal.proposed)
    proposed = tr("%n messages, proposed by {name} {time}.", listed)
    yield proposed.format(name=name, time=time)
    if proposal.approved is not None:
        name, time = one_line(proposal.approved_by), date_and_time(proposal.approved)
        yield tr("Approved by {name} {time}.").format(name=name, time=time)
    match proposal.state:
        case PurgeState.APPROVED:
            yield tr("%n are erased so far.", erased)
        case PurgeState.ERASED:
            yield tr("%n are erased.", erased)
            yield tr("The file of the store is written anew when the program is locked.")
        case PurgeState.DONE:
            yield tr("%n are erased.", erased)
        case PurgeState.WITHDRAWN:
            yield tr("Withdrawn: nothing was erased.")
    if proposal.held:
        yield tr("%n were left: they were kept from being erased meanwhile.", proposal.held)
    if proposal.changed:
        yield tr("%n were left: somebody had changed them meanwhile.", proposal.changed)
