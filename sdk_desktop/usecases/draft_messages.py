"""What a draft becomes when it is sent: one message for each recipient."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sdk_desktop import __version__
from sdk_desktop.domain.draft import Draft, DraftRecipient, is_given
from sdk_desktop.domain.limited_markdown import with_line_breaks
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.message import (
    Attention,
    Document,
    Identifier,
    Message,
    Party,
    Person,
    Reference,
    new_id,
)

PRODUCT = Identifier("SDK Desktop", __version__)


def message_of(draft: Draft, recipient: DraftRecipient, mailbox: Mailbox, now: datetime) -> Message:
    """Make one recipient's message, with identifiers of its own."""
    message_id, earlier = new_id(), draft.earlier_to(recipient)
    conversation = earlier.conversation_id if earlier else draft.conversation_id
    refers = earlier.refers if earlier else ""
    return Message(
        message_id=message_id,
        conversation_id=conversation or message_id,
        created=now.replace(microsecond=now.microsecond // 1000 * 1000),
        label=draft.label.strip(),
        confidential=bool(draft.confidential),
        recipient=_recipient(draft, recipient),
        sender=_sender(draft, mailbox),
        documents=(_document(draft),),
        ref_to_message_id=refers or draft.ref_to_message_id,
        generating_system=PRODUCT,
    )


def _recipient(draft: Draft, recipient: DraftRecipient) -> Party:
    attention = Attention(
        function=recipient.function,
        function_label=recipient.function_label or None,
        persons=_persons(draft.persons),
        references=_references(draft.their_references),
    )
    return Party(recipient.organisation, recipient.organisation_label or None, attention)


def _sender(draft: Draft, mailbox: Mailbox) -> Party:
    references = _references(draft.own_references)
    attention = Attention(mailbox.address, mailbox.name, references=references)
    return Party(mailbox.organisation, mailbox.organisation_name, attention)


def _persons(rows: tuple[Person, ...]) -> tuple[Person, ...]:
    """Return the persons of the rows that are not empty."""
    named = (person for person in rows if person.label or is_given(person.identifier))
    return tuple(
        person if is_given(person.identifier) else replace(person, identifier=None)
        for person in named
    )


def _references(rows: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """Return the references of the rows that are not empty."""
    return tuple(row for row in rows if row.label or is_given(row.identifier))


def _document(draft: Draft) -> Document:
    text = with_line_breaks(draft.text.strip().replace("\r\n", "\n").replace("\r", "\n"))
    return Document(identifier=new_id(), files=draft.files, texts=(text,) if text else ())
