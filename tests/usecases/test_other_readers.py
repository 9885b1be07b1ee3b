"""Texts that other programs would show differently."""

import pytest

from sdk_desktop.usecases.other_readers import reads_differently


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hej,\nvi kommer den 15. mars.\n\n15. mars går bra",
        "# Rubrik\n**viktigt** och *lite* __så__",
        "* punkt\n* punkt\n  * under",
        "1. ett\n2. två",
        "- streck\n- streck",
        "1) ett\n2) två",
        "ett\n---\ntvå",
        "Dos:  morgon   kväll",
        "2 * 3 * 4",
        "snake_case och a_b",
        "50 % & mer, mindre < större",
    ],
)
def test_what_everybody_reads_alike_is_fine(text: str) -> None:
    assert reads_differently(text) == ""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Alvedon 1*3 och Ipren 1*2", "Alvedon 1*3 och Ipren"),
        ("Se <b>detta</b>", "Se <b>detta</b>"),
        ("Se [bilaga](http://x)", "Se [bilaga](http://x)"),
        ("> citat", "> citat"),
        ("`kod`", "`kod`"),
        (r"C:\\*mapp", r"C:\\*mapp"),
        ("&amp; är och", "&amp; är och"),
        ("1. ett\n3. tre", "1. ett\n3. tre"),
        ("***", "***"),
    ],
)
def test_where_another_reader_may_show_less_is_said(text: str, place: str) -> None:
    assert reads_differently(text).startswith(place[:10])


def test_what_nobody_writes_by_hand_is_compared_in_part() -> None:
    assert reads_differently("ord " * 100_000) == ""
