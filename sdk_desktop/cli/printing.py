"""What commands print: lines for people, JSON for programs."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from io import TextIOWrapper

from sdk_desktop.cli.client import Commands
from sdk_desktop.cli.words import error_words, to_say
from sdk_desktop.domain.errors import Finding, InvalidMessage, SdkError

SUCCESS, RULES_BROKEN, UNREADABLE = 0, 1, 2
"""Exit codes: all is well; rules are broken; a file cannot be read, or is not for us."""

NOBODY_READS = 141
"""The exit code when the reader of the output has ended, as shells count it (128 + SIGPIPE)."""

NOT_WRITTEN = 74
"""The exit code when there is no room for the output (EX_IOERR)."""

INTERRUPTED = 130
"""The exit code when somebody presses Ctrl+C, likewise (128 + SIGINT)."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a command: exit code, facts for programs and lines for people."""

    code: int
    facts: Mapping[str, object]
    lines: tuple[str, ...]


def add_file_command(
    commands: Commands, name: str, text: str, run: Callable[[Namespace], int]
) -> ArgumentParser:
    """Add a command that works on files and ends with 0, 1 or 2."""
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run, failed=UNREADABLE)
    parser.add_argument("--json", action="store_true", help=to_say("print JSON"))
    return parser


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
        print(_harmless(line))


def print_error(error: SdkError) -> None:
    """Print what went wrong on the error stream, and the rules that a document breaks."""
    print(_harmless(f"sdk-desktop: {error_words(error)}"), file=sys.stderr)
    for line in finding_lines(error):
        print(_harmless(line), file=sys.stderr)


def write_utf8() -> None:
    """Let both streams write UTF-8, whatever the system takes a redirected stream for."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def discard_output() -> None:
    """Drop what is still to be printed: who read it has ended."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def findings_of(problem: SdkError | None) -> list[dict[str, object]]:
    """Return the rules that a document breaks, for programs."""
    findings = problem.findings if isinstance(problem, InvalidMessage) else ()
    return [asdict(finding) for finding in findings]


def finding_lines(problem: SdkError | None) -> tuple[str, ...]:
    """Return the rules that a document breaks, each as a line."""
    findings = problem.findings if isinstance(problem, InvalidMessage) else ()
    return tuple(map(finding_line, findings))


def finding_line(finding: Finding) -> str:
    """Return a broken rule as a line: `rule  path  text`."""
    return f"{finding.rule}  {finding.path}  {finding.text}"


def cause_line(cause: Finding) -> str:
    """Return the cause of a refusal as a line: `cause code  path  text`."""
    return f"{cause.cause} {cause.code or 'NA'}  {cause.path}  {cause.text}"


def _harmless(line: str) -> str:
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)
