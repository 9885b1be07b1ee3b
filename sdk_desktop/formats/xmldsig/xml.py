"""The one XML parser: no document type, no entities, no network, bounded in every way.

It reads UTF-8, and UTF-16 that begins with its mark; whatever is written is UTF-8.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence

from lxml import etree

from sdk_desktop.domain.characters import has_forbidden
from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.formats.xmldsig.limits import check_limits, check_size, unreadable_xml

Element = etree._Element  # noqa: SLF001 - lxml's stubs name the class of its nodes so

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF16_NAMES = frozenset({"", "utf-16", "utf-16le", "utf-16be"})
_DECLARATION = re.compile(
    r"""\A<\?xml\s(?:[^>]*?encoding\s*=\s*["'](?P<encoding>[^"'>]*)["'])?[^>]*>""", re.ASCII
)
_AMPERSAND = re.compile(rb"&(?!amp;)")
_RAW = re.compile(rb' xmlns(?::[^\s=<>]+)?="[^"<&]*&(?!amp;)')
_DECLARATIONS = re.compile(rb'<\?.*?\?>|<[^\s<>/!?]+(?: xmlns(?::[^\s=<>]+)?="[^"<]*")+', re.DOTALL)
"""Instructions, and the names of elements with the namespaces that are declared there."""

_PREFIX = re.compile(r"(\w+):")
_PROLOG = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")


def parse(data: bytes) -> Element:
    """Return the root element of an XML document, without comments and processing instructions.

    What a document says never depends on them. Raises `InvalidMessage` when it is too large,
    declares a document type (and so possibly entities), is neither in UTF-8 nor marked as UTF-16,
    or is not well-formed.
    """
    return _root(data, remove_instructions=True)


def parse_whole(data: bytes) -> Element:
    """Return the root element as `parse` does, with the processing instructions.

    Only canonical form asks for them: they are part of what was signed.
    """
    return _root(data, remove_instructions=False)


def has_instructions(root: Element) -> bool:
    """Return whether a document holds processing instructions, also beside its root."""
    kind = etree.ProcessingInstruction
    beside = (*root.itersiblings(kind), *root.itersiblings(kind, preceding=True))
    return bool(beside) or next(root.iter(kind), None) is not None


def qualified(path: str, namespaces: Mapping[str, str]) -> str:
    """Return a path to elements with the namespaces of its prefixes written out.

    Without prefixes to be looked up, elements are found in two thirds of the time.
    """
    return _PREFIX.sub(lambda prefix: f"{{{namespaces[prefix[1]]}}}", path)


def serialised(element: Element) -> bytes:
    """Return an element as a document of its own, with every prefix that is declared around it."""
    return _well_declared(etree.tostring(element, encoding="UTF-8", with_tail=False))


def canonical_form(root: Element, *, exclusive: bool, prefixes: Sequence[str]) -> bytes:
    """Return the canonical form of a whole document, without comments.

    Inclusive Canonical XML 1.0, the same as 1.1 for a whole document, or exclusive.
    """
    form = etree.tostring(
        root.getroottree(),
        method="c14n",
        exclusive=exclusive,
        with_comments=False,
        inclusive_ns_prefixes=list(prefixes) or None,
    )
    return _well_declared(form)


def in_utf8(data: bytes) -> bytes:
    """Return a document in UTF-8 that may begin with the mark of UTF-16, without its declaration.

    Raises `InvalidMessage` when it is in neither.
    """
    if not data.startswith(_UTF16):
        return data
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        raise _other_encoding() from None
    declared = _DECLARATION.match(text)
    if declared and (declared["encoding"] or "").lower() not in _UTF16_NAMES:
        raise _other_encoding()
    return (text[declared.end() :] if declared else text).encode()


def escape(text: str) -> str:
    """Return text as it stands between tags; a carriage return survives as a reference.

    Raises `InvalidMessage` for characters that XML cannot carry.
    """
    if has_forbidden(text):
        problem = "A text holds a character that XML cannot carry."
        raise unreadable_xml("characters", "structure", problem)
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("\r", "&#xD;")


def _well_declared(written: bytes) -> bytes:
    """Write `&` in the names of namespaces as a reference.

    libxml2 writes it as it is: in canonical form always, before 2.14 everywhere.
    """
    return _DECLARATIONS.sub(_with_references, written) if _RAW.search(written) else written


def _with_references(found: re.Match[bytes]) -> bytes:
    return found[0] if found[0].startswith(b"<?") else _AMPERSAND.sub(b"&amp;", found[0])


def _root(data: bytes, *, remove_instructions: bool) -> Element:
    check_size(data)
    data = in_utf8(data)
    check_size(data)
    check_limits(data)
    declared = _DECLARED.match(data)
    if declared and declared[1].lower() not in {b"utf-8", b"us-ascii"}:
        raise _other_encoding()
    prolog = _PROLOG.match(data)
    if prolog and data.startswith(b"<!", prolog.end()):
        raise unreadable_xml("doctype", "structure", "The document declares a document type.")
    try:
        return etree.fromstring(data, _parser(remove_instructions=remove_instructions))
    except etree.XMLSyntaxError as error:
        text = f"Not well-formed XML at {_place(error)}."
        raise unreadable_xml("well-formed", "structure", text) from error


def _parser(*, remove_instructions: bool) -> etree.XMLParser:
    """Return a parser. It would resolve entities, though no document may declare any.

    Otherwise the libxml2 of lxml for Windows (2.11) misreads `&amp;` in the name of a namespace.
    """
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities="internal",
        load_dtd=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=remove_instructions,
    )


def _place(error: etree.XMLSyntaxError) -> str:
    line, column = error.position
    return f"line {line}, column {column}"


def _other_encoding() -> InvalidMessage:
    return unreadable_xml("encoding", "structure", "The document is in neither UTF-8 nor UTF-16.")
