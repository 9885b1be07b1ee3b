"""The tables as they are today; `migrations` brings every older file to them.

Row numbers of messages are given in order of arrival, so newest first is a walk down the key.
What a list shows is in `message`, what only reading needs in `body` and `file`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

METADATA = sa.MetaData()
Row = sa.Row[*tuple[Any, ...]]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(sa.types.TypeDecorator[datetime]):
    """An aware moment, kept as whole microseconds since 1970 in UTC."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: sa.Dialect) -> int | None:
        """Count the microseconds."""
        return None if value is None else (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, _dialect: sa.Dialect) -> datetime | None:
        """Give the moment in UTC."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class Duty(StrEnum):
    """What a message still asks of its mailbox; `register` and `answer` only after a while."""

    NONE = ""
    NOW = "now"
    REGISTER = "register"
    ANSWER = "answer"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _row() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _part_of(parent: str, name: str, *, primary_key: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(parent, ondelete="CASCADE")
    return sa.Column(name, key, primary_key=primary_key, nullable=False)


mailbox = sa.Table(
    "mailbox",
    METADATA,
    _row(),
    sa.Column("address", sa.Text, nullable=False, unique=True),
    _text("name"),
    _text("organisation"),
    _text("organisation_name"),
)

message = sa.Table(
    "message",
    METADATA,
    _row(),
    _text("direction"),
    _text("mailbox"),
    _text("message_id"),
    _text("service_id"),
    _text("conversation_id"),
    sa.Column("ref_to_message_id", sa.Text),
    sa.Column("label", sa.Text),
    _text("counterpart"),
    _text("case_references"),
    _flag("confidential"),
    sa.Column("created", Moment, nullable=False),
    sa.Column("received", Moment, nullable=False),
    _flag("unread"),
    _number("attachments"),
    _text("handler"),
    _flag("unassigned"),
    _text("diary_number"),
    _text("status"),
    _flag("rejected"),
    _text("duty"),
    _text("unreadable"),
    sqlite_autoincrement=True,
)

body = sa.Table(
    "body", METADATA, _part_of("message.id", "message", primary_key=True), _text("content")
)

raw = sa.Table(
    "raw",
    METADATA,
    _part_of("message.id", "message", primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

file = sa.Table(
    "file",
    METADATA,
    _row(),
    _part_of("message.id", "message"),
    _number("document"),
    _text("name"),
    _text("content_type"),
    _number("size"),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Index("file_message", "message"),
)

delivery = sa.Table(
    "delivery",
    METADATA,
    _row(),
    sa.Column("message_id", sa.Text, nullable=False, unique=True),
    _text("status"),
    _number("attempts"),
    sa.Column("due", Moment),
    sa.Column("claimed", Moment),
    sa.Index("delivery_status", "status"),
)

delivery_event = sa.Table(
    "delivery_event",
    METADATA,
    _row(),
    _part_of("delivery.id", "delivery"),
    _text("code"),
    sa.Column("time", Moment),
    _text("title"),
    _text("detail"),
    _text("place"),
    sa.Index("delivery_event_delivery", "delivery"),
)

sealed = sa.Table(
    "sealed",
    METADATA,
    sa.Column("message_id", sa.Text, primary_key=True, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

answer = sa.Table(
    "answer",
    METADATA,
    _row(),
    sa.Column("identifier", sa.Text, nullable=False, unique=True),
    _text("message_id"),
    _text("recipient"),
    _flag("accepted"),
    _text("digest"),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    _number("attempts"),
    _flag("open"),
    sa.Column("due", Moment),
    sa.Column("claimed", Moment),
    sa.Index("answer_digest", "digest"),
)

draft = sa.Table(
    "draft",
    METADATA,
    _row(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    _text("mailbox"),
    sa.Column("changed", Moment),
    _text("content"),
)

draft_file = sa.Table(
    "draft_file",
    METADATA,
    _row(),
    _part_of("draft.id", "draft"),
    _text("name"),
    _text("content_type"),
    _text("digest"),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Index("draft_file_draft", "draft"),
)

organisation = sa.Table(
    "organisation",
    METADATA,
    _row(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    _text("name"),
    _text("participant"),
    _text("number"),
    _text("alternate_name"),
    _text("description"),
    _text("country"),
    _text("kind"),
    sa.Column("parent", sa.Text),
    _flag("gone"),
)

function = sa.Table(
    "function",
    METADATA,
    _row(),
    _text("key"),
    sa.Column("identifier", sa.Text, nullable=False, unique=True),
    _text("name"),
    _text("organisation"),
    _text("description"),
    _text("categories"),
    _text("search_words"),
    _flag("gone"),
    sa.Index("function_organisation", "organisation"),
)

function_use = sa.Table(
    "function_use",
    METADATA,
    sa.Column("identifier", sa.Text, primary_key=True),
    _flag("favourite"),
    sa.Column("last_used", Moment),
)

function_word = sa.Table("function_word", METADATA, sa.Column("word", sa.Text, primary_key=True))

audit = sa.Table(
    "audit",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    _text("kind"),
    sa.Column("time", Moment, nullable=False),
    _text("who"),
    _text("computer"),
    _text("mailbox"),
    _text("message_id"),
    _text("person"),
    _text("detail"),
    _text("words"),
    _text("digest"),
    sa.Index("audit_kind", "kind", "number"),
)

audit_end = sa.Table(
    "audit_end",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    _number("number"),
    _text("digest"),
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
    """Give a constant that is written into the statement, so that partial indexes match it."""
    return sa.bindparam(None, value, type_=sa.Text, literal_execute=True, unique=True)


INCOMING = message.c.direction == literal("in")
OUTGOING = message.c.direction == literal("out")
NEW = message.c.unread == sa.true()
READABLE = message.c.unreadable == literal("")
UNASSIGNED = message.c.unassigned == sa.true()
ASSIGNED = message.c.handler != literal("")
WITH_DUTY = message.c.duty != literal("")


def _index(name: str, *columns: sa.Column[object], where: sa.ColumnElement[bool]) -> None:
    sa.Index(name, *columns, sqlite_where=where, postgresql_where=where)


_index("answer_open", answer.c.id, where=answer.c.open == sa.true())
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
