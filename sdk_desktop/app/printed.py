"""Removes what printing left in clear because a program was killed in the middle of it (Linux).

There Qt writes what is printed to a file, hands that to CUPS and removes it. The file is named by
`cupsTempFd`: the number of the process and the time, in hexadecimal digits.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from sdk_desktop.files import opened

TITLE = "SDK Desktop"
"""The title of all that is printed; nothing of what is in it."""

_NAME = re.compile(r"([0-9a-f]{5,})[0-9a-f]{8}")
_BEGINNING = 300
"""Bytes of a document within which Qt names its title."""
_SAID = b"/Title (" + b"\xfe\xff" + TITLE.encode("utf-16-be") + b")"


def forget_printed(folder: Path | None = None) -> None:
    """Remove this program's documents whose process is gone from the folder of temporary files."""
    if sys.platform != "linux":
        return
    folder = folder or Path(tempfile.gettempdir())
    with suppress(OSError):
        for path in list(folder.iterdir()):
            name = _NAME.fullmatch(path.name)
            if name and not _runs(int(name[1], 16)) and _is_ours(path):
                path.unlink()


def _is_ours(path: Path) -> bool:
    with suppress(OSError):
        if sys.platform == "win32" or path.is_symlink() or path.stat().st_uid != os.getuid():
            return False
        with opened(path) as file:
            return _SAID in file.read(_BEGINNING)
    return False


def _runs(process: int) -> bool:
    return Path("/proc", str(process)).exists()
