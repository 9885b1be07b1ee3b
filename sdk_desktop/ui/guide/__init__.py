"""The guide of the first start: organisation and mailboxes, connection, the first person."""

from sdk_desktop.ui.guide.guide import Guide

__all__ = ["Guide"]
