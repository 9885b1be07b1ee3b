"""How many messages each mailbox has received, sent and not assigned, kept by triggers.

Of a distribution list the first message that is left stands for it; the others, which no list of
what was sent shows, are `behind` it. Those are the folders that may grow for years. What somebody
has yet to do is counted by the days on which that will press: then one sum says how much does.
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
"""`what` is a direction, `unassigned` or `behind`."""

DAY = 86_400_000_000
"""Microseconds."""
duty_count = sa.Table(
    "duty_count",
    METADATA,
    sa.Column("mailbox", sa.Text, primary_key=True, nullable=False),
    sa.Column("duty", sa.Text, primary_key=True, nullable=False),
    sa.Column("day", sa.Integer, primary_key=True, nullable=False),
    sa.Column("until", sa.Integer, primary_key=True, nullable=False),
    number_column("count"),
)
"""Messages with a duty, by the days since 1970 on which they came and are to be answered.

What need not be answered has the end of time for that.
"""
_OLD = f"""WHERE mailbox = old.mailbox AND duty = old.duty AND day = old.received / {DAY}
        AND until = coalesce(CASE WHEN old.answered IS NULL THEN old.answer_by END,
            9223372036854775807) / {DAY}"""
_UNCOUNT = f"""UPDATE duty_count SET count = count - 1
        {_OLD};
    DELETE FROM duty_count
        {_OLD} AND count < 1;"""  # noqa: S608 - all of it is ours
_COUNT = f"""INSERT INTO duty_count
        SELECT new.mailbox, new.duty, new.received / {DAY},
            coalesce(CASE WHEN new.answered IS NULL THEN new.answer_by END,
                9223372036854775807) / {DAY}, 1
        WHERE new.duty != ''
        ON CONFLICT DO UPDATE SET count = count + 1;"""
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
    """CREATE TRIGGER message_unlisted BEFORE DELETE ON message BEGIN
    DELETE FROM listed_message WHERE message = old.id;
END""",
    """CREATE TRIGGER listed_counted AFTER INSERT ON listed_message BEGIN
    INSERT INTO message_count SELECT mailbox, 'behind', 1 FROM message WHERE id = max(
        new.message,
        (SELECT min(message) FROM listed_message WHERE list = new.list AND message <> new.message)
    )
    ON CONFLICT DO UPDATE SET count = count + excluded.count;
END""",
    """CREATE TRIGGER listed_discounted AFTER DELETE ON listed_message BEGIN
    INSERT INTO message_count SELECT mailbox, 'behind', -1 FROM message WHERE id = max(
        old.message, (SELECT min(message) FROM listed_message WHERE list = old.list)
    )
    ON CONFLICT DO UPDATE SET count = count + excluded.count;
END""",
    f"""CREATE TRIGGER duty_counted AFTER INSERT ON message BEGIN
    {_COUNT}
END""",
    f"""CREATE TRIGGER duty_discounted AFTER DELETE ON message BEGIN
    {_UNCOUNT}
END""",
    f"""CREATE TRIGGER duty_recounted
AFTER UPDATE OF duty, received, answer_by, answered, mailbox ON message BEGIN
    {_UNCOUNT}
    {_COUNT}
END""",
)
for _trigger in _TRIGGERS:
    sa.event.listen(METADATA, "after_create", cast("Any", sa.DDL)(_trigger))
