import json
from collections.abc import Callable, Iterable

import httpx
import pytest

from sdk_desktop.domain.address import AddressBookContent, Function, Organisation
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
    book = fetch_address_book(client, BASE, no_pause)

    assert book.organisations == (HABO,)
    assert book.functions == FUNCTIONS
    assert book.homeless == 0
    assert line.count("GET", "/addresses") == 4


@pytest.mark.parametrize("status", [401, 403, 404, 501])
def test_a_book_without_code_systems_is_one_without_words(
    client: httpx.Client, line: CuttableConnection, status: int
) -> None:
    line.answer(status, path="/codesystems")

    book = fetch_address_book(client, BASE.rstrip("/"), no_pause)

    assert book.functions[0].search_words == ("S001",)


def test_a_page_of_html_in_place_of_code_systems_does_not_matter() -> None:
    found = WithChanges(codesystems=httpx.Response(404, html="<html>"))

    assert len(fetch(found).functions) == len(FUNCTIONS)


@pytest.mark.parametrize("status", [301, 401, 403, 404])
def test_half_a_book_is_none(client: httpx.Client, line: CuttableConnection, status: int) -> None:
    line.answer(status, path="/addresses")

    with pytest.raises(Unavailable, match="address book"):
        fetch_address_book(client, BASE, no_pause)


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_book_survives_a_hiccup(
    client: httpx.Client, line: CuttableConnection, status: int
) -> None:
    pauses: list[float] = []
    line.answer(status, path="/addresses", times=2)
    line.cut_after(path="/addresses")

    book = fetch_address_book(client, BASE, pauses.append)

    assert book.functions == FUNCTIONS
    assert pauses == [1.0, 4.0, 10.0]


@pytest.mark.parametrize(
    ("wish", "seconds"), [("7", 7.0), ("0", 1.0), ("86400", 20.0), ("soon", 1.0), ("-5", 1.0)]
)
def test_a_busy_book_is_left_alone_as_long_as_it_wishes(wish: str, seconds: float) -> None:
    pauses: list[float] = []
    busy = httpx.Response(429, headers={"Retry-After": wish})
    client = httpx.Client(transport=httpx.MockTransport(lambda _: busy))

    with pytest.raises(Unavailable, match="address book"):
        fetch_address_book(client, BASE, pauses.append)

    assert (pauses[0], len(pauses)) == (seconds, 3)


def test_a_book_that_is_busy_again_and_again_is_given_up() -> None:
    pauses: list[float] = []
    asked: list[int] = []

    def one_in_three(request: httpx.Request) -> httpx.Response:
        asked.append(len(asked))
        page = {"data": [{"id": str(len(asked))}], "links": {"next": f"?page={len(asked)}"}}
        busy = httpx.Response(503, headers={"Retry-After": "20"})
        return busy if len(asked) % 3 else httpx.Response(200, json=page)

    with pytest.raises(Unavailable, match="address book"):
        fetch(one_in_three, pauses.append)

    assert pauses == [20.0, 20.0, 20.0]


def test_a_book_that_stays_broken_is_none(client: httpx.Client, line: CuttableConnection) -> None:
    line.cut_after(path="/addresses", times=4)

    with pytest.raises(Unavailable, match="address book"):
        fetch_address_book(client, BASE, no_pause)


@pytest.mark.parametrize(
    "link",
    [
        *("https://evil.example.se/", BASE + "organizations"),
        *("https://xn--a/", f"?page[number]={'9' * 5_000}"),
        {"href": "http://book.example.se/"},
    ],
)
def test_a_book_that_goes_in_a_circle_is_none(link: object) -> None:
    answer = {"data": [write_organisation(HABO)], "links": {"next": link}}

    with pytest.raises(Unavailable):
        fetch(lambda _: httpx.Response(200, json=answer))


@pytest.mark.parametrize(
    "base", ["http://book.example.se/addressbook/api/", "http://inner:8080/api/v1/", ""]
)
def test_links_to_an_inner_address_are_followed_on_the_server_that_was_asked(base: str) -> None:
    asked: list[httpx.URL] = []

    def gateway(request: httpx.Request) -> httpx.Response:
        asked.append(request.url)
        number = int(request.url.params.get("page", "0"))
        return paged(request, number, links={"next": f"{base}addresses?page={number + 1}"})

    assert fetch(gateway).functions == FUNCTIONS
    assert {(url.scheme, url.host) for url in asked} == {("https", "book.example.se")}


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("nested", [True, False])
def test_pages_that_are_only_counted_are_all_read(first: int, *, nested: bool) -> None:
    def counted(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params.get("page[number]", first))
        told: dict[str, object] = {"totalPages": 4, "number": number}
        return paged(request, number - first, meta={"page": told} if nested else told)

    assert fetch(counted).functions == FUNCTIONS


def test_a_last_page_that_no_list_can_have_leads_nowhere() -> None:
    links: dict[str, object] = {"last": f"?page[number]={'9' * 5_000}"}

    book = fetch(lambda request: paged(request, 1, links=links))

    assert 0 < len(book.functions) < len(FUNCTIONS)


@pytest.mark.parametrize(
    "told",
    [
        {"links": {"last": BASE + "addresses?page[number]=4"}},
        {"links": {"last": {"href": "http://inner:8080/a?x=1&page%5Bnumber%5D=4"}}},
        {"meta": {"total": len(FUNCTIONS)}},
        {"meta": {"page": {"totalElements": len(FUNCTIONS)}}},
    ],
)
def test_pages_of_which_the_last_or_the_total_is_told_are_all_read(
    told: dict[str, dict[str, object]],
) -> None:
    def counted(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params.get("page[number]", 1))
        rest = BOOK[request.url.path.rpartition("/")[2]]
        long = told if len(rest) > PAGE else {}
        return httpx.Response(200, json={"data": rest[(number - 1) * PAGE :][:PAGE]} | long)

    assert fetch(counted).functions == FUNCTIONS


def test_a_total_that_is_never_reached_ends_with_the_pages() -> None:
    def counted(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params.get("page[number]", 1))
        return paged(request, number - 1, meta={"total": 9999})

    assert fetch(counted).functions == FUNCTIONS


def test_a_book_that_counts_pages_and_gives_the_first_for_each_is_none() -> None:
    with pytest.raises(Unavailable):
        fetch(lambda request: paged(request, 0, meta={"totalPages": 4}))


def test_functions_whose_organisation_is_not_there_are_kept_and_counted() -> None:
    found = WithChanges(organizations=httpx.Response(200, json={"data": []}))

    book = fetch(found)

    assert (len(book.functions), book.homeless) == (len(FUNCTIONS), len(FUNCTIONS))
    assert book.functions[0].organisation.participant == "0203:habo.example.se"


class WithChanges:
    """The address book, with other answers for some of its lists."""

    def __init__(self, **answers: httpx.Response) -> None:
        self.answers = answers
        self.book = httpx.WSGITransport(application)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        name = request.url.path.rpartition("/")[2]
        return self.answers.get(name) or self.book.handle_request(request)


def no_pause(seconds: float) -> None:
    """Wait no time at all."""


def fetch(
    answer: Callable[[httpx.Request], httpx.Response], pause: Callable[[float], None] = no_pause
) -> AddressBookContent:
    client = httpx.Client(transport=httpx.MockTransport(answer))
    return fetch_address_book(client, BASE, pause)


def paged(request: httpx.Request, number: int, **more: dict[str, object]) -> httpx.Response:
    """Return a page of the functions, or a whole short list; links go on as long as it does."""
    rest = BOOK[request.url.path.rpartition("/")[2]][number * PAGE :]
    ends = len(rest) <= PAGE and "links" in more
    return httpx.Response(200, json={"data": rest[:PAGE]} | ({} if ends else more))


def test_a_book_that_cannot_prove_who_it_is_is_not_read() -> None:
    client = httpx.Client(transport=httpx.MockTransport(distrusted))

    with pytest.raises(Untrusted):
        fetch_address_book(client, BASE, no_pause)


def distrusted(request: httpx.Request) -> httpx.Response:
    import ssl

    raise httpx.ConnectError("tls") from ssl.SSLCertVerificationError("self-signed")
