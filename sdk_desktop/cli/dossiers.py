"""The commands `dossier`, which takes a case out of a profile, and `verify`, which checks one."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace
from dataclasses import asdict

from sdk_desktop.cli.client import Commands
from sdk_desktop.cli.printing import (
    RULES_BROKEN,
    SUCCESS,
    Result,
    add_file_command,
    show_lines,
    show_result,
)
from sdk_desktop.cli.unlocking import unlocked, unlocking_arguments
from sdk_desktop.cli.words import chosen_language, named_path, to_say, words_of
from sdk_desktop.usecases.dossier.verifying import verify_package

_DOSSIER = to_say(
    """Take a message, or its whole conversation, out of the program: a ZIP file with a
document to read (PDF/A), the messages as XML, attachments, acknowledgements, the audit trail of
these messages, and a manifest. Asks for your passphrase and a one-time code; it is recorded."""
)


def add_dossiers(commands: Commands) -> None:
    """Add the commands `dossier` and `verify`."""
    taking = commands.add_parser(
        "dossier",
        help=to_say("take a message or conversation out of the program"),
        description=_DOSSIER,
        argument_default=SUPPRESS,
    )
    taking.set_defaults(run=save_package, conversation=False)
    unlocking_arguments(taking)
    taking.add_argument("message", metavar="MESSAGE-ID", help=to_say("the message's id"))
    taking.add_argument(
        "file", type=named_path, metavar="FILE", help=to_say("the ZIP file to write")
    )
    taking.add_argument(
        "--conversation", action="store_true", help=to_say("with the whole conversation")
    )
    text = to_say("check a package that was taken out, and name what was changed")
    checking = add_file_command(commands, "verify", text, check_package)
    checking.add_argument(
        "package", type=named_path, metavar="PACKAGE", help=to_say("a ZIP file or a folder")
    )


def save_package(given: Namespace) -> int:
    """Write a package with a message or its conversation; return the exit code."""
    from sdk_desktop.ui.words.dossier_words import case_paper
    from sdk_desktop.ui.words.reports import in_language

    with unlocked(given) as workspace:
        row = workspace.inbox.named(given.message).row
        with in_language(chosen_language()):
            workspace.dossiers.save(row, given.file, case_paper, conversation=given.conversation)
    show_lines([words_of("{file} is written.").format(file=given.file)])
    return SUCCESS


def check_package(given: Namespace) -> int:
    """Print what was changed in a package; return the exit code."""
    from sdk_desktop.ui.words.reports import package_report

    checked = verify_package(given.package)
    facts = {"manifest": checked.digest, "signers": checked.signers}
    found = [asdict(finding) for finding in checked.findings]
    code = RULES_BROKEN if found else SUCCESS
    lines = tuple(package_report(checked, chosen_language()))
    return show_result(Result(code, {**facts, "findings": found}, lines), as_json=given.json)
