"""The tables as they are today; `migrations` brings every older file to them.

Row numbers of messages are given in order of arrival, so newest first is a walk down the key.
What a list shows is in `message`, what only reading needs in `body` and `file`. The engine reads
the whole of a long value for any part of it, so a file's first bytes stand in `file_head`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from sdk_desktop.store.schema.columns import (
    Moment,
    flag_column,
    later_text_column,
    number_column,
    own_number_column,
    parent_column,
    row_number_column,
    text_column,
)

METADATA = sa.MetaData()
TableRow = sa.Row[*tuple[Any, ...]]


class Duty(StrEnum):
    """What a message still asks of its mailbox; all but `now` only after a while.

    A received message is to be registered, or answered by a deadline (`reply`); a sent one waits
    for the acknowledgement (`answer`); `remind` is asked by a person's reminder alone.
    """

    NONE = ""
    NOW = "now"
    REGISTER = "register"
    ANSWER = "answer"
    REPLY = "reply"
    REMIND = "remind"


mailbox = sa.Table(
    "mailbox",
    METADATA,
    row_number_column(),
    sa.Column("address", sa.Text, nullable=False, unique=True),
    text_column("name"),
    text_column("organisation"),
    text_column("organisation_name"),
)

colleague = sa.Table(
    "colleague",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True, nullable=False),
    text_column("name"),
    sa.Column("left", Moment),
    sa.Column("elsewhere", sa.Boolean, nullable=False, server_default="0"),
    sa.Column("role", sa.Text, nullable=False, server_default="handler"),
    sa.Index("colleague_name", "name"),
)

mailbox_role = sa.Table(
    "mailbox_role",
    METADATA,
    sa.Column("who", sa.Text, primary_key=True, nullable=False),
    sa.Column("mailbox", sa.Text, primary_key=True, nullable=False),
    text_column("role"),
)

message = sa.Table(
    "message",
    METADATA,
    row_number_column(),
    text_column("direction"),
    text_column("mailbox"),
    text_column("message_id"),
    text_column("service_id"),
    text_column("conversation_id"),
    sa.Column("ref_to_message_id", sa.Text),
    sa.Column("label", sa.Text),
    text_column("counterpart"),
    text_column("case_references"),
    flag_column("confidential"),
    sa.Column("created", Moment, nullable=False),
    sa.Column("received", Moment, nullable=False),
    flag_column("unread"),
    number_column("attachments"),
    text_column("handler"),
    flag_column("unassigned"),
    text_column("diary_number"),
    text_column("status"),
    flag_column("rejected"),
    text_column("duty"),
    text_column("unreadable"),
    later_text_column("document_type"),
    later_text_column("hold"),
    later_text_column("digest"),
    sa.Column("answered", Moment),
    later_text_column("answerer"),
    later_text_column("filing"),
    sa.Column("answer_by", Moment),
    later_text_column("ticked"),
    sqlite_autoincrement=True,
)

unseen = sa.Table(
    "unseen",
    METADATA,
    sa.Column("who", sa.Text, primary_key=True, nullable=False),
    parent_column("message.id", "message", primary_key=True),
    text_column("mailbox"),
    sa.Index("unseen_mailbox", "who", "mailbox", "message"),
    sa.Index("unseen_message", "message"),
)

writing = sa.Table(
    "writing",
    METADATA,
    parent_column("message.id", "message", primary_key=True),
    text_column("who"),
    sa.Column("since", Moment, nullable=False),
    sa.Column("seen", Moment, nullable=False),
)

note = sa.Table(
    "note",
    METADATA,
    row_number_column(),
    parent_column("message.id", "message"),
    text_column("who"),
    sa.Column("time", Moment, nullable=False),
    text_column("text"),
    sa.Index("note_message", "message"),
)

reminder = sa.Table(
    "reminder",
    METADATA,
    parent_column("message.id", "message", primary_key=True),
    sa.Column("who", sa.Text, primary_key=True, nullable=False),
    sa.Column("time", Moment, nullable=False),
    sa.Index("reminder_who", "who", "time"),
)

body = sa.Table(
    "body",
    METADATA,
    parent_column("message.id", "message", primary_key=True),
    text_column("content"),
)

# As it came: a message that could not be read; the acknowledgement of one that we sent.
raw = sa.Table(
    "raw",
    METADATA,
    parent_column("message.id", "message", primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

file = sa.Table(
    "file",
    METADATA,
    row_number_column(),
    parent_column("message.id", "message"),
    number_column("document"),
    text_column("name"),
    text_column("content_type"),
    number_column("size"),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Index("file_message", "message"),
)

file_head = sa.Table(
    "file_head",
    METADATA,
    parent_column("file.id", "file", primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

file_text = sa.Table(
    "file_text",
    METADATA,
    parent_column("file.id", "file", primary_key=True),
    text_column("content"),
)
"""What the search knows of the files whose text has been read."""

file_to_read = sa.Table(
    "file_to_read", METADATA, parent_column("file.id", "file", primary_key=True)
)

delivery = sa.Table(
    "delivery",
    METADATA,
    row_number_column(),
    sa.Column("message_id", sa.Text, nullable=False, unique=True),
    text_column("status"),
    number_column("attempts"),
    sa.Column("due", Moment),
    sa.Column("claimed", Moment),
    sa.Index("delivery_status", "status"),
)

delivery_event = sa.Table(
    "delivery_event",
    METADATA,
    row_number_column(),
    parent_column("delivery.id", "delivery"),
    text_column("code"),
    sa.Column("time", Moment),
    text_column("title"),
    text_column("detail"),
    text_column("place"),
    sa.Index("delivery_event_delivery", "delivery"),
)

organisation = sa.Table(
    "organisation",
    METADATA,
    row_number_column(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    text_column("name"),
    text_column("participant"),
    text_column("number"),
    text_column("alternate_name"),
    text_column("description"),
    text_column("country"),
    text_column("kind"),
    sa.Column("parent", sa.Text),
    flag_column("gone"),
)

function = sa.Table(
    "function",
    METADATA,
    row_number_column(),
    text_column("key"),
    sa.Column("identifier", sa.Text, nullable=False, unique=True),
    text_column("name"),
    text_column("organisation"),
    text_column("description"),
    text_column("categories"),
    text_column("search_words"),
    flag_column("gone"),
    sa.Column("gone_since", Moment),
    sa.Index("function_organisation", "organisation"),
)

function_use = sa.Table(
    "function_use",
    METADATA,
    sa.Column("identifier", sa.Text, primary_key=True),
    sa.Column("last_used", Moment),
)

favourite = sa.Table(
    "favourite",
    METADATA,
    sa.Column("owner", sa.Text, primary_key=True, nullable=False),
    sa.Column("identifier", sa.Text, primary_key=True, nullable=False),
)
"""Functions that are written to often; the owner is a person by their id, or a mailbox."""

function_word = sa.Table("function_word", METADATA, sa.Column("word", sa.Text, primary_key=True))

audit = sa.Table(
    "audit",
    METADATA,
    own_number_column("number"),
    text_column("kind"),
    sa.Column("time", Moment, nullable=False),
    text_column("who"),
    text_column("computer"),
    text_column("mailbox"),
    text_column("message_id"),
    text_column("person"),
    text_column("detail"),
    text_column("words"),
    text_column("digest"),
    later_text_column("who_id"),
    sa.Index("audit_kind", "kind", "number"),
    sa.Index("audit_mailbox", "mailbox", "number"),
    sa.Index("audit_time", "time", "number"),
)

audit_reference = sa.Table(
    "audit_reference",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, nullable=False),
    sa.Column("reference", sa.Text, primary_key=True, nullable=False),
    sa.Index("audit_reference_reference", "reference", "number"),
)

audit_end = sa.Table(
    "audit_end",
    METADATA,
    own_number_column("id"),
    number_column("number"),
    text_column("digest"),
)

audit_start = sa.Table(
    "audit_start",
    METADATA,
    own_number_column("id"),
    number_column("number"),
    text_column("digest"),
)

fetch = sa.Table(
    "fetch",
    METADATA,
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("time", Moment, nullable=False),
)


def literal(value: str) -> sa.ColumnElement[str]:
    """Return a constant that is written into the statement, so that partial indexes match it.

    It is one of ours: nothing that somebody wrote is put into a statement so.
    """
    return sa.literal_column(f"'{value}'", sa.Text)


INCOMING = message.c.direction == literal("in")
OUTGOING = message.c.direction == literal("out")
NEW = message.c.unread == sa.true()
FILED = sa.or_(message.c.diary_number != literal(""), message.c.filing != literal(""))
REGISTERED = message.c.diary_number != literal("")
NAMED = audit.c.message_id != literal("")
READABLE = message.c.unreadable == literal("")
UNREADABLE = message.c.unreadable != literal("")
CONFIDENTIAL = message.c.confidential == sa.true()
UNASSIGNED = message.c.unassigned == sa.true()
ASSIGNED = message.c.handler != literal("")
WITH_DUTY = message.c.duty != literal("")
OPEN = sa.and_(
    INCOMING,
    ASSIGNED,
    message.c.filing == literal(""),
    sa.or_(message.c.diary_number == literal(""), message.c.answered.is_(None)),
)
"""What somebody has taken and not finished; one with a diary number waits for its answer."""
TYPED = message.c.document_type != literal("")
SENDER_NAME = (
    "replace(replace(replace(replace(replace(replace(lower(CASE WHEN json_valid(counterpart)"
    " THEN coalesce(json_extract(counterpart, '$[2][1]'), json_extract(counterpart, '$[2][0]'), '')"
    " || ' ' || coalesce(json_extract(counterpart, '$[1]'), json_extract(counterpart, '$[0]'))"
    " ELSE '' END), 'Å', '{'), 'å', '{'), 'Ä', '|'), 'ä', '|'), 'Ö', '}'), 'ö', '}')"
)
"""The other side as Swedish lists sort it: function and organisation, by name or by number."""
RECIPIENT = "CASE WHEN json_valid(counterpart) THEN json_extract(counterpart, '$[2][0]') END"
"""The function address of the other side."""
TO_ANSWER = "coalesce(CASE WHEN answered IS NULL THEN answer_by END, 9223372036854775807)"
"""Until when a message is to be answered, in microseconds; the end of time where it is not."""


def _index(name: str, *columns: sa.Column[object], where: sa.ColumnElement[bool]) -> None:
    sa.Index(name, *columns, sqlite_where=where)


_c = message.c
sa.Index("message_mailbox", _c.mailbox, _c.id)
sa.Index("message_conversation", _c.conversation_id)
sa.Index("message_service", _c.service_id)
sa.Index(
    "message_message",
    _c.message_id,
    _c.direction,
    unique=True,
    sqlite_where=READABLE,
)
_index("message_new", _c.mailbox, _c.id, where=NEW)
_index("message_confidential", _c.id, where=CONFIDENTIAL)
_index("message_unreadable", _c.message_id, where=UNREADABLE)
_index("message_unassigned", _c.mailbox, _c.id, where=UNASSIGNED)
_index("message_sent", _c.mailbox, _c.id, where=OUTGOING)
_index("message_out", _c.id, where=OUTGOING)
_index("message_handler", _c.handler, _c.mailbox, _c.id, where=ASSIGNED)
_index("message_open", _c.handler, _c.mailbox, _c.id, where=OPEN)
_index("message_due", _c.duty, _c.received, _c.answer_by, _c.mailbox, where=WITH_DUTY)
_of_duty = (_c.mailbox, _c.id, _c.duty, _c.received, _c.answer_by)
_index("message_duty", *_of_duty, where=WITH_DUTY)
_index("message_taken", _c.handler, *_of_duty, where=sa.and_(WITH_DUTY, ASSIGNED))
_index("message_document_type", _c.document_type, where=TYPED)
_index("message_diary", _c.diary_number, _c.id, where=REGISTERED)
sa.Index("message_answers", _c.ref_to_message_id)
sa.Index("message_sender", sa.text(SENDER_NAME), _c.id.desc())
sa.Index("message_sent_to", sa.text(SENDER_NAME), _c.id.desc(), _c.mailbox, sqlite_where=OUTGOING)
sa.Index("message_deadline", sa.text(TO_ANSWER), _c.id.desc())
sa.Index("message_recipient", sa.text(RECIPIENT), _c.id, sqlite_where=OUTGOING)
_index("audit_message", audit.c.message_id, audit.c.number, where=NAMED)
