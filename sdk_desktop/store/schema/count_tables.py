"""How many messages each mailbox has received, sent and not assigned, kept by triggers.

Those are the folders that may grow for years; the others hold what somebody has yet to do.
"""

from __future__ import annotations

from typing import Any, cast

import sqlalchemy as sa

from sdk_desktop.store.schema.columns import number_column
from sdk_desktop.store.schema.tables import METADATA

message_count = sa.Table(
    "message_count",
    METADATA,
    sa.Column("mailbox", sa.Text, primary_key=True, nullable=False),
    sa.Column("what", sa.Text, primary_key=True, nullable=False),
    number_column("count"),
)
"""`what` is a direction, or `unassigned`."""

_TRIGGERS = (
    """CREATE TRIGGER message_counted AFTER INSERT ON message BEGIN
    INSERT INTO message_count
    VALUES (new.mailbox, new.direction, 1), (new.mailbox, 'unassigned', new.unassigned)
    ON CONFLICT DO UPDATE SET count = count + excluded.count;
END""",
    """CREATE TRIGGER message_discounted AFTER DELETE ON message BEGIN
    INSERT INTO message_count
    VALUES (old.mailbox, old.direction, -1), (old.mailbox, 'unassigned', -old.unassigned)
    ON CONFLICT DO UPDATE SET count = count + excluded.count;
END""",
    """CREATE TRIGGER message_assigned AFTER UPDATE OF unassigned ON message BEGIN
    INSERT INTO message_count
    VALUES (new.mailbox, 'unassigned', new.unassigned - old.unassigned)
    ON CONFLICT DO UPDATE SET count = count + excluded.count;
END""",
)
for _trigger in _TRIGGERS:
    sa.event.listen(METADATA, "after_create", cast("Any", sa.DDL)(_trigger))
