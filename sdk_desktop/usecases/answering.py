"""Answering as one person of several: it takes the message, and nobody else answers unawares."""

from __future__ import annotations

from datetime import datetime

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.draft import (
    Act,
    AnsweredMeanwhile,
    Draft,
    DraftGone,
    DraftHandedOver,
    DraftOnItsWay,
)
from sdk_desktop.domain.errand import ErrandState
from sdk_desktop.domain.errors import InOtherHands, Refused
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.domain.message import Message
from sdk_desktop.domain.roles import Role
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.actor import Actor, record_event
from sdk_desktop.usecases.shared.waiting import sending


def begin_answer(stored: Transaction, actor: Actor, row: int, over: str) -> None:
    """Take a message, and let the others see that an answer is being written.

    Raise `InOtherHands` when it is a colleague's, or a colleague writes, unless the person has
    agreed to take `over` from that very colleague.
    """
    headline = stored.messages.headline(row, actor.question())
    refuse_writer(headline, actor.who_id, over)
    refuse_handler(headline, actor.who_id, over)
    take(stored, actor, headline)
    stored.errands.begin_writing(row, actor.who_id, actor.clock())


def begun_answer(stored: Transaction, me: str, mailbox: str, message: Message) -> Draft | None:
    """Return the newest answer to a message that a person has begun, with its files, if any."""
    mine = (one for one in stored.drafts.all(me, mailbox) if one.owner == me)
    keys = (
        one.key
        for one in mine
        if one.ref_to_message_id == message.message_id
        and one.act is Act.ANSWER
        and not (one.given_to or one.given_by or one.replaces)
    )
    key = next(keys, None)
    return stored.drafts.get(key) if key else None


def take(stored: Transaction, actor: Actor, headline: Headline) -> None:
    """Make a message the person's own, and record from whom it was taken."""
    if headline.handler_id == actor.who_id:
        return
    stored.messages.assign(headline.row, actor.who_id)
    kind = AuditKind.TAKEN_OVER if headline.handler_id else AuditKind.TAKEN
    event = actor.event(kind, detail=headline.handler or actor.who)
    record_event(stored, event, headline.row)


def refuse_handler(headline: Headline, who_id: str, over: str) -> None:
    """Raise `InOtherHands` for a colleague's message, unless it may be taken over."""
    if headline.handler_id not in {"", who_id, over}:
        raise InOtherHands(
            "{name} has already taken the message.", headline.handler, headline.handler_id
        )


def refuse_writer(headline: Headline, who_id: str, over: str) -> None:
    """Raise `InOtherHands` while a colleague writes an answer, unless that is agreed to."""
    errand = headline.errand
    if errand.state is ErrandState.WRITING and errand.writer_id not in {who_id, over}:
        raise InOtherHands(
            "{name} is writing an answer.", errand.writer, errand.writer_id, errand.writing_since
        )


def refuse_unseen_answers(stored: Transaction, draft: Draft) -> None:
    """Raise `AnsweredMeanwhile` when answers have gone that the writer has not seen."""
    if draft.act is not Act.ANSWER or not draft.ref_to_message_id:
        return
    answers = stored.errands.answers(draft.ref_to_message_id, draft.mailbox)
    unseen = tuple(one for one in answers if one.message_id not in draft.answers_seen)
    if unseen:
        raise AnsweredMeanwhile(unseen)


def note_answer(stored: Transaction, actor: Actor, draft: Draft, now: datetime) -> None:
    """Note on the message that a draft answers that it has been answered, and by whom."""
    if (row := answered_row(stored, draft)) is None:
        return
    stored.errands.answered(row, actor.who_id, now)
    headline = stored.messages.headline(row)
    if not headline.handler_id:
        take(stored, actor, headline)


def gone() -> Refused:
    """Return the error for taking back what has left."""
    return Refused("The message has left. It can no longer be taken back.")


def refuse_sent(stored: Transaction, key: str) -> None:
    """Raise `Refused` for a draft that was sent in another window, and has not left."""
    if stored.held.messages_of(key):
        raise Refused("This draft has been sent in another window.")


def refuse_gone(stored: Transaction, key: str, *, was_there: bool = False) -> None:
    """Raise `DraftOnItsWay` or `DraftHandedOver` while a draft may have left.

    Raise `DraftGone` where it `was_there` and is there no longer.
    """
    if sending(stored, key) is not None:
        raise DraftOnItsWay
    found = stored.drafts.find(key)
    if found is not None and found.given_to:
        raise DraftHandedOver(found.given_to)
    if found is None and was_there:
        raise DraftGone


def answered_row(stored: Transaction, draft: Draft) -> int | None:
    """Return the row of the message that a draft answers, None where it answers none."""
    if draft.act is not Act.ANSWER or not draft.ref_to_message_id:
        return None
    return stored.errands.received_row(draft.ref_to_message_id, draft.mailbox)


def hand_to(stored: Transaction, actor: Actor, row: int, who: str) -> None:
    """Make a message a colleague's, who sees it as unread; raise `Refused` for a reader."""
    mailbox = stored.names.mailbox_of(row)
    refuse_reader(stored, who, mailbox)
    whom = stored.colleagues.taker(who, mailbox)
    stored.messages.assign(row, whom)
    stored.errands.unsee(row, whom)
    record_event(stored, actor.event(AuditKind.HANDED_OVER, detail=who), row)


def refuse_reader(stored: Transaction, who: str, mailbox: str) -> None:
    """Raise `Refused` for somebody here who may only read in a mailbox."""
    role = stored.colleagues.roles().get(who)
    if role and not role.within(mailbox).includes(Role.HANDLER):
        raise Refused("{name} may only read in this mailbox.", name=who)
