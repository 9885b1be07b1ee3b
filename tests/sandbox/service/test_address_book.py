from collections.abc import Iterator
from typing import Any

import pytest

from sdk_desktop.formats.address_api import read_functions, read_organisations, read_words
from sdk_desktop.sandbox.cast.organisations import functions, organisations
from sdk_desktop.sandbox.service.address_book import PAGE_SIZE
from tests.sandbox.box import Box

BASE = "/addressbook/api"


def pages(box: Box, collection: str) -> Iterator[dict[str, Any]]:
    url = f"{BASE}/{collection}"
    while url:
        page = box.web.get(url).get_json()
        yield page
        url = page["links"].get("next", "")


def resources(box: Box, collection: str) -> list[object]:
    return [one for page in pages(box, collection) for one in page["data"]]


def test_the_whole_cast_comes_back_page_by_page() -> None:
    box = Box()

    read = read_organisations(resources(box, "organizations"))
    words = read_words(resources(box, "codesystems"))

    assert tuple(read.values()) == organisations()
    assert read_functions(resources(box, "addresses"), read, words) == functions()


def test_no_page_is_larger_than_a_page() -> None:
    sizes = [len(page["data"]) for page in pages(Box(), "addresses")]

    assert len(sizes) > 2
    assert set(sizes[:-1]) == {PAGE_SIZE}


def test_the_links_say_where_one_is() -> None:
    last = list(pages(Box(), "organizations"))[-1]["links"]

    assert last["self"] == last["last"]
    assert last["first"].endswith("page[number]=1")
    assert "next" not in last


@pytest.mark.parametrize(
    ("url", "status"),
    [
        (f"{BASE}/persons", 404),
        (f"{BASE}/addresses?page[number]=0", 400),
        (f"{BASE}/addresses?page[number]=99", 400),
    ],
)
def test_what_is_not_there_is_not_answered(url: str, status: int) -> None:
    assert Box().web.get(url).status_code == status


def test_nothing_can_be_written() -> None:
    assert Box().web.post(f"{BASE}/addresses").status_code == 405
