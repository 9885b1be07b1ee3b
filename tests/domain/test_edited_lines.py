"""A text as lines to be edited, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk_desktop.domain.limited_markdown import (
    Block,
    BlockKind,
    Span,
    plain_text,
    read_lines,
    write_lines,
)


def written(*spans: Span) -> str:
    return write_lines([Block(BlockKind.PARAGRAPH, spans)])


@pytest.mark.parametrize(
    ("spans", "text"),
    [
        ((Span("hej "), Span("fet ", strong=True), Span("x")), "hej **fet** x"),
        ((Span("mi"), Span("tt", strong=True), Span("i")), "mitti"),
        (
            (
                Span("a ", strong=True),
                Span("b", strong=True, emphasis=True),
                Span(" c", strong=True),
            ),
            "**a *b* c**",
        ),
        ((Span("a", strong=True), Span(" b", emphasis=True)), "**a** *b*"),
        ((Span("("), Span("x", strong=True), Span(")")), "(**x**)"),
        ((Span(" ", strong=True),), ""),
    ],
)
def test_styles_are_said_by_marks_as_far_as_marks_can(spans: tuple[Span, ...], text: str) -> None:
    assert written(*spans) == text


@pytest.mark.parametrize("text", ["_*1_*", "_*a__**_*_ a", "*-1 .a\n._#1\nb_", "# _**_abaa*__"])
def test_marks_that_cannot_be_written_anew_stay_as_they_were_typed(text: str) -> None:
    assert write_lines(read_lines(text)) == text


@given(st.text(alphabet="ab *_#1.-\n", max_size=40))
def test_what_was_edited_reads_the_same_and_no_word_is_lost(text: str) -> None:
    lines = list(read_lines(text))
    again = list(read_lines(write_lines(lines)))

    shown = [line.text.strip() for line in lines if line.text.strip()]
    assert [line.text.strip() for line in again if line.text.strip()] == shown
    assert plain_text(write_lines(again)) == plain_text(write_lines(lines))
