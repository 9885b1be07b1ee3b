"""The structure of an SDK message: the content of the official XML Schema, in our own words.

Source: MessageWithAttachments 3.0. A test compares it with the schema itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from sdk_desktop.domain.errors import Finding
from sdk_desktop.domain.message import LABEL_LIMIT
from sdk_desktop.formats.xml import Element

NAMESPACE = "urn:riv:infrastructure:messaging:MessageWithAttachments:3"
ROOT = "messagePayload"
MOST = 100
"""Findings that are named; a hostile document may have a million."""

_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
_HINTS = {f"{_INSTANCE}schemaLocation", f"{_INSTANCE}noNamespaceSchemaLocation"}
_SPACE = " \t\r\n"
_TIME = re.compile(
    r"(-?[0-9]{4,})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?"
    r"(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
)


@dataclass(frozen=True, slots=True)
class Child:
    """An element that may stand in another: its name, its type and how many of it."""

    name: str
    kind: str
    least: int = 1
    most: int | None = 1


def _optional(name: str, kind: str) -> Child:
    return Child(name, kind, least=0)


def _several(name: str, kind: str, least: int = 0) -> Child:
    return Child(name, kind, least=least, most=None)


SEQUENCES: dict[str, tuple[Child, ...]] = {
    ROOT: (Child("message", "message"),),
    "message": (Child("messageHeader", "header"), Child("messageBody", "body")),
    "header": (
        Child("creationDateTime", "dateTime"),
        Child("messageId", "string"),
        Child("conversationId", "string"),
        _optional("refToMessageId", "string"),
        _optional("label", "string"),
        Child("confidentiality", "boolean"),
        _optional("generatingSystem", "identifier"),
        Child("recipient", "recipient"),
        Child("sender", "sender"),
    ),
    "recipient": (
        Child("recipientID", "identifier"),
        _optional("label", "name"),
        Child("attention", "attention"),
    ),
    "sender": (
        Child("senderID", "identifier"),
        _optional("label", "name"),
        _optional("attention", "attention"),
    ),
    "attention": (
        _several("person", "person"),
        Child("subOrganization", "function"),
        _several("reference", "reference"),
    ),
    "person": (_optional("personId", "identifier"), _optional("label", "name")),
    "function": (Child("organizationId", "identifier"), _optional("label", "name")),
    "reference": (Child("referenceId", "identifier"), _optional("label", "name")),
    "identifier": (Child("root", "string"), Child("extension", "string")),
    "body": (_several("documents", "document", least=1),),
    "document": (
        Child("documentID", "string"),
        _optional("documentName", "string"),
        _optional("index", "string"),
        _several("ContentFiles", "file"),
        _several("ContentText", "text"),
    ),
    "file": (
        Child("fileName", "string"),
        Child("contentType", "string"),
        Child("content", "string"),
    ),
    "text": (Child("characterSequence", "string"),),
}
"""What each type holds, in order."""

CLOSED = {ROOT, "identifier"}
"""Types that end after their sequence; the others may go on with elements of other namespaces."""


def structure_findings(root: Element) -> tuple[Finding, ...]:
    """Name every place where a document departs from the structure (`SV`/`structure`)."""
    if root.tag != _tag(ROOT):
        return (_finding("/", "The root element is not messagePayload of version 3."),)
    return tuple(islice(_element(root, ROOT, f"/{ROOT}"), MOST))


def read_boolean(text: str) -> bool | None:
    """Read an xs:boolean, None when it is none."""
    return {"true": True, "1": True, "false": False, "0": False}.get(text.strip(_SPACE))


def read_time(text: str) -> datetime | None:
    """Read an xs:dateTime in UTC, None when it is none; without a zone it is taken as UTC."""
    match = _TIME.fullmatch(text.strip(_SPACE))
    if not match:
        return None
    fraction = (match[7] or ".0")[1:7].ljust(6, "0")
    zone = (match[8] or "Z").replace("Z", "+00:00")
    try:
        moment = datetime.fromisoformat(
            f"{match[1]}-{match[2]}-{match[3]}T{match[4]}:{match[5]}:{match[6]}.{fraction}{zone}"
        )
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def local(element: Element) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _element(element: Element, kind: str, path: str) -> Iterator[Finding]:
    yield from _attributes(element, path)
    if kind in SEQUENCES:
        yield from _sequence(element, kind, path)
    elif len(element):
        yield _finding(path, "Elements stand where only text may.")
    elif problem := _value_problem(kind, element.text or ""):
        yield _finding(path, problem)


def _attributes(element: Element, path: str) -> Iterator[Finding]:
    for name in element.attrib:
        if name not in _HINTS:
            yield _finding(path, "An attribute stands where none may.")


def _sequence(element: Element, kind: str, path: str) -> Iterator[Finding]:
    texts = (element.text, *(child.tail for child in element))
    if any(text and text.strip(_SPACE) for text in texts):
        yield _finding(path, "Text stands where only elements may.")
    children = list(element)
    position = 0
    for expected in SEQUENCES[kind]:
        found = 0
        while position < len(children) and children[position].tag == _tag(expected.name):
            found += 1
            if expected.most is not None and found > expected.most:
                break
            place = f"{path}/{expected.name}" + (f"[{found}]" if expected.most is None else "")
            yield from _element(children[position], expected.kind, place)
            position += 1
        if found < expected.least:
            missing = f"{path}/{expected.name}"
            yield _finding(missing, "An element is missing or out of place.")
    yield from _rest(children[position:], kind, path)


def _rest(children: list[Element], kind: str, path: str) -> Iterator[Finding]:
    for child in children:
        foreign = str(child.tag).startswith("{") and not str(child.tag).startswith(_tag(""))
        if kind in CLOSED or not foreign:
            yield _finding(path, "An element stands where it may not.")


def _value_problem(kind: str, text: str) -> str:
    match kind:
        case "dateTime" if read_time(text) is None:
            return "The value is not a time (xs:dateTime)."
        case "boolean" if read_boolean(text) is None:
            return "The value is neither true nor false."
        case "name" if len(text) > LABEL_LIMIT:
            return "The name is longer than 256 characters."
        case _:
            return ""


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _finding(path: str, text: str) -> Finding:
    return Finding(rule="xsd", cause="SV", code="structure", path=path, text=text)
