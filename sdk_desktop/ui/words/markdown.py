"""The limited Markdown of an SDK text as HTML (message.md §Body).

Headings, strong, emphasis, `*` and `1.` lists, `---` and line ends mean something; all else,
raw HTML, links and images among it, is shown as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, hr, list_block

_LIST = re.compile(r"(\*|\d{1,9}\.)[ \t]")
_RULE = re.compile(r"-[ \t]*-[ \t]*-")
_STANDS_ALONE = re.compile(r"\s*(#{1,6}[ \t]|(\*|\d{1,9}\.)[ \t]|-[ \t]*-[ \t]*-[- \t]*$|$)")

_Rule = Callable[[StateBlock, int, int, bool], bool]


def to_html(text: str) -> str:
    """Return a text as HTML, which holds no tag or address from the text."""
    return str(_parser().render(text))


def with_line_breaks(text: str) -> str:
    """Return a text with two spaces before each single line end, so that every reader keeps it."""
    lines = [line.rstrip() for line in text.split("\n")]
    return "\n".join(map(_broken, lines, [*lines[1:], ""]))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"breaks": True, "html": False})
    parser.enable(["heading", "emphasis", "newline"])
    parser.enable(["list", "hr"])
    parser.block.ruler.at("list", partial(_only, _LIST, list_block), {"alt": ["paragraph"]})
    parser.block.ruler.at("hr", partial(_only, _RULE, hr), {"alt": ["paragraph"]})
    return parser


def _only(
    wanted: re.Pattern[str], rule: _Rule, state: StateBlock, start: int, end: int, silent: bool
) -> bool:
    place = state.bMarks[start] + state.tShift[start]
    return bool(wanted.match(state.src, place)) and rule(state, start, end, silent)


def _broken(line: str, following: str) -> str:
    return line + "  " if line and not _STANDS_ALONE.match(following) else line
