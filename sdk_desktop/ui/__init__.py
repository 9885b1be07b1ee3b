"""The window. Only here is PySide6 used, and on the main thread only.

Import `usecases`, `domain`, `app` and `resources`; calls that block are run by `background`.
"""

from __future__ import annotations

import builtins

from PySide6 import QtCore  # noqa: F401 - it puts an import of its own in place of Python's

# Python's again: PySide's looks for the word "PySide6" in the source of each module that is
# imported, for a feature that is not used here, and Python keeps all that it has read (28 MB).
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
