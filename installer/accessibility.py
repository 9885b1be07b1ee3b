"""Write the table of `resources/docs/accessibility.md` from the clauses in `accessibility.toml`.

`python3 -m installer.accessibility` does it; a test says when the page is another.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parent.parent / "resources" / "docs" / "accessibility.md"
CLAUSES = PAGE.with_suffix(".toml")
_HEAD = "| clause | met | shown by |\n| --- | --- | --- |\n"
_END = "\n\n## "


def page_with_table(page: str, clauses: str) -> str:
    """Return the page with the table that the clauses (TOML) give."""
    before, _, rest = page.partition(_HEAD)
    _, _, after = rest.partition(_END)
    rows = "\n".join(map(_row, tomllib.loads(clauses)["clause"]))
    return f"{before}{_HEAD}{rows}{_END}{after}"


def _row(clause: Mapping[str, Any]) -> str:
    return f"| {clause['name']} | {clause['met']} | {', '.join(_shown(clause))} |"


def _shown(clause: Mapping[str, Any]) -> Iterator[str]:
    """Yield what shows that a clause is met: what is said beside the tests, then the tests."""
    if besides := clause.get("besides"):
        yield besides
    for test in clause.get("tests", ()):
        yield f"`{test}`"


def main() -> int:
    """Write the page."""
    text = page_with_table(PAGE.read_text(encoding="utf-8"), CLAUSES.read_text(encoding="utf-8"))
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
