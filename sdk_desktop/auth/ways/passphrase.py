"""A passphrase, a one-time code, and the computer on which the person was enrolled."""

from __future__ import annotations

from sdk_desktop.auth.clearance import Proved
from sdk_desktop.auth.keys.slot_keys import SlotSecret
from sdk_desktop.auth.keys.slots import Slots
from sdk_desktop.auth.one_time_code import (
    accepted_step,
    fits_another_time,
    new_enrolment,
    new_secret,
)
from sdk_desktop.auth.ways.computer import Computer
from sdk_desktop.auth.ways.tries import Tries, TriesBefore
from sdk_desktop.domain.clearance import SHORTEST_PASSPHRASE, Enrolment, Level, PassphraseProof, Way
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Refused, TooSoon
from sdk_desktop.domain.person_name import plain_name

_STRONG = 4
"""The highest of zxcvbn's scores: more than 10^10 guesses."""
_MOST_JUDGED = 72
"""Characters that are judged; what is longer is strong if its beginning is."""
_KNOWN = (
    "sdk",
    "desktop",
    "meddelande",
    "socialkontoret",
    "kommun",
    "region",
    "lösenord",
    "lösenfras",
)
"""Words that everybody would try here."""


class PassphraseWay:
    """Sign-in by passphrase and one-time code."""

    def __init__(
        self,
        slots: Slots,
        computer: Computer,
        tries: Tries,
        clock: Clock,
        level: Level,
        *,
        codes_once: bool,
    ) -> None:
        """Use the slots of a key file; a good proof is worth `level`.

        Only in practice may a one-time code be used more than once.
        """
        self._slots = slots
        self._computer = computer
        self._tries = tries
        self._clock = clock
        self._level = level
        self._codes_once = codes_once

    def begin(self, who: str) -> Enrolment:
        """Make what a person's authenticator must know; nothing is stored yet."""
        return new_enrolment(plain_name(who))

    def first_step(self, enrolment: Enrolment, passphrase: str, code: str) -> int:
        """Return the step of a new person's first code, which `enrol` needs.

        Ask before whatever takes long: the code grows old. Raise `Refused` for a wrong code or a
        weak passphrase.
        """
        _refuse_weak(passphrase, enrolment.who)
        step = accepted_step(enrolment.secret, code, self._clock(), last_step=0)
        if step is None:
            raise Refused("The code is wrong. Check that the phone's clock is right.")
        return step

    def enrol(self, enrolment: Enrolment, passphrase: str, step: int, store_key: bytes) -> None:
        """Store a slot for a person whose first code was right, in place of an earlier one."""
        self._put(enrolment.who, passphrase, SlotSecret(store_key, enrolment.secret))
        self._tries.succeeded(enrolment.who, step)

    def prove(self, who: str, proof: PassphraseProof) -> Proved:
        """Return the store's key for passphrase and code; the error never says which was wrong."""
        secret = self._verified(who, proof)
        return Proved(secret.store_key, self._level, self._clock())

    def tries_before(self, who: str) -> TriesBefore:
        """Return what is known of the person's tries so far."""
        return self._tries.before(who)

    def change(self, who: str, proof: PassphraseProof, passphrase: str) -> None:
        """Set a new passphrase for a person who proves themselves; the authenticator stays."""
        _refuse_weak(passphrase, who)
        self._put(who, passphrase, self._verified(who, proof))

    def _put(self, who: str, passphrase: str, secret: SlotSecret) -> None:
        with self._computer.renewed(who, Way.PASSPHRASE) as own:
            self._slots.put_passphrase(who, passphrase, secret, own)

    def _verified(self, who: str, proof: PassphraseProof) -> SlotSecret:
        before = self._tries.begin(who)
        named = (self._slots.public_fields(who, Way.PASSPHRASE) or {}).get("device", "")
        device = self._computer.secret(named)
        secret = self._slots.open_passphrase(who, proof.passphrase, device)
        used = before.last_step if self._codes_once else 0
        code_secret = secret.code_secret if secret else new_secret()
        step = accepted_step(code_secret, proof.code, self._clock(), used)
        elsewhere = fits_another_time(code_secret, proof.code, self._clock(), used)
        if secret and step and self._tries.succeeded(who, step, once=self._codes_once):
            return secret
        if secret and not step and elsewhere:
            self._tries.take_back(who, before)
            raise Refused(
                "The code belongs to another minute: the clock of this computer or of the phone is"
                " wrong. Set it right, and try again."
            )
        raise _wrong(before.wait(self._clock()))


def _wrong(wait: int) -> Refused:
    if not wait:
        return Refused("The passphrase or the code is wrong. Try again.")
    return TooSoon("The passphrase or the code is wrong. Try again in {seconds} s.", seconds=wait)


def _refuse_weak(passphrase: str, who: str) -> None:
    """Raise `Refused` for a passphrase that a program would guess soon."""
    from zxcvbn import zxcvbn  # noqa: PLC0415 - word lists that only a new passphrase needs

    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refused(
            "The passphrase must have at least {count} characters.", count=SHORTEST_PASSPHRASE
        )
    known = [*who.split(), *_KNOWN]
    if zxcvbn(passphrase[:_MOST_JUDGED], user_inputs=known)["score"] < _STRONG:
        raise Refused(
            "This passphrase is too easy to guess. Take several words that do not belong together."
        )
