"""Finds the command that the words of the command line name, and runs it."""

from __future__ import annotations

import errno
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from sdk_desktop.cli.client import add_window
from sdk_desktop.cli.printing import (
    INTERRUPTED,
    NOBODY_READS,
    NOT_WRITTEN,
    discard_output,
    print_error,
    write_utf8,
)
from sdk_desktop.cli.words import CommandParser, speaking, to_say
from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.files import FULL

if TYPE_CHECKING:
    from sdk_desktop.ui.top_window import TopWindow

_PROGRAM = "sdk-desktop"
_ABOUT = to_say("A message client for Säker digital kommunikation (SDK).")
_COMMANDS = {
    ("link", "sandbox", "doctor"): "client.add_client",
    ("audit",): "audit.add_audit",
    ("backup", "restore", "salvage"): "backup.add_backup",
    ("conformance",): "conformance.add_conformance",
    ("check", "acknowledgement"): "documents.add_documents",
    ("dossier", "verify"): "dossiers.add_dossiers",
    ("seal", "open"): "envelopes.add_envelopes",
    ("people",): "people.add_people",
    ("policy",): "policy.add_policy",
    ("serve",): "serving.add_serve",
    ("shared",): "shared.add_shared",
    ("statistics",): "statistics.add_statistics",
    ("status",): "status.add_status",
    ("new-key",): "store_key.add_new_key",
}
"""What adds commands, in which module: the window needs none of them, and a command only its own.

What they import takes longer than the first picture of the window.
"""


def run_command(arguments: Sequence[str], first: TopWindow | None = None) -> int:
    """Run the command that is named; return the exit code.

    `first` is the window of the first screen, where it has been shown.
    """
    write_utf8()
    with speaking(arguments):
        return _run_spoken(arguments, first)


def _run_spoken(arguments: Sequence[str], first: TopWindow | None) -> int:
    try:
        try:
            given = _parsed(arguments)  # prints the help, too
            given.first_window = first
            return _run(given)
        finally:
            if sys.stdout is not None:  # a program with windows only has none
                sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        is_full = error.errno in FULL and error.filename is None  # a file would be named
        if not is_full and not _is_closed_pipe(error):
            raise
        discard_output()
        if is_full:
            print_error(Unavailable("The disk is full, so the output is not whole."))
        return NOT_WRITTEN if is_full else NOBODY_READS


def _is_closed_pipe(error: OSError) -> bool:
    """Return whether nobody reads any longer; on Windows this is no error of the system's own."""
    return isinstance(error, BrokenPipeError) or (
        sys.platform == "win32" and error.errno == errno.EINVAL and error.winerror is None
    )


def _run(given: Namespace) -> int:
    try:
        return int(given.run(given))
    except SdkError as error:
        print_error(error)
        return int(given.failed)


def _parsed(arguments: Sequence[str]) -> Namespace:
    window = CommandParser(prog=_PROGRAM, add_help=False, allow_abbrev=False)
    window.set_defaults(failed=1)
    add_window(window)
    given, others = window.parse_known_args(arguments)
    return _parser(_adding(others)).parse_args(arguments) if others else given


def _adding(words: Sequence[str]) -> Iterable[str]:
    """Return what adds the commands that are named; everything where none is."""
    named = [where for names, where in _COMMANDS.items() if not {*names}.isdisjoint(words)]
    return named or _COMMANDS.values()


def _parser(adding: Iterable[str]) -> ArgumentParser:
    parser = CommandParser(prog=_PROGRAM, description=_ABOUT)
    parser.set_defaults(failed=1)
    add_window(parser)
    commands = parser.add_subparsers(title=to_say("commands"), metavar="COMMAND")
    for where in adding:
        module, _, function = where.partition(".")
        getattr(import_module(f"sdk_desktop.cli.{module}"), function)(commands)
    return parser
