"""Erasing messages by decision: what to erase, what would go, and what was decided.

May import what the other screens may.
"""

from sdk_desktop.ui.purging.purging_dialog import PurgingDialog

__all__ = ["PurgingDialog"]
