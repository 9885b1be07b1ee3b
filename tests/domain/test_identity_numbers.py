"""Numbers that identify people; all are made up or from the authorities' lists of test numbers."""

from dataclasses import replace

import pytest

from sdk_desktop.domain.identity_numbers import (
    NumberFault,
    NumberKind,
    bare_reference,
    fault_of,
    names_a_person,
    numbers_in,
    person_references,
    spellings,
)
from sdk_desktop.domain.message import CodeSystem, Identifier, Message, Person, Reference
from tests.store.letters import FULL, letter

PERSONAL = [
    "811218-9876",
    "8112189876",
    "198112189876",
    "19811218-9876",
    "19811218 9876",
    "1981-12-18-9876",
    "1981 12 18 9876",
    "81 12 18-9876",
    "81.12.18-9876",
    "811218+9876",
    "811218–9876",
    "811218 - 9876",
    "811218-987 6",
    "19811218/9876",
    "Om 811218-9876.",
    "811218-9876s ansökan",
    "811218—9876",
    "811218\u20129876",
    "811218\uff0d9876",
    "811218--9876",
    "19811218_9876",
    "19811218.9876",
    "811218\u202f9876",
    "811218\t9876",
    "811218-\u200b9876",
    "811218\u00ad9876",
    "\uff18\uff11\uff11\uff12\uff11\uff18\uff19\uff18\uff17\uff16",
    "(811218-9876)",
    "2012-02-12-2386",
    "201202122386",
    "000229-0005",
]
COORDINATION = ["191500722390", "811278-9873", "19811278-9873", "8100609877", "198112609873"]
RESERVE = [
    "22811218AB13",
    "22811218-AB13",
    "19810829M071",
    "19810829-m071",
    "19810829SU3A",
    "991981000010",
]
NOBODY = [
    "",
    "SOC 2026/77",
    "811218-9877",
    "811318-9876",
    "811232-9873",
    "070-123 45 67",
    "2026-11-28 14:57",
    "202100-5489",
    "556016-0680",
    "1234567890",
    "x811218-9876",
    "811218-98761",
    "811218-9876st",
    "20260412",
    "dnr 2026:12345",
    "0000000000",
]


@pytest.mark.parametrize("text", PERSONAL)
def test_a_personal_number_is_known_however_it_is_spelt(text: str) -> None:
    assert list(numbers_in(text)) == [NumberKind.PERSONAL]


@pytest.mark.parametrize("text", COORDINATION)
def test_a_coordination_number_is_known_also_without_a_known_day_or_month(text: str) -> None:
    assert list(numbers_in(text)) == [NumberKind.COORDINATION]


@pytest.mark.parametrize("text", RESERVE)
def test_reserve_numbers_are_known(text: str) -> None:
    assert list(numbers_in(text)) == [NumberKind.RESERVE]


@pytest.mark.parametrize("text", NOBODY)
def test_other_numbers_name_nobody(text: str) -> None:
    assert not names_a_person(text)


@pytest.mark.parametrize(
    ("root", "extension", "fault"),
    [
        (CodeSystem.PERSONAL_NUMBER, "19811218-9876", None),
        (CodeSystem.PERSONAL_NUMBER, " 8112189876 ", None),
        (CodeSystem.PERSONAL_NUMBER, "811218–9876", None),
        (CodeSystem.PERSONAL_NUMBER, "811218_9876", NumberFault.NOT_ONE),
        (CodeSystem.PERSONAL_NUMBER, "811218-9877", NumberFault.CHECK_DIGIT),
        (CodeSystem.PERSONAL_NUMBER, "hejsan", NumberFault.NOT_ONE),
        (CodeSystem.PERSONAL_NUMBER, "811278-9873", NumberFault.OTHER_KIND),
        (CodeSystem.PERSONAL_NUMBER, "22811218AB13", NumberFault.OTHER_KIND),
        (CodeSystem.PERSONAL_NUMBER, "811378-9873", NumberFault.NOT_ONE),
        (CodeSystem.COORDINATION_NUMBER, "191500722390", None),
        (CodeSystem.COORDINATION_NUMBER, "811218-9876", NumberFault.OTHER_KIND),
        (CodeSystem.COORDINATION_NUMBER, "811278-9874", NumberFault.CHECK_DIGIT),
        (CodeSystem.NATIONAL_RESERVE, "22811218AB13", None),
        (CodeSystem.NATIONAL_RESERVE, "22811218-ab13", None),
        (CodeSystem.NATIONAL_RESERVE, "19810829M071", NumberFault.NOT_ONE),
        (CodeSystem.NATIONAL_RESERVE, "811218-9876", NumberFault.OTHER_KIND),
        (CodeSystem.DIARY_NUMBER, "hejsan", None),
        ("1.2.3", "hejsan", None),
    ],
)
def test_what_is_wrong_with_a_number_is_said(
    root: str, extension: str, fault: NumberFault | None
) -> None:
    assert fault_of(root, extension) == fault


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


@pytest.mark.parametrize(
    ("written", "others"),
    [
        ("900101-1234", ("20900101 1234", "19900101 1234", "900101 1234")),
        ("9001611234", ("20900161 1234", "19900161 1234", "900161 1234")),
        ("199001011234", ("19900101 1234", "900101 1234")),
        ("19900101-123", ()),
        ("901301-1234", ()),
        ("2026/12", ()),
        ("", ()),
    ],
)
def test_a_number_may_stand_with_its_century_or_without(
    written: str, others: tuple[str, ...]
) -> None:
    assert spellings(written) == others
