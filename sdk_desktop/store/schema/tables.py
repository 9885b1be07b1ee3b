"""The tables as they are today; `migrations` brings every older file to them.

Row numbers of messages are given in order of arrival, so newest first is a walk down the key.
What a list shows is in `message`, what only reading needs in `body` and `file`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from sdk_desktop.store.schema.columns import (
    Moment,
    flag,
    later_text,
    number,
    own_number,
    part_of,
    row_number,
    text,
)

METADATA = sa.MetaData()
Row = sa.Row[*tuple[Any, ...]]


class Duty(StrEnum):
    """What a message still asks of its mailbox; `register` and `answer` only after a while."""

    NONE = ""
    NOW = "now"
    REGISTER = "register"
    ANSWER = "answer"


mailbox = sa.Table(
    "mailbox",
    METADATA,
    row_number(),
    sa.Column("address", sa.Text, nullable=False, unique=True),
    text("name"),
    text("organisation"),
    text("organisation_name"),
)

message = sa.Table(
    "message",
    METADATA,
    row_number(),
    text("direction"),
    text("mailbox"),
    text("message_id"),
    text("service_id"),
    text("conversation_id"),
    sa.Column("ref_to_message_id", sa.Text),
    sa.Column("label", sa.Text),
    text("counterpart"),
    text("case_references"),
    flag("confidential"),
    sa.Column("created", Moment, nullable=False),
    sa.Column("received", Moment, nullable=False),
    flag("unread"),
    number("attachments"),
    text("handler"),
    flag("unassigned"),
    text("diary_number"),
    text("status"),
    flag("rejected"),
    text("duty"),
    text("unreadable"),
    later_text("document_type"),
    later_text("hold"),
    sqlite_autoincrement=True,
)

body = sa.Table(
    "body", METADATA, part_of("message.id", "message", primary_key=True), text("content")
)

raw = sa.Table(
    "raw",
    METADATA,
    part_of("message.id", "message", primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

file = sa.Table(
    "file",
    METADATA,
    row_number(),
    part_of("message.id", "message"),
    number("document"),
    text("name"),
    text("content_type"),
    number("size"),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Index("file_message", "message"),
)

delivery = sa.Table(
    "delivery",
    METADATA,
    row_number(),
    sa.Column("message_id", sa.Text, nullable=False, unique=True),
    text("status"),
    number("attempts"),
    sa.Column("due", Moment),
    sa.Column("claimed", Moment),
    sa.Index("delivery_status", "status"),
)

delivery_event = sa.Table(
    "delivery_event",
    METADATA,
    row_number(),
    part_of("delivery.id", "delivery"),
    text("code"),
    sa.Column("time", Moment),
    text("title"),
    text("detail"),
    text("place"),
    sa.Index("delivery_event_delivery", "delivery"),
)

draft = sa.Table(
    "draft",
    METADATA,
    row_number(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    text("mailbox"),
    sa.Column("changed", Moment),
    text("content"),
)

draft_file = sa.Table(
    "draft_file",
    METADATA,
    row_number(),
    part_of("draft.id", "draft"),
    text("name"),
    text("content_type"),
    text("digest"),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Index("draft_file_draft", "draft"),
)

organisation = sa.Table(
    "organisation",
    METADATA,
    row_number(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    text("name"),
    text("participant"),
    text("number"),
    text("alternate_name"),
    text("description"),
    text("country"),
    text("kind"),
    sa.Column("parent", sa.Text),
    flag("gone"),
)

function = sa.Table(
    "function",
    METADATA,
    row_number(),
    text("key"),
    sa.Column("identifier", sa.Text, nullable=False, unique=True),
    text("name"),
    text("organisation"),
    text("description"),
    text("categories"),
    text("search_words"),
    flag("gone"),
    sa.Index("function_organisation", "organisation"),
)

function_use = sa.Table(
    "function_use",
    METADATA,
    sa.Column("identifier", sa.Text, primary_key=True),
    flag("favourite"),
    sa.Column("last_used", Moment),
)

function_word = sa.Table("function_word", METADATA, sa.Column("word", sa.Text, primary_key=True))

audit = sa.Table(
    "audit",
    METADATA,
    own_number("number"),
    text("kind"),
    sa.Column("time", Moment, nullable=False),
    text("who"),
    text("computer"),
    text("mailbox"),
    text("message_id"),
    text("person"),
    text("detail"),
    text("words"),
    text("digest"),
    sa.Index("audit_kind", "kind", "number"),
)

audit_end = sa.Table(
    "audit_end",
    METADATA,
    own_number("id"),
    number("number"),
    text("digest"),
)

audit_start = sa.Table(
    "audit_start",
    METADATA,
    own_number("id"),
    number("number"),
    text("digest"),
)

fetch = sa.Table(
    "fetch",
    METADATA,
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("time", Moment, nullable=False),
)


def insert_row(connection: sa.Connection, table: sa.Table, values: Mapping[str, object]) -> int:
    """Insert one row and give its number."""
    return int(connection.execute(sa.insert(table).returning(table.c.id), values).scalar_one())


def literal(value: str) -> sa.ColumnElement[str]:
    """Return a constant that is written into the statement, so that partial indexes match it."""
    return sa.bindparam(None, value, type_=sa.Text, literal_execute=True, unique=True)


INCOMING = message.c.direction == literal("in")
OUTGOING = message.c.direction == literal("out")
NEW = message.c.unread == sa.true()
READABLE = message.c.unreadable == literal("")
UNASSIGNED = message.c.unassigned == sa.true()
ASSIGNED = message.c.handler != literal("")
WITH_DUTY = message.c.duty != literal("")
TYPED = message.c.document_type != literal("")
ABOUT_PERSON = audit.c.person != literal("")


def _index(name: str, *columns: sa.Column[object], where: sa.ColumnElement[bool]) -> None:
    sa.Index(name, *columns, sqlite_where=where, postgresql_where=where)


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
    postgresql_where=READABLE,
)
_index("message_new", _c.mailbox, _c.id, where=NEW)
_index("message_unassigned", _c.mailbox, _c.id, where=UNASSIGNED)
_index("message_sent", _c.mailbox, _c.id, where=OUTGOING)
_index("message_handler", _c.handler, _c.mailbox, _c.id, where=ASSIGNED)
_index("message_duty", _c.mailbox, _c.id, _c.duty, _c.received, where=WITH_DUTY)
_index("message_document_type", _c.document_type, where=TYPED)
_index("audit_person", audit.c.number, audit.c.person, where=ABOUT_PERSON)
