import json
from collections.abc import Callable, Iterable

import httpx
import pytest

from sdk_desktop.domain.address import Function, Organisation
from sdk_desktop.domain.errors import Unavailable, Untrusted
from sdk_desktop.formats.address_api import (
    number_words,
    write_code_system,
    write_function,
    write_list,
    write_organisation,
)
from sdk_desktop.service.address_book import fetch_address_book
from tests.kit.cuttable_connection import CuttableConnection

BASE = "https://book.example.se/addressbook/api/"
PAGE = 100
HABO = Organisation("o1", "Habo kommun", "0203:habo.example.se")
FUNCTIONS = tuple(
    Function(f"a{n}", f"sdk:{n}:0203:habo.example.se", f"Enhet {n}", HABO, search_words=("soc",))
    for n in range(3 * PAGE + 1)
)
CODES = number_words(["soc"])
Resources = dict[str, list[dict[str, object]]]
BOOK: Resources = {
    "organizations": [write_organisation(HABO)],
    "codesystems": [write_code_system("c1", "Sökord", CODES)],
    "addresses": [write_function(one, CODES) for one in FUNCTIONS],
}


def application(
    environ: dict[str, str], start_response: Callable[[str, list[tuple[str, str]]], object]
) -> Iterable[bytes]:
    """An address book that gives its pages by number."""
    name = environ["PATH_INFO"].rpartition("/")[2]
    number = int(environ["QUERY_STRING"].removeprefix("page=") or 0)
    rest = BOOK[name][number * PAGE :]
    link = f"{BASE}{name}?page={number + 1}" if len(rest) > PAGE else ""
    page = write_list(rest[:PAGE], self_url=BASE, first_url=BASE + name, next_url=link)
    start_response("200 OK", [("Content-Type", "application/vnd.api+json")])
    return [json.dumps(page).encode()]


@pytest.fixture
def line() -> CuttableConnection:
    return CuttableConnection(httpx.WSGITransport(application))


@pytest.fixture
def client(line: CuttableConnection) -> httpx.Client:
    return httpx.Client(transport=line)


def test_the_whole_book_is_read_page_by_page(
    client: httpx.Client, line: CuttableConnection
) -> None:
    organisations, functions = fetch_address_book(client, BASE)

    assert organisations == (HABO,)
    assert functions == FUNCTIONS
    assert line.count("GET", "/addresses") == 4


def test_a_book_without_code_systems_is_one_without_words(
    client: httpx.Client, line: CuttableConnection
) -> None:
    line.answer(404, path="/codesystems")

    _, functions = fetch_address_book(client, BASE.rstrip("/"))

    assert functions[0].search_words == ("S001",)


@pytest.mark.parametrize("status", [301, 401, 403, 404, 429, 500])
def test_half_a_book_is_none(client: httpx.Client, line: CuttableConnection, status: int) -> None:
    line.answer(status, path="/addresses")

    with pytest.raises(Unavailable, match="address book"):
        fetch_address_book(client, BASE)


def test_a_book_that_breaks_off_is_none(client: httpx.Client, line: CuttableConnection) -> None:
    line.cut_after(path="/addresses")

    with pytest.raises(Unavailable, match="address book"):
        fetch_address_book(client, BASE)


@pytest.mark.parametrize(
    "link",
    ["https://evil.example.se/", BASE + "organizations", {"href": "http://book.example.se/"}],
)
def test_a_book_that_leads_elsewhere_or_in_a_circle_is_none(link: object) -> None:
    answer = {"data": [write_organisation(HABO)], "links": {"next": link}}
    client = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=answer)))

    with pytest.raises(Unavailable):
        fetch_address_book(client, BASE)


def test_a_book_that_cannot_prove_who_it_is_is_not_read() -> None:
    client = httpx.Client(transport=httpx.MockTransport(distrusted))

    with pytest.raises(Untrusted):
        fetch_address_book(client, BASE)


def distrusted(request: httpx.Request) -> httpx.Response:
    import ssl

    raise httpx.ConnectError("tls") from ssl.SSLCertVerificationError("self-signed")
