"""The thirty-ninth step: what was sent is sorted, what needs its handler is found. Frozen."""

from __future__ import annotations

_NAME = (
    "replace(replace(replace(replace(replace(replace(lower(CASE WHEN json_valid(counterpart)"
    " THEN coalesce(json_extract(counterpart, '$[2][1]'), json_extract(counterpart, '$[2][0]'), '')"
    " || ' ' || coalesce(json_extract(counterpart, '$[1]'), json_extract(counterpart, '$[0]'))"
    " ELSE '' END), 'Å', '{'), 'å', '{'), 'Ä', '|'), 'ä', '|'), 'Ö', '}'), 'ö', '}')"
)
THIRTY_NINTH = (
    f"CREATE INDEX message_sent_to ON message ({_NAME}, id DESC, mailbox) WHERE direction = 'out'",
    """CREATE INDEX message_taken ON message (handler, mailbox, id, duty, received, answer_by)
    WHERE duty != '' AND handler != ''""",
)
