"""Where the tables of a store begin, also where the engine's own list of them is damaged."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdk_desktop.store.salvage.pages import TruePages
from sdk_desktop.store.salvage.trees import LEAF, Trees
from sdk_desktop.store.schema.places import table_page

_VERSION_AT = 60
"""Where the first page has what `PRAGMA user_version` says."""


@dataclass(frozen=True, slots=True)
class Places:
    """The version of a store's tables, and the first page of each that is known."""

    version: int
    first_pages: Mapping[str, int]


def find_places(pages: TruePages) -> Places | None:
    """Return what the engine's list says, completed from the copy of it that lies in the store.

    The copy is in the table `table_page`, which is known by naming its own page. Return None where
    neither says of which version the store is.
    """
    first, trees = pages.page(1), Trees(pages.page)
    listed = dict(_listed(trees))
    noted = None if first and trees.is_whole else _noted(pages)
    if first is None:
        return noted
    (version,) = struct.unpack_from(">I", first, _VERSION_AT)
    if noted and noted.version == version:
        listed = {**noted.first_pages, **listed}
    return Places(version, listed)


def _listed(trees: Trees) -> Iterator[tuple[str, int]]:
    for _, values in trees.rows(1):
        match values:
            case ("table", str(name), _, int(page), _) if page > 1:
                yield name, page


def _noted(pages: TruePages) -> Places | None:
    """Return what the one page says that can be the copy, looking at each."""
    leaves = (number for number in range(2, pages.count + 1) if _is_leaf(pages.page(number)))
    found = [noted for number in leaves if (noted := _as_noted(number, pages))]
    return found[0] if len(found) == 1 else None


def _is_leaf(page: bytes | None) -> bool:
    return page is not None and page[0] == LEAF


def _as_noted(number: int, pages: TruePages) -> Places | None:
    first_pages, versions = {}, set()
    for _, values in Trees(pages.page).rows(number):
        match values:
            case (str(name), int(page), int(version)):
                first_pages[name] = page
                versions.add(version)
            case _:
                return None
    if len(versions) != 1 or first_pages.get(table_page.name) != number:
        return None
    return Places(versions.pop(), first_pages)
