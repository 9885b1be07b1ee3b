"""What a transaction has written so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from sdk_desktop.domain.changes import Changes, TableFamily


@dataclass(frozen=True, slots=True)
class WrittenFamilies:
    """The table families that a transaction wrote; one that only reads may write none."""

    allowed: bool
    families: set[TableFamily] = field(default_factory=set)

    def note(self, changed: TableFamily) -> None:
        """Note that a table family is written now; called before writing."""
        if not self.allowed:
            raise RuntimeError("A transaction that reads must not write: use begin().")
        self.families.add(changed)

    @property
    def changes(self) -> Changes:
        """Everything noted."""
        return frozenset(self.families)
