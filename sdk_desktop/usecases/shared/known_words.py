"""The words that computers are compared by, for whoever types what they hear."""

from __future__ import annotations

from sdk_desktop.sharing.words import COUNT, every_word

__all__ = ["COUNT", "every_word"]
