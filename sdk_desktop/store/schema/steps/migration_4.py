"""The fourth step: a list shows diary numbers only, no other reference. Frozen."""

from __future__ import annotations

FOURTH = (
    """UPDATE message SET case_references = (
    SELECT json_group_array(DISTINCT json_extract(reference.value, '$[0][1]'))
    FROM body,
        json_each(json_array(
            json(json_extract(body.content, '$[0][2][3]')),
            json(json_extract(body.content, '$[1][2][3]'))
        )) AS side,
        json_each(side.value) AS reference
    WHERE body.message = message.id AND json_extract(reference.value, '$[0][0]') = 'dnr'
) WHERE case_references <> '[]'""",
)
