"""The document of a case, in words, and what is found in a package."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.delivery import Delivery, DeliveryEvent, Status
from sdk_desktop.domain.dossier.package import (
    CheckedPackage,
    Manifest,
    PackageFault,
    PackageFinding,
)
from sdk_desktop.domain.dossier.paper import Heading, ListEntry, NamedValues, Paper, Paragraph
from sdk_desktop.domain.errors import Finding
from sdk_desktop.domain.mailbox import Attachment, Direction, Headline, Reading
from sdk_desktop.domain.message import Party
from sdk_desktop.ui.words import set_language
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.dossier_words import (
    case_line,
    case_paper,
    package_lines,
    printed_paper,
    receipt_paper,
)
from sdk_desktop.usecases.dossier.dossiers import TakenCase, TakenMessage
from tests.kit.language import forget_language
from tests.ui.fake_workspace import NOON
from tests.usecases.arrivals import letter

TEXT = "# Kallelse\n\nVi **kallar** till möte.\n\n* Tid: 10\n1. Läs\n\n---\nHej\u202edå"
HEADLINE = Headline(
    1, "m1", Direction.IN, "sdk:a", Party("0203:b"), "Kallelse", True, NOON, False, 1
)


def taken(reading: Reading, acknowledgement: AcknowledgementDocument | None = None) -> Paper:
    message = TakenMessage("1", reading, acknowledgement, ("a.pdf",))
    return case_paper(TakenCase((message,), "Kim Berg", NOON))


def received() -> Reading:
    message = letter(text=TEXT, label="Kallelse", confidential=True)
    files = (Attachment(1, "a.pdf", "application/pdf", 1_200_000),)
    return Reading(HEADLINE, message, files, received=NOON)


def values(paper: Paper) -> dict[str, str]:
    return dict(row for part in paper.parts if isinstance(part, NamedValues) for row in part.rows)


def headings(paper: Paper) -> list[tuple[int, str]]:
    return [(part.level, part.text) for part in paper.parts if isinstance(part, Heading)]


def test_a_message_is_told_with_its_parties_persons_and_references() -> None:
    told = values(taken(received()))

    assert told["Confidentiality"] == "Marked as confidential"
    assert told["From"] == "Akuten · Region Ekelund"
    assert told["Person at the sender"] == "Dr Ros"
    assert told["The recipient's reference"] == "Diary number SOC 2026/17 · Utredning"


def test_its_text_keeps_headings_and_lists_and_hides_nothing() -> None:
    parts = taken(received()).parts

    assert Heading("Kallelse", 4) in parts
    assert Paragraph("Vi kallar till möte.") in parts
    assert ListEntry("•", "Tid: 10") in parts
    assert ListEntry("1.", "Läs") in parts
    assert Paragraph("Hej�då") in parts
    assert ListEntry("•", "a.pdf (1.2 MB)") in parts


def test_a_message_that_is_printed_says_by_whom_and_that_its_attachments_are_not_in_it() -> None:
    message = TakenMessage("", received(), None, ("a.pdf",))

    told = printed_paper(TakenCase((message,), "Kim Berg", NOON))

    assert headings(told)[:2] == [(1, "Message: Kallelse"), (3, "Text")]
    assert told.parts[1] == Paragraph(
        f"Made to be printed {date_and_time(NOON)} by Kim Berg from SDK Desktop."
        " Attachments are not in it."
    )
    assert ListEntry("•", "a.pdf (1.2 MB)") in told.parts


def test_the_headings_lead_from_the_case_to_its_parts() -> None:
    assert headings(taken(received())) == [
        (1, "Case: Kallelse"),
        (2, "1. Kallelse"),
        (3, "Text"),
        (4, "Kallelse"),
        (3, "Attachments"),
    ]


def test_what_we_sent_has_its_time_line_and_why_it_failed() -> None:
    why = DeliveryEvent("BV", NOON, "not-found", "", "/x")
    events = (DeliveryEvent("MESSAGE_EXCHANGE_ERROR", NOON), why)
    failed = Delivery("m1", Status.MESSAGE_EXCHANGE_ERROR, events)

    paper = taken(replace(received(), delivery=failed))

    assert "Rejected by the recipient" in values(paper).values()
    assert isinstance(paper.parts[-1], Paragraph)


def test_our_acknowledgement_is_told_with_its_causes() -> None:
    cause = Finding("not-found", "BV", "not-found", "/x", "No such function.")
    document = AcknowledgementDocument(
        "a1", NOON, "0203:b", "0203:a", Acknowledgement("m1", (cause,))
    )

    told = values(taken(received(), document))

    assert (told["Outcome"], told["Answered by"]) == ("Rejected", "0203:b")
    assert told["Cause"]


def test_what_could_not_be_read_says_why() -> None:
    unreadable = Reading(HEADLINE, None, (), unreadable="The message is not valid JSON.\nBV /x")

    assert taken(unreadable).parts[-1] == Paragraph("The message is not valid JSON.")


def test_a_message_is_one_line_for_a_case_system() -> None:
    line = case_line(replace(HEADLINE, subject="Kallelse\ttill\nmöte", diary_number="SOC 1"))

    assert line.split("\t") == [
        date_and_time(NOON),
        "Received",
        "b",
        "Kallelse till möte",
        "",
        "SOC 1",
        "m1",
    ]


def test_what_was_changed_in_a_package_is_said_by_name() -> None:
    manifest = Manifest(NOON, "Kim Berg", "SDK Desktop", (), ())
    findings = tuple(PackageFinding(fault, fault.value) for fault in PackageFault)

    lines = list(package_lines(CheckedPackage(manifest, "abc", ("Ekdala",), findings)))

    assert "Was changed: changed" in lines
    assert "Is forged or damaged: its signature does not hold: forged" in lines
    assert lines[-2:] == [
        "An acknowledgement is signed by Ekdala.",
        "The audit trail must name this package as abc.",
    ]


def test_a_receipt_says_what_happened_and_nothing_of_what_it_is_about() -> None:
    sent = replace(HEADLINE, direction=Direction.OUT, diary_number="SOC 2026/1")
    delivery = Delivery("m1", Status.ACCEPTED, (DeliveryEvent("ACCEPTED", NOON),))
    paper = receipt_paper(replace(received(), headline=sent, delivery=delivery))

    words = repr(paper.parts)
    assert f"Sent {date_and_time(NOON)} to b. Delivered and accepted." in words
    assert values(paper)["Registered as"] == "SOC 2026/1"
    assert not {"Kallelse", "Dr Ros", "a.pdf"} & set(words.replace("'", " ").split())


def test_a_receipt_of_what_came_says_from_whom() -> None:
    assert f"Received {date_and_time(NOON)} from b." in repr(receipt_paper(received()).parts)


def test_a_case_says_how_many_messages_it_holds(qapp: QApplication) -> None:
    set_language(qapp, "sv")
    messages = tuple(TakenMessage(str(n), received(), None, ("a.pdf",)) for n in (1, 2))
    told = [case_paper(TakenCase(messages[:many], "Kim Berg", NOON)).parts[1] for many in (1, 2)]
    forget_language(qapp)

    one, two = (str(part.text) for part in told if isinstance(part, Paragraph))
    assert "med 1 meddelande." in one
    assert "med 2 meddelanden." in two
