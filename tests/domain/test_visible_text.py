"""Characters that could deceive because they cannot be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk_desktop.domain.visible_text import HIDDEN, visible, visible_lines, visible_name

AS_WRITTEN = [
    "Kallelse till möte – åtgärd",
    "Familjen \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "❤\ufe0f\u200d\U0001f525 och \U0001f44d\U0001f3fd",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f flagga",
    "\u0645\u06cc\u200c\u062e\u0648",
    "क्\u200dष",
    "نامه\u200f!",
    "sam\u00adverkan",
    "😀\ufe0f",
    "e\u0323\u0302\u0301, 葛\U000e0100",
]
COULD_DECEIVE = [
    ("faktura\u202efdp.exe", "faktura�fdp.exe"),
    ("a\u200bb", "a�b"),
    ("Ki\u200cm", "Ki�m"),
    ("Ki\u200dm", "Ki�m"),
    ("Б\u200dД", "Б�Д"),
    ("\u200d", "�"),
    ("1\u200d2", "1�2"),
    ("a\u2066b\u2069", "a�b�"),
    ("rad\u2028två", "rad�två"),
    ("\ufeffa", "�a"),
    ("a\u200eb", "a�b"),
    ("a\x00b\x1b", "a�b�"),
    ("\ud800", "�"),
    ("tom\u3164\u2800", "tom��"),
    ("a\U000e0041", "a�"),
    ("\u00ad", "�"),
    ("a\u034fb\ufffc", "a�b�"),
    ("😀\ufe0f\ufe0e", "😀��"),
    ("a" + "\u0301" * 7 + "b", "a" + "\u0301" * 4 + "���b"),
]


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_what_deceives_nobody_stays_as_written(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(("text", "shown"), COULD_DECEIVE)
def test_what_could_deceive_is_seen(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("نامه\u200f.pdf", "نامه�.pdf"),
        ("b\u00adc", "b�c"),
        ("\u0645\u06cc\u200c\u062e\u0648.pdf", None),
    ],
)
def test_a_name_has_no_marks_that_could_move_its_ending(name: str, shown: str | None) -> None:
    assert visible_name(name) == (shown or name)


def test_a_text_of_lines_is_not_turned_round_unseen() -> None:
    assert visible_lines("ett\ntvå \u202eevt\u202c \u200d") == "ett\ntvå �evt\u202c \u200d"


@given(st.text() | st.text("a\u0301\ufe0f\u034f"))
def test_no_character_is_added_or_lost(text: str) -> None:
    shown = visible(text)

    assert len(shown) == len(text)
    assert all(after in (before, HIDDEN) for before, after in zip(text, shown, strict=True))
