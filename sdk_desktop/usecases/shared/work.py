"""All that this computer does with shared mailboxes, made only where some are."""

from __future__ import annotations

from sdk_desktop.usecases.shared.deliveries import SharedDeliveries
from sdk_desktop.usecases.shared.hints import SharedHints
from sdk_desktop.usecases.shared.intake import SharedIntake
from sdk_desktop.usecases.shared.ledgers import SharedLedgers
from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes
from sdk_desktop.usecases.shared.notes import SharedNotes
from sdk_desktop.usecases.shared.purges import SharedPurging
from sdk_desktop.usecases.shared.upload import SharedUpload


class SharedWork:
    """What the use cases of a workspace need to share mailboxes."""

    def __init__(self, shared: SharedMailboxes, *, takes_late_copies: bool) -> None:
        """Connect to nothing yet; the message service may take late copies of a request."""
        self.ledgers = SharedLedgers(shared)
        self.hints = SharedHints(self.ledgers)
        self.notes = SharedNotes(self.ledgers)
        self.intake = SharedIntake(self.ledgers)
        self.deliveries = SharedDeliveries(self.ledgers, takes_late_copies)
        self.purging = SharedPurging(self.ledgers)
        self.upload = SharedUpload(self.ledgers, self.purging, takes_late_copies)
