"""What leaves the program: up to which row mailboxes are exported, and where people put files."""

from __future__ import annotations

import sqlalchemy as sa

from sdk_desktop.store.schema.columns import number_column, text_column
from sdk_desktop.store.schema.tables import METADATA

exported = sa.Table(
    "exported",
    METADATA,
    sa.Column("mailbox", sa.Text, primary_key=True, nullable=False),
    number_column("message"),
)

chosen_folder = sa.Table(
    "chosen_folder",
    METADATA,
    sa.Column("who", sa.Text, primary_key=True, nullable=False),
    sa.Column("use", sa.Text, primary_key=True, nullable=False),
    text_column("folder"),
)
