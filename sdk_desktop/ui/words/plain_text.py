"""Foreign texts made safe to show on one line."""

from __future__ import annotations

import re

from sdk_desktop.domain.visible_text import visible, visible_name

_SPACE = re.compile(r"[\t\n\r]")


def one_line(text: str, limit: int = 256) -> str:
    """Return a text on one line, what could deceive made visible (�), cut after `limit`.

    So no name can draw over its neighbours.
    """
    return _cut(visible(_SPACE.sub(" ", text[:limit])), text, limit)


def file_name_line(name: str, limit: int = 256) -> str:
    r"""Return a file's name on one line: `faktura\u202efdp.exe` cannot look like a PDF."""
    return _cut(visible_name(_SPACE.sub(" ", name[:limit])), name, limit)


def _cut(shown: str, text: str, limit: int) -> str:
    return f"{shown}…" if len(text) > limit else shown
