"""Reads the Markdown pages of the project: headings, links, code fences and table rows."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.kit.project import PROJECT

DOCS = PROJECT / "resources" / "docs"
SPECIFICATION = DOCS / "specification"
HANDBOOK = PROJECT / "resources" / "handbook"
README = PROJECT / "README.md"

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FIRST_CELL = re.compile(r"^(?:\| *|)(\d+)(?: \||\. )", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """A page of Markdown."""

    path: Path

    @property
    def name(self) -> str:
        """Return the path in the project folder, with forward slashes."""
        return self.path.relative_to(PROJECT).as_posix()

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def prose(self) -> str:
        """Return the text without its code fences."""
        return FENCE.sub("", self.text)

    @property
    def headings(self) -> list[str]:
        return HEADING.findall(self.prose)

    @property
    def links(self) -> list[str]:
        """Return what links and pictures point at."""
        return LINK.findall(self.prose)

    def fences(self, language: str) -> list[str]:
        """Return the code fences in a language, "" for none."""
        return [code for kind, code in FENCE.findall(self.text) if kind == language]

    def section(self, heading: str) -> str:
        """Return what stands between a heading and the next one."""
        return HEADING.split(self.prose.partition(f"# {heading}\n")[2])[0]

    def rows(self, heading: str) -> set[int]:
        """Return the numbers of the rows of a section's tables and lists."""
        return {int(number) for number in FIRST_CELL.findall(self.section(heading))}


@cache
def pages() -> tuple[Page, ...]:
    """Return every page of the project that people read."""
    folders = (DOCS, HANDBOOK, PROJECT / "sdk_desktop")
    inside = sorted(path for folder in folders for path in folder.rglob("*.md"))
    return (Page(README), *map(Page, inside))
