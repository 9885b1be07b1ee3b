"""Whether a message, or an answer to it, was sent and can still be taken back."""

from __future__ import annotations

import sqlalchemy as sa

from sdk_desktop.store.schema.draft_tables import held_message
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
