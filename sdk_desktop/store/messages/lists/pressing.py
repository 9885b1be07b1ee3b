"""How many messages need somebody: kept by days, so that only a moment's own day is looked at.

It is what `errand_columns.needs_somebody` says of each, without walking through those that wait.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.store.messages.lists.errand_columns import PARAMETERS
from sdk_desktop.store.schema.count_tables import DAY, duty_count
from sdk_desktop.store.schema.tables import (
    TO_ANSWER,
    WITH_DUTY,
    Duty,
    literal,
    message,
    reminder,
)

_c, _kept = message.c, duty_count.c
_to_answer = sa.literal_column(TO_ANSWER, _c.received.type)
_DAY = sa.literal_column(str(DAY), sa.BigInteger)


def _day_of(moment: Any) -> sa.ColumnElement[int]:  # noqa: ANN401 - a parameter of `Asked`
    return sa.cast(moment, sa.BigInteger) // _DAY


def _begin_of_day_of(moment: Any) -> sa.ColumnElement[int]:  # noqa: ANN401 - see above
    return _day_of(moment) * _DAY


_BY_ARRIVAL = (
    (literal(Duty.ANSWER), PARAMETERS.unanswered_before),
    (literal(Duty.REGISTER), PARAMETERS.unregistered_before),
)
"""What presses when it came before a moment."""
_IS_LATE = sa.or_(
    *(sa.and_(_c.duty == duty, _c.received < before) for duty, before in _BY_ARRIVAL),
    _c.duty == literal(Duty.NOW),
)
_ON_DAYS_PAST = sa.or_(
    *(sa.and_(_kept.duty == duty, _kept.day < _day_of(before)) for duty, before in _BY_ARRIVAL),
    _kept.duty == literal(Duty.NOW),
    _kept.until < _day_of(PARAMETERS.deadlines_before),
)
_DEADLINE_BEGINS = _begin_of_day_of(PARAMETERS.deadlines_before)
_LATE_THAT_DAY = (
    sa.select(_c.mailbox, sa.func.count()).where(
        *(WITH_DUTY, _c.duty == duty, _c.received < before),
        _c.received >= _begin_of_day_of(before),
        _to_answer >= _DEADLINE_BEGINS,
    )
    for duty, before in _BY_ARRIVAL
)
_UNANSWERED_THAT_DAY = sa.select(_c.mailbox, sa.func.count()).where(
    *(WITH_DUTY, sa.not_(_IS_LATE)),
    *(_to_answer >= _DEADLINE_BEGINS, _to_answer < PARAMETERS.deadlines_before),
)
_REMINDED = (
    sa.select(_c.mailbox, sa.func.count())
    .join_from(reminder, message, _c.id == reminder.c.message)
    .where(
        *(reminder.c.who == PARAMETERS.me, reminder.c.time <= PARAMETERS.now, WITH_DUTY),
        *(sa.not_(_IS_LATE), _to_answer >= PARAMETERS.deadlines_before),
    )
)
_PARTS = sa.union_all(
    sa.select(_kept.mailbox, sa.func.sum(_kept["count"]).label("count"))
    .where(_ON_DAYS_PAST)
    .group_by(_kept.mailbox),
    *(part.group_by(_c.mailbox) for part in (*_LATE_THAT_DAY, _UNANSWERED_THAT_DAY, _REMINDED)),
).subquery("part")
BY_MAILBOX = sa.select(
    sa.literal(Folder.ACTION.value), _PARTS.c.mailbox, sa.func.sum(_PARTS.c.count)
).group_by(_PARTS.c.mailbox)
"""The statement for how many need somebody in each mailbox; it leaves `PARAMETERS` open."""
