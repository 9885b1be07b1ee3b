"""Erasing messages by decision: choose, preview, propose, approve, report."""

from sdk_desktop.ui.purging.purging_dialog import PurgingDialog

__all__ = ["PurgingDialog"]
