"""What people are called: names that can be told apart in a list and in the audit trail."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from sdk_desktop.domain.audit import SYSTEM
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.visible_text import visible_name

LONGEST_NAME = 100
"""Characters."""
_TWINS = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u043a\u043c\u0442\u043d\u0432"
    "\u03bf\u03b1\u03b9\u03bd\u03c1\u03c5\u03ba\u03c4\u03c7"
    "\u0131\u0261\u0251\u0269\u01c0\u2113",
    "aeopcyxijshdqwkmthboaivpuktxigaill",
)
"""Letters of other alphabets that look like Latin ones (Unicode TS39, those of names)."""


def plain_name(typed: str) -> str:
    """Return a new person's name as it is kept; raise `Refused` for one that could deceive."""
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not name:
        raise Refused("Give a name.")
    if len(name) > LONGEST_NAME:
        raise Refused("The name must have at most {count} characters.", count=LONGEST_NAME)
    if visible_name(name) != name:
        raise Refused("The name holds a character that cannot be seen. Type it by hand.")
    if len(_alphabets(name)) > 1:
        raise Refused("The name mixes letters of different alphabets. Type it by hand.")
    if name.casefold() == SYSTEM:
        raise Refused("That name stands for the program itself. Choose another one.")
    return name


def refuse_taken(name: str, people: Iterable[str]) -> None:
    """Raise `Refused` when somebody has a name already, or one that looks like it."""
    if look_of(name) in {look_of(one) for one in people}:
        raise Refused("There is already a person with that name, or with one that looks like it.")


def look_of(name: str) -> str:
    """Return what a name looks like: without capitals, blanks, signs and foreign twins of letters.

    Accents stay: Åsa and Asa are two people.
    """
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_TWINS)
    return "".join(filter(str.isalnum, plain))


def _alphabets(name: str) -> set[str]:
    letters = (sign for sign in unicodedata.normalize("NFKC", name) if sign.isalpha())
    return {unicodedata.name(sign, "?").split()[0] for sign in letters}
