"""Enrolling people, and letting them in with a passphrase and a one-time code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sdk_desktop.auth.attempts import Attempts
from sdk_desktop.auth.clearance import grant
from sdk_desktop.auth.one_time_code import accepted_step, new_enrolment
from sdk_desktop.domain.clearance import Clearance, Enrolment, PassphraseProof
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Refused
from sdk_desktop.store.key_file import KeyFile, damaged
from sdk_desktop.store.slots import Derivation, Slots, SlotSecret, new_store_key

SHORTEST_PASSPHRASE = 12
"""Characters."""


class SignIn:
    """The way from a locked client to a key and a clearance."""

    def __init__(
        self,
        keys: KeyFile,
        clock: Clock,
        clearance_lasts: timedelta,
        derivation: Derivation | None = None,
        *,
        codes_once: bool = True,
    ) -> None:
        """Use a key file; a proof clears for as long as `clearance_lasts`.

        Only in practice may a one-time code be used more than once (`codes_once`).
        """
        self._keys = keys
        self._slots = Slots(keys, derivation)
        self._clock = clock
        self._lasts = clearance_lasts
        self._codes_once = codes_once

    def people(self) -> tuple[str, ...]:
        """Give the names of those who are enrolled."""
        return self._keys.people()

    def begin(self, who: str) -> Enrolment:
        """Make what a new person's authenticator must know; nothing is stored yet."""
        if not who.strip():
            raise Refused("Give a name.")
        return new_enrolment(who.strip())

    def enrol(
        self, enrolment: Enrolment, passphrase: str, code: str, store_key: bytes | None = None
    ) -> bytes:
        """Store a slot for a person whose first code is right; gives the store's key.

        Without `store_key` a new key is made: for the first person only.
        """
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise Refused(
                "The passphrase must have at least {count} characters.", count=SHORTEST_PASSPHRASE
            )
        step = accepted_step(enrolment.secret, code, self._clock(), last_step=0)
        if step is None:
            raise Refused("The code is wrong. Check that the phone's clock is right.")
        if store_key is None and self.people():
            raise Refused("Somebody who is enrolled must let new people in.")
        key = store_key or new_store_key()
        self._slots.add(enrolment.who, passphrase, SlotSecret(key, enrolment.secret))
        self._remember(enrolment.who, Attempts(last_step=step))
        return key

    def unlock(self, who: str, proof: PassphraseProof) -> tuple[bytes, Clearance]:
        """Give the store's key and a clearance; `Refused` says nothing of what was wrong."""
        secret = self._verified(who, proof)
        return secret.store_key, grant(who, self._clock(), self._lasts)

    def prove(self, who: str, proof: PassphraseProof) -> Clearance:
        """Give a new clearance to a person whose old one has expired."""
        self._verified(who, proof)
        return grant(who, self._clock(), self._lasts)

    def _verified(self, who: str, proof: PassphraseProof) -> SlotSecret:
        now = self._clock()
        stored = self._attempts(who)
        before = stored.seen(now)
        if before != stored:
            self._remember(who, before)
        if wait := before.wait(now):
            raise Refused("Wait {seconds} s before you try again.", seconds=wait)
        failed = before.failed(now)
        self._remember(who, failed)  # first, so that killing the program is no free try
        secret = self._slots.open(who, proof.passphrase)
        step = None
        if secret:
            used = before.last_step if self._codes_once else 0
            step = accepted_step(secret.code_secret, proof.code, now, used)
        if not secret or step is None:
            raise Refused(
                "The passphrase or the code is wrong. Try again in {seconds} s.",
                seconds=failed.wait(self._clock()),
            )
        self._remember(who, failed.succeeded(step))
        return secret

    def _attempts(self, who: str) -> Attempts:
        return _read_attempts(self._keys.tries(who))

    def _remember(self, who: str, attempts: Attempts) -> None:
        last = attempts.last_failure
        self._keys.remember_tries(
            who,
            {
                "failures": attempts.failures,
                "last_failure": last.isoformat() if last else "",
                "last_step": attempts.last_step,
            },
        )


def _read_attempts(tries: Mapping[str, object]) -> Attempts:
    last = str(tries.get("last_failure", ""))
    try:
        return Attempts(
            failures=max(int(str(tries.get("failures", 0))), 0),
            last_failure=datetime.fromisoformat(last).astimezone(UTC) if last else None,
            last_step=int(str(tries.get("last_step", 0))),
        )
    except (ValueError, OverflowError) as error:
        raise damaged() from error
