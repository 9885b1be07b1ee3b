"""The command `conformance`: run the cases of the specifications."""

from __future__ import annotations

import json
import logging
import math
import tempfile
import time
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from sdk_desktop import __version__
from sdk_desktop.cli.client import Commands, log_to, sandbox_process
from sdk_desktop.cli.printing import RULES_BROKEN, SUCCESS, UNREADABLE, show_lines
from sdk_desktop.cli.words import chosen_language, named_path, profile_of, to_say, words_of
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.conformance import SANDBOX, ConformanceReport, ConformanceRow
from sdk_desktop.domain.errors import Refused
from sdk_desktop.files import is_folder, write_private
from sdk_desktop.organisation import organisation_file, trusted
from sdk_desktop.settings import Settings, read_settings

_ABOUT = to_say(
    """Go through every case that a message system at an access point must master, with a
client of its own in a temporary profile: what it sends, what it answers, what it keeps. It ends
with 0 when every row that ran is as expected, 1 otherwise, and 2 when it could not run."""
)

_SANDBOX = to_say(
    """against a sandbox that is started for it; the profile only says which language is
spoken"""
)

_COUNTERPART = to_say(
    """function address at the test bed to send to, as the address book lists it; without
it nothing is sent"""
)

_PATIENCE = 120
_REPORTS = (".json", ".pdf")


def add_conformance(commands: Commands) -> None:
    """Add the command `conformance`."""
    parser = commands.add_parser(
        "conformance",
        help=to_say("go through the cases of the specifications"),
        description=_ABOUT,
        argument_default=SUPPRESS,  # what was given before the command stays
    )
    parser.set_defaults(run=run_conformance, failed=UNREADABLE, sandbox=False, counterpart="")
    parser.set_defaults(patience=_PATIENCE, rows=[], faults=[], reports=[])
    _add_counterparts(parser)
    parser.add_argument(
        "--row",
        action="append",
        dest="rows",
        metavar="NUMBER",
        help=to_say("only this row, such as 8:15; may be given again"),
    )
    parser.add_argument(
        "--report",
        action="append",
        type=_report,
        dest="reports",
        metavar="FILE",
        help=to_say("write the table to FILE.json or FILE.pdf; may be given again"),
    )
    parser.add_argument(
        "--fault",
        action="append",
        dest="faults",
        metavar="NAME",
        help=to_say("sandbox: let something be wrong there, to see that it is noticed"),
    )


def run_conformance(given: Namespace) -> int:
    """Run the cases, print each row, and write the reports; return the exit code."""
    _check(given)
    profile = profile_of(given)
    settings = read_settings(profile.settings, trusted(organisation_file()))
    if given.sandbox:
        logging.getLogger().addHandler(logging.NullHandler())  # what goes wrong there is on purpose
    else:
        log_to(profile.log)
    from sdk_desktop.ui.conformance.text_table import TextTable

    table = TextTable(chosen_language())
    rows: list[ConformanceRow] = []
    begun = system_clock()
    for row in _rows(given, settings):
        show_lines(table.row(row) if rows else [*table.head(), *table.row(row)])
        rows.append(row)
    against = SANDBOX if given.sandbox else given.counterpart
    report = ConformanceReport(begun, __version__, against, tuple(rows), tuple(given.faults))
    show_lines(table.totals(report))
    for path in given.reports:
        _write(path, report)
    return SUCCESS if report.good else RULES_BROKEN


def _add_counterparts(parser: ArgumentParser) -> None:
    parser.add_argument("--sandbox", action="store_true", help=_SANDBOX)
    parser.add_argument("--profile", metavar="NAME", help=to_say("by the settings of this profile"))
    parser.add_argument(
        "--folder", type=named_path, metavar="DIR", help=to_say("of the profile there instead")
    )
    parser.add_argument("--counterpart", metavar="ADDRESS", help=_COUNTERPART)
    parser.add_argument(
        "--patience",
        type=_seconds,
        metavar="SECONDS",
        help=to_say("seconds that a test bed's answer may take, at most; 120 unless said"),
    )


def _check(given: Namespace) -> None:
    """Raise `Refused` for arguments that contradict each other."""
    if not (given.sandbox or given.profile or given.folder):
        raise Refused("Say against whom: --sandbox, or --profile NAME.")
    if given.faults and not given.sandbox:
        raise Refused("Faults can be switched on in the sandbox only.")
    if given.counterpart and given.sandbox:
        raise Refused("The sandbox is its own counterpart.")
    for path in given.reports:
        if not is_folder(path.absolute().parent):
            raise Refused("The file {file} cannot be written.", file=path)


def _rows(given: Namespace, settings: Settings) -> Iterator[ConformanceRow]:
    from sdk_desktop.conformance.run import (
        Partner,
        RunSelection,
        run_against_partner,
        run_against_sandbox,
    )
    from sdk_desktop.network.http_connection import new_client

    selection = RunSelection(tuple(given.rows), tuple(given.faults))
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="sdk-desktop-")))
        client = opened.enter_context(new_client())
        if given.sandbox:
            address = opened.enter_context(sandbox_process(1))
            yield from run_against_sandbox(client, address, folder, system_clock, selection)
            return
        partner = Partner(given.counterpart, given.patience, time.sleep)
        yield from run_against_partner(client, settings, folder, system_clock, partner, selection)


def _write(path: Path, report: ConformanceReport) -> None:
    if path.suffix.lower() == ".pdf":
        from sdk_desktop.ui.conformance.conformance_paper import report_paper
        from sdk_desktop.usecases.papers import printed

        write_private(path, printed(report_paper(report)))
    else:
        write_private(path, json.dumps(_facts(report), indent=2).encode())


def _facts(report: ConformanceReport) -> dict[str, object]:
    return {
        "program": f"SDK Desktop {report.version}",
        "made": report.made.isoformat(),
        "counterpart": report.counterpart or None,
        "faults": report.faults,
        "totals": report.totals,
        "rows": [
            {
                "numbers": row.numbers,
                "what": row.what,
                "expected": row.expected,
                "seen": row.seen,
                "verdict": row.verdict,
                "reason": row.reason,
            }
            for row in report.rows
        ],
    }


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < math.inf:
        raise ValueError
    return seconds


def _report(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in _REPORTS:
        raise ArgumentTypeError(words_of("a report ends in .json or .pdf"))
    return path
