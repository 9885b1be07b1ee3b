"""The guide of the first start, and the way back in with the recovery key."""

from sdk_desktop.ui.guide.guide import Guide
from sdk_desktop.ui.guide.recovery import Recovery

__all__ = ["Guide", "Recovery"]
