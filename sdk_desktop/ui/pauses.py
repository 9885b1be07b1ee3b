"""How long the window waits before it does what somebody's typing or a change leads to.

All are milliseconds, and looked up when a wait begins or what waits is made; import the module.
"""

from __future__ import annotations

from datetime import timedelta

from sdk_desktop.domain import delivery

SEARCH = 250
"""Without a key, before messages are searched for; each search of confidential ones is recorded."""

QUICK_SEARCH = 80
"""The same while searches are quick and nothing confidential is found."""

SLOW_SEARCH = 1000
"""The same at most, while searches are slow."""

FILTER = 200
"""Without a change, before what is listed or previewed follows the fields."""

LOOK_UP = 150
"""Without a key, before the address book is searched."""

SUGGEST = 120
"""Without a key, before recipients are suggested."""

SAVE = 1000
"""Without a change, before a draft is saved."""

GATHER = 120
"""From the first change of the store until the views reload, for it and those after it."""

TAKE_BACK = int(delivery.TAKE_BACK / timedelta(milliseconds=1))
"""From sending until a message leaves; meanwhile it can be taken back."""

READ_FILES = 20_000
"""From unlocking or a change until attached files are read for the search."""

NEXT_FILE = 200
"""Between two files that are read for the search."""

OTHERS = 2000
"""Between two looks at whether another window has written to the store."""


def after_search(took: int, *, recorded: bool) -> int:
    """Return the pause before the next search, by what the last one took.

    Twice as long as that, so that searches do not catch up with each other. Of what is recorded,
    the trail is to say what somebody sought and not each letter of it.
    """
    return min(max(2 * took, SEARCH if recorded else QUICK_SEARCH), SLOW_SEARCH)
