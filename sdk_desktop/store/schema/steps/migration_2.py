"""Document types, holds, purges with what is left of their messages, and a trimmed audit trail.

Frozen, as files with these tables exist.
"""

SECOND = (
    "ALTER TABLE message ADD COLUMN document_type TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE message ADD COLUMN hold TEXT DEFAULT '' NOT NULL",
    """CREATE INDEX message_document_type ON message (document_type)
WHERE document_type != ''""",
    "CREATE INDEX audit_person ON audit (number, person) WHERE person != ''",
    """CREATE TABLE audit_start (
    id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE purge (
    id INTEGER NOT NULL,
    mailbox TEXT NOT NULL,
    document_type TEXT,
    direction TEXT NOT NULL,
    older_than BIGINT NOT NULL,
    decision TEXT NOT NULL,
    state TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed BIGINT NOT NULL,
    approved_by TEXT NOT NULL,
    approved BIGINT,
    done BIGINT,
    listed INTEGER NOT NULL,
    erased INTEGER NOT NULL,
    held INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE purge_message (
    purge INTEGER NOT NULL,
    message INTEGER NOT NULL,
    seen TEXT NOT NULL,
    PRIMARY KEY (purge, message),
    FOREIGN KEY(purge) REFERENCES purge (id) ON DELETE CASCADE
)""",
    """CREATE TABLE purged (
    message INTEGER NOT NULL,
    purge INTEGER NOT NULL,
    direction TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    message_id TEXT NOT NULL,
    service_id TEXT NOT NULL,
    readable BOOLEAN NOT NULL,
    received BIGINT NOT NULL,
    diary_number TEXT NOT NULL,
    document_type TEXT NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (message),
    FOREIGN KEY(purge) REFERENCES purge (id)
)""",
    "CREATE INDEX purged_message ON purged (message_id)",
    "CREATE INDEX purged_purge ON purged (purge, message)",
    "CREATE INDEX purged_service ON purged (service_id)",
)
