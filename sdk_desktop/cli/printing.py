"""Output of the command line: lines for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sdk_desktop.domain.errors import Finding

SUCCESS, RULES_BROKEN, UNREADABLE = 0, 1, 2
"""Exit codes: all is well; rules are broken; a file cannot be read, or is not for us."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a command: exit code, facts for programs and lines for people."""

    code: int
    facts: Mapping[str, object]
    lines: tuple[str, ...]


def show_result(result: Result, *, as_json: bool) -> int:
    """Print a result; return its exit code."""
    if as_json:
        show_json(result.facts)
    else:
        show_lines(result.lines)
    return result.code


def show_json(facts: object) -> None:
    """Print JSON in ASCII, so without control characters of a terminal."""
    print(json.dumps(facts, indent=2, default=str))


def show_lines(lines: Iterable[str]) -> None:
    """Print lines; control characters from documents are replaced."""
    for line in lines:
        print("".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line))


def print_error(text: str) -> None:
    """Print a sentence on the error stream."""
    print(f"sdk-desktop: {text}", file=sys.stderr)


def finding_line(finding: Finding) -> str:
    """Return a broken rule as a line: `rule  path  text`."""
    return f"{finding.rule}  {finding.path}  {finding.text}"


def cause_line(cause: Finding) -> str:
    """Return the cause of a refusal as a line: `cause code  path  text`."""
    return f"{cause.cause} {cause.code or 'NA'}  {cause.path}  {cause.text}"
