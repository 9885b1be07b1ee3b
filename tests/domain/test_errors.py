"""An error's sentence can be kept, and translated when it is read again."""

from datetime import date

import pytest

from sdk_desktop.domain.errors import SdkError, Unavailable, from_line, to_line


def test_a_sentence_with_blanks_is_the_same_when_it_is_read_again() -> None:
    error = Unavailable("Out of date since {day} ({näste}).", day=date(2026, 3, 2), näste="å\tä")
    line = to_line(error)

    assert len(line.splitlines()) == 1
    assert from_line(line).text == error.text
    assert str(from_line(line)) == str(error) == "Out of date since 2026-03-02 (å\tä)."


def test_a_sentence_without_blanks_is_kept_as_it_is() -> None:
    assert to_line(SdkError("It is no {XML}.")) == "It is no {XML}."
    assert str(from_line("It is no {XML}.")) == "It is no {XML}."


@pytest.mark.parametrize(
    "line",
    [
        "What a service said.",
        "",
        "\t",
        "tab\tand more",
        'gap {x}\t{"y": 1}',
        "gap {0}\t{}",
        "list {x}\t[1]",
        'brace {\t{"x": 1}',
        'deep {x.y}\t{"x": 1}',
        'deep {x[y]}\t{"x": 1}',
        "number {x}\t7",
    ],
)
def test_what_others_wrote_is_its_own_sentence(line: str) -> None:
    assert str(from_line(line)) == line
