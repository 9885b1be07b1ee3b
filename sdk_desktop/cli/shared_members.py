"""Share mailboxes from the command line: who shares them, and who is let in or out."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import UUID

from sdk_desktop.cli.printing import show_lines
from sdk_desktop.cli.unlocking import person_argument, unlocked
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import LedgerAddress, MemberComputer, SharedState, SharingStatus

if TYPE_CHECKING:
    from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes

_CREATE = """Share a mailbox: this computer manages it. Prints the code by which other computers ask
to be let in; it is no secret. Needs the ledger's administrator once."""

_JOIN = """Ask to be let into a shared mailbox. Prints six words: say them to whoever manages the
mailbox, who types them at a computer that shares it already."""

_ADMIT = """Let a computer in that asks for it. Type the six words as you hear them from the person
in front of it, whom you know."""

_PAPER = """Make a recovery paper: with it, a new computer can be let in when all others are lost.
Prints its secret once. Keep two, in different places."""

_REMOVE = """Take a computer or a recovery paper out of a shared mailbox. What it has read it has
read; what comes from now on it cannot. Let the ledger's administrator drop its login, too."""

_ROLE = """Let a computer do more or less in a shared mailbox: a reader changes nothing there, a
handler takes and answers, a registrar also registers and proposes to erase, a manager also approves
erasing, and lets computers in and out."""

_STOP = """Stop sharing a mailbox here: what people note stays on this computer. Let a manager take
the computer out, too."""

_HEAL = """Say for which computers a mailbox waits whose ledger had lost something. Each offers what
it has as soon as it has contact; until all have, nobody works. With --without go on without one
that does not come back: what only that one has is missing."""

_MEMBERS = "Say who shares a mailbox, by which code others join, and who asks to be let in."

Adding = Callable[[str, str, Callable[[Namespace], int]], ArgumentParser]


def add_members(add: Adding) -> None:
    """Let a parser understand the commands about who shares a mailbox."""
    join = _add(add, "join", _JOIN, join_mailbox)
    join.add_argument("code", metavar="CODE", help="the code of the shared mailbox")
    admit = _add(add, "admit", _ADMIT, admit_computer)
    admit.add_argument("words", metavar="WORD", nargs=6, help="the words that it shows")
    admit.add_argument("--name", required=True, help="what the computer is to be called")
    admit.set_defaults(role=Role.REGISTRAR)
    admit.add_argument("--role", type=Role, choices=[*Role], help="what it may do there")
    role = _add(add, "role", _ROLE, give_role)
    role.add_argument("name", metavar="NAME", help="what the computer is called")
    role.add_argument("role", type=Role, choices=[*Role], help="what it may do from now on")
    paper = _add(add, "paper", _PAPER, make_paper)
    paper.add_argument("name", metavar="NAME", help="what the paper is to be called")
    remove = _add(add, "remove", _REMOVE, remove_computer)
    remove.add_argument("name", metavar="NAME", help="what it is called")
    heal = _add(add, "heal", _HEAL, heal_mailbox)
    heal.set_defaults(without=[])
    heal.add_argument(
        "--without", metavar="NAME", action="append", help="a computer that is waited for no longer"
    )
    _add(add, "stop", _STOP, stop_sharing)
    _add(add, "members", _MEMBERS, show_members)


def add_create(add: Adding, create: Callable[[Namespace], int]) -> ArgumentParser:
    """Let a parser understand how a mailbox is shared at first."""
    parser = _add(add, "create", _CREATE, create)
    parser.add_argument("name", metavar="NAME", help="what this computer is to be called")
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
    show_lines([f"{given.name} shares the mailbox."])
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
    show_lines([f"{given.name} does not share the mailbox any longer."])
    return 0


def heal_mailbox(given: Namespace) -> int:
    """Print for whom a mailbox waits whose ledger had lost something; 1 while it waits."""
    with _sharing(given) as (shared, address):
        for name in given.without:
            shared.go_on_without(address, _named(shared.status(address).waits_for, name))
        waits = shared.status(address).waits_for
    show_lines(_waiting(waits) or ["The mailbox waits for no computer."])
    return 1 if waits else 0


def stop_sharing(given: Namespace) -> int:
    """Share a mailbox no longer here."""
    with _sharing(given) as (shared, address):
        shared.stop(address)
    show_lines(["The mailbox is not shared here any longer."])
    return 0


def show_members(given: Namespace) -> int:
    """Print who shares a mailbox."""
    with _sharing(given) as (shared, address):
        show_lines(_said(shared.status(address)))
    return 0


def _add(add: Adding, name: str, text: str, run: Callable[[Namespace], int]) -> ArgumentParser:
    first, _, _ = text.partition(".")
    parser = add(name, first.replace("\n", " "), run)
    parser.description = text
    parser.set_defaults(mailbox="")
    parser.add_argument("--mailbox", metavar="ADDRESS", help="its function address")
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
    return [f"Its ledger had lost something. It waits for: {one.name}" for one in computers]


def _said(status: SharingStatus) -> Iterator[str]:
    match status.state:
        case SharedState.ALONE:
            yield "The mailbox is not shared."
        case SharedState.ASKING:
            yield f"This computer asks to be let in. Its words: {' '.join(status.words)}"
        case SharedState.MEMBER:
            yield f"Code: {status.code}"
            for member in status.members:
                here = ", this computer" if member.is_here else ""
                kind = "recovery paper" if member.is_paper else member.role
                yield f"{member.name}: {kind}{here}"
            yield from _waiting(status.waits_for)
            for asking in status.asking:
                yield f"Asks to be let in: {' '.join(asking.words)}"
