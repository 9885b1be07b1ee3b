"""The details of a message, as names and values."""

from __future__ import annotations

from collections.abc import Iterator

from sdk_desktop.domain.mailbox import Direction, Headline, Reading
from sdk_desktop.domain.message import Message, Party
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.ui.words.translation import tr
from sdk_desktop.ui.words.type_names import person_words, reference_words


def header_rows(reading: Reading, message: Message) -> Iterator[tuple[str, str]]:
    """Return the details of a message as names and values, in reading order."""
    yield from _header(reading, message)
    yield from _handling(reading.headline)


def forwarded_text(reading: Reading) -> str:
    """Return what a message says, after who wrote it to whom and when; nothing of our own notes."""
    message = reading.message
    if message is None:
        return ""
    told = "\n".join((tr("Forwarded message"), *_head_lines(reading, message)))
    return "\n\n".join((told, *message.texts))


def head_text(reading: Reading, message: Message) -> str:
    """Return the head of a message as lines, each with what it is about, the subject first."""
    *others, subject = _head_lines(reading, message)
    mark = tr("Confidential") if message.confidential else tr("Not marked as confidential")
    return "\n".join((subject, mark, *others))


def _head_lines(reading: Reading, message: Message) -> Iterator[str]:
    subject = (tr("Subject"), one_line(message.label or "") or tr("(no subject)"))
    for name, value in (*_header(reading, message), subject):
        yield f"{name}: {value.replace(chr(10), '; ')}"


def opened_words(reading: Reading) -> str:
    """Return in one line what a message is that was opened, for a screen reader."""
    message, headline = reading.message, reading.headline
    if message is None:
        return tr("A message that could not be read")
    sent = headline.direction is Direction.OUT
    side = tr("to {name}") if sent else tr("from {name}")
    persons = map(person_words, (*message.sender.persons, *message.recipient.persons))
    count = len(reading.attachments)
    parts = (
        tr("Confidential") if message.confidential else "",
        one_line(message.label or "") or tr("(no subject)"),
        side.format(name=party_words(message.recipient if sent else message.sender)),
        *persons,
        tr("%n attachments", n=count) if count else "",
    )
    return tr("Message: {what}").format(what=", ".join(filter(None, parts)))


def party_names(party: Party) -> tuple[str, str]:
    """Return the names of a function and its organisation; addresses where there is no name.

    A party without a function is named by its organisation alone.
    """
    function = (party.attention.function_label if party.attention else None) or party.function
    organisation = one_line(party.label or party.organisation.removeprefix("0203:"))
    return (one_line(function), organisation) if function else (organisation, "")


def party_words(party: Party) -> str:
    """Return a party's function and organisation in one line."""
    return " · ".join(filter(None, party_names(party)))


def _header(reading: Reading, message: Message) -> Iterator[tuple[str, str]]:
    yield tr("From"), party_words(message.sender)
    yield tr("To"), party_words(message.recipient)
    yield tr("Written"), date_and_time(message.created)
    if reading.headline.direction is Direction.IN and reading.received:
        yield tr("Received"), date_and_time(reading.received)
    yield from _about(message)


def _about(message: Message) -> Iterator[tuple[str, str]]:
    sender, recipient = message.sender, message.recipient
    for name, values in (
        (tr("Person at the sender"), map(person_words, sender.persons)),
        (tr("Person at the recipient"), map(person_words, recipient.persons)),
        (tr("The sender's reference"), map(reference_words, sender.references)),
        (tr("The recipient's reference"), map(reference_words, recipient.references)),
    ):
        if text := "\n".join(filter(None, values)):
            yield name, text


def _handling(headline: Headline) -> Iterator[tuple[str, str]]:
    if headline.handler:
        yield tr("Handler"), one_line(headline.handler)
    if headline.diary_number:
        yield tr("Registered as"), one_line(headline.diary_number)
    if headline.document_type:
        yield tr("Document type"), one_line(headline.document_type)
    if headline.hold:
        yield tr("Kept from being erased"), one_line(headline.hold)
    if headline.handler or headline.diary_number or headline.document_type or headline.hold:
        where = (
            tr("For all who share the mailbox") if headline.shared else tr("On this computer only")
        )
        yield tr("Noted"), where
