"""The twenty-eighth step: lists sorted by the other side and by deadline. Frozen."""

from __future__ import annotations

_SENDER = (
    "CREATE INDEX message_sender ON message ("
    "replace(replace(replace(replace(replace(replace(lower(CASE WHEN json_valid(counterpart)"
    " THEN coalesce(json_extract(counterpart, '$[2][1]'), json_extract(counterpart, '$[2][0]'), '')"
    " || ' ' || coalesce(json_extract(counterpart, '$[1]'), json_extract(counterpart, '$[0]'))"
    " ELSE '' END), 'Å', '{'), 'å', '{'), 'Ä', '|'), 'ä', '|'), 'Ö', '}'), 'ö', '}')"
    ", id DESC)"
)
_DEADLINE = (
    "CREATE INDEX message_deadline ON message ("
    "coalesce(CASE WHEN answered IS NULL THEN answer_by END, 9223372036854775807), id DESC)"
)
TWENTY_EIGHTH = (_SENDER, _DEADLINE)
