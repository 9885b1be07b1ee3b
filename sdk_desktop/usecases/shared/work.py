"""All that this computer does with shared mailboxes, made only where some are."""

from __future__ import annotations

from datetime import timedelta

from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.domain.sharing import SharingLag
from sdk_desktop.sharing.errors import ProgramTooOld
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.fetches import LEDGER
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.shared.deliveries import SharedDeliveries
from sdk_desktop.usecases.shared.drafts import SharedDrafts
from sdk_desktop.usecases.shared.healing import SharedHealing
from sdk_desktop.usecases.shared.hints import SharedHints
from sdk_desktop.usecases.shared.intake import SharedIntake
from sdk_desktop.usecases.shared.ledgers import SharedLedgers
from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes
from sdk_desktop.usecases.shared.notes import SharedNotes
from sdk_desktop.usecases.shared.purges import SharedPurging
from sdk_desktop.usecases.shared.upload import SharedUpload

_SET_BACK = timedelta(days=1)
"""A clock that was set back further since tells nothing of when the ledger was met."""


class SharedWork:
    """What the use cases of a workspace need to share mailboxes."""

    def __init__(self, shared: SharedMailboxes, *, takes_late_copies: bool) -> None:
        """Connect to nothing yet; the message service may take late copies of a request."""
        self.ledgers = SharedLedgers(shared)
        self.hints = SharedHints(self.ledgers)
        self.notes = SharedNotes(self.ledgers)
        self.intake = SharedIntake(self.ledgers)
        self.deliveries = SharedDeliveries(self.ledgers, takes_late_copies)
        self.drafts = SharedDrafts(self.ledgers)
        self.purging = SharedPurging(self.ledgers)
        self.upload = SharedUpload(self.ledgers, self.purging, takes_late_copies)
        self.healing = SharedHealing(self.ledgers, self.upload)

    def lag(self, stored: Transaction) -> SharingLag | None:
        """Return how far this computer is from the others, None where nothing is shared."""
        addresses = tuple(stored.shared.ids())
        if not addresses:
            return None
        met = [stored.fetches.last(f"{LEDGER}{one}") for one in addresses]
        known = [one for one in met if one is not None]
        oldest = min(known) if len(known) == len(met) else None
        trouble = self.ledgers.trouble
        too_old = isinstance(trouble, ProgramTooOld)
        out_of_touch = trouble is not None and not too_old
        return SharingLag(
            *(oldest, stored.shared.waiting(), out_of_touch, too_old, self.ledgers.clock_differs),
            unread=stored.unread.counted(tuple(RecordKind)),
        )

    def refuse_stale(self) -> None:
        """Raise `Unavailable` for a copy that has not met its ledger for too long, nor does now.

        A ledger that answers counts as met, whatever it says.
        """
        if not self._is_stale():
            return
        self.ledgers.synchronise()
        if isinstance(self.ledgers.trouble, Unavailable) and self._is_stale():
            self.ledgers.close()
            raise Unavailable(
                "This computer has not met the shared mailbox for {days} days. It opens when there"
                " is contact.",
                days=str(self.ledgers.shared.address.offline_days),
            )

    def _is_stale(self) -> bool:
        now = self.ledgers.shared.actor.clock()
        longest = timedelta(days=self.ledgers.shared.address.offline_days)
        with self.ledgers.shared.store.read() as stored:
            met = (stored.fetches.last(f"{LEDGER}{one}") for one in stored.shared.ids())
            return any(one and not -_SET_BACK <= now - one <= longest for one in met)
