"""The sixteenth step: how many messages there are, and what waits for its handler. Frozen."""

from __future__ import annotations

SIXTEENTH = (
    """CREATE TABLE message_count (
    mailbox TEXT NOT NULL,
    what TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (mailbox, what)
)""",
    """INSERT INTO message_count
SELECT mailbox, direction, count(*) FROM message GROUP BY mailbox, direction
UNION ALL SELECT mailbox, 'unassigned', sum(unassigned) FROM message GROUP BY mailbox""",
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
    "CREATE INDEX message_out ON message (id) WHERE direction = 'out'",
    """CREATE INDEX message_open ON message (handler, mailbox, id)
    WHERE direction = 'in' AND handler != '' AND filing = ''
    AND (diary_number = '' OR answered IS NULL)""",
)
