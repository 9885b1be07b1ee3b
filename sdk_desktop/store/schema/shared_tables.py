"""The tables of a shared mailbox's copy: how far it has come, what the ledger has, what waits."""

from __future__ import annotations

import sqlalchemy as sa

from sdk_desktop.store.schema.columns import (
    Moment,
    flag_column,
    number_column,
    own_number_column,
    parent_column,
    row_number_column,
    text_column,
)
from sdk_desktop.store.schema.tables import METADATA


def _bytes_column(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _large_number_column(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


shared_device = sa.Table(
    "shared_device",
    METADATA,
    own_number_column("id"),
    _bytes_column("secret"),
    text_column("incarnation"),
)

shared_mailbox = sa.Table(
    "shared_mailbox",
    METADATA,
    sa.Column("address", sa.Text, primary_key=True, nullable=False),
    text_column("mailbox"),
    sa.Column("naming", sa.LargeBinary),
    sa.Column("since", Moment),
    sa.Column("role", sa.Text, nullable=False, server_default="manager"),
)

unshared = sa.Table(
    "unshared",
    METADATA,
    parent_column("message.id", "message", primary_key=True),
    text_column("mailbox"),
    flag_column("later"),
    sa.Index("unshared_mailbox", "mailbox", "later", "message"),
)

shared_reach = sa.Table(
    "shared_reach",
    METADATA,
    sa.Column("mailbox", sa.Text, primary_key=True, nullable=False),
    _large_number_column("position"),
    _large_number_column("number"),
    _bytes_column("digest"),
    number_column("epoch"),
    _large_number_column("known_number"),
    _bytes_column("known_digest"),
    sa.Column("met", Moment, nullable=False),
    sa.Column("incarnation", sa.Text, nullable=False, server_default=""),
)

shared_mark = sa.Table(
    "shared_mark",
    METADATA,
    sa.Column("mailbox", sa.Text, primary_key=True, nullable=False),
    _large_number_column("position"),
    sa.Column("number", sa.BigInteger, primary_key=True, nullable=False),
    _bytes_column("digest"),
    number_column("epoch"),
)
"""Places that a copy has come to, so that one is found which a ledger that went back still has."""

shared_record = sa.Table(
    "shared_record",
    METADATA,
    sa.Column("mailbox", sa.Text, primary_key=True, nullable=False),
    sa.Column("record", sa.Text, primary_key=True, nullable=False),
    number_column("kind"),
    number_column("version"),
    sa.Column("fields", sa.Text),
    sa.Column("number", sa.BigInteger, nullable=False, server_default="0"),
)

shared_aside = sa.Table(
    "shared_aside",
    METADATA,
    sa.Column("mailbox", sa.Text, primary_key=True, nullable=False),
    sa.Column("record", sa.Text, primary_key=True, nullable=False),
    number_column("kind"),
    number_column("version"),
    sa.Column("fields", sa.Text),
    _large_number_column("number"),
)
"""Records as the ledger had them before it went back, until they have been offered to it."""

shared_unread = sa.Table(
    "shared_unread",
    METADATA,
    sa.Column("mailbox", sa.Text, primary_key=True, nullable=False),
    sa.Column("record", sa.Text, primary_key=True, nullable=False),
    number_column("kind"),
    text_column("device"),
    text_column("version"),
)
"""Records that cannot be read here: who wrote each, "" where that is not known, and which version
of this program tried last."""

shared_pending = sa.Table(
    "shared_pending",
    METADATA,
    row_number_column(),
    text_column("mailbox"),
    text_column("change"),
    text_column("content"),
    sa.UniqueConstraint("mailbox", "change"),
)
