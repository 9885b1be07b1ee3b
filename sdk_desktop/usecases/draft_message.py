"""Making the message that a draft says (message.md §Acts on messages)."""

from __future__ import annotations

from datetime import datetime

from sdk_desktop import __version__
from sdk_desktop.domain.draft import Draft, DraftRecipient
from sdk_desktop.domain.limited_markdown import with_line_breaks
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.message import Attention, Document, Identifier, Message, Party, new_id

PRODUCT = Identifier("SDK Desktop", __version__)


def message_of(draft: Draft, recipient: DraftRecipient, mailbox: Mailbox, now: datetime) -> Message:
    """Make one recipient's message, with identifiers of its own."""
    message_id = new_id()
    return Message(
        message_id=message_id,
        conversation_id=draft.conversation_id or message_id,
        created=now.replace(microsecond=now.microsecond // 1000 * 1000),
        label=draft.label.strip(),
        confidential=bool(draft.confidential),
        recipient=_recipient(draft, recipient),
        sender=_sender(draft, mailbox),
        documents=(_document(draft),),
        ref_to_message_id=draft.ref_to_message_id,
        generating_system=PRODUCT,
    )


def _recipient(draft: Draft, recipient: DraftRecipient) -> Party:
    attention = Attention(
        function=recipient.function,
        function_label=recipient.function_label or None,
        persons=draft.persons,
        references=draft.their_references,
    )
    return Party(recipient.organisation, recipient.organisation_label or None, attention)


def _sender(draft: Draft, mailbox: Mailbox) -> Party:
    attention = Attention(mailbox.address, mailbox.name, references=draft.own_references)
    return Party(mailbox.organisation, mailbox.organisation_name, attention)


def _document(draft: Draft) -> Document:
    text = with_line_breaks(draft.text.strip().replace("\r\n", "\n").replace("\r", "\n"))
    return Document(identifier=new_id(), files=draft.files, texts=(text,) if text else ())
