"""What a soak calls wrong, and how its line breaks."""

import random
from collections import Counter
from dataclasses import replace

import httpx
import pytest

from installer.soak.beat import Beat
from installer.soak.line import BreakingLine
from installer.soak.result import SoakResult

WELL = SoakResult(
    put=["a", "b"],
    sent=["c"],
    received=["b", "a"],
    kept=["c"],
    pauses=Counter({0: 1, 99: 1}),
    longest=120,
    memory=[300.0, 200.0, 200.0, 200.0, 200.0, 200.0, 240.0, 240.0],
)


def test_a_soak_in_which_all_is_well_has_no_faults() -> None:
    assert list(WELL.faults()) == []
    assert (
        "longest pause 99 ms (120 ms by the clock, while others had the processor), of 99 in 100 "
        "99 ms"
    ) in WELL.summary()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(WELL, received=["a"]), "1 received messages are lost."),
        (replace(WELL, received=["a", "b", "a"]), "1 received messages are there more than once."),
        (replace(WELL, kept=[]), "1 sent messages are lost."),
        (replace(WELL, failed=2), "2 sent messages failed."),
        (
            replace(WELL, pauses=Counter({3: 1, 100: 1})),
            "The window stood still for 100 ms or longer 1",
        ),
        (replace(WELL, memory=[100.0] * 6 + [121.0] * 2), "It takes 1.21 times as much memory"),
    ],
)
def test_what_is_wrong_is_said(wrong: SoakResult, said: str) -> None:
    (fault,) = wrong.faults()

    assert fault.startswith(said)


def test_what_others_had_the_processor_is_no_pause_of_the_window() -> None:
    moments, waited = iter([1.0, 1.105, 1.2]), iter([0.5, 0.54, 0.54])
    beat = Beat(5, moments.__next__, waited.__next__)

    assert beat.look() == pytest.approx((60, 100))
    assert beat.look() == pytest.approx((90, 90))


def test_of_too_few_looks_at_memory_nothing_is_said() -> None:
    assert replace(WELL, memory=[100.0, 300.0]).growth is None


def test_the_line_breaks_in_three_ways_when_it_may() -> None:
    line = BreakingLine(httpx.MockTransport(lambda _: httpx.Response(200)), random.Random(1))  # noqa: S311 - chance
    client = httpx.Client(transport=line)

    whole = [asked(client) for _ in range(20)]
    line.breaks = True
    broken = {asked(client) for _ in range(200)}

    assert whole == ["200"] * 20
    assert broken == {"200", "503", "ConnectError", "ReadError"}
    assert line.requests == 220
    assert 10 < line.disturbed < 60


def asked(client: httpx.Client) -> str:
    try:
        return str(client.get("https://example.test/").status_code)
    except httpx.TransportError as error:
        return type(error).__name__
