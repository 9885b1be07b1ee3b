"""The tables of decisions on erasing, of what is still to be erased, and of what was."""

from __future__ import annotations

import sqlalchemy as sa

from sdk_desktop.store.schema.columns import (
    Moment,
    flag,
    number,
    own_number,
    part_of,
    row_number,
    text,
)
from sdk_desktop.store.schema.tables import METADATA

purge = sa.Table(
    "purge",
    METADATA,
    row_number(),
    text("mailbox"),
    sa.Column("document_type", sa.Text),
    text("direction"),
    sa.Column("older_than", Moment, nullable=False),
    text("decision"),
    text("state"),
    text("proposed_by"),
    sa.Column("proposed", Moment, nullable=False),
    text("approved_by"),
    sa.Column("approved", Moment),
    sa.Column("done", Moment),
    number("listed"),
    number("erased"),
    number("held"),
    number("changed"),
)

purge_message = sa.Table(
    "purge_message",
    METADATA,
    part_of("purge.id", "purge", primary_key=True),
    own_number("message"),
    text("seen"),
)

purged = sa.Table(
    "purged",
    METADATA,
    own_number("message"),
    sa.Column("purge", sa.ForeignKey("purge.id"), nullable=False),
    text("direction"),
    text("mailbox"),
    text("message_id"),
    text("service_id"),
    flag("readable"),
    sa.Column("received", Moment, nullable=False),
    text("diary_number"),
    text("document_type"),
    sa.Column("time", Moment, nullable=False),
    sa.Index("purged_message", "message_id"),
    sa.Index("purged_purge", "purge", "message"),
    sa.Index("purged_service", "service_id"),
)
