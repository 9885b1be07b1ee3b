"""What people write, what of it can be taken back, and which messages went out as one list."""

from __future__ import annotations

import sqlalchemy as sa

from sdk_desktop.store.schema.columns import (
    Moment,
    later_text_column,
    parent_column,
    row_number_column,
    text_column,
)
from sdk_desktop.store.schema.tables import METADATA

draft = sa.Table(
    "draft",
    METADATA,
    row_number_column(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    text_column("mailbox"),
    sa.Column("changed", Moment),
    text_column("content"),
    later_text_column("owner"),
    later_text_column("given_to"),
    later_text_column("given_by"),
)

draft_file = sa.Table(
    "draft_file",
    METADATA,
    row_number_column(),
    parent_column("draft.id", "draft"),
    text_column("name"),
    text_column("content_type"),
    text_column("digest"),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Index("draft_file_draft", "draft"),
)

template = sa.Table(
    "template",
    METADATA,
    row_number_column(),
    text_column("owner"),
    text_column("name"),
    text_column("text"),
    sa.Index("template_name", "owner", "name", unique=True),
)

listed_message = sa.Table(
    "listed_message",
    METADATA,
    parent_column("message.id", "message", primary_key=True),
    text_column("list"),
    text_column("replaces"),
    sa.Index("listed_message_list", "list", "message"),
)

held_message = sa.Table(
    "held_message",
    METADATA,
    sa.Column("message_id", sa.Text, primary_key=True, nullable=False),
    parent_column("draft.id", "draft"),
    sa.Index("held_message_draft", "draft"),
)
