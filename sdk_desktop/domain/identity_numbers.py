"""Numbers that identify people: personal, co-ordination and reserve numbers, however spelt.

Personal number: 18 § folkbokföringslagen (date, three digits, Luhn). Co-ordination number: the
same with 60 added to the day; an unknown month is 00, an unknown day 60. National reserve number:
Inera's specification 1.0 (`XXYYMMDDNNGC`, N a letter). Regions' own reserve numbers: Inera's list
of local formats.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from enum import StrEnum

from sdk_desktop.domain.message import CodeSystem, Identifier, Message


class NumberKind(StrEnum):
    """What kind of number it is."""

    PERSONAL = "personal number"
    COORDINATION = "co-ordination number"
    RESERVE = "reserve number"


class NumberFault(StrEnum):
    """What is wrong with a number that is given as one of a kind."""

    NOT_ONE = "not such a number"
    CHECK_DIGIT = "wrong check digit"
    OTHER_KIND = "a number of another kind"


PERSON_ROOTS = {
    CodeSystem.PERSONAL_NUMBER: NumberKind.PERSONAL,
    CodeSystem.COORDINATION_NUMBER: NumberKind.COORDINATION,
    CodeSystem.NATIONAL_RESERVE: NumberKind.RESERVE,
}
"""The code systems of numbers that identify a person."""

_COORDINATION_DAY = 60
_LAST_DAY = 31
_DECEMBER = 12
_LETTERS_OF_NATIONAL = "A-HJ-NPR-UX-Z"
_WITHIN = "[-./ ]?"
_BEFORE_LAST = " ?[-+/]? ?"
_WRITTEN = re.compile(
    rf"(?<![^\W_])(?P<century>18|19|20)?{_WITHIN}(?P<year>\d\d){_WITHIN}(?P<month>\d\d){_WITHIN}"
    rf"(?P<day>\d\d){_BEFORE_LAST}(?P<last>\d{{3}} ?\d)(?!(?!s\b)[^\W_])"
)
_RESERVE = re.compile(
    rf"(?<![^\W_])(?:"
    rf"\d\d\d\d\d\d\d\d{_BEFORE_LAST}[{_LETTERS_OF_NATIONAL}]{{2}}[0-9A-Z]\d"  # national
    rf"|(?:18|19|20)\d\d[01]\d[0-3]\d{_BEFORE_LAST}(?:[KMX]\d\d\d|[A-Z][A-Z]\d[0-9A-Z])"  # VGR, LiV
    rf"|99(?:19[89]|2[0-2]\d)\d{_BEFORE_LAST}\d{{6}}"  # Region Stockholm
    rf")(?![^\W_])"
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DASH = re.compile("[‐‒–—―−⁃]")  # noqa: RUF001 - people write every dash
_BETWEEN = re.compile(r"(?<=\d)(?:[._]|--)(?=\d)")
_WHOLE_NATIONAL = re.compile(rf"\d{{8}}[{_LETTERS_OF_NATIONAL}]{{2}}[0-9A-Z]\d")


def numbers_in(text: str) -> Iterator[NumberKind]:
    """Return the kinds of the numbers in a text whose date and check digit are right."""
    plain = _BETWEEN.sub("-", _plain(text))
    for found in _WRITTEN.finditer(plain):
        kind = _kind(found)
        if kind and _adds_up(_ten_digits(found)):
            yield kind
    for _ in _RESERVE.finditer(plain.upper()):
        yield NumberKind.RESERVE


def names_a_person(text: str) -> bool:
    """Return whether a text holds a number that identifies a person."""
    return next(numbers_in(text), None) is not None


def spellings(written: str) -> tuple[str, ...]:
    """Return how else a personal or co-ordination number may stand: its date, a space, the rest.

    With its century, each that it may be of where none is written, and without. None for a text
    that is no such number; its check digit is not asked.
    """
    found = _WRITTEN.fullmatch(_plain(written))
    if found is None or _kind(found) is None:
        return ()
    centuries = [found["century"]] if found["century"] else ["20", "19"]
    ten = _ten_digits(found)
    return tuple(f"{century}{ten[:-4]} {ten[-4:]}" for century in (*centuries, ""))


def fault_of(root: str, extension: str) -> NumberFault | None:
    """Return what is wrong with an identifier of a person's number; None for other roots."""
    wanted = PERSON_ROOTS.get(CodeSystem(root)) if root in set(CodeSystem) else None
    if wanted is None:
        return None
    written = _plain(extension).strip()
    if wanted is NumberKind.RESERVE:
        whole = _WHOLE_NATIONAL.fullmatch(bare_reference(written))
        return None if whole else _other(written, wanted)
    found = _WRITTEN.fullmatch(written)
    kind = _kind(found) if found else None
    if found is None or kind is None:
        return _other(written, wanted)
    if not _adds_up(_ten_digits(found)):
        return NumberFault.CHECK_DIGIT
    return None if kind is wanted else NumberFault.OTHER_KIND


def person_references(message: Message | None) -> str:
    """Return the references of all persons that a message is about, with a space between them."""
    if message is None:
        return ""
    found = ("".join(one.extension.split()) for one in _identifiers(message))
    return " ".join(dict.fromkeys(found))


def bare_reference(reference: str) -> str:
    """Return a reference without what is written as one likes: hyphens, spaces, small letters."""
    return "".join(filter(str.isalnum, reference)).upper()


def _plain(text: str) -> str:
    """Return a text with one kind of dash, blank and digit, and without what is not seen."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s", " ", _DASH.sub("-", seen))


def _other(written: str, wanted: NumberKind) -> NumberFault:
    kinds = set(numbers_in(written)) - {wanted}
    return NumberFault.OTHER_KIND if kinds else NumberFault.NOT_ONE


def _kind(found: re.Match[str]) -> NumberKind | None:
    month, day = int(found["month"]), int(found["day"])
    if day >= _COORDINATION_DAY:
        right = month <= _DECEMBER and day - _COORDINATION_DAY <= _LAST_DAY
        return NumberKind.COORDINATION if right else None
    return NumberKind.PERSONAL if 1 <= month <= _DECEMBER and _is_day(found, month, day) else None


def _is_day(found: re.Match[str], month: int, day: int) -> bool:
    centuries = [found["century"]] if found["century"] else ["19", "20"]
    years = (int(century + found["year"]) for century in centuries)
    return 1 <= day <= max(monthrange(year, month)[1] for year in years)


def _ten_digits(found: re.Match[str]) -> str:
    return bare_reference(found["year"] + found["month"] + found["day"] + found["last"])


def _adds_up(ten_digits: str) -> bool:
    """Check the last digit (Luhn); nine of ten telephone and case numbers fail."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(ten_digits))
    return sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0


def _identifiers(message: Message) -> Iterator[Identifier]:
    for party in (message.sender, message.recipient):
        for reference in party.references:
            if reference.identifier.root in PERSON_ROOTS:
                yield reference.identifier
        for person in party.persons:
            if person.identifier and person.identifier.root in PERSON_ROOTS:
                yield person.identifier
