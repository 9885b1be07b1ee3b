"""What a check-up says of the ledger that shared mailboxes are kept in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from sdk_desktop.app.checks.attempt import ErrorAdvice, fails, needed, tried, works
from sdk_desktop.domain.clock import MOST_SKEW, Clock
from sdk_desktop.domain.configuration import Check
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.sharing import LedgerAddress, UnreadRecords
from sdk_desktop.sharing.healing import being_healed
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.membership import logins_of
from sdk_desktop.sharing.values import FORMAT, LedgerFacts
from sdk_desktop.usecases.round_notes import read_note, unread_of

_LEDGER = ErrorAdvice(
    "Check the network, and the ledger's address in the settings.",
    refused="Check the login and the password file in the settings, or ask its administrator.",
    untrusted="Check the issuers of the server's certificate (trusted_file) in the settings.",
)
_RIGHTS = ErrorAdvice("Ask whoever manages the shared mailbox.")


def check_shared(address: LedgerAddress, clock: Clock) -> Iterator[Check]:
    """Ask the ledger what it is, how it keeps what it acknowledges, and what we may there."""
    found: list[LedgerFacts] = []
    with Ledger(address) as ledger:
        yield tried("Shared mailboxes", partial(_facts, ledger, found), _LEDGER)
        facts = found[0] if found else None
        yield tried("The ledger's clock", lambda: _clock(needed(facts), clock), ErrorAdvice())
        yield tried("The ledger's standby", lambda: _standby(needed(facts)), ErrorAdvice())
        yield tried("Rights in the ledger", partial(_rights, ledger, facts, address), _RIGHTS)
        yield tried("What the ledger has", partial(_whole, ledger, facts), ErrorAdvice())


def check_unread(address: LedgerAddress, note: Path) -> Iterator[Check]:
    """Say of what cannot be read how much it is, in which mailbox, and whose login wrote it."""
    found = unread_of(read_note(note))
    if not found:
        return
    logins = _logins(address, found)
    for one in found:
        written = partial(_unread, one, logins.get(one.device, "?"))
        yield tried("What other computers wrote", written, ErrorAdvice())


def _unread(one: UnreadRecords, login: str) -> Check:
    return fails(
        "Cannot be read here, in {mailbox}: {count}. It was written by the computer that logs in to"
        " the ledger as {login}.",
        "Let whoever looks after that computer install the newest SDK Desktop there, and install it"
        " here. What people note anew is read again.",
        mailbox=one.address,
        count=one.count,
        login=login,
    )


def _logins(address: LedgerAddress, found: Iterable[UnreadRecords]) -> Mapping[str, str]:
    """Return the logins of computers by their ids; of none while the ledger is silent."""
    try:
        with Ledger(address) as ledger:
            return logins_of(ledger, [one.device for one in found if one.device])
    except SdkError:
        return {}


def _facts(ledger: Ledger, found: list[LedgerFacts]) -> Check:
    facts = ledger.facts()
    found.append(facts)
    if facts.least_client > FORMAT:
        return fails("The ledger lets only newer clients write.", "Install the newest version.")
    return works("The ledger answers. Its format is {format}.", format=facts.format)


def _clock(facts: LedgerFacts, clock: Clock) -> Check:
    if abs(facts.time - clock()) > MOST_SKEW:
        return fails(
            "This computer's clock and the ledger's differ.",
            "Let both set their clocks automatically from the network.",
        )
    return works("This computer's clock and the ledger's agree.")


def _standby(facts: LedgerFacts) -> Check:
    if facts.standby:
        return works("What the ledger acknowledges is on two servers.")
    return works(
        "What the ledger acknowledges is on one server only.",
        "When another server takes over, what was done last is missing until every computer has"
        " offered it again; a message may be lost together with server and computer. Ask its"
        " administrator for a synchronous standby.",
    )


def _whole(ledger: Ledger, facts: LedgerFacts | None) -> Check:
    needed(facts)
    if being_healed(ledger):
        return fails(
            "The ledger had lost something: nothing is sent or fetched for a shared mailbox.",
            "Open SDK Desktop on every computer that shares it. sdk-desktop shared heal says which"
            " are missing.",
        )
    return works("The ledger has lost nothing that a computer has noticed.")


def _rights(ledger: Ledger, facts: LedgerFacts | None, address: LedgerAddress) -> Check:
    needed(facts)
    roles = ledger.roles()
    if not roles:
        advice = "Join a shared mailbox, and let whoever manages it compare the words."
        if address.ticket_file:
            advice = (
                "Sign in once: the ticket is used then, and a computer that manages the mailbox"
                " lets this one in when it has contact. If it does not, ask for a new ticket."
            )
        return fails("This computer is not a member of any shared mailbox yet.", advice)
    return works("This computer is a member of shared mailboxes: {count}.", count=len(roles))
