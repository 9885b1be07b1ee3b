"""Exchanges what was done here and elsewhere at once, without waiting for the next round."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.sharing.hints import HintListener
from sdk_desktop.usecases.shared.ledgers import SharedLedgers

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class SharedHints:
    """Hears when a colleague at another computer has done something.

    Without hints, as behind a pooler, everything comes with the next round.
    """

    ledgers: SharedLedgers
    _listener: HintListener = field(init=False)

    def __post_init__(self) -> None:
        """Listen to nothing yet."""
        self._listener = HintListener(self.ledgers.shared.address)

    def exchange(self) -> int | None:
        """Take in what others did, and bring what was done here, as far as the ledger answers.

        Return the socket that can be read when there is more; None while nothing can be heard.
        """
        try:
            addresses = self.ledgers.addresses()
            if not addresses or self.ledgers.trouble is not None:
                self._listener.close()
                return None
            self._hear()
            for address in addresses:
                self.ledgers.exchange(address)
        except (Unavailable, Refused, Untrusted) as error:
            _log.info("colleagues' changes come with the next round: %s", error.text)
            self._listener.close()
        return self._listener.socket

    def close(self) -> None:
        """Listen no longer."""
        self._listener.close()

    def _hear(self) -> None:
        """Take the hints that have come; whoever does not listen yet, or no longer, begins."""
        try:
            self._listener.take()
        except Unavailable:
            self._listener.close()
        if self._listener.socket is None:
            with self.ledgers.shared.store.read() as stored:
                mailboxes = tuple(stored.shared.ids().values())
            self._listener.listen(mailboxes)
