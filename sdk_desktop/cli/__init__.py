"""The command line: starts the window, practice and the sandbox; checks, backups, envelopes.

May import everything; the only package that prints.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence

from sdk_desktop.cli.audit import add_audit
from sdk_desktop.cli.backup import add_backup
from sdk_desktop.cli.client import Commands, add_client
from sdk_desktop.cli.conformance import add_conformance
from sdk_desktop.cli.documents import add_acknowledgement, add_check
from sdk_desktop.cli.envelopes import add_open, add_seal
from sdk_desktop.cli.printing import (
    NOBODY_READS,
    UNREADABLE,
    discard_output,
    print_error,
    write_utf8,
)
from sdk_desktop.cli.shared import add_shared
from sdk_desktop.cli.store_key import add_new_key
from sdk_desktop.domain.errors import SdkError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command of the command line; return the exit code."""
    write_utf8()
    given = _parser().parse_args(arguments)
    try:
        code = _run(given)
        if sys.stdout is not None:  # a program with windows only has none
            sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
        return NOBODY_READS
    return code


def _run(given: Namespace) -> int:
    try:
        return int(given.run(given))
    except SdkError as error:
        print_error(error)
        return int(given.failed)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="sdk-desktop", description="A message client for Säker digital kommunikation (SDK)."
    )
    parser.set_defaults(failed=1)
    commands = add_client(parser)
    add_backup(commands)
    add_audit(commands)
    add_new_key(commands)
    add_conformance(commands)
    add_shared(commands)
    _add(commands, "check", "name every rule that documents break", add_check)
    _add(commands, "seal", "encrypt and sign a message for its recipient", add_seal)
    _add(commands, "open", "verify and decrypt an envelope, and answer it", add_open)
    _add(commands, "acknowledgement", "say in plain Swedish what was answered", add_acknowledgement)
    return parser


def _add(
    commands: Commands, name: str, text: str, arguments: Callable[[ArgumentParser], None]
) -> None:
    """Add a command that works on files: it ends with 0, 1 or 2, as `cli.printing` says."""
    parser: ArgumentParser = commands.add_parser(name, help=text, description=text.capitalize())
    parser.set_defaults(failed=UNREADABLE)
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments(parser)
