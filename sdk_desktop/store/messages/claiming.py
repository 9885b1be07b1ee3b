"""Claims on what is due: nobody else does it meanwhile, and what a dead process held is free."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from sdk_desktop.domain.delivery import CLAIM_TIME, LONGEST_DELAY


def is_free(table: sa.Table, now: datetime) -> sa.ColumnElement[bool]:
    """Return which rows are due and claimed by nobody.

    A time further ahead than any delay was written by a clock that went wrong: it holds nothing up.
    """
    due, claimed = table.c.due, table.c.claimed
    return sa.and_(
        sa.or_(due.is_(None), due <= now, due > now + LONGEST_DELAY),
        sa.or_(claimed.is_(None), claimed < now - CLAIM_TIME, claimed > now + CLAIM_TIME),
    )


def longest_due(table: sa.Table) -> tuple[sa.ColumnElement[int], sa.ColumnElement[int]]:
    """Return the order in which rows are to be done: what has been due longest first."""
    return sa.func.coalesce(table.c.due, 0, type_=sa.BigInteger), table.c.id
