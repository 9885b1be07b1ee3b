"""The limited Markdown of an SDK text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk_desktop.domain.limited_markdown import (
    Block,
    BlockKind,
    Span,
    plain_text,
    read_blocks,
    with_line_breaks,
)

LONGEST = 5_000


def paragraph(*spans: Span | str) -> Block:
    made = tuple(Span(one) if isinstance(one, str) else one for one in spans)
    return Block(BlockKind.PARAGRAPH, made)


def item(text: str, marker: str = "*", level: int = 0) -> Block:
    return Block(BlockKind.ITEM, (Span(text),), level, marker)


def strong(text: str) -> Span:
    return Span(text, strong=True)


def emphasis(text: str) -> Span:
    return Span(text, emphasis=True)


MEANS_SOMETHING = [
    ("# Ett", [Block(BlockKind.HEADING, (Span("Ett"),), 1)]),
    ("###### Sex\ntext", [Block(BlockKind.HEADING, (Span("Sex"),), 6), paragraph("text")]),
    ("**stark** __stark__", [paragraph(strong("stark"), " ", strong("stark"))]),
    ("*vikt* _vikt_", [paragraph(emphasis("vikt"), " ", emphasis("vikt"))]),
    ("***båda***", [paragraph(Span("båda", strong=True, emphasis=True))]),
    ("**a *b* c**", [paragraph(strong("a "), Span("b", strong=True, emphasis=True), strong(" c"))]),
    ('"*citat*".', [paragraph('"', emphasis("citat"), '".')]),
    ("*över\ntvå rader*", [paragraph(emphasis("över\ntvå rader"))]),
    ("* a\n* å", [item("a"), item("å")]),
    ("* a\n  * b\n    * c", [item("a"), item("b", level=1), item("c", level=2)]),
    ("1. a\n2. ö", [item("a", "1."), item("ö", "2.")]),
    ("ett\n---\ntvå", [paragraph("ett"), Block(BlockKind.RULE), paragraph("två")]),
    ("ett  \ntvå", [paragraph("ett\ntvå")]),
    ("ett\r\ntvå\rtre", [paragraph("ett\ntvå\ntre")]),
    ("ett\n\n\n\ntvå", [paragraph("ett"), paragraph("två")]),
]
STAYS_AS_WRITTEN = [
    "<b>fet</b>",
    "<script>alert(1)</script>",
    '<img src="http://spion.example/x.png">',
    "[länk](https://example.se)",
    "![bild](https://example.se/x.png)",
    "<https://example.se>",
    "[a]: https://example.se",
    "`kod`",
    "> citat",
    "- streck",
    "+ plus",
    "1) parentes",
    "***",
    "&lt;b&gt;",
    "| a | b |\n| - | - |",
    "~~struket~~",
    r"\*\*",
    r"\*inte\*",
    "Alvedon 1*3, Ipren 1*2",
    "2*2",
    "3*4*5",
    "2 * 3 * 4",
    "a_b_c",
    "kl 8*, 12* (*vid behov)",
    "*a*a*a*a",
    "**a",
    "#inte rubrik",
    "*inte punkt",
    "1.inte punkt",
    "15.30",
    "Dos:   morgon    kväll\n       1         2",
]
NUMBERS = ["1. a\n3. b\n7. c", "5. a\n\n5. b", "2024. Året\n1. x"]


@pytest.mark.parametrize(("text", "blocks"), MEANS_SOMETHING)
def test_what_the_specification_names_is_read(text: str, blocks: list[Block]) -> None:
    assert list(read_blocks(text)) == blocks


@pytest.mark.parametrize("text", STAYS_AS_WRITTEN)
def test_everything_else_stays_as_written(text: str) -> None:
    assert list(read_blocks(text)) == [paragraph(text)]


@pytest.mark.parametrize("text", NUMBERS)
def test_lists_keep_the_numbers_that_were_typed(text: str) -> None:
    assert plain_text(text) == text.replace("\n\n", "\n")


def test_a_line_below_an_item_belongs_to_it() -> None:
    assert plain_text("* punkt\nmer") == "* punkt\nmer"
    assert len(list(read_blocks("* punkt\nmer"))) == 1


@pytest.mark.parametrize(
    "text",
    ["x" * 30_000, "ord " * 10_000, "*a* " * 10_000, "\n".join("a" * 20_000), "# " + "å" * 9_000],
)
def test_long_texts_are_read_in_blocks_that_are_not(text: str) -> None:
    blocks = list(read_blocks(text))

    assert max(len(block.text) for block in blocks) <= LONGEST
    assert [block.continued for block in blocks] == [False] + [True] * (len(blocks) - 1)


@given(st.text(alphabet="a1 *_#\n.-å"))
def test_nothing_but_marks_and_blanks_is_lost(text: str) -> None:
    written = re.sub(r"[\s*_#-]", "", text)
    seen = re.sub(r"[\s*_#-]", "", plain_text(text))

    assert seen == written


def test_single_line_ends_are_marked_so_that_every_reader_keeps_them() -> None:
    written = "Gata 1\nOrt\n\n# Rubrik\nText\n* punkt\n* punkt\nslut"

    sent = with_line_breaks(written)

    assert sent == "Gata 1  \nOrt\n\n# Rubrik  \nText\n* punkt\n* punkt  \nslut"
    assert list(read_blocks(sent)) == list(read_blocks(written))


def test_marking_line_ends_twice_is_the_same_as_once() -> None:
    once = with_line_breaks("ett\ntvå\n\ntre")

    assert with_line_breaks(once) == once
