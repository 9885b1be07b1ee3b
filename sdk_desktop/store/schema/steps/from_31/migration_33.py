"""The thirty-third step: what was sent is counted by rows, and found by its recipient. Frozen."""

from __future__ import annotations

THIRTY_THIRD = (
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
    """INSERT INTO message_count
    SELECT message.mailbox, 'behind', count(*)
    FROM listed_message JOIN message ON message.id = listed_message.message
    WHERE EXISTS (
        SELECT 1 FROM listed_message AS other
        WHERE other.list = listed_message.list AND other.message < listed_message.message
    )
    GROUP BY message.mailbox""",
    """CREATE INDEX message_recipient ON message (
    CASE WHEN json_valid(counterpart) THEN json_extract(counterpart, '$[2][0]') END, id
) WHERE direction = 'out'""",
)
