"""The command `statistics`: figures per mailbox and month as CSV, without content."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentTypeError, Namespace
from datetime import date, datetime

from sdk_desktop.cli.client import Commands
from sdk_desktop.cli.printing import SUCCESS, show_lines
from sdk_desktop.cli.unlocking import unlocked, unlocking_arguments
from sdk_desktop.cli.words import named_path, to_say, words_of

_STATISTICS = to_say(
    """Write a table (CSV) with the figures of each mailbox in each month: received, sent,
median hours to the first answer and until registered, late, rejected by cause. It says nothing of
any message. Asks for your passphrase and a one-time code."""
)


def add_statistics(commands: Commands) -> None:
    """Add the command `statistics`."""
    parser = commands.add_parser(
        "statistics",
        help=to_say("write figures per mailbox and month"),
        description=_STATISTICS,
        argument_default=SUPPRESS,
    )
    parser.set_defaults(run=save_figures)
    unlocking_arguments(parser)
    parser.add_argument(
        "file", type=named_path, metavar="FILE", help=to_say("the CSV file to write")
    )
    parser.add_argument("--first", type=_month, required=True, metavar="YYYY-MM")
    parser.add_argument("--last", type=_month, required=True, metavar="YYYY-MM")


def save_figures(given: Namespace) -> int:
    """Write the figures; return the exit code."""
    with unlocked(given) as workspace:
        count = workspace.figures.export(given.file, given.first, given.last)
    show_lines([words_of("{file} is written: %n rows.", count).format(file=given.file)])
    return SUCCESS


def _month(text: str) -> date:
    try:
        return datetime.strptime(f"{text}-01", "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise ArgumentTypeError(words_of("a month is written as 2026-03")) from None
