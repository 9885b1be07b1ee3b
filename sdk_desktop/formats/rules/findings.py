"""What the rules of several documents share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeVar

from sdk_desktop.domain.errors import Finding
from sdk_desktop.formats.rules.structure import MOST, xpath_of
from sdk_desktop.formats.xmldsig.xml import Element

Rule = Callable[[Element], Iterator[Finding]]
"""Names the places of a document that break it."""

_Document = TypeVar("_Document")
_PARTICIPANT = re.compile(
    r"0203:[a-z0-9-]+(?:\.[a-z0-9-]+)+|0007:[0-9]{10}|0088:[0-9]{13}", re.IGNORECASE
)
_SPACES = re.compile(r"[ \t\r\n]+")
_VISIBLE = re.compile(r"[^ \t\r\n]")


def broken_rules(
    document: _Document, rules: tuple[Callable[[_Document], Iterator[Finding]], ...]
) -> tuple[Finding, ...]:
    """Return the places that break any of the rules, a hundred at most."""
    return tuple(islice((finding for rule in rules for finding in rule(document)), MOST))


def finding(rule: str, element: Element, text: str, code: str = "invariant") -> Finding:
    """Name a place that breaks a rule (`BV`)."""
    return Finding(rule=rule, cause="BV", code=code, path=xpath_of(element), text=text)


def normalised(text: str | None) -> str:
    """Return a value without white space around it and with single spaces in it, as XPath does."""
    return _SPACES.sub(" ", text or "").strip(" ")


def is_participant(text: str) -> bool:
    """Return whether a text is an identifier of a participant, such as `0203:habo.se`.

    Source: transport.md §6.1.
    """
    return _PARTICIPANT.fullmatch(text.strip()) is not None


def is_visible(text: str | None) -> bool:
    """Return whether a text holds anything but white space."""
    return _VISIBLE.search(text or "") is not None


def empty_attributes(rule: str, elements: Iterator[Element]) -> Iterator[Finding]:
    """Return every attribute without a value; the official rules forget them."""
    for element in elements:
        for name, value in element.attrib.items():
            if not is_visible(str(value)):
                yield finding(rule, element, f"The attribute {name} is empty.")
