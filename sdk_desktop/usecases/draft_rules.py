"""What must be mended before a draft is sent, and what deserves a second look."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sdk_desktop.domain.characters import has_forbidden
from sdk_desktop.domain.draft import Draft, DraftRecipient, Problem, ProblemKind
from sdk_desktop.domain.folding import folded
from sdk_desktop.domain.message import LABEL_LIMIT, SIZE_LIMIT, Root

_PERSONAL_NUMBER = re.compile(
    r"(?<!\d)(?:18|19|20)?(\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01]))"
    r"(?: ?[-+‐‑–−] ?| )?(\d{4})(?!\d)"  # noqa: RUF001 - people write every dash
)
"""Also co-ordination numbers, whose day is 60 higher; its groups are the ten digits that count."""
_PERSONS = {Root.PERSONAL_NUMBER, Root.COORDINATION_NUMBER, Root.NATIONAL_RESERVE}
_SHORTEST_NAME = 3


def draft_problems(
    draft: Draft, gone: tuple[DraftRecipient, ...], size: int
) -> tuple[Problem, ...]:
    """Name every problem; `gone` are recipients that the address book no longer has."""
    return tuple(
        problem
        for problems in (
            _recipients(draft, gone),
            _label(draft),
            _confidentiality(draft),
            _content(draft, size),
            _references(draft),
            _characters(draft),
        )
        for problem in problems
    )


def is_sensitive(label: str, draft: Draft) -> bool:
    """Return whether a subject seems to hold a personal number or a concerned person's name."""
    numbers = (first + last for first, last in _PERSONAL_NUMBER.findall(label))
    references = (*draft.own_references, *draft.their_references)
    concerned = [person.label for person in draft.persons]
    concerned += [one.label for one in references if one.identifier.root in _PERSONS]
    names = {
        word for label in concerned for word in _words(label or "") if len(word) >= _SHORTEST_NAME
    }
    return any(_adds_up(number) for number in numbers) or not names.isdisjoint(_words(label))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", folded(text))


def _adds_up(number: str) -> bool:
    """Check the last of ten digits (Luhn): nine of ten telephone and case numbers fail."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(number))
    return sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0


def _recipients(draft: Draft, gone: tuple[DraftRecipient, ...]) -> Iterator[Problem]:
    if not draft.recipients:
        yield Problem(ProblemKind.NO_RECIPIENT)
    for recipient in gone:
        name = recipient.function_label or recipient.function
        yield Problem(ProblemKind.RECIPIENT_GONE, name, blocking=False)


def _label(draft: Draft) -> Iterator[Problem]:
    label = draft.label.strip()
    if not label:
        yield Problem(ProblemKind.NO_LABEL)
    if len(label) > LABEL_LIMIT:
        yield Problem(ProblemKind.LABEL_TOO_LONG, str(len(label) - LABEL_LIMIT))
    if is_sensitive(label, draft):
        yield Problem(ProblemKind.LABEL_SENSITIVE, blocking=False)


def _confidentiality(draft: Draft) -> Iterator[Problem]:
    if draft.confidential is None:
        yield Problem(ProblemKind.NO_CONFIDENTIALITY)


def _content(draft: Draft, size: int) -> Iterator[Problem]:
    if not draft.text.strip() and not draft.files:
        yield Problem(ProblemKind.NO_CONTENT)
    for file in draft.files:
        if not file.content:
            yield Problem(ProblemKind.EMPTY_FILE, file.name)
    if size > SIZE_LIMIT:
        yield Problem(ProblemKind.TOO_LARGE, str(size - SIZE_LIMIT))


def _references(draft: Draft) -> Iterator[Problem]:
    for reference in (*draft.own_references, *draft.their_references):
        if not reference.identifier.root.strip() or not reference.identifier.extension.strip():
            yield Problem(ProblemKind.REFERENCE_INCOMPLETE, reference.label or "")


def _characters(draft: Draft) -> Iterator[Problem]:
    texts = [draft.label, draft.text, *(file.name for file in draft.files)]
    references = (*draft.own_references, *draft.their_references)
    texts += [person.label or "" for person in draft.persons]
    texts += [reference.label or "" for reference in references]
    identifiers = [person.identifier for person in draft.persons]
    identifiers += [reference.identifier for reference in references]
    texts += [text for one in identifiers if one for text in (one.root, one.extension)]
    if any(has_forbidden(text) for text in texts):
        yield Problem(ProblemKind.BAD_CHARACTER)
