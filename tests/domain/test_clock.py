"""The computer's own clocks."""

from sdk_desktop.domain.clock import uptime


def test_the_uptime_goes_on() -> None:
    before = uptime()

    assert uptime() >= before
