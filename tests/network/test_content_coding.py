"""Codings of an answer: undone in bounds, or refused before anything is undone."""

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator

import httpx
import pytest

from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.network.http_connection import HttpConnection, HttpResponse

URL = "https://mt.example.se/"
LARGE = 100_000_000
CONTENT = b'{"data": []}'
ZIPPED = gzip.compress(CONTENT)


class Body(httpx.SyncByteStream):
    """A body that comes in pieces, as from a network."""

    def __init__(self, content: bytes, piece: int = 1_000) -> None:
        self.content = content
        self.piece = piece

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self.content), self.piece):
            yield self.content[start : start + self.piece]


def answer(coding: str, body: Body, limit: int = 1_000_000) -> HttpResponse:
    response = httpx.Response(200, headers={"Content-Encoding": coding}, stream=body)
    with httpx.Client(transport=httpx.MockTransport(lambda _: response)) as client:
        connection = HttpConnection(client, "Silence.")
        return connection.ask(connection.request("GET", URL), limit)


def large() -> bytes:
    return gzip.compress(bytes(LARGE))


def peak_of_refusing(coding: str, body: Body) -> int:
    tracemalloc.start()
    try:
        with pytest.raises(Unavailable, match="cannot be read"):
            answer(coding, body)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_an_answer_that_unfolds_is_read_no_further_than_the_limit() -> None:
    body = Body(large())

    tracemalloc.start()
    got = answer("gzip", body)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (len(got.body), got.complete) == (1_000_000, False)
    assert peak < 5_000_000


def test_an_answer_that_is_zipped_twice_is_not_unfolded() -> None:
    assert peak_of_refusing("gzip, gzip", Body(gzip.compress(large()))) < 1_000_000


@pytest.mark.parametrize("coding", ["deflate", "br", "zstd", "gzip, identity", "unheard-of"])
def test_a_coding_that_was_not_asked_for_is_not_read(coding: str) -> None:
    assert peak_of_refusing(coding, Body(zlib.compress(CONTENT))) < 1_000_000


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", " GZIP "])
@pytest.mark.parametrize("piece", [1, 7, 1_000])
def test_a_zipped_answer_is_read(coding: str, piece: int) -> None:
    assert answer(coding, Body(ZIPPED, piece)).body == CONTENT


@pytest.mark.parametrize("piece", [1, 7, 1_000])
def test_members_after_one_another_are_one_content(piece: int) -> None:
    """RFC 1952 §2.2."""
    empty = gzip.compress(b"")

    assert answer("gzip", Body(ZIPPED + empty + ZIPPED, piece)).body == CONTENT + CONTENT


def test_an_answer_that_is_as_long_as_it_may_be_is_whole() -> None:
    got = answer("gzip", Body(gzip.compress(bytes(300_000))), limit=300_000)

    assert (len(got.body), got.complete) == (300_000, True)


@pytest.mark.parametrize(
    "body",
    [ZIPPED[:-1], ZIPPED[:-9], ZIPPED + b"x", ZIPPED + ZIPPED[:-1], b"not zipped"],
    ids=["cut by a byte", "cut", "more after it", "a cut member after it", "another thing"],
)
def test_a_zipped_answer_that_is_damaged_is_said(body: bytes) -> None:
    with pytest.raises(Unavailable, match="cannot be read"):
        answer("gzip", Body(body))


def test_an_answer_without_content_may_name_a_coding() -> None:
    assert answer("gzip", Body(b"")).body == b""


def test_only_what_can_be_read_in_bounds_is_asked_for() -> None:
    with httpx.Client() as client:
        request = HttpConnection(client, "Silence.").request("GET", URL)

    assert request.headers["accept-encoding"] == "gzip"
