"""The tables of what we seal and acknowledge ourselves, where there is no message service."""

from __future__ import annotations

import sqlalchemy as sa

from sdk_desktop.store.schema.columns import (
    Moment,
    flag_column,
    number_column,
    row_number_column,
    text_column,
)
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
    row_number_column(),
    sa.Column("identifier", sa.Text, nullable=False, unique=True),
    text_column("message_id"),
    text_column("recipient"),
    flag_column("accepted"),
    text_column("digest"),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    number_column("attempts"),
    number_column("copy"),
    flag_column("open"),
    sa.Column("due", Moment),
    sa.Column("claimed", Moment),
    sa.Column("message", sa.Integer),
    sa.Index("answer_digest", "digest"),
    sa.Index("answer_message", "message"),
    sa.Index("answer_message_id", "message_id"),
)

OPEN = answer.c.open == sa.true()
sa.Index("answer_open", answer.c.id, sqlite_where=OPEN)
