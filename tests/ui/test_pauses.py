import pytest

from sdk_desktop.ui import pauses


@pytest.mark.parametrize(
    ("took", "recorded", "pause"),
    [(5, False, 80), (60, False, 120), (5, True, 250), (200, True, 400), (3000, False, 1000)],
)
def test_the_next_search_waits_twice_as_long_as_the_last_one_took_within_bounds(
    monkeypatch: pytest.MonkeyPatch, took: int, recorded: bool, pause: int
) -> None:
    monkeypatch.setattr(pauses, "SEARCH", 250)
    monkeypatch.setattr(pauses, "QUICK_SEARCH", 80)

    assert pauses.after_search(took, recorded=recorded) == pause
