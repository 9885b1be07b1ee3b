"""How far the messages of a distribution list are: an icon, a colour and words for each."""

from __future__ import annotations

from sdk_desktop.domain.delivery import Arrival, ListState
from sdk_desktop.ui.parts.painting import Mark, Tone
from sdk_desktop.ui.words import tr

_LOOKS = {
    Arrival.REJECTED: ("step-failed", Tone.BAD),
    Arrival.UNDELIVERED: ("step-failed", Tone.BAD),
    Arrival.UNKNOWN: ("hourglass", Tone.WAITING),
    Arrival.WAITING: ("hourglass", Tone.QUIET),
    Arrival.ACCEPTED: ("check", Tone.GOOD),
}


def arrival_look(arrival: Arrival) -> tuple[str, Tone]:
    """Return the icon and the colour of an arrival."""
    return _LOOKS[arrival]


def count_mark(arrival: Arrival, count: int) -> Mark:
    """Return how many recipients are so far; what needs somebody is pressing."""
    icon, tone = _LOOKS[arrival]
    pressing = tone in {Tone.BAD, Tone.WAITING}
    return Mark(_count_words(arrival, count), icon, tone, pressing=pressing)


def worst_mark(state: ListState) -> Mark:
    """Return the one thing that a row of a list says of it."""
    return count_mark(*state.counts[0])


def _count_words(arrival: Arrival, count: int) -> str:
    match arrival:
        case Arrival.REJECTED:
            return tr("%n rejected", n=count)
        case Arrival.UNDELIVERED:
            return tr("%n not delivered", n=count)
        case Arrival.UNKNOWN:
            return tr("%n without acknowledgement", n=count)
        case Arrival.WAITING:
            return tr("%n waiting", n=count)
        case Arrival.ACCEPTED:
            return tr("%n accepted", n=count)
