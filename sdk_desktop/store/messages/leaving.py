"""Whether a message, an answer to it, or a draft was sent and can still be taken back."""

from __future__ import annotations

import sqlalchemy as sa

from sdk_desktop.store.schema.draft_tables import draft, held_message
from sdk_desktop.store.schema.tables import message

_sent = message.alias("sent")
LEAVING = (
    sa.exists()
    .select_from(sa.join(held_message, _sent, held_message.c.message_id == _sent.c.message_id))
    .where(
        sa.or_(
            _sent.c.id == message.c.id,
            _sent.c.ref_to_message_id == message.c.message_id,
        )
    )
)
IS_HELD = sa.exists().where(held_message.c.draft == draft.c.id)
"""Whether a draft is out of sight, for what it became can still be taken back."""
