"""The thirty-seventh step: what is still to be done is counted by days. Frozen."""

from __future__ import annotations

_DAY = 86_400_000_000
_OLD = f"""WHERE mailbox = old.mailbox AND duty = old.duty AND day = old.received / {_DAY}
        AND until = coalesce(CASE WHEN old.answered IS NULL THEN old.answer_by END,
            9223372036854775807) / {_DAY}"""
_UNCOUNT = f"""UPDATE duty_count SET count = count - 1
        {_OLD};
    DELETE FROM duty_count
        {_OLD} AND count < 1;"""  # noqa: S608 - all of it is ours
_COUNT = f"""INSERT INTO duty_count
        SELECT new.mailbox, new.duty, new.received / {_DAY},
            coalesce(CASE WHEN new.answered IS NULL THEN new.answer_by END,
                9223372036854775807) / {_DAY}, 1
        WHERE new.duty != ''
        ON CONFLICT DO UPDATE SET count = count + 1;"""
THIRTY_SEVENTH = (
    """CREATE TABLE duty_count (
    mailbox TEXT NOT NULL,
    duty TEXT NOT NULL,
    day INTEGER NOT NULL,
    until INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (mailbox, duty, day, until)
)""",
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
    """INSERT INTO duty_count
    SELECT mailbox, duty, received / 86400000000,
        coalesce(CASE WHEN answered IS NULL THEN answer_by END, 9223372036854775807) / 86400000000,
        count(*)
    FROM message WHERE duty != '' GROUP BY 1, 2, 3, 4""",
    "CREATE INDEX message_due ON message (duty, received, answer_by, mailbox) WHERE duty != ''",
    "CREATE INDEX reminder_who ON reminder (who, time)",
    "CREATE INDEX answer_message_id ON answer (message_id)",
    "CREATE INDEX purged_alone ON purged (mailbox, message) WHERE shared = 0",
)
