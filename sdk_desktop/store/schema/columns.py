"""The kinds of columns that the tables have."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(sa.types.TypeDecorator[datetime]):
    """An aware moment, kept as whole microseconds since 1970 in UTC."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: sa.Dialect) -> int | None:
        """Count the microseconds."""
        return None if value is None else (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, _dialect: sa.Dialect) -> datetime | None:
        """Return the moment in UTC."""
        return None if value is None else moment_of(value)


def moment_of(kept: int) -> datetime:
    """Return the moment in UTC of which the engine keeps the microseconds."""
    return _EPOCH + timedelta(microseconds=kept)


def text_column(name: str) -> sa.Column[str]:
    """Return a column of texts."""
    return sa.Column(name, sa.Text, nullable=False)


def later_text_column(name: str) -> sa.Column[str]:
    """Return a column of texts that older files get, empty in every row."""
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def flag_column(name: str) -> sa.Column[bool]:
    """Return a column of truths."""
    return sa.Column(name, sa.Boolean, nullable=False)


def number_column(name: str) -> sa.Column[int]:
    """Return a column of numbers."""
    return sa.Column(name, sa.Integer, nullable=False)


def row_number_column() -> sa.Column[int]:
    """Return the column by which rows are known, numbered by the engine."""
    return sa.Column("id", sa.Integer, primary_key=True)


def own_number_column(name: str) -> sa.Column[int]:
    """Return the column by which rows are known, numbered by us."""
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def parent_column(parent: str, name: str, *, primary_key: bool = False) -> sa.Column[int]:
    """Return the column that leads to a row of which this one is a part, and goes with it."""
    key = sa.ForeignKey(parent, ondelete="CASCADE")
    return sa.Column(name, key, primary_key=primary_key, nullable=False)
