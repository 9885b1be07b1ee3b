"""How a message stands, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from sdk_desktop.domain.clock import local
from sdk_desktop.domain.draft import DraftHandedOver
from sdk_desktop.domain.errand import Errand, ErrandState, Filing, NextAction, Reason
from sdk_desktop.domain.errors import InOtherHands
from sdk_desktop.domain.mailbox import Headline, Upcoming
from sdk_desktop.ui.words.dates_and_sizes import (
    date_and_time,
    on_coming_day,
    short_date,
    time_of_day,
)
from sdk_desktop.ui.words.message_words import party_names, party_words
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.ui.words.translation import mark, tr

_REASONS = {
    Reason.UNREADABLE: mark("Could not be read"),
    Reason.REJECTED: mark("Rejected"),
    Reason.FAILED: mark("Could not be delivered"),
    Reason.UNACKNOWLEDGED: mark("No acknowledgement – it may have arrived"),
    Reason.LATE: mark("No acknowledgement – it may have arrived"),
    Reason.UNANSWERED: mark("Not answered"),
    Reason.UNREGISTERED: mark("Has no diary number yet"),
    Reason.REMINDER: mark("You wanted to be reminded"),
}
_COUNTED_REASONS = {
    Reason.UNREADABLE: mark("%n could not be read"),
    Reason.REJECTED: mark("%n rejected"),
    Reason.FAILED: mark("%n could not be delivered"),
    Reason.UNACKNOWLEDGED: mark("%n without acknowledgement – they may have arrived"),
    Reason.LATE: mark("%n without acknowledgement – they may have arrived"),
    Reason.UNANSWERED: mark("%n not answered"),
    Reason.UNREGISTERED: mark("%n have no diary number yet"),
    Reason.REMINDER: mark("%n reminders of yours"),
}
_SHORT_REASONS = {
    Reason.UNREADABLE: mark("Could not be read"),
    Reason.REJECTED: mark("Rejected"),
    Reason.FAILED: mark("Not delivered"),
    Reason.UNACKNOWLEDGED: mark("No acknowledgement"),
    Reason.LATE: mark("No acknowledgement"),
    Reason.UNANSWERED: mark("Not answered"),
    Reason.UNREGISTERED: mark("No diary number"),
    Reason.REMINDER: mark("Reminder"),
}
_ACTIONS = {
    NextAction.READ: mark("Open"),
    NextAction.SEND_AGAIN: mark("See what helps"),
    NextAction.CALL: mark("Show whom to call"),
    NextAction.ANSWER: mark("Answer"),
    NextAction.REGISTER: mark("Enter diary number"),
}
_FILINGS = {
    Filing.NONE: mark("Kept nowhere yet"),
    Filing.PERSONAL_FILE: mark("Personal file"),
    Filing.MINOR: mark("Of little importance"),
}


def reason_words(reason: Reason) -> str:
    """Return why a message needs somebody."""
    return tr(_REASONS[reason])


def counted_reason_words(reason: Reason, count: int) -> str:
    """Return how many messages need somebody for a reason."""
    return tr(_COUNTED_REASONS[reason], n=count)


def short_reason_words(reason: Reason) -> str:
    """Return why a message needs somebody, for the row of a list."""
    return tr(_SHORT_REASONS[reason])


def action_words(action: NextAction) -> str:
    """Return what the button says that helps."""
    return tr(_ACTIONS[action])


def filing_words(filing: Filing) -> str:
    """Return where a message is kept."""
    return tr(_FILINGS[filing])


def due_words(errand: Errand, now: datetime) -> str:
    """Return until when something must be done, "" without a time."""
    if errand.due is None:
        return ""
    last, today = local(errand.due - timedelta(seconds=1)), local(now).date()
    if last.date() == today:
        return tr("today")
    if last.date() == today + timedelta(days=1):
        return tr("tomorrow")
    return tr("by {day}").format(day=short_date(last, now))


def upcoming_words(upcoming: Upcoming, now: datetime) -> str:
    """Return what will need somebody next, and on which day."""
    text = (
        tr("Next to watch: {day}, your reminder about {name}.")
        if upcoming.reason is Reason.REMINDER
        else tr("Next to watch: {day}, answer to {name}.")
    )
    who, _ = party_names(upcoming.headline.counterpart)
    return text.format(day=on_coming_day(upcoming.due - timedelta(seconds=1), now), name=who)


def errand_state_words(headline: Headline, me: str) -> str:
    """Return how a received message stands, in one line; "" for one that we sent."""
    match headline.errand.state:
        case None:
            return ""
        case ErrandState.NEW:
            return tr("New: nobody has taken it")
        case ErrandState.TAKEN:
            return _taken_words(headline, me)
        case ErrandState.WRITING:
            return writing_words(headline.errand, me)
        case ErrandState.ANSWERED:
            return _answered_words(headline.errand)
        case ErrandState.DONE:
            return kept_words(headline)


def writing_words(errand: Errand, me: str) -> str:
    """Return who writes an answer, and since when."""
    since = time_of_day(errand.writing_since) if errand.writing_since else ""
    if errand.writer_id == me:
        return tr("You are writing an answer since {time}").format(time=since)
    named = tr("{name} is writing an answer since {time}")
    return named.format(name=one_line(errand.writer), time=since)


def kept_words(headline: Headline) -> str:
    """Return where a message is kept: its diary number, or what stands for one."""
    if headline.diary_number:
        return tr("Registered {number}").format(number=one_line(headline.diary_number))
    return filing_words(headline.errand.filing)


def forwarded_words(sent: Headline) -> str:
    """Return to whom a sent message passed another on, when and by whom, or why it has not yet."""
    name = party_words(sent.counterpart)
    if sent.errand.leaving:
        return tr("Waits to be forwarded to {name}").format(name=name)
    told = tr("Forwarded to {name} {time}").format(name=name, time=date_and_time(sent.time))
    if sent.handler:
        told = tr("Forwarded to {name} {time} by {who}").format(
            name=name, time=date_and_time(sent.time), who=one_line(sent.handler)
        )
    return told if sent.errand.reason is None else f"{told} – {reason_words(sent.errand.reason)}"


def question_of(error: InOtherHands) -> str:
    """Return the question whether to take over what is in a colleague's hands."""
    name = one_line(error.name)
    if isinstance(error, DraftHandedOver):
        text = tr("{name} has not gone on with the draft yet. Do you want to take it back?")
        return text.format(name=name)
    if error.messages > 1:
        text = tr(
            "{name} has taken these %n messages. Do you want to take them over?", n=error.messages
        )
        return text.format(name=name)
    if error.since is not None:
        text = tr("{name} is writing an answer since {time}. Do you want to take over?")
        return text.format(name=name, time=time_of_day(error.since))
    return tr("{name} has taken this message. Do you want to take it over?").format(name=name)


def answers_of(error: InOtherHands) -> tuple[str, str]:
    """Return what can be answered to that question: yes, and no."""
    yes = tr("Take it back") if isinstance(error, DraftHandedOver) else tr("Take over")
    return yes, tr("Leave it to {name}").format(name=one_line(error.name))


def _taken_words(headline: Headline, me: str) -> str:
    if headline.handler_id == me:
        return tr("Taken by you")
    return tr("Taken by {name}").format(name=one_line(headline.handler))


def _answered_words(errand: Errand) -> str:
    if errand.leaving:
        return tr("The answer waits to be sent")
    time = date_and_time(errand.answered) if errand.answered else ""
    if not errand.answerer:
        return tr("Answered {time}").format(time=time)
    named = tr("Answered by {name} {time}")
    return named.format(name=one_line(errand.answerer), time=time)
