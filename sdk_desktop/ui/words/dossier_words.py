"""The document that tells a case which was taken out, and what is found in such a package."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from sdk_desktop.domain.acknowledgement import AcknowledgementDocument
from sdk_desktop.domain.dossier.package import CheckedPackage, PackageFault
from sdk_desktop.domain.dossier.paper import (
    Heading,
    ListEntry,
    NamedValues,
    Paper,
    PaperPart,
    Paragraph,
)
from sdk_desktop.domain.errors import from_line
from sdk_desktop.domain.limited_markdown import Block, BlockKind, read_blocks
from sdk_desktop.domain.mailbox import Direction, Headline, Reading
from sdk_desktop.domain.message import Message
from sdk_desktop.domain.visible_text import visible_lines
from sdk_desktop.ui.words.dates_and_sizes import date_and_time, file_size
from sdk_desktop.ui.words.delivery_words import step_time, steps, waits_for
from sdk_desktop.ui.words.message_words import header_rows, party_words
from sdk_desktop.ui.words.plain_text import file_name_line, one_line
from sdk_desktop.ui.words.reject_causes import reason_for
from sdk_desktop.ui.words.rejection_advice import advice
from sdk_desktop.ui.words.translation import mark, sentence, tr

if TYPE_CHECKING:  # the command line says its words without a store
    from sdk_desktop.usecases.dossier.dossiers import TakenCase, TakenMessage

_RULE = "–" * 20
_FAULTS = {
    PackageFault.CHANGED: mark("Was changed"),
    PackageFault.MISSING: mark("Is missing"),
    PackageFault.ADDED: mark("Was added"),
    PackageFault.TWICE: mark("Is there more than once"),
    PackageFault.FORGED: mark("Is forged or damaged: its signature does not hold"),
    PackageFault.FOREIGN: mark("Belongs to another message"),
}


def case_paper(case: TakenCase) -> Paper:
    """Return the document of a case that is taken out, in the chosen language."""
    count = len(case.messages)
    taken_out = tr("Taken out {time} by {name} from SDK Desktop, with %n messages.", count)
    first = taken_out.format(time=date_and_time(case.made), name=one_line(case.who))
    beside = tr(
        "The messages as data, their attachments and acknowledgements and the audit trail lie"
        " beside this document. What it cannot show as a letter stands in it as [U+…]."
    )
    cut = tr("The document would be too long and ends here. The files beside it are whole.")
    return _paper(case, tr("Case: {subject}"), f"{first} {beside}", cut)


def printed_paper(case: TakenCase) -> Paper:
    """Return the document of a message that is to be printed, in the chosen language."""
    made = tr("Made to be printed {time} by {name} from SDK Desktop. Attachments are not in it.")
    said = made.format(time=date_and_time(case.made), name=one_line(case.who))
    cut = tr("The document would be too long and ends here.")
    return _paper(case, tr("Message: {subject}"), said, cut)


def _paper(case: TakenCase, named: str, said: str, cut: str) -> Paper:
    subjects = (_subject(taken.reading) for taken in case.messages)
    title = named.format(subject=next(subjects, ""))
    parts = chain.from_iterable(map(_message_parts, case.messages))
    return Paper(
        title=title,
        language=QLocale().name()[:2],
        parts=(Heading(title, 1), Paragraph(said), *parts),
        numbered=tr("Page {page} of {pages}"),
        cut=cut,
    )


def receipt_paper(reading: Reading) -> Paper:
    """Return one page, to read aloud or to print: that a message came or went, and what followed.

    It says nothing of what the message is about.
    """
    headline, delivery = reading.headline, reading.delivery
    went = headline.direction is Direction.OUT
    known = steps(delivery, headline.time) if delivery else ()
    told = tr("Sent {time} to {name}.") if went else tr("Received {time} from {name}.")
    spoken = told.format(time=date_and_time(headline.time), name=party_words(headline.counterpart))
    state = f"{known[-1].text.rstrip('.')}." if known else ""
    title = tr("Receipt")
    rows = (
        (tr("Message"), headline.message_id),
        (tr("Registered as"), one_line(headline.diary_number)),
        *((step_time(step), step.text) for step in known),
    )
    meaning = waits_for(delivery) if delivery else ""
    parts: tuple[PaperPart, ...] = (
        Heading(title, 1),
        Paragraph(" ".join(filter(None, (spoken, state, meaning)))),
        NamedValues(tuple(row for row in rows if row[1])),
    )
    return Paper(
        title=title,
        language=QLocale().name()[:2],
        parts=parts,
        numbered=tr("Page {page} of {pages}"),
        cut="",
    )


def case_line(headline: Headline) -> str:
    """Return a message in one line, for the field of a case system; parts end with a tab."""
    party = headline.counterpart
    parts = (
        date_and_time(headline.time),
        tr("Sent") if headline.direction is Direction.OUT else tr("Received"),
        party_words(party),
        one_line(headline.subject) or tr("(no subject)"),
        ", ".join(map(one_line, headline.references)),
        one_line(headline.diary_number),
        headline.message_id,
    )
    return "\t".join(parts)


def package_lines(checked: CheckedPackage) -> Iterator[str]:
    """Return what was found in a package, line by line, in the chosen language."""
    manifest = checked.manifest
    yield tr("Taken out {time} by {name}.").format(
        time=date_and_time(manifest.made), name=manifest.who
    )
    for finding in checked.findings:
        yield f"{tr(_FAULTS[finding.fault])}: {finding.name}"
    if not checked.findings:
        yield tr("Whole: %n files are as they were taken out.", n=len(manifest.files))
    for signer in checked.signers:
        yield tr("An acknowledgement is signed by {name}.").format(name=signer)
    yield tr("The audit trail must name this package as {digest}.").format(digest=checked.digest)


def _message_parts(taken: TakenMessage) -> Iterator[PaperPart]:
    reading, message = taken.reading, taken.reading.message
    if taken.folder:
        yield Heading(f"{taken.folder}. {_subject(reading)}")
    if message is None:
        yield Paragraph(sentence(from_line(reading.unreadable.partition("\n")[0])))
        return
    yield NamedValues((_confidentiality(message), *header_rows(reading, message)))
    yield Heading(tr("Text"), 3)
    yield from map(_block, chain.from_iterable(map(read_blocks, message.texts)))
    if reading.attachments:
        yield Heading(tr("Attachments"), 3)
        yield from _attachments(taken)
    yield from _delivery(reading)
    if taken.acknowledgement is not None:
        yield Heading(tr("Acknowledgement"), 3)
        yield NamedValues(tuple(_acknowledgement(taken.acknowledgement)))


def _subject(reading: Reading) -> str:
    label = reading.message.label if reading.message else None
    return one_line(label or "") or tr("(no subject)")


def _confidentiality(message: Message) -> tuple[str, str]:
    marked = tr("Marked as confidential"), tr("Not marked as confidential")
    return tr("Confidentiality"), marked[not message.confidential]


def _block(block: Block) -> PaperPart:
    text = visible_lines(block.text)
    match block.kind:
        case BlockKind.HEADING:
            return Heading(text, min(block.level + 3, 6))
        case BlockKind.ITEM if block.marker:
            return ListEntry("•" if block.marker == "*" else block.marker, text, block.level)
        case BlockKind.RULE:
            return Paragraph(_RULE)
    return Paragraph(text)


def _attachments(taken: TakenMessage) -> Iterator[PaperPart]:
    for attachment, name in zip(taken.reading.attachments, taken.files, strict=True):
        yield ListEntry("•", f"{file_name_line(name)} ({file_size(attachment.size)})")


def _delivery(reading: Reading) -> Iterator[PaperPart]:
    delivery = reading.delivery
    if delivery is None:
        return
    yield Heading(tr("What has happened to the message"), 3)
    known = steps(delivery, reading.headline.time)
    yield NamedValues(tuple((step_time(step), step.text) for step in known))
    for one in advice(delivery):
        yield Paragraph(" ".join(filter(None, (one.happened, one.their_words))))
    if meaning := waits_for(delivery):
        yield Paragraph(meaning)


def _acknowledgement(document: AcknowledgementDocument) -> Iterator[tuple[str, str]]:
    answer = document.acknowledgement
    yield tr("Outcome"), tr("Accepted") if answer.accepted else tr("Rejected")
    yield tr("Answered by"), document.sender
    yield tr("Answered"), date_and_time(document.issued)
    yield tr("Number of the answer"), document.identifier
    for cause in answer.causes:
        yield tr("Cause"), tr(reason_for(cause).happened)
