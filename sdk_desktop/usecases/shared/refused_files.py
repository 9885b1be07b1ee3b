"""Leaves no files in the ledger that only a change has named which the ledger does not have."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from uuid import uuid4

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.sharing import CopiedRecord, PendingChange
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.shared.contents import files_of
from sdk_desktop.usecases.shared.copy import Sharing


def erase_files(store: Store, sharing: Sharing, refused: Sequence[PendingChange]) -> None:
    """Erase the files that refused changes name, but for those of what the ledger has.

    When the ledger does not answer they stay, sealed, and nothing leads to them.
    """
    if not refused:
        return
    edits = [edit for change in refused for edit in change.edits]
    wanted = [CopiedRecord(one.id, one.kind, one.version, one.after) for one in edits]
    with store.read() as stored:
        found = [stored.shared.record(sharing.mailbox.id, one.id) for one in edits]
    kept = {file.id for record in found if record for file in files_of(record)}
    erased = {file.id for record in wanted for file in files_of(record)} - kept
    if erased:
        with suppress(Unavailable, Refused):
            sharing.append(PendingChange(uuid4(), (), erased=tuple(erased)), {})
