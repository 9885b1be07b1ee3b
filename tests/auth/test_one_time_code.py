from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from sdk_desktop.auth.one_time_code import STEP, accepted_step, current_code, new_enrolment

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = int(NOON.timestamp()) // STEP


def shown(steps: int) -> str:
    """Return the code of an authenticator whose clock is ahead by that many steps."""
    return pyotp.TOTP(SECRET).at(NOON + timedelta(seconds=STEP * steps))


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_that_is_one_step_off_is_right_enough(steps: int) -> None:
    assert accepted_step(SECRET, shown(steps), NOON, last_step=0) == NOW + steps


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_clock_that_is_two_steps_off_is_wrong(steps: int) -> None:
    assert accepted_step(SECRET, shown(steps), NOON, last_step=0) is None


def test_a_code_and_all_before_it_are_used_once() -> None:
    assert accepted_step(SECRET, shown(0), NOON, last_step=NOW) is None
    assert accepted_step(SECRET, shown(-1), NOON, last_step=NOW) is None
    assert accepted_step(SECRET, shown(1), NOON, last_step=NOW) == NOW + 1


@pytest.mark.parametrize("between", [" ", "-", "\u00a0", "\t"])
def test_a_code_may_be_typed_as_it_is_shown(between: str) -> None:
    code = current_code(SECRET, NOON)

    assert accepted_step(SECRET, f"{code[:3]}{between}{code[3:]} ", NOON, last_step=0) == NOW


@pytest.mark.parametrize(
    "code", ["", "0", "abcdef", "\uff11\uff12\uff13\uff14\uff15\uff16", "\ud800", "0" * 100_000]
)
def test_what_is_no_code_is_wrong(code: str) -> None:
    assert accepted_step(SECRET, code, NOON, last_step=0) is None


def test_a_code_with_more_digits_is_wrong() -> None:
    assert accepted_step(SECRET, current_code(SECRET, NOON) + "0", NOON, last_step=0) is None


def test_the_code_is_that_of_the_standard() -> None:
    """RFC 6238 appendix B: SHA-1, 59 s; the last six of its eight digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    assert current_code(secret, datetime.fromtimestamp(59, UTC)) == "287082"


def test_each_person_gets_a_secret_of_their_own_that_an_authenticator_understands() -> None:
    first, second = new_enrolment("Åsa Ek & Co"), new_enrolment("Åsa Ek & Co")
    uri = urlsplit(first.uri)

    assert first.secret != second.secret
    assert (uri.scheme, uri.netloc) == ("otpauth", "totp")
    assert parse_qs(uri.query) == {"secret": [first.secret], "issuer": ["SDK Desktop"]}
    assert pyotp.parse_uri(first.uri).name == "Åsa Ek & Co"


def test_a_secret_is_never_shown_by_accident() -> None:
    enrolment = new_enrolment("Åsa")

    assert enrolment.secret not in f"{enrolment!r} {enrolment}"
