"""What a good proof gives, whatever the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sdk_desktop.domain.clearance import Level


@dataclass(frozen=True, slots=True)
class Proved:
    """The store's key, how sure it is who asked for it, and since when."""

    store_key: bytes = field(repr=False)
    level: Level
    time: datetime
