from dataclasses import replace

import pytest

from sdk_desktop.domain.audit import bare_reference, person_references
from sdk_desktop.domain.message import CodeSystem, Identifier, Message, Person, Reference
from tests.store.letters import FULL, letter


def about(references: tuple[Identifier, ...], persons: tuple[Identifier, ...]) -> Message:
    message = letter()
    attention = message.recipient.attention
    assert attention is not None
    named = replace(
        attention,
        references=tuple(map(Reference, references)),
        persons=(Person("Åsa"), *(Person(None, one) for one in persons)),
    )
    return replace(message, recipient=replace(message.recipient, attention=named))


def test_every_person_is_named_once_and_nobody_by_name() -> None:
    anna = Identifier(CodeSystem.PERSONAL_NUMBER, "19121212-1212")
    bert = Identifier(CodeSystem.COORDINATION_NUMBER, "20020262-2383")
    reserve = Identifier(CodeSystem.NATIONAL_RESERVE, "19770707 TF 07")
    staff = Identifier(CodeSystem.HSA_ID, "SE2321-1")
    case = Identifier(CodeSystem.DIARY_NUMBER, "SN 1/26")

    assert person_references(about((case, anna, bert), (staff, reserve, anna))) == (
        "19121212-1212 20020262-2383 19770707TF07"
    )


def test_both_sides_of_a_message_are_asked() -> None:
    assert person_references(FULL) == "19900101-1234"


def test_a_message_about_nobody_and_none_at_all_name_nobody() -> None:
    assert person_references(letter()) == person_references(None) == ""


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("19900101-1234", "199001011234"),
        (" 19900101 1234 ", "199001011234"),
        ("19900101+1234", "199001011234"),
        ("tf-1b", "TF1B"),
        ("-", ""),
    ],
)
def test_a_reference_is_the_same_however_it_is_written(reference: str, expected: str) -> None:
    assert bare_reference(reference) == expected
