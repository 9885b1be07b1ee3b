"""The main job by keys: unlock, open, read, answer, send, and hear that it was accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from installer.listen.desktop import PATIENCE, Desktop

ANSWER = "Vi kommer."
_ECHO = {
    *("tabb", "return", "blanksteg", "punkt", "nerpil", "uppil", "F5"),
    *("vänster skift", "vänster control"),
}
"""What Orca says of keys, when it finds the time."""
_MOMENT = re.compile(r"\b\d\d:\d\d\b|\b\d{4}-\d\d-\d\d\b|\bom \d+ s\b|\b\d{6}\b")
_TITLE = re.compile(r"SDK Desktop( \(\d+\))?( ram)?")
"""The window's title, with how many messages are new by the moment."""
_SLOW = {"Skärmläsare på", "Meddelande"}
"""What is said before there is anything to do, and of a pane whose message is not there yet."""
_THERE_AGAIN = "shift+Tab Tab"
"""Leaves what has the keyboard and goes back."""
_SOON = 15.0
"""Seconds until keys are pressed again after which nothing is said, as at a list's end."""
_LONGEST_WAY = 40
"""How often keys are pressed again at most."""


@dataclass(frozen=True)
class Doing:
    """Keys, or a text, in words what for, and a pattern of what must be heard then.

    What is done `again` is repeated until it is heard. Keys that go `to` something are pressed
    until that has the keyboard, and it is left and gone back to until it is heard. Nothing else of
    what is heard then counts.
    """

    what: str
    keys: str = ""
    text: str = ""
    until: str = ""
    again: bool = False
    to: str = ""

    def is_it(self, said: str) -> bool:
        """Return whether this is what must be heard."""
        return bool(re.search(self.until, said))


JOB = (
    Doing("Programmet startas", until="Lösenfras", to="Lösenfras"),
    Doing("Vidare", "Tab", until="Engångskod"),
    Doing("Vidare", "Tab", until="Lås upp"),
    Doing("Vidare", "Tab", until="Fyll i"),
    Doing("Fyll i", "Return", until="Lås upp"),
    Doing("Lås upp", "Return", until="tabell med"),
    Doing("Första meddelandet", "Down", until="1 av "),
    Doing("Öppna det", "Return", until="Meddelande:"),
    Doing("Till texten", "Tab", until="Text |Överförmyndaren i", to="Text"),
    Doing("En rad ned", "ctrl+Home Down", until="^Tingsrätten", again=True),
    Doing("Två rader ned", "ctrl+Home Down Down", until="tillfälle", again=True),
    Doing("Svara", "ctrl+r", until="Skriv meddelande"),
    Doing("Skriv", text=ANSWER, until=""),
    Doing("Skicka", "ctrl+Return", until="Meddelande"),
    Doing("Gå till", "ctrl+k", until="Gå till"),
    Doing("Skickat", text="Skickat", until="– Skickat"),
    Doing("Dit", "Return", until="tabell"),
    Doing("Svaret", "Down", until="1 av 1", again=True),  # as far as it has come by then
    Doing("Hämta, läs om", "F5 shift+Tab Tab", until="Levererat", again=True),
)


@dataclass(frozen=True)
class Done:
    """What was done, with its keys, what was said that counts, and what was said besides."""

    what: str
    said: list[str]
    besides: list[str]


def do(desktop: Desktop) -> Iterator[Done]:
    """Do it, one thing after the other.

    It ends where what must be heard is not: whatever is pressed then would go astray.
    """
    for one in JOB:
        heard = counts = _heard(desktop, one)
        once_more = replace(one, keys=_THERE_AGAIN) if one.to else one
        for _ in range(_LONGEST_WAY if one.again or one.to else 0):
            if any(map(one.is_it, heard)):
                break
            heard += _heard(desktop, once_more)
        found = list(filter(one.is_it, heard))
        if one.again or one.to:
            counts = found[:1]
        keys = one.keys or (f"”{one.text}”" if one.text else "")
        what = f"{one.what} ({keys})" if keys else one.what
        yield Done(what, _all_lasting(counts), _all_lasting(heard))
        if not found:
            return


def hear_also(desktop: Desktop, patterns: Iterable[str]) -> list[str]:
    """Return what is said later, until each of the patterns has been heard."""
    heard: list[str] = []
    for one in patterns:
        if not any(re.fullmatch(one, said) for said in heard):
            heard += _all_lasting(desktop.hear(partial(_is_lasting, one)))
    return heard


def _is_lasting(pattern: str, said: str) -> bool:
    return bool(re.fullmatch(pattern, _lasting(said)))


def _heard(desktop: Desktop, one: Doing) -> list[str]:
    for _ in range(_LONGEST_WAY if one.to else 1):
        desktop.press(one.keys.split())
        if one.to and desktop.place() == one.to:
            break
    if one.text:
        desktop.write(one.text)
        desktop.place()  # what counts is heard when all has been typed
    if one.again:  # whatever it is: keys that are pressed too early come too far
        return desktop.hear(lambda said: bool(_lasting(said)), _SOON)
    return desktop.hear(one.is_it, _SOON if one.to else PATIENCE)


def _all_lasting(heard: list[str]) -> list[str]:
    return list(filter(None, map(_lasting, heard)))


def _lasting(said: str) -> str:
    """Return what is said without what differs from time to time: moments, codes, echoes."""
    said = said.removesuffix(".")
    if said in _ECHO | _SLOW or len(said) <= 1 or _TITLE.fullmatch(said):
        return ""
    return _MOMENT.sub("…", said)
