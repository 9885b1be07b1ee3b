"""Verify the audit trail from the command line."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace

from sdk_desktop.cli.client import Commands
from sdk_desktop.cli.printing import show_lines
from sdk_desktop.cli.unlocking import unlocked, unlocking_arguments
from sdk_desktop.cli.words import named_path, to_say, words_of
from sdk_desktop.domain.audit import ChainResult

_VERIFY = to_say(
    """Follow the chain of the audit trail from its first event, and compare its end with what
this computer and the newest backup keep, and with a file: an earlier export of the trail (CSV) or
the manifest.json of a backup. Asks for your passphrase and a one-time code; unlocking is recorded.
Ends with 0 when the trail is whole."""
)


def add_audit(commands: Commands) -> None:
    """Add the command `audit verify`."""
    audit = commands.add_parser(
        "audit",
        help=to_say("verify the audit trail"),
        description=_VERIFY,
        argument_default=SUPPRESS,
    )
    audit.set_defaults(run=verify_trail, against=None)
    unlocking_arguments(audit)
    audit.add_argument("action", choices=["verify"], help=to_say("what to do"))
    audit.add_argument(
        "--against", type=named_path, metavar="FILE", help=to_say("an export or a manifest.json")
    )


def verify_trail(given: Namespace) -> int:
    """Verify a profile's audit trail and print what was found; return the exit code."""
    with unlocked(given) as workspace:
        result = workspace.audit_trail.verify(given.against)
    show_lines([_said(result)])
    return 0 if result.broken is None else 1


def _said(result: ChainResult) -> str:
    if result.lost:
        text = words_of(
            "Events from number {first} to {last} are gone: the store was replaced by an older"
            " copy."
        )
        return text.format(first=result.broken, last=result.lost)
    if result.broken is not None:
        return words_of("The chain is broken at event number {number}.").format(
            number=result.broken
        )
    whole = words_of("The chain is whole: {events} events. Compared with {marks} marks.")
    return whole.format(events=result.events, marks=result.compared)
