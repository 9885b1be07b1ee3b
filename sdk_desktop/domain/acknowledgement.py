"""What a receiving message system answers (meddelandekvittens, transport.md §4)."""

from __future__ import annotations

from dataclasses import dataclass

from sdk_desktop.domain.errors import Finding


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """ACCEPTED or, with at least one cause, REJECTED; accepted means delivered, never read."""

    message_id: str
    causes: tuple[Finding, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether the receiver's message system took the message."""
        return not self.causes
