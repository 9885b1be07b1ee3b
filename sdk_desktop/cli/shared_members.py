"""Share mailboxes from the command line: who shares them, and who is let in or out."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import UUID

from sdk_desktop.cli.printing import show_lines
from sdk_desktop.cli.unlocking import person_argument, unlocked
from sdk_desktop.cli.words import to_say, words_of
from sdk_desktop.domain.clock import local
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import LedgerAddress, MemberComputer, SharedState, SharingStatus

if TYPE_CHECKING:
    from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes

_CREATE = to_say(
    """Share a mailbox: this computer manages it. Prints the code by which other computers ask
to be let in; it is no secret. Needs the ledger's administrator once."""
)

_JOIN = to_say(
    """Ask to be let into a shared mailbox. Prints six words: say them to whoever manages the
mailbox, who types them at a computer that shares it already."""
)

_ADMIT = to_say(
    """Let a computer in that asks for it. Type the six words as you hear them from the person
in front of it, whom you know."""
)

_PAPER = to_say(
    """Make a recovery paper: with it, a new computer can be let in when all others are lost.
Prints its secret once. Keep two, in different places."""
)

_REMOVE = to_say(
    """Take a computer or a recovery paper out of a shared mailbox. What it has read it has
read; what comes from now on it cannot. Let the ledger's administrator drop its login, too."""
)

_ROLE = to_say(
    """Let a computer do more or less in a shared mailbox: a reader changes nothing there, a
handler takes and answers, a registrar also registers and proposes to erase, a manager also approves
erasing, and lets computers in and out."""
)

_STOP = to_say(
    """Stop sharing a mailbox here: what people note stays on this computer. Let a manager take
the computer out, too."""
)

_HEAL = to_say(
    """Say for which computers a mailbox waits whose ledger had lost something. Each offers what
it has as soon as it has contact; until all have, nobody works. With --without go on without one
that does not come back: what only that one has is missing."""
)

_MEMBERS = to_say("Say who shares a mailbox, by which code others join, and who asks to be let in.")

Adding = Callable[[str, str, Callable[[Namespace], int]], ArgumentParser]


def add_members(add: Adding) -> None:
    """Let a parser understand the commands about who shares a mailbox."""
    join = _add(add, "join", (to_say("ask to be let into a shared mailbox"), _JOIN), join_mailbox)
    join.add_argument("code", metavar="CODE", help=to_say("the code of the shared mailbox"))
    admit = _add(
        add, "admit", (to_say("let a computer in that asks for it"), _ADMIT), admit_computer
    )
    admit.add_argument("words", metavar="WORD", nargs=6, help=to_say("the words that it shows"))
    admit.add_argument("--name", required=True, help=to_say("what the computer is to be called"))
    admit.set_defaults(role=Role.REGISTRAR)
    admit.add_argument("--role", type=Role, choices=[*Role], help=to_say("what it may do there"))
    role = _add(add, "role", (to_say("let a computer do more or less"), _ROLE), give_role)
    role.add_argument("name", metavar="NAME", help=to_say("what the computer is called"))
    role.add_argument("role", type=Role, choices=[*Role], help=to_say("what it may do from now on"))
    paper = _add(add, "paper", (to_say("make a recovery paper"), _PAPER), make_paper)
    paper.add_argument("name", metavar="NAME", help=to_say("what the paper is to be called"))
    remove = _add(
        add, "remove", (to_say("take a computer or a recovery paper out"), _REMOVE), remove_computer
    )
    remove.add_argument("name", metavar="NAME", help=to_say("what it is called"))
    heal = _add(
        add, "heal", (to_say("mend a mailbox whose ledger lost something"), _HEAL), heal_mailbox
    )
    heal.set_defaults(without=[])
    heal.add_argument(
        "--without",
        metavar="NAME",
        action="append",
        help=to_say("a computer that is waited for no longer"),
    )
    _add(add, "stop", (to_say("stop sharing a mailbox here"), _STOP), stop_sharing)
    _add(add, "members", (to_say("say who shares a mailbox"), _MEMBERS), show_members)


def add_create(add: Adding, create: Callable[[Namespace], int]) -> ArgumentParser:
    """Let a parser understand how a mailbox is shared at first."""
    parser = _add(add, "create", (to_say("share a mailbox"), _CREATE), create)
    parser.add_argument("name", metavar="NAME", help=to_say("what this computer is to be called"))
    return parser


def create_mailbox(given: Namespace, administrator: tuple[LedgerAddress, str]) -> int:
    """Share a mailbox; print its code."""
    from sdk_desktop.sharing.administration import LedgerAdministration

    with _sharing(given) as (shared, address), LedgerAdministration.at(*administrator) as owner:
        show_lines([str(shared.found(address, given.name, owner))])
    return 0


def join_mailbox(given: Namespace) -> int:
    """Ask to be let in; print the words."""
    with _sharing(given) as (shared, address):
        show_lines([" ".join(shared.join(address, given.code))])
    return 0


def admit_computer(given: Namespace) -> int:
    """Let the computer in whose words were typed."""
    typed = tuple(word.casefold() for word in given.words)
    with _sharing(given) as (shared, address):
        asking = shared.status(address).asking
        computer = next((one.id for one in asking if one.words == typed), None)
        if computer is None:
            raise Refused("No computer that asks to be let in shows these words. Do not let it in.")
        shared.admit(address, computer, given.name, given.role)
    show_lines([words_of("{name} shares the mailbox.").format(name=given.name)])
    return 0


def make_paper(given: Namespace) -> int:
    """Make a recovery paper; print its secret."""
    with _sharing(given) as (shared, address):
        show_lines([shared.add_paper(address, given.name)])
    return 0


def give_role(given: Namespace) -> int:
    """Give a computer another role."""
    with _sharing(given) as (shared, address):
        shared.give_role(address, _named(shared.status(address).members, given.name), given.role)
    show_lines([f"{given.name}: {given.role}"])
    return 0


def remove_computer(given: Namespace) -> int:
    """Take a computer or a paper out."""
    with _sharing(given) as (shared, address):
        shared.remove(address, _named(shared.status(address).members, given.name))
    gone = words_of("{name} does not share the mailbox any longer.")
    show_lines([gone.format(name=given.name)])
    return 0


def heal_mailbox(given: Namespace) -> int:
    """Print for whom a mailbox waits whose ledger had lost something; 1 while it waits."""
    with _sharing(given) as (shared, address):
        for name in given.without:
            shared.go_on_without(address, _named(shared.status(address).waits_for, name))
        waits = shared.status(address).waits_for
    show_lines(_waiting(waits) or [words_of("The mailbox waits for no computer.")])
    return 1 if waits else 0


def stop_sharing(given: Namespace) -> int:
    """Share a mailbox no longer here."""
    with _sharing(given) as (shared, address):
        shared.stop(address)
    show_lines([words_of("The mailbox is not shared here any longer.")])
    return 0


def show_members(given: Namespace) -> int:
    """Print who shares a mailbox."""
    with _sharing(given) as (shared, address):
        show_lines(_said(shared.status(address)))
    return 0


def _add(
    add: Adding, name: str, texts: tuple[str, str], run: Callable[[Namespace], int]
) -> ArgumentParser:
    """Add a command with a line for the list of commands, and what its own help says."""
    line, parser_text = texts
    parser = add(name, line, run)
    parser.description = parser_text
    parser.set_defaults(mailbox="")
    parser.add_argument("--mailbox", metavar="ADDRESS", help=to_say("its function address"))
    person_argument(parser)
    return parser


@contextmanager
def _sharing(given: Namespace) -> Iterator[tuple[SharedMailboxes, str]]:
    with unlocked(given) as workspace:
        if workspace.shared is None:
            raise Refused("The settings do not say where the shared mailboxes' ledger is.")
        addresses = [one.address for one in workspace.mailboxes]
        if not given.mailbox and len(addresses) != 1:
            raise Refused("Name the mailbox with --mailbox.")
        yield workspace.shared, given.mailbox or addresses[0]


def _named(members: Iterable[MemberComputer], name: str) -> UUID:
    found = [one.id for one in members if one.name == name]
    if len(found) != 1:
        raise Refused("There is no such member of the shared mailbox.")
    return found[0]


def _waiting(computers: Iterable[MemberComputer]) -> list[str]:
    said = words_of("Its ledger had lost something. It waits for: {name}")
    return [said.format(name=one.name) for one in computers]


def _said(status: SharingStatus) -> Iterator[str]:
    match status.state:
        case SharedState.ALONE:
            yield words_of("The mailbox is not shared.")
        case SharedState.ASKING:
            said = words_of("This computer asks to be let in. Its words: {words}")
            yield said.format(words=" ".join(status.words))
        case SharedState.MEMBER:
            yield words_of("Code: {code}").format(code=status.code)
            for member in status.members:
                here = f", {words_of('this computer')}" if member.is_here else ""
                kind = words_of("recovery paper") if member.is_paper else member.role
                yield f"{member.name}: {kind}{here}"
            yield from _waiting(status.waits_for)
            for ticket in status.tickets:
                said = words_of("Ticket for {name}: {role}, until {day}")
                day = local(ticket.until).date().isoformat()
                yield said.format(name=ticket.name, role=ticket.role, day=day)
            for asking in status.asking:
                said = words_of("Asks to be let in: {words}")
                yield said.format(words=" ".join(asking.words))
