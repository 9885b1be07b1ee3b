from pathlib import Path

import pytest

from installer.bench.figures import Figure, read_json, summary, write_json


def test_a_ratio_is_that_of_runs_that_follow_each_other() -> None:
    busy_at_the_end = Figure("start", "ms", [10, 12, 400], [5, 6, 200], 1.9)

    assert (busy_at_the_end.ratio, busy_at_the_end.met) == (2, False)


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        (Figure("a", "ms", [50], target=50), True),
        (Figure("a", "ms", [51], target=50), False),
        (Figure("a", "ms", [50]), None),
        (Figure("a", "%", [60], target=60, least=True), True),
        (Figure("a", "%", [59], target=60, least=True), False),
        (Figure("a", "x", [3], [1], 3, least=True), True),
    ],
)
def test_a_figure_is_judged_by_its_target(figure: Figure, met: bool | None) -> None:
    assert figure.met is met


def test_the_spread_is_the_middle_half_of_the_runs() -> None:
    assert Figure("a", "ms", [9, 10, 11]).spread == pytest.approx(0.2)
    assert Figure("a", "ms", [9, 11]).spread == 0


def test_a_line_has_what_was_measured_its_floor_what_is_wanted_and_the_change() -> None:
    line = Figure("start", "ms", [30], [10], 1.3).line({"start": 2.0})

    assert line.split() == ["start", "30", "ms", "10", "ms", "3.00", "x", "0%", "<=", "1.3", "x",
                            "NOT", "+50%"]  # fmt: skip


def test_a_later_run_is_compared_with_what_was_judged_earlier(tmp_path: Path) -> None:
    write_json(tmp_path / "a", [Figure("ratio", "ms", [3], [2]), Figure("value", "ms", [7])])

    assert read_json(tmp_path / "a") == {"ratio": 1.5, "value": 7}


def test_the_summary_names_what_is_not_as_wanted() -> None:
    figures = [Figure("good", "ms", [1], target=2), Figure("bad", "ms", [3], target=2)]

    assert summary([*figures, Figure("free", "ms", [3])]) == "1 of 2 as wanted.\nnot: bad"
