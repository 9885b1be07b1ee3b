"""The problems of a draft: those that stop it from being sent, and warnings.

That includes how other programs read a text: many know all of CommonMark, not only SDK's marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from sdk_desktop.domain.characters import folded, has_forbidden, utf16_length
from sdk_desktop.domain.draft import (
    Draft,
    Field,
    Problem,
    ProblemKind,
    is_given,
)
from sdk_desktop.domain.errors import Finding
from sdk_desktop.domain.file_type import (
    FileHarm,
    file_harm,
    file_type,
    is_archive,
    is_misnamed,
    named_type,
)
from sdk_desktop.domain.identity_numbers import (
    PERSON_ROOTS,
    NumberFault,
    fault_of,
    names_a_person,
)
from sdk_desktop.domain.limited_markdown import plain_text
from sdk_desktop.domain.message import LABEL_LIMIT, SIZE_LIMIT, File, Identifier, Person, Reference

if TYPE_CHECKING:
    from markdown_it.token import Token

_SHORTEST_NAME = 3
_TELLS_OF_FILES = re.compile(
    r"\b(?:bilag(?:a|an|or|orna|d|t)|bifoga(?:r|t|d|de|s|ts)?|attach(?:ed|ments?)|enclosed)\b",
    re.IGNORECASE,
)
_NUMBERS = {
    NumberFault.NOT_ONE: ProblemKind.NOT_A_NUMBER,
    NumberFault.CHECK_DIGIT: ProblemKind.CHECK_DIGIT,
    NumberFault.OTHER_KIND: ProblemKind.OTHER_NUMBER,
}
_PLACES = {
    "reference": Field.REFERENCES,
    "person": Field.REFERENCES,
    "recipient": Field.RECIPIENTS,
    "ContentFiles": Field.FILES,
    "messageHeader": Field.LABEL,
}
"""Parts of a finding's path, the innermost first, and the field that is meant."""


_MOST_COMPARED = 20_000
"""Characters of a text that are compared; nobody writes more by hand."""
_AROUND = 12
"""Characters shown before and after a place."""
_BULLET = re.compile(r"^[ \t]*[-+*][ \t]+", re.MULTILINE)
_NUMBER = re.compile(r"^([ \t]*\d{1,9})\)(?=[ \t])", re.MULTILINE)


def draft_problems(
    draft: Draft,
    warnings: tuple[Problem, ...],
    size: int,
    findings: tuple[Finding, ...] = (),
) -> tuple[Problem, ...]:
    """Return every problem of a draft.

    `warnings` are those of its recipients (`recipient_guards`), `findings` the rules that its
    messages of `size` bytes would break: so nothing that is found good here is refused later.
    """
    own = tuple(
        problem
        for problems in (
            _recipients(draft),
            warnings,
            _label(draft),
            _confidentiality(draft),
            _content(draft, size),
            _references(draft),
            _numbers(draft),
            _characters(draft),
        )
        for problem in problems
    )
    said = {problem.field for problem in own if problem.blocking}
    return (*own, *(problem for problem in _broken_rules(findings) if problem.field not in said))


def is_sensitive(label: str, draft: Draft) -> bool:
    """Return whether a subject seems to hold a personal number or a concerned person's name."""
    references = (*draft.own_references, *draft.their_references)
    concerned = [person.label for person in draft.persons]
    concerned += [one.label for one in references if one.identifier.root in PERSON_ROOTS]
    names = {
        word for label in concerned for word in _words(label or "") if len(word) >= _SHORTEST_NAME
    }
    return names_a_person(label) or not names.isdisjoint(_words(label))


def reads_differently(text: str) -> str:
    """Return the first place of a text that a CommonMark program shows with other characters.

    Empty where there is none. How lists and lines look does not count.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - who only reads needs none of it

    written = text[:_MOST_COMPARED].strip()
    ours = plain_text(_NUMBER.sub(r"\1.", _BULLET.sub("* ", written)))
    theirs = "".join(_seen(MarkdownIt("commonmark").parse(written)))
    places = [at for at, sign in enumerate(ours) if not sign.isspace()]
    seen = [sign for sign in theirs if not sign.isspace()]
    for at, sign in zip_longest(places, seen):
        if at is None or ours[at] != sign:
            place = len(ours) if at is None else at
            return ours[max(place - _AROUND, 0) : place + _AROUND].strip()
    return ""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", folded(text))


def _broken_rules(findings: tuple[Finding, ...]) -> Iterator[Problem]:
    found = dict.fromkeys((one.path, one.text) for one in findings if one.rule != "size")
    for path, text in found:
        where = next((field for part, field in _PLACES.items() if f"/{part}" in path), Field.TEXT)
        yield Problem(ProblemKind.BROKEN_RULE, text, where=where)


def _recipients(draft: Draft) -> Iterator[Problem]:
    if not draft.recipients:
        yield Problem(ProblemKind.NO_RECIPIENT)
    for recipient in draft.recipients:
        if not recipient.function.strip():
            name = recipient.organisation_label or recipient.organisation
            yield Problem(ProblemKind.NO_FUNCTION, name)
        if recipient.function == draft.mailbox:
            yield Problem(ProblemKind.TO_OURSELVES, recipient.function_label, blocking=False)
    if draft.unchosen:
        yield Problem(ProblemKind.UNCHOSEN_RECIPIENT, draft.unchosen, blocking=False)


def _label(draft: Draft) -> Iterator[Problem]:
    label = draft.label.strip()
    if not label:
        yield Problem(ProblemKind.NO_LABEL)
    if (units := utf16_length(label)) > LABEL_LIMIT:
        yield Problem(ProblemKind.LABEL_TOO_LONG, str(units - LABEL_LIMIT))
    if is_sensitive(label, draft):
        yield Problem(ProblemKind.LABEL_SENSITIVE, blocking=False)


def _confidentiality(draft: Draft) -> Iterator[Problem]:
    if draft.confidential is None:
        yield Problem(ProblemKind.NO_CONFIDENTIALITY)


def _file_problem(file: File) -> ProblemKind | None:
    """Return what is most wrong with a file: what is a program need not be told of its name."""
    if not file.content:
        return ProblemKind.EMPTY_FILE
    found = file_type(file.content, named_type(file.name))
    if file_harm(file.name, found) is not FileHarm.NONE:
        return ProblemKind.FILE_RUNS
    if is_misnamed(file.name, file.content):
        return ProblemKind.FILE_MISNAMED
    return ProblemKind.FILE_ARCHIVED if is_archive(found) else None


def _content(draft: Draft, size: int) -> Iterator[Problem]:
    if not draft.text.strip() and not draft.files:
        yield Problem(ProblemKind.NO_CONTENT)
    for file in draft.files:
        if kind := _file_problem(file):
            yield Problem(kind, file.name, blocking=kind is ProblemKind.EMPTY_FILE)
    if not draft.files and (found := _TELLS_OF_FILES.search(draft.text)):
        yield Problem(ProblemKind.FILE_FORGOTTEN, found[0], blocking=False)
    if size > SIZE_LIMIT:
        yield Problem(ProblemKind.TOO_LARGE, str(size - SIZE_LIMIT))
    if not has_forbidden(draft.text) and (place := reads_differently(draft.text)):
        yield Problem(ProblemKind.READS_DIFFERENTLY, place, blocking=False)


def _identifiers(draft: Draft) -> list[Identifier]:
    references = (*draft.own_references, *draft.their_references)
    persons = [person.identifier for person in draft.persons if person.identifier]
    return [*persons, *(reference.identifier for reference in references)]


def _numbers(draft: Draft) -> Iterator[Problem]:
    """A wrong number is a warning: about whom a case is must be said, even if it looks odd."""
    for identifier in _identifiers(draft):
        fault = fault_of(identifier.root, identifier.extension)
        if fault and is_given(identifier):
            yield Problem(_NUMBERS[fault], identifier.extension.strip(), blocking=False)
    for person in draft.persons:
        if person.label and not is_given(person.identifier):
            yield Problem(ProblemKind.PERSON_WITHOUT_NUMBER, person.label, blocking=False)


def _references(draft: Draft) -> Iterator[Problem]:
    references = (*draft.own_references, *draft.their_references)
    for reference in references:
        given = is_given(reference.identifier)
        if (reference.label and not given) or (given and not reference.identifier.root.strip()):
            yield Problem(ProblemKind.REFERENCE_INCOMPLETE, reference.label or "")
    rows: tuple[Reference | Person, ...] = (*references, *draft.persons)
    if any(not row.label and not is_given(row.identifier) for row in rows):
        yield Problem(ProblemKind.ROW_EMPTY, blocking=False)


def _characters(draft: Draft) -> Iterator[Problem]:
    texts = [draft.label, draft.text, *(file.name for file in draft.files)]
    references = (*draft.own_references, *draft.their_references)
    texts += [person.label or "" for person in draft.persons]
    texts += [reference.label or "" for reference in references]
    texts += [text for one in _identifiers(draft) for text in (one.root, one.extension)]
    if any(has_forbidden(text) for text in texts):
        yield Problem(ProblemKind.BAD_CHARACTER)


def _seen(tokens: list[Token]) -> Iterator[str]:
    numbers: list[int | None] = []
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_open":
                numbers.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
            case "list_item_open":
                number = numbers[-1]
                yield "*" if number is None else f"{number}."
                numbers[-1] = None if number is None else number + 1
            case "inline":
                yield from (child.content for child in token.children or () if _is_seen(child))
            case "fence" | "code_block":
                yield token.content


def _is_seen(token: Token) -> bool:
    return token.type in {"text", "code_inline"}
