"""The structure and the rules of an SDK message, in our own words.

Source: MessageWithAttachments 3.0 (XML Schema), MessageConstraints (Schematron) and message.md
§Header, §Body (B1.3.3). Rule names are the official pattern ids. Rules of our own are `content`
and, where files are read and sizes known, `base64` and `size`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from sdk_desktop.domain.errors import Finding
from sdk_desktop.domain.message import FUNCTION_ROOT, LABEL_LIMIT, PARTICIPANT_SCHEME
from sdk_desktop.formats.rules.findings import Rule, broken_rules, finding, is_visible
from sdk_desktop.formats.rules.structure import Child, Grammar, local_name, optional, several
from sdk_desktop.formats.values import boolean, date_time
from sdk_desktop.formats.xmldsig.document import XmlDocument
from sdk_desktop.formats.xmldsig.xml import Element, qualified

NAMESPACE = "urn:riv:infrastructure:messaging:MessageWithAttachments:3"
ROOT = "messagePayload"


def _name(text: str) -> str:
    return "" if len(text) <= LABEL_LIMIT else "The name is longer than 256 characters."


_SEQUENCES: dict[str, tuple[Child, ...]] = {
    ROOT: (Child("message", "message"),),
    "message": (Child("messageHeader", "header"), Child("messageBody", "body")),
    "header": (
        Child("creationDateTime", "dateTime"),
        Child("messageId", "string"),
        Child("conversationId", "string"),
        optional("refToMessageId", "string"),
        optional("label", "string"),
        Child("confidentiality", "boolean"),
        optional("generatingSystem", "identifier"),
        Child("recipient", "recipient"),
        Child("sender", "sender"),
    ),
    "recipient": (
        Child("recipientID", "identifier"),
        optional("label", "name"),
        Child("attention", "attention"),
    ),
    "sender": (
        Child("senderID", "identifier"),
        optional("label", "name"),
        optional("attention", "attention"),
    ),
    "attention": (
        several("person", "person"),
        Child("subOrganization", "function"),
        several("reference", "reference"),
    ),
    "person": (optional("personId", "identifier"), optional("label", "name")),
    "function": (Child("organizationId", "identifier"), optional("label", "name")),
    "reference": (Child("referenceId", "identifier"), optional("label", "name")),
    "identifier": (Child("root", "string"), Child("extension", "string")),
    "body": (several("documents", "document", least=1),),
    "document": (
        Child("documentID", "string"),
        optional("documentName", "string"),
        optional("index", "string"),
        several("ContentFiles", "file"),
        several("ContentText", "text"),
    ),
    "file": (
        Child("fileName", "string"),
        Child("contentType", "string"),
        Child("content", "string"),
    ),
    "text": (Child("characterSequence", "string"),),
}

MESSAGE_GRAMMAR = Grammar(
    root=ROOT,
    kind=ROOT,
    namespaces={"": NAMESPACE},
    sequences=_SEQUENCES,
    values={"dateTime": date_time, "boolean": boolean, "name": _name},
    foreign=frozenset(_SEQUENCES) - {ROOT, "identifier"},
)
"""What a message is made of; most kinds may go on with elements of other namespaces."""


_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}.[0-9]{1,3}Z")
_BASE64 = re.compile(rb"[a-zA-Z0-9+/]")
_path = partial(qualified, namespaces={"m": NAMESPACE})
_BODY = _path("m:message/m:messageBody")
_CONTENTS = _path(".//m:ContentFiles/m:content")


def message_rule_findings(document: XmlDocument) -> tuple[Finding, ...]:
    """Return the broken rules of a document whose structure is right."""
    return broken_rules(document.root, (*_RULES, partial(_content_files, document)))


def _no_empty_elements(root: Element) -> Iterator[Finding]:
    filled: set[Element] = {root}
    for element in root.iterdescendants():
        if is_visible(element.text):
            _fill(element, filled)
        parent = element.getparent()
        if parent is not None and is_visible(element.tail):
            _fill(parent, filled)
    for element in root.iterdescendants():
        if element not in filled:
            yield finding("verifyNonEmptyElements", element, "The element is empty.")


def _fill(element: Element, filled: set[Element]) -> None:
    node: Element | None = element
    while node is not None and node not in filled:
        filled.add(node)
        node = node.getparent()


def _values(
    rule: str, xpath: str, accepts: Callable[[str], object], text: str, code: str = "invariant"
) -> Rule:
    path = _path(xpath)

    def check(root: Element) -> Iterator[Finding]:
        for element in root.iterfind(path):
            if not accepts(element.text or ""):
                yield finding(rule, element, text, code)

    return check


def _some_content(root: Element) -> Iterator[Finding]:
    body = root.find(_BODY)
    holds = {"ContentFiles", "ContentText"}
    if body is not None and not any(local_name(e) in holds for d in body for e in d):
        yield finding("content", body, "The message has neither text nor file.")


def _content_files(document: XmlDocument, root: Element) -> Iterator[Finding]:
    for content in root.iterfind(_CONTENTS):
        if not _BASE64.match(document.text(content)):
            yield finding("contentFiles", content, "The content does not begin with Base64.")


_UUID_TEXT = "The value is not a UUID."
_SCHEME_TEXT = "The root is not that of a participant."
_RULES: tuple[Rule, ...] = (
    _no_empty_elements,
    _values(
        "creationDateTime",
        ".//m:creationDateTime",
        _TIMESTAMP.fullmatch,
        "The time is not written as YYYY-MM-DDThh:mm:ss.sZ.",
    ),
    _values("MessageId", ".//m:messageId", _UUID.fullmatch, _UUID_TEXT),
    _values("conversationId", ".//m:conversationId", _UUID.fullmatch, _UUID_TEXT),
    _values("refToMessageId", ".//m:refToMessageId", _UUID.fullmatch, _UUID_TEXT),
    _values(
        "subjectlabel",
        ".//m:messageHeader/m:label",
        lambda text: len(text) <= LABEL_LIMIT,
        "The subject is longer than 256 characters.",
        "structure",
    ),
    _values("recipientIdvalue", ".//m:recipientID/m:root", PARTICIPANT_SCHEME.__eq__, _SCHEME_TEXT),
    _values("senderIdvalue", ".//m:senderID/m:root", PARTICIPANT_SCHEME.__eq__, _SCHEME_TEXT),
    _values(
        "subOrgRoot",
        ".//m:subOrganization/m:organizationId/m:root",
        FUNCTION_ROOT.__eq__,
        "The root is not that of a function address.",
    ),
    _some_content,
)
