"""Which version an organisation says is the newest."""

from datetime import date

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sdk_desktop.domain.configuration import Updates
from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.service.newest_version import NewestVersion, fetch_newest_version
from tests.service.signed_version import public_key, signature_of

URL = "https://it.ekdala.example.se/sdk-desktop.json"
TODAY = date(2026, 12, 1)
NEWER = b'{"version": "0.2.0", "until": "2026-12-31"}'


@pytest.fixture(scope="module")
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def fetched(
    key: Ed25519PrivateKey, document: bytes, signature: bytes | None = None
) -> NewestVersion:
    """Fetch from a server that has a document, and beside it its signature or another one."""
    files = {URL: document, f"{URL}.minisig": signature or signature_of(document, key)}
    served = httpx.MockTransport(lambda asked: httpx.Response(200, content=files[str(asked.url)]))
    updates = Updates(URL, public_key(key))
    return fetch_newest_version(httpx.Client(transport=served), updates, TODAY)


def test_the_signed_version_is_told_until_its_last_day(key: Ed25519PrivateKey) -> None:
    newest = fetched(key, NEWER)

    assert newest == NewestVersion("0.2.0", date(2026, 12, 31))
    assert fetched(key, NEWER.replace(b"12-31", b"12-01")).version == "0.2.0"


@pytest.mark.parametrize(
    ("newest", "here", "newer"),
    [
        ("0.2.0", "0.1.0", True),
        ("0.10", "0.9.9", True),
        ("1.0", "1.0.0", False),
        ("1.0.0.1", "1.0", True),
        ("0.1.0", "0.2.0", False),
    ],
)
def test_versions_are_compared_by_their_numbers(newest: str, here: str, newer: bool) -> None:
    assert NewestVersion(newest, TODAY).is_newer_than(here) is newer


@pytest.mark.parametrize(
    "document",
    [
        NEWER.replace(b"12-31", b"11-30"),  # the day is over
        b'{"version": "0.2.0"}',
        b'{"version": "0.2.0", "until": "soon"}',
        b'{"version": "newest", "until": "2026-12-31"}',
        b'{"version": "0.2.0.1.5", "until": "2026-12-31"}',
        b'["0.2.0"]',
        b"0.2.0",
    ],
)
def test_what_is_out_of_date_or_makes_no_sense_is_not_believed(
    key: Ed25519PrivateKey, document: bytes
) -> None:
    with pytest.raises(Untrusted):
        fetched(key, document)


def test_a_signature_with_another_key_is_not_believed(key: Ed25519PrivateKey) -> None:
    theirs = signature_of(NEWER, Ed25519PrivateKey.generate())

    with pytest.raises(Untrusted, match="not signed"):
        fetched(key, NEWER, theirs)


@pytest.mark.parametrize(
    "answer", [httpx.Response(404), httpx.Response(200, content=b" " * 10_001)]
)
def test_a_file_that_is_not_there_or_too_large_is_no_answer(
    key: Ed25519PrivateKey, answer: httpx.Response
) -> None:
    client = httpx.Client(transport=httpx.MockTransport(lambda _: answer))

    with pytest.raises(Unavailable):
        fetch_newest_version(client, Updates(URL, public_key(key)), TODAY)


def test_it_is_asked_for_on_a_way_where_nobody_listens() -> None:
    with pytest.raises(Refused):
        Updates("http://it.ekdala.example.se/sdk-desktop.json", "RW")
