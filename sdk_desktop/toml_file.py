"""Reads a file of settings in TOML, and says in which line it is none."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from sdk_desktop.domain.errors import Refused
from sdk_desktop.files import read_if_there, text_of

LARGEST_SETTINGS = 100_000
"""Bytes of a settings file; one with every setting has about 3 000."""

_MOST_DOTS = 100
"""Dots of a line: the parser's memory grows with the square of those in one name."""
_LINE = re.compile(r"\(at line (\d+), column \d+\)$")


def read_tables(path: Path) -> dict[str, Any]:
    """Return what a file says, nothing where there is none; raise `Refused` for what is no TOML."""
    data = read_if_there(path, LARGEST_SETTINGS)
    text = ""
    try:
        text = text_of(data or b"")
        if any(line.count(".") > _MOST_DOTS for line in text.splitlines()):
            raise ValueError
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise Refused(
            "The settings file {file} cannot be read. It is not in UTF-8. Save it in UTF-8.",
            file=path,
        ) from error
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        raise Refused(
            "The settings file {file} cannot be read. Line {line} is not written as TOML wants it.",
            file=path,
            line=int(found[1]) if found else len(text.splitlines()),
        ) from error
    except (ValueError, RecursionError) as error:
        raise Refused("The settings file {file} cannot be read.", file=path) from error
