"""The tables of what we seal and acknowledge ourselves, where there is no message service."""

from __future__ import annotations

import sqlalchemy as sa

from sdk_desktop.store.schema.columns import Moment, flag, number, row_number, text
from sdk_desktop.store.schema.tables import METADATA

sealed = sa.Table(
    "sealed",
    METADATA,
    sa.Column("message_id", sa.Text, primary_key=True, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

answer = sa.Table(
    "answer",
    METADATA,
    row_number(),
    sa.Column("identifier", sa.Text, nullable=False, unique=True),
    text("message_id"),
    text("recipient"),
    flag("accepted"),
    text("digest"),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    number("attempts"),
    number("copy"),
    flag("open"),
    sa.Column("due", Moment),
    sa.Column("claimed", Moment),
    sa.Index("answer_digest", "digest"),
)

OPEN = answer.c.open == sa.true()
sa.Index("answer_open", answer.c.id, sqlite_where=OPEN, postgresql_where=OPEN)
