import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk_desktop.domain.characters import alphabetical, flattened, folded


@pytest.mark.parametrize(
    ("text", "same", "flat"),
    [
        ("Möte", "möte", "mote"),
        ("ÅÄÖ", "åäö", "aao"),
        ("Kafé Élan", "kafe elan", "kafe elan"),
        ("Müller", "muller", "muller"),
        ("Straße", "strasse", "strasse"),
        ("Ø", "ø", "ø"),
        ("", "", ""),
        ("SOC 2026/17", "soc 2026/17", "soc 2026/17"),
    ],
)
def test_accents_fall_but_swedish_letters_are_letters(text: str, same: str, flat: str) -> None:
    assert folded(text) == same
    assert flattened(text) == flat


@given(st.text())
def test_it_is_the_same_however_letters_are_composed(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)

    assert folded(apart) == folded(text)
    assert flattened(apart) == flattened(text)


def test_names_are_sorted_as_in_swedish() -> None:
    names = ["Ödla", "älv", "Åsa", "Zeta", "Édith", "adam", "årsta", "Ärla"]

    order = ["adam", "Édith", "Zeta", "årsta", "Åsa", "älv", "Ärla", "Ödla"]
    assert sorted(names, key=alphabetical) == order
