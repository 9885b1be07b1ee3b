"""Make tickets by which new computers are let into shared mailboxes, and take them back."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sdk_desktop.cli.printing import show_lines
from sdk_desktop.cli.shared_members import Adding
from sdk_desktop.cli.unlocking import person_argument, unlocked
from sdk_desktop.cli.words import named_path, to_say, words_of
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.file_name import safe_name
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import SharedState, SharingStatus
from sdk_desktop.files import write_new

if TYPE_CHECKING:
    from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes

MOST_DAYS = 90
_TICKET = to_say(
    """Make a ticket for each of these new computers: whichever computer has the file first is let
into the mailboxes once, without anybody comparing words, by the next computer that manages them.
The organisation's settings there name the file. It is as good as a key until it is used: bring it
by a way that nobody else can read, and delete it afterwards."""
)
_WITHDRAW = to_say("""Take back the tickets for a computer that have not been used.""")


def add_tickets(add: Adding) -> None:
    """Let a parser understand the commands about tickets."""
    ticket = add("ticket", to_say("make tickets for new computers"), make_tickets)
    ticket.description = _TICKET
    ticket.set_defaults(role=Role.REGISTRAR, days=7, to=Path())
    ticket.add_argument(
        "names", nargs="+", metavar="NAME", help=to_say("what the computer is to be called")
    )
    ticket.add_argument(
        "--role",
        type=Role,
        choices=[one for one in Role if one is not Role.MANAGER],
        help=to_say("what it may do there"),
    )
    ticket.add_argument(
        "--days", type=_days, metavar="N", help=to_say("so many days it is good, 7 unless told")
    )
    ticket.add_argument(
        "--to", type=named_path, metavar="FOLDER", help=to_say("where the files are written")
    )
    withdraw = add("withdraw", to_say("take back tickets for a computer"), withdraw_tickets)
    withdraw.description = _WITHDRAW
    withdraw.add_argument("name", metavar="NAME", help=to_say("what the computer is called"))
    for parser in (ticket, withdraw):
        parser.set_defaults(mailbox=[])
        parser.add_argument(
            "--mailbox",
            action="append",
            metavar="ADDRESS",
            help=to_say("its function address; all that are shared here unless named"),
        )
        person_argument(parser)


def make_tickets(given: Namespace) -> int:
    """Make a ticket for each computer; print the files."""
    files = [given.to / f"{safe_name(name)}.ticket" for name in given.names]
    for place, file in enumerate(files):
        if file.exists() or file in files[:place]:
            raise _is_there(file)
    with _sharing(given) as (shared, mailboxes):
        for name, file in zip(given.names, files, strict=True):
            lines = [
                shared.make_ticket(one.mailbox.address, name, given.role, given.days).written()
                for one in mailboxes
            ]
            if not write_new(file, "".join(f"{line}\n" for line in lines).encode()):
                raise _is_there(file)
            show_lines([str(file)])
    return 0


def withdraw_tickets(given: Namespace) -> int:
    """Take back the tickets for a computer."""
    with _sharing(given) as (shared, mailboxes):
        having = [one for one in mailboxes if given.name in {each.name for each in one.tickets}]
        for one in having or mailboxes:
            shared.withdraw_tickets(one.mailbox.address, given.name)
    show_lines([words_of("The ticket for {name} is good no longer.").format(name=given.name)])
    return 0


@contextmanager
def _sharing(given: Namespace) -> Iterator[tuple[SharedMailboxes, Sequence[SharingStatus]]]:
    """Give the mailboxes that are named, or all that are shared here, and what is shared."""
    with unlocked(given) as workspace:
        if workspace.shared is None:
            raise Refused("The settings do not say where the shared mailboxes' ledger is.")
        statuses = [
            workspace.shared.status(one) for one in given.mailbox
        ] or workspace.shared.look()
        mailboxes = [one for one in statuses if one.state is SharedState.MEMBER]
        if not mailboxes:
            raise Refused("The mailbox is not shared.")
        yield workspace.shared, mailboxes


def _days(typed: str) -> int:
    if not typed.isdecimal() or not 0 < int(typed) <= MOST_DAYS:
        raise ArgumentTypeError(words_of("1 to {most} days").format(most=MOST_DAYS))
    return int(typed)


def _is_there(file: Path) -> Refused:
    return Refused("There is a file of that name already: {file}", file=file)
