"""The fourteenth step: how an errand stands, and what belongs to one person. Frozen."""

from __future__ import annotations

FOURTEENTH = (
    "ALTER TABLE message ADD COLUMN answered BIGINT",
    "ALTER TABLE message ADD COLUMN answerer TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE message ADD COLUMN filing TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE message ADD COLUMN answer_by BIGINT",
    "ALTER TABLE message ADD COLUMN ticked TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE draft ADD COLUMN owner TEXT DEFAULT '' NOT NULL",
    "DROP INDEX message_duty",
    """CREATE INDEX message_duty ON message (mailbox, id, duty, received, answer_by)
WHERE duty != ''""",
    "CREATE INDEX message_answers ON message (ref_to_message_id)",
    "CREATE INDEX audit_message ON audit (message_id, number) WHERE message_id != ''",
    """CREATE TABLE unseen (
    who TEXT NOT NULL,
    message INTEGER NOT NULL,
    mailbox TEXT NOT NULL,
    PRIMARY KEY (who, message),
    FOREIGN KEY(message) REFERENCES message (id) ON DELETE CASCADE
)""",
    "CREATE INDEX unseen_mailbox ON unseen (who, mailbox, message)",
    "CREATE INDEX unseen_message ON unseen (message)",
    """CREATE TABLE writing (
    message INTEGER NOT NULL,
    who TEXT NOT NULL,
    since BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    PRIMARY KEY (message),
    FOREIGN KEY(message) REFERENCES message (id) ON DELETE CASCADE
)""",
    """CREATE TABLE note (
    id INTEGER NOT NULL,
    message INTEGER NOT NULL,
    who TEXT NOT NULL,
    time BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(message) REFERENCES message (id) ON DELETE CASCADE
)""",
    "CREATE INDEX note_message ON note (message)",
    """CREATE TABLE reminder (
    message INTEGER NOT NULL,
    who TEXT NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (message, who),
    FOREIGN KEY(message) REFERENCES message (id) ON DELETE CASCADE
)""",
    """INSERT INTO unseen SELECT c.id, m.id, m.mailbox FROM message m, colleague c
WHERE m.unread = 1 AND c."left" IS NULL AND NOT c.elsewhere""",
    """UPDATE message SET answered = (SELECT min(o.received) FROM message o
    WHERE o.ref_to_message_id = message.message_id AND o.direction = 'out'
    AND o.mailbox = message.mailbox)
WHERE direction = 'in' AND message_id != ''""",
)
