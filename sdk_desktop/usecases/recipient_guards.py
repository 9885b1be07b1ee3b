"""What may be wrong with whom a draft is for, as far as the address book and the store know.

All of it is a second look, never a refusal: whoever writes may know better.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from operator import itemgetter

from sdk_desktop.domain.address import AddressHit
from sdk_desktop.domain.characters import folded
from sdk_desktop.domain.draft import Draft, DraftRecipient, Problem, ProblemKind
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.answering import answered_row

_REPLACES = 0.55
"""How alike the name of what may replace a function must be; 1 is the same name."""
_LOOKS_LIKE = 0.75
"""How alike two names must be to be taken for each other, where no word says which is which."""
_SAME_HOUSE = 0.2
"""So much more alike are two functions of one organisation."""
_COMPARED = 100
"""Characters of a name, and functions that the address book finds by it, that are compared."""


def recipient_warnings(stored: Transaction, draft: Draft, me: str) -> Iterator[Problem]:
    """Return what deserves a second look, with whom may be meant instead, if somebody may.

    `me` is the id of whoever sends: their favourites are usual.
    """
    asked = _asked_by(stored, draft)
    used = [hit for hit in stored.addresses.search("", _COMPARED, me) if not hit.gone]
    for recipient in draft.recipients:
        hit = stored.addresses.function(recipient.function, me)
        if _is_gone(stored, hit):
            likely = likely_successor(stored, recipient, hit)
            yield _warning(ProblemKind.RECIPIENT_GONE, recipient, likely)
        elif asked is not None and len(draft.recipients) == 1:
            if asked.function != recipient.function:
                yield _warning(ProblemKind.OTHER_THAN_ASKED, recipient, asked)
        elif hit is not None and (usual := _usual(hit, used)) is not None:
            yield _warning(ProblemKind.UNUSUAL_RECIPIENT, recipient, usual)


def _asked_by(stored: Transaction, draft: Draft) -> DraftRecipient | None:
    """Return who sent the message that a draft answers, None where it answers none."""
    row = answered_row(stored, draft)
    message = stored.messages.message(row) if row is not None else None
    return DraftRecipient.of_party(message.sender) if message else None


def offer_instead(stored: Transaction, recipient: DraftRecipient) -> DraftRecipient | None:
    """Return what may have replaced a function, None where it is still there or none is alike."""
    hit = stored.addresses.function(recipient.function)
    return likely_successor(stored, recipient, hit) if _is_gone(stored, hit) else None


def _is_gone(stored: Transaction, hit: AddressHit | None) -> bool:
    """Return whether the address book, if it is here, no longer has what was looked up."""
    return (hit is None or hit.gone) and stored.addresses.refreshed() is not None


def likely_successor(
    stored: Transaction, recipient: DraftRecipient, known: AddressHit | None
) -> DraftRecipient | None:
    """Return which function may have replaced one that is gone, None where none is alike.

    `known` is what the address book had of it.
    """
    found = list(stored.addresses.search(recipient.function_label, _COMPARED))
    if known is not None:
        found += stored.addresses.functions(known.function.organisation.key)
    here = [hit for hit in found if not hit.gone and hit.function.identifier != recipient.function]
    return _nearest(recipient, here, _REPLACES)


def _usual(hit: AddressHit, used: Iterable[AddressHit]) -> DraftRecipient | None:
    """Return a function that is written to and is easily taken for one that never was."""
    if hit.is_known:
        return None
    recipient = DraftRecipient.of_function(hit.function)
    return _nearest(recipient, (one for one in used if _could_be(one, recipient)), _LOOKS_LIKE)


def _could_be(used: AddressHit, recipient: DraftRecipient) -> bool:
    """Return whether two may be taken for each other: all organisations have a reception."""
    other = DraftRecipient.of_function(used.function)
    if other.organisation == recipient.organisation:
        return True
    return folded(other.function_label) != folded(recipient.function_label)


def _nearest(
    recipient: DraftRecipient, hits: Iterable[AddressHit], least: float
) -> DraftRecipient | None:
    others = (DraftRecipient.of_function(one.function) for one in hits)
    ranked = [(_likeness(recipient, one), one) for one in others]
    likeness, nearest = max(ranked, key=itemgetter(0), default=(0.0, None))
    return nearest if likeness >= least else None


def _likeness(one: DraftRecipient, other: DraftRecipient) -> float:
    ours, theirs = (folded(each.function_label[:_COMPARED]) for each in (one, other))
    alike = float(SequenceMatcher(None, ours, theirs).ratio())
    if one.organisation == other.organisation:
        alike += _SAME_HOUSE * (1 + (ours.split()[:1] == theirs.split()[:1]))
    return alike


def _warning(kind: ProblemKind, recipient: DraftRecipient, offer: DraftRecipient | None) -> Problem:
    name = recipient.function_label or recipient.function
    return Problem(kind, name, blocking=False, about=recipient, offer=offer)
