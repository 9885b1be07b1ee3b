"""What people are called: names that can be told apart in a list and in the audit trail."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from sdk_desktop.domain.audit import SYSTEM
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.visible_text import visible_name

LONGEST_NAME = 100
"""Characters."""


def plain_name(typed: str) -> str:
    """Return a new person's name as it is kept; raise `Refused` for one that could deceive."""
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not name:
        raise Refused("Give a name.")
    if len(name) > LONGEST_NAME:
        raise Refused("The name must have at most {count} characters.", count=LONGEST_NAME)
    if visible_name(name) != name:
        raise Refused("The name holds a character that cannot be seen. Type it by hand.")
    if name.casefold() == SYSTEM:
        raise Refused("That name stands for the program itself. Choose another one.")
    return name


def refuse_taken(name: str, people: Iterable[str]) -> None:
    """Raise `Refused` when somebody has a name already, be it in other capitals."""
    if name.casefold() in {one.casefold() for one in people}:
        raise Refused("There is already a person with that name.")
