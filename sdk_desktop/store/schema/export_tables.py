"""How far what came to a mailbox has been exported: up to which row."""

from __future__ import annotations

import sqlalchemy as sa

from sdk_desktop.store.schema.columns import number_column
from sdk_desktop.store.schema.tables import METADATA

exported = sa.Table(
    "exported",
    METADATA,
    sa.Column("mailbox", sa.Text, primary_key=True, nullable=False),
    number_column("message"),
)
