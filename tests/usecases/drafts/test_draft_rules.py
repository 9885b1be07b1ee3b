"""What is said of a draft before it is sent."""

from dataclasses import replace

import pytest

from sdk_desktop.domain.draft import Draft, DraftRecipient, Field, ProblemKind
from sdk_desktop.domain.errors import Finding
from sdk_desktop.domain.message import (
    LABEL_LIMIT,
    SIZE_LIMIT,
    CodeSystem,
    File,
    Identifier,
    Person,
    Reference,
)
from sdk_desktop.usecases.draft_rules import draft_problems, is_sensitive, reads_differently

THEM = DraftRecipient("0203:lindhaga.example.se", "Lindhaga", "sdk:bistand", "Bistånd")
READY = Draft(
    key="k",
    mailbox="m",
    recipients=(THEM,),
    label="Fråga om samverkan",
    confidential=False,
    text="Hej",
    files=(File("a.pdf", "application/pdf", b"%PDF-1.7"),),
    own_references=(Reference(Identifier(CodeSystem.DIARY_NUMBER, "SOC 2026/17")),),
)


def kinds(draft: Draft, size: int = 0) -> list[tuple[ProblemKind, str, bool]]:
    return [(one.kind, one.detail, one.blocking) for one in draft_problems(draft, (), size)]


def test_a_draft_that_is_ready_has_no_problem() -> None:
    assert kinds(READY, SIZE_LIMIT) == []


def reference(root: str, extension: str, label: str | None = None) -> tuple[Reference, ...]:
    return (Reference(Identifier(root, extension), label),)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"recipients": ()}, (ProblemKind.NO_RECIPIENT, "", True)),
        ({"label": ""}, (ProblemKind.NO_LABEL, "", True)),
        ({"label": " \n\t"}, (ProblemKind.NO_LABEL, "", True)),
        ({"label": "a" * (LABEL_LIMIT + 3)}, (ProblemKind.LABEL_TOO_LONG, "3", True)),
        ({"label": "Om 811218-9876"}, (ProblemKind.LABEL_SENSITIVE, "", False)),
        ({"confidential": None}, (ProblemKind.NO_CONFIDENTIALITY, "", True)),
        ({"text": " \n", "files": ()}, (ProblemKind.NO_CONTENT, "", True)),
        (
            {"files": (File("tom.txt", "text/plain", b""),)},
            (ProblemKind.EMPTY_FILE, "tom.txt", True),
        ),
        (
            {"files": (File("a.pdf", "image/jpeg", b"\xff\xd8\xff"),)},
            (ProblemKind.FILE_MISNAMED, "a.pdf", False),
        ),
        (
            {"files": (File("a.exe", "application/x-msdownload", b"MZ\x90\0"),)},
            (ProblemKind.FILE_RUNS, "a.exe", False),
        ),
        (
            {"files": (File("beslut.pdf", "application/x-msdownload", b"MZ\x90\0"),)},
            (ProblemKind.FILE_RUNS, "beslut.pdf", False),
        ),
        (
            {"files": (File("mall.docm", "application/zip", b"PK\x03\x04"),)},
            (ProblemKind.FILE_RUNS, "mall.docm", False),
        ),
        (
            {"files": (File("allt.zip", "application/zip", b"PK\x03\x04"),)},
            (ProblemKind.FILE_ARCHIVED, "allt.zip", False),
        ),
        ({"own_references": reference("", "12-34")}, (ProblemKind.REFERENCE_INCOMPLETE, "", True)),
        ({"own_references": reference("dnr", " ")}, (ProblemKind.ROW_EMPTY, "", False)),
        ({"persons": (Person(),)}, (ProblemKind.ROW_EMPTY, "", False)),
        (
            {"their_references": reference("", "1", "Ert")},
            (ProblemKind.REFERENCE_INCOMPLETE, "Ert", True),
        ),
        (
            {"their_references": reference(CodeSystem.PERSONAL_NUMBER, "hejsan")},
            (ProblemKind.NOT_A_NUMBER, "hejsan", False),
        ),
        (
            {"persons": (Person("Å", Identifier(CodeSystem.PERSONAL_NUMBER, "811218-9877")),)},
            (ProblemKind.CHECK_DIGIT, "811218-9877", False),
        ),
        (
            {"own_references": reference(CodeSystem.PERSONAL_NUMBER, "811278-9873")},
            (ProblemKind.OTHER_NUMBER, "811278-9873", False),
        ),
        (
            {"recipients": (replace(THEM, function=" "),)},
            (ProblemKind.NO_FUNCTION, "Lindhaga", True),
        ),
        ({"label": "😀" * 129}, (ProblemKind.LABEL_TOO_LONG, "2", True)),
        ({"text": "Ta 1*3 och 2*2"}, (ProblemKind.READS_DIFFERENTLY, "Ta 1*3 och 2*2", False)),
        ({"label": "a\x0bb"}, (ProblemKind.BAD_CHARACTER, "", True)),
        ({"text": "a\0b"}, (ProblemKind.BAD_CHARACTER, "", True)),
        ({"text": "a\ufffeb"}, (ProblemKind.BAD_CHARACTER, "", True)),
        ({"text": "a\ud800b"}, (ProblemKind.BAD_CHARACTER, "", True)),
        (
            {"files": (File("a\x01.txt", "text/plain", b"1"),)},
            (ProblemKind.BAD_CHARACTER, "", True),
        ),
        (
            {"persons": (Person("Å\x1b", Identifier(CodeSystem.HSA_ID, "SE1")),)},
            (ProblemKind.BAD_CHARACTER, "", True),
        ),
        ({"persons": (Person("Åsa"),)}, (ProblemKind.PERSON_WITHOUT_NUMBER, "Åsa", False)),
        ({"mailbox": "sdk:bistand"}, (ProblemKind.TO_OURSELVES, "Bistånd", False)),
        ({"unchosen": "Angående"}, (ProblemKind.UNCHOSEN_RECIPIENT, "Angående", False)),
        (
            {"text": "Se bifogad bilaga.", "files": ()},
            (ProblemKind.FILE_FORGOTTEN, "bifogad", False),
        ),
        (
            {"persons": (Person("Å", Identifier(CodeSystem.HSA_ID, "SE\x07")),)},
            (ProblemKind.BAD_CHARACTER, "", True),
        ),
        ({"own_references": reference("dnr", "1\x02")}, (ProblemKind.BAD_CHARACTER, "", True)),
        (
            {"their_references": reference("dnr", "1", "a\x02")},
            (ProblemKind.BAD_CHARACTER, "", True),
        ),
    ],
)
def test_each_problem_is_named(
    change: dict[str, object], problem: tuple[ProblemKind, str, bool]
) -> None:
    assert kinds(replace(READY, **change)) == [problem]  # type: ignore[arg-type] # any field


def test_what_is_too_large_says_by_how_much() -> None:
    assert kinds(READY, SIZE_LIMIT + 7) == [(ProblemKind.TOO_LARGE, "7", True)]


def test_a_label_may_be_as_long_as_the_limit_and_have_blanks_around_it() -> None:
    assert kinds(replace(READY, label=f"  {'ö' * LABEL_LIMIT}  ")) == []


def test_an_empty_draft_says_everything_at_once() -> None:
    empty = Draft(key="k", mailbox="m")

    assert [kind for kind, _, _ in kinds(empty)] == [
        ProblemKind.NO_RECIPIENT,
        ProblemKind.NO_LABEL,
        ProblemKind.NO_CONFIDENTIALITY,
        ProblemKind.NO_CONTENT,
    ]


@pytest.mark.parametrize("ordinary", ["\t\r\n", "😀 åäö", "\ue000", "\u0085"])
def test_ordinary_characters_may_be_sent(ordinary: str) -> None:
    assert kinds(replace(READY, text=f"a{ordinary}b")) == []


@pytest.mark.parametrize(
    "number",
    [
        "19811218-9876",
        "198112189876",
        "811218-9876",
        "8112189876",
        "811218+9876",
        "19811218 9876",
        "811218 9876",
        "811218 - 9876",
        "811218–9876",
        "811218\u20119876",
        "811218\u22129876",
        "19121212-1212",
        "191212121212",
        "701063-2391",
        "197010632391",
        "pnr:19811218-9876.",
        "(811218-9876)",
    ],
)
def test_a_personal_number_in_any_writing_is_noticed(number: str) -> None:
    assert is_sensitive(number, READY)
    assert is_sensitive(f"Ang. {number} möte", READY)


@pytest.mark.parametrize(
    "friend",
    [
        "SOC 2026/1234",
        "Dnr 2026-03-02-0017",
        "KS2026-0312-4567",
        "811218-9875",
        "070-123 45 67",
        "0701234567",
        "+46701234567",
        "08-508 25 000",
        "2026-03-02",
        "20260302",
        "20260302-20260304",
        "20260302 1400",
        "202100-5489",
        "212000-0142",
        "12 345 678,00 kr",
        "1 000 000 000",
        "0203:202100-5489",
        "811318-9876",
        "811200-9876",
        "8112189876123",
        "1198112189876",
        "98112189876",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "",
    ],
)
def test_a_number_that_is_nobodys_is_left_alone(friend: str) -> None:
    assert not is_sensitive(friend, READY)


@pytest.mark.parametrize(
    "label", ["Om Åsa", "åsa-möte", "Familjen HÖGLUND", "A\u030asas ärende, A\u030asa", "Andre?"]
)
def test_the_name_of_a_person_concerned_is_noticed(label: str) -> None:
    persons = (Person("Åsa Höglund"), Person("André"), Person(None))

    assert is_sensitive(label, replace(READY, persons=persons))


@pytest.mark.parametrize("label", ["Om möte", "Asa", "Höglunds", "de la", "Bo"])
def test_other_words_and_the_shortest_names_are_not(label: str) -> None:
    assert not is_sensitive(label, replace(READY, persons=(Person("Åsa de la Höglund Bo"),)))


@pytest.mark.parametrize("side", ["own_references", "their_references"])
def test_a_person_whom_a_reference_names_is_noticed(side: str) -> None:
    about = reference(CodeSystem.PERSONAL_NUMBER, "19811218-9876", "Kalle Ek")
    case = reference(CodeSystem.DIARY_NUMBER, "1", "Utredning")

    assert is_sensitive("Om Kalle", replace(READY, **{side: about}))  # type: ignore[arg-type] # one
    assert not is_sensitive("Utredning", replace(READY, **{side: case}))  # type: ignore[arg-type]


def test_a_rule_of_the_specification_is_named_at_its_field() -> None:
    path = "/messagePayload/message/messageHeader/recipient/attention/reference/label"
    finding = Finding("schema", "SV", "structure", path, "The name is longer than 256 characters.")

    (problem,) = draft_problems(READY, (), 0, (finding, finding))

    assert (problem.kind, problem.detail, problem.field, problem.blocking) == (
        ProblemKind.BROKEN_RULE,
        "The name is longer than 256 characters.",
        Field.REFERENCES,
        True,
    )


def test_what_is_said_of_a_field_already_is_not_said_twice() -> None:
    path = "/messagePayload/message/messageHeader/label"
    finding = Finding("verifyNonEmptyElements", "SV", "structure", path, "The element is empty.")

    (problem,) = draft_problems(replace(READY, label=""), (), 0, (finding,))

    assert problem.kind is ProblemKind.NO_LABEL


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
