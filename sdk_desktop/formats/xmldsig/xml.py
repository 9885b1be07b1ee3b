"""The one XML parser: no document type, no entities, no network, bounded size, UTF-8 only."""

from __future__ import annotations

import re

from lxml import etree

from sdk_desktop.domain.characters import has_forbidden
from sdk_desktop.domain.errors import Finding, InvalidMessage

LARGEST = 100_000_000
"""Bytes. A message may have 30 MB; what is larger is refused before it is parsed."""

MOST_TAGS = 200_000
"""Start and end tags; a tree of more would take more memory than any message is worth."""

MOST_ATTRIBUTES = 500_000

Element = etree._Element  # noqa: SLF001 - lxml's stubs name the class of its nodes so

_PROLOG = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")


def parse(data: bytes) -> Element:
    """Return the root element of an XML document, without comments and processing instructions.

    Raises `InvalidMessage` when it is too large, declares a document type (and so possibly
    entities), is not in UTF-8 or is not well-formed.
    """
    return _root(data, remove_instructions=True)


def parse_signed(data: bytes) -> Element:
    """Return the root element of a document that is to be verified; the same as `parse` refuses.

    A canonical form holds processing instructions, so they are refused rather than removed.
    """
    root = _root(data, remove_instructions=False)
    instruction = etree.ProcessingInstruction
    beside = (*root.itersiblings(instruction), *root.itersiblings(instruction, preceding=True))
    if beside or next(root.iter(instruction), None) is not None:
        text = "The document holds a processing instruction."
        raise _refusal("instruction", "structure", text)
    return root


def check_size(data: bytes, largest: int = LARGEST) -> None:
    """Raise `InvalidMessage` for a document that is too large even to be looked at."""
    if len(data) > largest:
        raise _refusal("size", "too-long", "The document is larger than allowed.")


def escape(text: str) -> str:
    """Return text as it stands between tags; a carriage return survives as a reference.

    Raises `InvalidMessage` for characters that XML cannot carry.
    """
    if has_forbidden(text):
        raise _refusal("characters", "structure", "A text holds a character that XML cannot carry.")
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#xD;")


def _root(data: bytes, *, remove_instructions: bool) -> Element:
    check_size(data)
    if data.count(b"<") > MOST_TAGS or data.count(b"=") > MOST_ATTRIBUTES:
        raise _refusal("size", "too-long", "The document has more elements than allowed.")
    declared = _DECLARED.match(data)
    if declared and declared[1].lower() not in {b"utf-8", b"us-ascii"}:
        raise _refusal("encoding", "structure", "The document is not in UTF-8.")
    prolog = _PROLOG.match(data)
    if prolog and data.startswith(b"<!", prolog.end()):
        raise _refusal("doctype", "structure", "The document declares a document type.")
    try:
        return etree.fromstring(data, _parser(remove_instructions=remove_instructions))
    except etree.XMLSyntaxError as error:
        raise _refusal(
            "well-formed", "structure", f"Not well-formed XML at {_place(error)}."
        ) from error


def _parser(*, remove_instructions: bool) -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=remove_instructions,
    )


def _place(error: etree.XMLSyntaxError) -> str:
    line, column = error.position
    return f"line {line}, column {column}"


def _refusal(rule: str, code: str, text: str) -> InvalidMessage:
    finding = Finding(rule=rule, cause="SV", code=code, path="/", text=text)
    return InvalidMessage("The message is not a readable XML document.", (finding,))
