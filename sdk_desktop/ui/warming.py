"""Imports and makes what the first window needs, while the user types.

What knows nothing of Qt is imported on a worker thread. Python's classes of Qt are made on the main
thread, a few at a time: one that is made elsewhere while Qt asks for another, as it does all the
time where a screen reader runs, ends the program.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QScrollArea

from sdk_desktop.ui.background import Background

if TYPE_CHECKING:
    from sdk_desktop.app import App

_PARTS = (
    "parts.message_text",
    "reading.message_view",
    "reading.reading_pane",
    "compose.attachment_field",
    "compose.compose_window",
    "messages.message_list",
    "messages.messages_page",
    "coming_back",
    "main_window",
    "security.auto_lock",
)
"""Modules of the first window, each after those that it imports most of."""


def warm_up(owner: QObject, app: App, background: Background, unused: Callable[[], bool]) -> None:
    """Do it behind the lock screen; what takes the window's time only while that is `unused`."""

    def import_next(parts: Iterator[str]) -> None:
        if next(parts, None):
            QTimer.singleShot(0, owner, partial(import_next, parts))
        elif unused():
            get_ready()

    background.run(owner, app.warm, lambda _: import_next(import_parts()))


def import_parts() -> Iterator[str]:
    """Import the window's modules on this thread, one when the next is asked for."""
    for name in _PARTS:
        yield import_module(f"sdk_desktop.ui.{name}").__name__


def get_ready() -> None:
    """Do now, on the main thread, what the first window would wait for.

    Python's classes of Qt are all made when it first meets a part that a widget of Qt's has made
    itself. And what is there by now stays: whoever looks for garbage at work passes over it, or
    else the window would stand still for a tenth of a second each time. So nobody's messages may be
    among it.
    """
    area, field = QScrollArea(), QLineEdit(clearButtonEnabled=True)
    area.viewport()
    field.children()
    gc.freeze()
