"""The way from a locked client to a key and a clearance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sdk_desktop.auth.clearance import Proved, grant
from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.auth.keys.slots import Slots
from sdk_desktop.auth.ways.computer import Computer
from sdk_desktop.auth.ways.passphrase import PassphraseWay
from sdk_desktop.auth.ways.recovery import RecoveryWay
from sdk_desktop.auth.ways.tries import TriesBefore
from sdk_desktop.domain.certificate import CertificateOwner, CertificateValidity
from sdk_desktop.domain.clearance import (
    CardProof,
    Clearance,
    EnrolledPerson,
    LoginProof,
    Need,
    PassphraseProof,
    Proof,
    Way,
)
from sdk_desktop.domain.errors import Refused

if TYPE_CHECKING:
    from sdk_desktop.auth.ways.card import CardWay
    from sdk_desktop.auth.ways.login import LoginWay


@dataclass(frozen=True, slots=True)
class SignIn:
    """The people of a key file and the ways in that this computer has; None is not set up."""

    keys: KeyFile
    slots: Slots
    computer: Computer
    passphrase: PassphraseWay
    recovery: RecoveryWay
    card: CardWay | None = None
    login: LoginWay | None = None

    @property
    def ways(self) -> frozenset[Way]:
        """The ways that this computer has."""
        here = {Way.PASSPHRASE: self.passphrase, Way.CARD: self.card, Way.LOGIN: self.login}
        return frozenset(way for way, there in here.items() if there)

    def enrolled(self) -> tuple[EnrolledPerson, ...]:
        """Return those who may sign in, each with the ways that also this computer has."""
        return self.keys.enrolled(self.ways)

    def remove(self, who: str, way: Way | None = None) -> None:
        """Remove one or all of a person's ways in, with this computer's secrets for them."""
        slots = [self.slots.public_fields(who, one) for one in Way if way in {None, one}]
        self.keys.remove(who, way)
        for slot in slots:
            self.computer.forget((slot or {}).get("device", ""))

    def log_out_page(self) -> str:
        """Return the address where whoever is logged in in the browser logs out."""
        if self.login is None:
            raise _not_set_up()
        return self.login.log_out_page()

    def card_is_there(self) -> bool:
        """Return whether the card that was used last is still in its reader."""
        return self.card is None or self.card.is_there()

    def terms(self) -> tuple[CertificateValidity, ...]:
        """Return until when the certificate is valid of the card that was used last."""
        ends = self.card.ends() if self.card else None
        return (CertificateValidity(CertificateOwner.CARD, ends),) if ends else ()

    def prove(self, who: str, proof: Proof, need: Need) -> tuple[bytes, Clearance]:
        """Return the store's key and a clearance to a person who proves who they are.

        Raises `Refused` when the proof is good but weaker than what is needed.
        """
        proved = self._proved(who, proof, need)
        if proved.level < need.level:
            raise Refused("Your organisation asks for a stronger sign-in here.")
        return proved.store_key, grant(who, proved.time, proved.level)

    def tries_before(self, who: str) -> TriesBefore:
        """Return what is known of the person's tries to prove themselves by a passphrase.

        A card counts its own, and so does the organisation's login.
        """
        return self.passphrase.tries_before(who)

    def _proved(self, who: str, proof: Proof, need: Need) -> Proved:
        match proof:
            case PassphraseProof():
                return self.passphrase.prove(who, proof)
            case CardProof() if self.card:
                return self.card.prove(who, proof)
            case LoginProof() if self.login:
                return self.login.prove(who, proof, need)
        raise _not_set_up()


def _not_set_up() -> Refused:
    return Refused("This way to sign in is not set up on this computer.")
