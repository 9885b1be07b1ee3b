"""Encryption of a payload as the profile has it, and every way in which it can be wrong."""

import os
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pybase64 import b64encode

from sdk_desktop.domain.errors import InvalidMessage, Unavailable
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.formats.xmldsig.document import read_document
from sdk_desktop.formats.xmldsig.encryption import CIPHER_VALUE, decrypt_payload, encrypt_payload

KEY = Authority("Test CA", datetime(2026, 5, 4, tzinfo=UTC)).issue("Bertil")
RING = KeyRing([KEY])
SESSION = bytes(range(32))


def encrypted(*pieces: bytes) -> bytes:
    return b"".join(encrypt_payload(pieces, KEY.certificate))


def decrypted(data: bytes) -> bytes:
    document = read_document(data, CIPHER_VALUE)
    return decrypt_payload(document, document.root, RING.unwrap)


def by_hand(plain: bytes, padding: bytes, write: Callable[[bytes], bytes] = b64encode) -> bytes:
    """Encrypt with a known session key, and with this padding."""
    start = os.urandom(16)
    cipher = Cipher(AES256(SESSION), CBC(start)).encryptor()
    value = write(start + cipher.update(plain + padding) + cipher.finalize())
    document = etree.fromstring(encrypted(b"<x/>"))
    values = document.findall(f".//{CIPHER_VALUE}")
    values[-1].text = value.decode()
    return etree.tostring(document)


def opened_by_hand(data: bytes) -> bytes:
    document = read_document(data, CIPHER_VALUE)
    return decrypt_payload(document, document.root, lambda *_: SESSION)


@given(st.lists(st.binary(max_size=5_000)))
def test_what_is_encrypted_in_pieces_comes_back_whole(pieces: list[bytes]) -> None:
    assert decrypted(encrypted(*pieces)) == b"".join(pieces)


@pytest.mark.parametrize("size", [0, 15, 16, 17, (1 << 20) - 1, 1 << 20, (3 << 20) + 5])
def test_every_size_fits_into_blocks(size: int) -> None:
    plain = os.urandom(size)

    assert decrypted(encrypted(plain)) == plain


def test_what_is_written_is_its_own_canonical_form() -> None:
    data = encrypted(b"<x/>")

    assert etree.tostring(etree.fromstring(data), method="c14n") == data


def test_two_encryptions_of_the_same_have_nothing_in_common() -> None:
    one, other = (etree.fromstring(encrypted(b"<x/>")) for _ in range(2))

    for mine, theirs in zip(
        one.findall(f".//{CIPHER_VALUE}"), other.findall(f".//{CIPHER_VALUE}"), strict=True
    ):
        assert mine.text != theirs.text


@pytest.mark.parametrize("count", range(1, 17))
def test_padding_may_be_anything_but_its_last_byte(count: int) -> None:
    plain = bytes(48 - count)
    padding = os.urandom(count - 1) + bytes([count])

    assert opened_by_hand(by_hand(plain, padding)) == plain


@pytest.mark.parametrize("last", [0, 17, 32, 255])
def test_a_padding_longer_than_a_block_or_none_is_refused(last: int) -> None:
    with pytest.raises(InvalidMessage, match="cannot be decrypted"):
        opened_by_hand(by_hand(bytes(31), bytes([last])))


def lines(data: bytes) -> bytes:
    text = b64encode(data)
    return b"\r\n ".join(text[at : at + 76] for at in range(0, len(text), 76))


def test_line_breaks_in_the_cipher_value_are_passed_over() -> None:
    plain = os.urandom(500_000)

    assert opened_by_hand(by_hand(plain, bytes(15) + b"\x10", lines)) == plain


@pytest.mark.parametrize(
    "write",
    [
        lambda _: b"",
        lambda data: b64encode(data[:16]),
        lambda data: b64encode(data[:-1]),
        lambda data: b64encode(data)[:-1],
        lambda data: b64encode(data) + b"=",
        lambda data: b"?" + b64encode(data),
    ],
    ids=["nothing", "no block", "half a block", "cut Base64", "more padding", "no Base64"],
)
def test_a_cipher_value_that_is_none_is_refused(write: Callable[[bytes], bytes]) -> None:
    with pytest.raises(InvalidMessage, match="cannot be decrypted"):
        opened_by_hand(by_hand(bytes(32), bytes(15) + b"\x10", write))


def test_a_token_that_is_missing_is_not_taken_for_a_wrong_message() -> None:
    def gone(*_: object) -> bytes:
        raise Unavailable("The card or module does not answer.")

    document = read_document(encrypted(b"<x/>"), CIPHER_VALUE)

    with pytest.raises(Unavailable):
        decrypt_payload(document, document.root, gone)
