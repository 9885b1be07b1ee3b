"""Sign-in by smart card: the card releases a key against its PIN, by way of PKCS#11."""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1

from sdk_desktop.auth.clearance import Proved
from sdk_desktop.auth.keys.key_file import damaged_key_file
from sdk_desktop.auth.keys.slots import Slots
from sdk_desktop.auth.keys.wrapping import combined
from sdk_desktop.auth.ways.computer import Computer
from sdk_desktop.domain.clearance import CardProof, Level, Way
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import CardReader
from sdk_desktop.domain.errors import Refused
from sdk_desktop.exchange.certificates import certificate_fingerprint
from sdk_desktop.exchange.hardware_keys import HardwareKey, open_token, tokens_there
from sdk_desktop.files import path_named

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class CardKey:
    """A key that only a card releases.

    `certificate` is the SHA-256 of the card's certificate, `wrapped` the key under the card's
    (RSA-OAEP with SHA-1, which every card does).
    """

    certificate: str
    wrapped: bytes
    key: bytes = field(repr=False)


class Card:
    """The card reader of this computer."""

    def __init__(self, reader: CardReader, clock: Clock) -> None:
        """Use the reader that the settings name."""
        self._reader = reader
        self._clock = clock
        self._used: frozenset[bytes] = frozenset()
        self.ends: datetime | None = None
        """Until when the certificate is valid of the card that last released a key."""

    def enrol(self, pin: str) -> CardKey:
        """Make a key that only the card in the reader releases, and try that it does."""
        with self._keys(pin) as keys:
            card_key = self._valid(next((one for one in keys if one.may_decrypt), None))
            key = secrets.token_bytes(KEY_BYTES)
            made = CardKey(fingerprint(card_key), _wrapped(card_key, key), key)
            return CardKey(made.certificate, made.wrapped, _decrypted(card_key, made.wrapped))

    def release(self, pin: str, certificate: str, wrapped: bytes) -> bytes:
        """Return the key again; raise `Refused` for another card, a wrong PIN, an old card."""
        with self._keys(pin) as keys:
            own = next((one for one in keys if fingerprint(one) == certificate), None)
            if own is None:
                raise Refused("This is not the card that was enrolled.")
            key = _decrypted(self._valid(own), wrapped)
        self._used, self.ends = self._there(), own.certificate.not_valid_after_utc
        return key

    def is_there(self) -> bool:
        """Return whether the card that last released a key is still in the reader."""
        return self._used <= self._there()

    def _there(self) -> frozenset[bytes]:
        return tokens_there(path_named(self._reader.driver), self._reader.label or None)

    @contextmanager
    def _keys(self, pin: str) -> Iterator[tuple[HardwareKey, ...]]:
        driver, label = path_named(self._reader.driver), self._reader.label or None
        with open_token(driver, pin, label, is_proof=True) as keys:
            yield keys

    def _valid(self, key: HardwareKey | None) -> HardwareKey:
        if key is None:
            raise Refused("The card has no key that can be used to unlock.")
        if self._clock() > key.certificate.not_valid_after_utc:
            date = key.certificate.not_valid_after_utc.date().isoformat()
            raise Refused("The card's certificate expired on {date}. Get a new card.", date=date)
        return key


def fingerprint(key: HardwareKey) -> str:
    """Return the SHA-256 of a key's certificate, in hexadecimal."""
    return certificate_fingerprint(key.certificate)


def _wrapped(key: HardwareKey, secret: bytes) -> bytes:
    public = key.certificate.public_key()
    if not isinstance(public, RSAPublicKey):
        raise Refused("The card has no key that can be used to unlock.")
    return public.encrypt(secret, OAEP(MGF1(SHA1()), SHA1(), None))  # noqa: S303 - OAEP asks no more


def _decrypted(key: HardwareKey, wrapped: bytes) -> bytes:
    try:
        return key.decrypt(wrapped)
    except ValueError:
        raise Refused("This is not the card that was enrolled.") from None


class CardWay:
    """Sign-in by smart card and PIN; the card itself counts wrong PINs."""

    def __init__(
        self, slots: Slots, computer: Computer, card: Card, clock: Clock, level: Level
    ) -> None:
        """Use the slots of a key file; a good proof is worth `level`."""
        self._slots = slots
        self._computer = computer
        self._card = card
        self._clock = clock
        self._level = level

    def enrol(self, who: str, pin: str, store_key: bytes) -> None:
        """Store a slot that the card in the reader opens, in place of one for an earlier card."""
        made = self._card.enrol(pin)
        wrapped = b64encode(made.wrapped).decode("ascii")
        with self._computer.renewed(who, Way.CARD) as (name, secret):
            fields = {"certificate": made.certificate, "card_key": wrapped, "device": name}
            self._slots.put(who, Way.CARD, combined(made.key, secret), store_key, fields)

    def prove(self, who: str, proof: CardProof) -> Proved:
        """Return the store's key for a PIN; the card in the reader must be the person's."""
        fields = self._slots.public_fields(who, Way.CARD)
        if fields is None:
            raise Refused("You have no smart card here. Choose another way.")
        try:
            certificate, wrapped = fields["certificate"], b64decode(fields["card_key"])
            secret = self._computer.secret(fields["device"])
        except (KeyError, ValueError) as error:
            raise damaged_key_file() from error
        key = self._card.release(proof.pin, certificate, wrapped)
        store_key = self._slots.open(who, Way.CARD, combined(key, secret))
        if store_key is None:
            raise damaged_key_file()
        return Proved(store_key, self._level, self._clock())

    def is_there(self) -> bool:
        """Return whether the card that was used last is still in the reader."""
        return self._card.is_there()

    def ends(self) -> datetime | None:
        """Return until when the certificate is valid of the card that was used last."""
        return self._card.ends
