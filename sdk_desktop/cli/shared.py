"""What the administrator of the shared mailboxes' ledger does, and how the ledger is."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from sdk_desktop.cli.client import Commands
from sdk_desktop.cli.printing import show_lines
from sdk_desktop.cli.shared_members import add_create, add_members, create_mailbox
from sdk_desktop.cli.shared_tickets import add_tickets
from sdk_desktop.cli.terminal import ask_secret, is_terminal, read_line
from sdk_desktop.cli.words import (
    chosen_language,
    named_path,
    profile_arguments,
    profile_of,
    to_say,
    words_of,
)
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.files import read_secret
from sdk_desktop.organisation import organisation_file, trusted
from sdk_desktop.settings import read_settings

_SHARED = to_say(
    """Several computers share a mailbox through a ledger in PostgreSQL 15 or later, whose
administrator cannot read what it holds. Where it is stands in the settings under [shared]."""
)

_UPGRADE = to_say(
    """Make the ledger in an empty database, or bring it to the newest format. Whoever does
this owns the database and may make roles; nothing of a mailbox can be read with that."""
)

_LOGIN = to_say(
    """Make a login for one profile on one computer, or give it a new password. The password is
printed once; put it into the file that the profile's settings name. Choose a name that says nothing
of whose it is."""
)

_DROP = to_say(
    """Drop the login of a computer that is gone. A manager of the mailbox must remove the
computer there, too: only that gives the mailbox a new key."""
)


def add_shared(commands: Commands) -> None:
    """Let a parser understand the commands about shared mailboxes."""
    shared = commands.add_parser(
        "shared", help=to_say("look after the ledger of shared mailboxes"), description=_SHARED
    )
    own = shared.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add(own, "status", to_say("say what works and what does not"), show_status)
    add_members(partial(_add, own))
    add_tickets(partial(_add, own))
    create = add_create(partial(_add, own), create_it)
    made = to_say("make the ledger, or bring it to the newest format")
    upgrade = _add(own, "upgrade", made, upgrade_it)
    upgrade.add_argument(
        "--refuse-older",
        action="store_true",
        help=to_say("take changes of no older program any longer"),
    )
    login = _add(own, "login", to_say("let one more computer log in"), add_login)
    drop = _add(own, "drop", to_say("let a computer log in no longer"), drop_login)
    for parser, text in ((upgrade, _UPGRADE), (login, _LOGIN), (drop, _DROP)):
        parser.description = text
    for parser in (upgrade, login, drop, create):
        parser.add_argument(
            "--administrator", required=True, metavar="NAME", help=to_say("who owns the database")
        )
        parser.add_argument(
            "--password-file",
            type=named_path,
            metavar="FILE",
            help=to_say("its first line is the password"),
        )
    for parser in (login, drop):
        parser.add_argument("login", metavar="LOGIN", help=to_say("the name of the login"))


def show_status(given: Namespace) -> int:
    """Print what a check-up says of the ledger; 1 when something does not work."""
    from sdk_desktop.app.checks.shared import check_shared, check_unread
    from sdk_desktop.domain.clock import system_clock
    from sdk_desktop.ui.words.reports import check_report

    address = _address(given)
    unread = check_unread(address, profile_of(given).note)
    checks = (*check_shared(address, system_clock), *unread)
    show_lines(check_report(checks, chosen_language()))
    return 0 if all(check.ok for check in checks) else 1


def upgrade_it(given: Namespace) -> int:
    """Make or upgrade the ledger; print what was done."""
    from sdk_desktop.sharing.administration import LedgerAdministration
    from sdk_desktop.sharing.values import FORMAT

    with LedgerAdministration.at(*_administrator(given)) as administration:
        had = administration.upgrade()
        if given.refuse_older:
            administration.require(FORMAT)
    said = words_of("The ledger has format {new}; it had {old}.")
    show_lines([said.format(new=FORMAT, old=had or words_of("none"))])
    return 0


def create_it(given: Namespace) -> int:
    """Share a mailbox; print its code."""
    return create_mailbox(given, _administrator(given))


def add_login(given: Namespace) -> int:
    """Make a login; print its password."""
    from sdk_desktop.sharing.administration import LedgerAdministration

    with LedgerAdministration.at(*_administrator(given)) as administration:
        show_lines([administration.add_login(given.login)])
    return 0


def drop_login(given: Namespace) -> int:
    """Drop a login."""
    from sdk_desktop.sharing.administration import LedgerAdministration

    with LedgerAdministration.at(*_administrator(given)) as administration:
        administration.remove_login(given.login)
    show_lines([words_of("{name} logs in no longer.").format(name=given.login)])
    return 0


def _add(
    commands: Commands, name: str, text: str, run: Callable[[Namespace], int]
) -> ArgumentParser:
    parser = commands.add_parser(name, help=text, argument_default=SUPPRESS)
    parser.set_defaults(run=run, password_file=None, refuse_older=False)
    profile_arguments(parser)
    return parser


def _address(given: Namespace) -> LedgerAddress:
    address = read_settings(profile_of(given).settings, trusted(organisation_file())).shared
    if address is None:
        raise Refused("The settings do not say where the shared mailboxes' ledger is.")
    return address


def _administrator(given: Namespace) -> tuple[LedgerAddress, str]:
    address = replace(_address(given), user=given.administrator, password_file="")
    if given.password_file is not None:
        return address, read_secret(given.password_file)
    asked = words_of("Password of {name}:").format(name=given.administrator)
    return address, ask_secret(asked) if is_terminal() else read_line().strip()
