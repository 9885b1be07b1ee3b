"""The tables of decisions on erasing, of what is still to be erased, and of what was."""

from __future__ import annotations

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
from sdk_desktop.store.schema.tables import METADATA

purge = sa.Table(
    "purge",
    METADATA,
    row_number_column(),
    text_column("mailbox"),
    sa.Column("document_type", sa.Text),
    text_column("direction"),
    sa.Column("older_than", Moment, nullable=False),
    text_column("decision"),
    text_column("state"),
    text_column("proposed_by"),
    sa.Column("proposed", Moment, nullable=False),
    text_column("approved_by"),
    sa.Column("approved", Moment),
    sa.Column("done", Moment),
    number_column("listed"),
    number_column("erased"),
    number_column("held"),
    number_column("changed"),
    later_text_column("shared"),
)

purge_message = sa.Table(
    "purge_message",
    METADATA,
    parent_column("purge.id", "purge", primary_key=True),
    own_number_column("message"),
    text_column("seen"),
)

purged = sa.Table(
    "purged",
    METADATA,
    own_number_column("message"),
    sa.Column("purge", sa.ForeignKey("purge.id"), nullable=False),
    text_column("direction"),
    text_column("mailbox"),
    text_column("message_id"),
    text_column("service_id"),
    flag_column("readable"),
    sa.Column("received", Moment, nullable=False),
    text_column("diary_number"),
    text_column("document_type"),
    sa.Column("time", Moment, nullable=False),
    later_text_column("digest"),
    sa.Column("shared", sa.Boolean, nullable=False, server_default="0"),
    sa.Index("purged_message", "message_id"),
    sa.Index("purged_purge", "purge", "message"),
    sa.Index("purged_service", "service_id"),
)
sa.Index(
    "purged_alone",
    purged.c.mailbox,
    purged.c.message,
    sqlite_where=purged.c.shared == sa.false(),
)
