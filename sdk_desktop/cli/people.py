"""Show who may sign in and what they may do, and change it, from the command line."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace

from sdk_desktop.cli.client import Commands
from sdk_desktop.cli.printing import show_lines
from sdk_desktop.cli.unlocking import unlocked, unlocking_arguments
from sdk_desktop.cli.words import to_say
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.roles import PersonRole, Role

_PEOPLE = to_say(
    """Show who may sign in and what each may do; with a name and a role, give that role. A
reader reads and searches; a handler also takes, answers, writes and sends; a registrar also
registers, keeps messages and proposes to erase; a manager may do everything. A role holds in every
mailbox; with --mailbox a person gets a higher one in that mailbox alone. Only a manager gives
roles, and there is always one. Asks for your passphrase and a one-time code; a change is
recorded."""
)


def add_people(commands: Commands) -> None:
    """Add the command `people`."""
    parser = commands.add_parser(
        "people",
        help=to_say("show who may do what, and change it"),
        description=_PEOPLE,
        argument_default=SUPPRESS,
    )
    parser.set_defaults(run=show_people)
    unlocking_arguments(parser)
    parser.add_argument(
        "who", nargs="?", default="", metavar="NAME", help=to_say("who gets a role")
    )
    parser.add_argument(
        "role", nargs="?", default="", choices=["", *Role], help=to_say("which role")
    )
    parser.add_argument(
        "--mailbox", default="", metavar="ADDRESS", help=to_say("the one mailbox it is for")
    )


def show_people(given: Namespace) -> int:
    """Give a role, if one is named, and print everybody's; return the exit code."""
    if given.who and not given.role:
        raise Refused("Name the role, too: reader, handler, registrar or manager.")
    with unlocked(given) as workspace:
        if given.who:
            workspace.people.give_role(given.who, Role(given.role), given.mailbox)
        enrolled = workspace.people.enrolled()
    show_lines(f"{one.who}: {_said(enrolled.role(one.who))}" for one in enrolled.people)
    return 0


def _said(role: PersonRole) -> str:
    higher = (f"{address}: {one}" for address, one in sorted(role.mailboxes.items()))
    return "; ".join((role.everywhere, *higher))
