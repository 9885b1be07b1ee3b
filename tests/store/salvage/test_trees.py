"""Rows are read as the engine wrote them, and what is built wrongly leads nowhere."""

import struct
from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path

import pytest

from sdk_desktop.store.engine import make_engine
from sdk_desktop.store.salvage.pages import CONTENT_BYTES, true_pages
from sdk_desktop.store.salvage.trees import Trees
from tests.store.letters import KEY

NUMBERS = [
    *(
        sign * (2**bits + one)
        for bits in (0, 7, 15, 23, 31, 47)
        for sign in (1, -1)
        for one in (-1, 0)
    ),
    2**63 - 1,
    -(2**63),
    None,
    0.5,
    -1e300,
]
ON_ITS_PAGE = CONTENT_BYTES - 35
"""The longest row that needs no other page."""
SIZES = [0, 1, 127, 128, *range(ON_ITS_PAGE - 20, ON_ITS_PAGE + 20), 33_000, 50_000]
TEXTS = ["", "å", "Ett ord. " * 20, "0"]


def page_of(kind: int, cells: Sequence[bytes], last: int = 0) -> bytes:
    """Return a page with cells at its end, as the engine writes them."""
    page = bytearray(CONTENT_BYTES)
    head = struct.pack(">BHHHB", kind, 0, len(cells), 0, 0)
    place, places = CONTENT_BYTES, []
    for cell in cells:
        place -= len(cell)
        page[place : place + len(cell)] = cell
        places.append(place)
    below = struct.pack(">I", last) if kind in {2, 5} else b""
    start = head + below + struct.pack(f">{len(places)}H", *places)
    page[: len(start)] = start
    return bytes(page)


def row(number: int, text: bytes, kind: int | None = None) -> bytes:
    """Return the cell of a row with one short text."""
    payload = bytes([2, 13 + 2 * len(text) if kind is None else kind]) + text
    return bytes([len(payload), number]) + payload


def long_row(number: int, size: int, following: int) -> bytes:
    """Return the cell of a row that goes on, on another page; `size` takes three bytes."""
    told = bytes([0x80 | size >> 14, 0x80 | size >> 7 & 0x7F, size & 0x7F, number])
    return told + bytes(_here(size)) + struct.pack(">I", following)


def _here(size: int) -> int:
    least = (CONTENT_BYTES - 12) * 32 // 255 - 23
    rest = least + (size - least) % (CONTENT_BYTES - 4)
    return rest if rest <= ON_ITS_PAGE else least


def leaf(*cells: bytes) -> bytes:
    return page_of(13, cells)


def branch(*below: int) -> bytes:
    return page_of(5, [struct.pack(">IB", one, 1) for one in below[:-1]], below[-1])


def read(pages: Mapping[int, bytes], first: int = 2) -> tuple[list[object], bool]:
    """Return the values of the rows, and whether nothing was missing."""
    trees = Trees(pages.get)
    return [values for _, values in trees.rows(first)], trees.is_whole


def test_rows_are_read_as_the_engine_wrote_them(tmp_path: Path) -> None:
    given = list(islice(zip(cycle(NUMBERS), cycle(TEXTS), cycle(SIZES), strict=False), 300))
    engine = make_engine(tmp_path / "store.db", KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE one (a, b TEXT, c BLOB)")
        rows = [(a, b, bytes(size)) for a, b, size in given]
        connection.exec_driver_sql("INSERT INTO one VALUES (?, ?, ?)", rows)
        connection.exec_driver_sql("DELETE FROM one WHERE rowid % 7 = 3")
        connection.exec_driver_sql("INSERT INTO one (rowid, b) VALUES (-5, 'before')")
        written = [tuple(one) for one in connection.exec_driver_sql("SELECT rowid, * FROM one")]
        first = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master").scalar_one()
    engine.dispose()

    with true_pages(tmp_path / "store.db", KEY) as pages:
        trees = Trees(pages.page)
        found = [(number, *values) for number, values in trees.rows(first)]

    assert found == written
    assert trees.is_whole


def test_a_lost_page_costs_the_rows_on_it() -> None:
    pages = {2: branch(3, 4, 5), 3: leaf(row(1, b"a")), 5: leaf(row(3, b"c"))}

    assert read(pages) == ([("a",), ("c",)], False)


def test_no_page_is_read_twice() -> None:
    pages = {2: branch(3, 2, 3, 4), 3: leaf(row(1, b"a")), 4: branch(2, 3, 4)}

    assert read(pages) == ([("a",)], False)


@pytest.mark.parametrize(
    "following",
    [
        {},
        {4: struct.pack(">I", 4) + bytes(CONTENT_BYTES - 4)},
        {4: struct.pack(">I", 2) + bytes(CONTENT_BYTES - 4)},
        {4: struct.pack(">I", 3) + bytes(CONTENT_BYTES - 4)},
        {4: b""},
        {4: bytes(4)},
    ],
    ids=["lost", "itself", "its own page", "another's page", "empty", "without content"],
)
def test_a_row_whose_rest_is_lost_is_left_out(following: Mapping[int, bytes]) -> None:
    leaves = {2: branch(3, 5), 3: leaf(row(1, b"a"), long_row(2, 60_000, 4), row(3, b"c"))}

    found = read({**leaves, 5: leaf(row(4, b"d")), **following})

    assert found == ([("a",), ("c",), ("d",)], False)


@pytest.mark.parametrize(
    "cell",
    [
        b"",
        b"\xff" * 9,
        b"\xff" * 18,
        row(2, b"x", kind=10),
        row(2, b"x", kind=11),
        row(2, b"x", kind=15 + 2),
        row(2, b"x", kind=6),
        row(2, b"\xff"),
        bytes([3, 2, 9, 13, 0]),
        bytes([0x7F, 2, 0xFF]) + bytes(200),
    ],
)
def test_a_row_that_is_built_wrongly_is_left_out(cell: bytes) -> None:
    found, whole = read({2: page_of(13, [cell, row(1, b"a")])})

    assert found == [("a",)]
    assert not whole


@pytest.mark.parametrize(
    "page",
    [
        b"",
        bytes(CONTENT_BYTES),
        page_of(10, [row(1, b"a")]),
        page_of(2, [row(1, b"a")], 3),
        b"\x0d" + b"\xff" * (CONTENT_BYTES - 1),
        b"\x05" + b"\xff" * (CONTENT_BYTES - 1),
        leaf(row(1, b"a"))[:20],
    ],
    ids=["none", "zeros", "index", "index's branch", "many rows", "many below", "cut"],
)
def test_a_page_that_is_none_of_a_table_leads_nowhere(page: bytes) -> None:
    assert read({2: page, 3: leaf(row(1, b"a"))}) == ([], False)
