"""What a newer Orca says otherwise than the one whose words `heard.txt` has, and why.

It lies in a file by the first number of its version, as `orca48.toml`: `words` that it has others
for, and announcements of the program, which older ones do not speak. When an announcement is heard
depends on the moment, so it must be heard once, anywhere.
"""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Version:
    """Words of the script with those that are said for them, and patterns of announcements."""

    words: Sequence[tuple[str, str]] = ()
    announced: Sequence[str] = ()

    def script(self, lines: Sequence[str]) -> list[str]:
        """Return the script as this version says it."""
        said = list(lines)
        for here, there in self.words:
            said = [line.replace(here, there) for line in said]
        return list(filter(None, said))

    def without_announcements(self, heard: Sequence[str]) -> list[str]:
        """Return what was heard but announcements."""
        return [
            line for line in heard if not any(re.fullmatch(one, line) for one in self.announced)
        ]

    def not_announced(self, heard: Sequence[str]) -> Iterator[str]:
        """Yield the patterns of announcements that were not heard at all."""
        for one in self.announced:
            if not any(re.fullmatch(one, line) for line in heard):
                yield one


def orca_here() -> str:
    """Return the first number of the version of this system's Orca."""
    asked = ["/usr/bin/orca", "--version"]
    said = subprocess.run(asked, check=False, capture_output=True, text=True).stdout
    return said.partition(".")[0].rpartition(" ")[2]


def version_of(number: str) -> Version:
    """Return how an Orca speaks, by the first number of its version."""
    file = Path(__file__).with_name(f"orca{number}.toml")
    if not file.exists():
        return Version()
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    words = [(one["script"], one["heard"]) for one in told["words"]]
    return Version(words, [one["heard"] for one in told["announced"]])
