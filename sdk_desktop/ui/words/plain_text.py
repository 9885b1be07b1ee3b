"""Foreign texts made safe to show on one line."""

from __future__ import annotations

import re

from sdk_desktop.domain.file_name import visible_name

_SPACE = re.compile(r"[\t\n\r]")


def one_line(text: str, limit: int = 256) -> str:
    r"""Return a text on one line, hidden characters made visible (�), cut after `limit`.

    So `faktura\u202efdp.exe` cannot look like a PDF, and no name can draw over its neighbours.
    """
    shown = visible_name(_SPACE.sub(" ", text[:limit]))
    return f"{shown}…" if len(text) > limit else shown
