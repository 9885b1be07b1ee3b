"""The thirteenth step: events are found by person, mailbox and time. Frozen."""

from __future__ import annotations

THIRTEENTH = (
    """CREATE TABLE audit_reference (
    number INTEGER NOT NULL,
    reference TEXT NOT NULL,
    PRIMARY KEY (number, reference)
)""",
    "CREATE INDEX audit_reference_reference ON audit_reference (reference, number)",
    """INSERT OR IGNORE INTO audit_reference
WITH RECURSIVE part (number, reference, rest) AS (
    SELECT number, '', upper(replace(replace(person, '-', ''), '+', '')) || ' '
    FROM audit WHERE person != ''
    UNION ALL
    SELECT number, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1)
    FROM part WHERE rest != ''
) SELECT number, reference FROM part WHERE reference != ''
UNION SELECT number, upper(replace(replace(replace(person, '-', ''), '+', ''), ' ', ''))
FROM audit WHERE person != ''""",
    "DROP INDEX audit_person",
    "CREATE INDEX audit_mailbox ON audit (mailbox, number)",
    "CREATE INDEX audit_time ON audit (time, number)",
)
