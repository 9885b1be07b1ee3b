"""The ninth step: colleagues have ids, and a message's handler is one. Frozen."""

from __future__ import annotations

NINTH = (
    """CREATE TABLE colleague (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    "left" BIGINT,
    PRIMARY KEY (id)
)""",
    "CREATE INDEX colleague_name ON colleague (name)",
    """INSERT INTO colleague SELECT lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2)
    || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))), handler, NULL
FROM (SELECT DISTINCT handler FROM message WHERE handler != '')""",
    """UPDATE purge_message SET seen = (
    SELECT m.diary_number || char(10) || m.document_type || char(10) || c.id || char(10) || m.status
    FROM message m JOIN colleague c ON c.name = m.handler WHERE m.id = purge_message.message)
WHERE seen = (
    SELECT m.diary_number || char(10) || m.document_type || char(10) || m.handler || char(10)
    || m.status FROM message m WHERE m.id = purge_message.message AND m.handler != '')""",
    """UPDATE message SET handler = (SELECT id FROM colleague WHERE name = message.handler)
WHERE handler != ''""",
    "ALTER TABLE audit ADD COLUMN who_id TEXT DEFAULT '' NOT NULL",
)
