"""A smart card and its PIN."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import datetime

from sdk_desktop.auth.keys.key_file import damaged_key_file
from sdk_desktop.auth.keys.slots import Slots
from sdk_desktop.auth.keys.wrapping import combined
from sdk_desktop.auth.ways.computer import Computer
from sdk_desktop.auth.ways.proved import Proved
from sdk_desktop.auth.ways.smart_card import Card
from sdk_desktop.domain.clearance import CardProof, Level, Way
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Refused


class CardWay:
    """Lets people in who hold their card; the card itself counts wrong PINs."""

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
            told = {"certificate": made.certificate, "card_key": wrapped, "device": name}
            self._slots.put(who, Way.CARD, combined(made.key, secret), store_key, told)

    def prove(self, who: str, proof: CardProof) -> Proved:
        """Take a PIN; the card in the reader must be the person's."""
        told = self._slots.told(who, Way.CARD)
        if told is None:
            raise Refused("You have no smart card here. Choose another way.")
        try:
            certificate, wrapped = told["certificate"], b64decode(told["card_key"])
            secret = self._computer.secret(told["device"])
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
