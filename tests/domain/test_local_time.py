"""Every moment that a message may hold can be shown."""

from datetime import UTC, date, datetime

import pytest

from sdk_desktop.domain.certificate import CertificateOwner, CertificateValidity
from sdk_desktop.domain.clock import local, midnight

pytestmark = pytest.mark.usefixtures("in_sweden")

LAST = datetime(9999, 12, 31, 23, 59, 59, 900_000, tzinfo=UTC)


def test_a_moment_is_told_in_the_users_zone() -> None:
    assert local(datetime(2026, 5, 12, 9, 14, tzinfo=UTC)).hour == 11


def test_a_moment_that_the_system_cannot_reckon_stays_as_it_came() -> None:
    assert local(LAST) == LAST
    assert local(LAST).year == 9999


def test_the_first_and_the_last_day_have_a_beginning() -> None:
    assert midnight(date(1, 1, 1)).date() == date(1, 1, 1)
    assert midnight(date(9999, 12, 31)).date() == date(9999, 12, 31)


def test_a_certificate_without_an_end_has_a_last_day() -> None:
    term = CertificateValidity(CertificateOwner.ORGANISATION, LAST)

    assert term.last_day == date(9999, 12, 31)
    assert term.days_left(datetime(2026, 1, 1, tzinfo=UTC)) > 1_000_000
