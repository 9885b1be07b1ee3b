"""How the command line says things: lines for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sdk_desktop.domain.errors import Finding

WELL, BROKEN, UNREADABLE = 0, 1, 2
"""Exit codes: all is well; rules are broken; a file cannot be read, or is not for us."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a command came to: its exit code, what it says to programs and what to people."""

    code: int
    facts: Mapping[str, object]
    lines: tuple[str, ...]


def show(result: Result, *, as_json: bool) -> int:
    """Print a result; gives its exit code."""
    if as_json:
        show_json(result.facts)
    else:
        show_lines(result.lines)
    return result.code


def show_json(facts: object) -> None:
    """Print JSON in ASCII, which no terminal takes for a command."""
    print(json.dumps(facts, indent=2, default=str))


def show_lines(lines: Iterable[str]) -> None:
    """Print lines; what documents of others hold cannot steer the terminal."""
    for line in lines:
        print("".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line))


def complain(text: str) -> None:
    """Print a sentence on the error stream."""
    print(f"sdk-desktop: {text}", file=sys.stderr)


def finding_line(finding: Finding) -> str:
    """Return a broken rule as a line: `rule  path  text`."""
    return f"{finding.rule}  {finding.path}  {finding.text}"


def cause_line(cause: Finding) -> str:
    """Return the cause of a refusal as a line: `cause code  path  text`."""
    return f"{cause.cause} {cause.code or 'NA'}  {cause.path}  {cause.text}"
