"""What people call numbers and files, and names from outside made harmless."""

import pytest

from sdk_desktop.domain.message import CodeSystem, Identifier, Person, Reference
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.ui.words.type_names import (
    PERSON_ROOTS,
    REFERENCE_ROOTS,
    person_words,
    reference_words,
    root_word,
    type_word,
)


@pytest.mark.parametrize("root", CodeSystem)
def test_every_code_system_has_a_word_that_is_no_oid(root: CodeSystem) -> None:
    assert not any(character.isdigit() for character in root_word(root))


def test_an_unknown_code_system_is_just_another_number() -> None:
    assert root_word("1.2.3.4") == "Other number"


def test_every_code_system_can_be_chosen_somewhere() -> None:
    assert set(PERSON_ROOTS) | set(REFERENCE_ROOTS) == set(CodeSystem)


@pytest.mark.parametrize(
    ("content_type", "word"),
    [
        ("application/pdf", "PDF document"),
        ("APPLICATION/PDF; name=x", "PDF document"),
        ("image/jpeg", "Picture (JPEG)"),
        ("application/x-unheard-of", "Other type of file"),
        ("", "Other type of file"),
    ],
)
def test_a_type_of_file_is_said_in_words(content_type: str, word: str) -> None:
    assert type_word(content_type) == word


def test_a_person_without_a_number_is_a_name() -> None:
    assert person_words(Person("Åsa Öberg")) == "Åsa Öberg"


def test_a_person_without_a_name_is_a_number() -> None:
    assert person_words(Person(None, Identifier(CodeSystem.HSA_ID, "SE1"))) == "HSA-id SE1"


def test_a_meaning_that_repeats_the_kind_is_left_out() -> None:
    reference = Reference(Identifier(CodeSystem.DIARY_NUMBER, "12/26"), "diary number")
    assert reference_words(reference) == "Diary number 12/26"


def test_a_reference_is_kind_value_and_meaning() -> None:
    reference = Reference(Identifier(CodeSystem.DIARY_NUMBER, "12/26"), "Placering")

    assert reference_words(reference) == "Diary number 12/26 · Placering"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("faktura\u202efdp.exe", "faktura�fdp.exe"),
        ("a\u200bb\u2066c", "a�b�c"),
        ("rad\nrad\ttab", "rad rad tab"),
        ("\x00\x1b[31m", "��[31m"),
        ("Åäö é 😀", "Åäö é 😀"),
        ("\ud800", "�"),
        ("x" * 300, "x" * 256 + "…"),
    ],
)
def test_a_text_from_outside_is_harmless_on_one_line(text: str, shown: str) -> None:
    assert one_line(text) == shown
