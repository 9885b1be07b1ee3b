"""The SDK message as XML (MessageWithAttachments 3.0)."""

from __future__ import annotations

import binascii
import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import zip_longest

from pybase64 import b64decode, b64encode

from sdk_desktop.domain.characters import utf16_length
from sdk_desktop.domain.errors import Finding, InvalidMessage
from sdk_desktop.domain.message import (
    FUNCTION_ROOT,
    LABEL_LIMIT,
    PARTICIPANT_SCHEME,
    SIZE_LIMIT,
    Attention,
    Document,
    File,
    Identifier,
    Message,
    Party,
    Person,
    Reference,
)
from sdk_desktop.formats.rules.message_rules import (
    MESSAGE_GRAMMAR,
    NAMESPACE,
    ROOT,
    message_rule_findings,
)
from sdk_desktop.formats.rules.structure import structure_findings, xpath_of
from sdk_desktop.formats.values import EARLIEST, read_boolean, read_xml_time, write_time
from sdk_desktop.formats.xmldsig.document import XmlDocument, read_document
from sdk_desktop.formats.xmldsig.xml import Element, escape

_NS = f"{{{NAMESPACE}}}"
_BROKEN = "The message breaks the rules of an SDK message."
_GAP = "\0"
"""Stands for a file's content while the rest is written; no text can hold it."""

_CONTENT = f"{{{NAMESPACE}}}content"
_STAND_IN = "AA=="
"""What stands for a file when rules are checked."""
_CHUNK = 3 << 18
"""Bytes of a file that are written at a time; a multiple of three, as Base64 needs."""


def read_message(data: bytes) -> Message:
    """Read a message; raise `InvalidMessage` with every finding when it breaks a rule."""
    document = read_document(data, _CONTENT)
    findings = message_findings(document)
    if findings:
        raise InvalidMessage(_BROKEN, findings)
    return message_in(document)


def write_message(message: Message) -> bytes:
    """Write a message as UTF-8; raise `InvalidMessage` for characters that XML cannot carry."""
    return b"".join(message_pieces(message))


def message_pieces(message: Message) -> Iterator[bytes]:
    """Write a message a piece at a time, so that its files are never held twice."""
    texts = _write(message, _gap).split(_GAP)
    files = (file for document in message.documents for file in document.files)
    for text, file in zip_longest(texts, files):
        yield text.encode()
        content = memoryview(file.content if file else b"")
        for at in range(0, len(content), _CHUNK):
            yield b64encode(content[at : at + _CHUNK])


def content_digest(message: Message) -> str:
    """Return the SHA-256 (hex) of all that a message says, however it was written."""
    digest = hashlib.sha256()
    for piece in message_pieces(message):
        digest.update(piece)
    return digest.hexdigest()


def examine_written(data: bytes) -> tuple[XmlDocument, tuple[Finding, ...]]:
    """Read what others have written and is to be sent; return every rule that it breaks.

    In an envelope it has its canonical form, and so its size. Raises `InvalidMessage` for no XML.
    """
    document = read_document(data, _CONTENT)
    findings = message_findings(document)
    if not findings:
        try:
            message_in(document)
        except InvalidMessage as error:
            findings = error.findings
    size = sum(map(len, document.canonical()))
    return document, (*(findings or _long_names(document.root)), *_too_large(size))


def examine_message(message: Message) -> tuple[tuple[Finding, ...], int]:
    """Return every rule that a message would break, and its size in bytes if it can be written.

    Stricter than for what is read: some readers count the characters of names in UTF-16.
    """
    try:
        document, written = _with_stand_ins(message)
    except InvalidMessage as error:
        return error.findings, 0
    findings = message_findings(document) or tuple(_long_names(document.root))
    size = written + sum(_encoded_size(file) - len(_STAND_IN) for file in _files(message))
    return (*findings, *_too_large(size)), size


def check_message(message: Message) -> tuple[Finding, ...]:
    """Return every rule that a message would break, without writing its files."""
    return examine_message(message)[0]


def received_findings(message: Message) -> tuple[Finding, ...]:
    """Return every rule that a message breaks that came otherwise than as XML."""
    try:
        document, _ = _with_stand_ins(message)
    except InvalidMessage as error:
        return error.findings
    return message_findings(document)


def message_findings(document: XmlDocument) -> tuple[Finding, ...]:
    """Return every rule that a document breaks; of its files only the first character counts."""
    return structure_findings(document.root, MESSAGE_GRAMMAR) or message_rule_findings(document)


def _with_stand_ins(message: Message) -> tuple[XmlDocument, int]:
    """Return a message as a document, without its files, and how many bytes that has."""
    written = _write(message, _stand_in).encode()
    return read_document(written), len(written)


def _too_large(size: int) -> Iterator[Finding]:
    if size > SIZE_LIMIT:
        text = "The message is larger than 30 MB."
        yield Finding("size", "BV", "too-long", f"/{ROOT}", text)


def _files(message: Message) -> Iterator[File]:
    return (file for document in message.documents for file in document.files if file.content)


def _encoded_size(file: File) -> int:
    return (len(file.content) + 2) // 3 * 4


def _long_names(root: Element) -> Iterator[Finding]:
    for label in root.iter(f"{{{NAMESPACE}}}label"):
        if utf16_length(label.text or "") > LABEL_LIMIT:
            text = "The name is longer than 256 characters."
            yield Finding("utf16", "SV", "structure", xpath_of(label), text)


def message_in(document: XmlDocument) -> Message:
    """Return the message of a document that breaks no rule.

    Raises `InvalidMessage` for a file that is not Base64.
    """
    header = _child(document.root, f"{_NS}message/{_NS}messageHeader")
    body = _child(document.root, f"{_NS}message/{_NS}messageBody")
    return Message(
        message_id=_text(header, "messageId"),
        conversation_id=_text(header, "conversationId"),
        created=read_xml_time(_text(header, "creationDateTime")) or EARLIEST,
        label=_optional(header, "label"),
        confidential=bool(read_boolean(_text(header, "confidentiality"))),
        recipient=_party(_child(header, f"{_NS}recipient"), "recipientID"),
        sender=_party(_child(header, f"{_NS}sender"), "senderID"),
        documents=tuple(_document(e, document) for e in body.iterfind(f"{_NS}documents")),
        ref_to_message_id=_optional(header, "refToMessageId"),
        generating_system=_identifier(header.find(f"{_NS}generatingSystem")),
    )


def _party(element: Element, identifier: str) -> Party:
    attention = element.find(f"{_NS}attention")
    return Party(
        organisation=_text(_child(element, _NS + identifier), "extension"),
        label=_optional(element, "label"),
        attention=None if attention is None else _attention(attention),
    )


def _attention(element: Element) -> Attention:
    function = _child(element, f"{_NS}subOrganization")
    return Attention(
        function=_text(_child(function, f"{_NS}organizationId"), "extension"),
        function_label=_optional(function, "label"),
        persons=tuple(
            Person(_optional(e, "label"), _identifier(e.find(f"{_NS}personId")))
            for e in element.iterfind(f"{_NS}person")
        ),
        references=tuple(
            Reference(_required(e.find(f"{_NS}referenceId")), _optional(e, "label"))
            for e in element.iterfind(f"{_NS}reference")
        ),
    )


def _document(element: Element, document: XmlDocument) -> Document:
    return Document(
        identifier=_text(element, "documentID"),
        name=_optional(element, "documentName"),
        index=_optional(element, "index"),
        files=tuple(
            File(
                name=_text(e, "fileName"),
                content_type=_text(e, "contentType"),
                content=_content(_child(e, f"{_NS}content"), document),
            )
            for e in element.iterfind(f"{_NS}ContentFiles")
        ),
        texts=tuple(_text(e, "characterSequence") for e in element.iterfind(f"{_NS}ContentText")),
    )


def _content(element: Element, document: XmlDocument) -> bytes:
    text = document.text(element)
    try:
        return b64decode(text, validate=True)
    except binascii.Error:
        pass  # it may have line breaks
    try:
        return b64decode(bytes(text).translate(None, b" \t\r\n"), validate=True)
    except binascii.Error as error:
        told = "The content of a file is not Base64."
        finding = Finding("base64", "BV", "invariant", xpath_of(element), told)
        raise InvalidMessage(_BROKEN, (finding,)) from error


def _identifier(element: Element | None) -> Identifier | None:
    return None if element is None else _required(element)


def _required(element: Element | None) -> Identifier:
    if element is None:
        raise InvalidMessage("The message lacks an identifier.")
    return Identifier(_text(element, "root"), _text(element, "extension"))


def _child(element: Element, path: str) -> Element:
    found = element.find(path)
    if found is None:
        raise InvalidMessage("The message lacks an element.")
    return found


def _text(element: Element, name: str) -> str:
    return element.findtext(_NS + name, "")


def _optional(element: Element, name: str) -> str | None:
    return element.findtext(_NS + name)


_Content = Callable[[bytes], str]


def _gap(_content: bytes) -> str:
    return _GAP


def _stand_in(content: bytes) -> str:
    return _STAND_IN if content else ""


def _write(message: Message, content: _Content) -> str:
    body = "".join(_write_document(document, content) for document in message.documents)
    return (
        f'<{ROOT} xmlns="{NAMESPACE}">'
        f"<message>{_write_header(message)}{_tag('messageBody', body)}</message></{ROOT}>"
    )


def _write_header(message: Message) -> str:
    return _tag(
        "messageHeader",
        _leaf("creationDateTime", write_time(message.created)),
        _leaf("messageId", message.message_id),
        _leaf("conversationId", message.conversation_id),
        _leaf("refToMessageId", message.ref_to_message_id),
        _leaf("label", message.label),
        _leaf("confidentiality", "true" if message.confidential else "false"),
        _write_identifier("generatingSystem", message.generating_system),
        _write_party("recipient", message.recipient),
        _write_party("sender", message.sender),
    )


def _write_party(name: str, party: Party) -> str:
    return _tag(
        name,
        _write_identifier(f"{name}ID", Identifier(PARTICIPANT_SCHEME, party.organisation)),
        _leaf("label", party.label),
        "" if party.attention is None else _write_attention(party.attention),
    )


def _write_attention(attention: Attention) -> str:
    function = Identifier(FUNCTION_ROOT, attention.function)
    return _tag(
        "attention",
        *(
            _tag("person", _write_identifier("personId", p.identifier), _leaf("label", p.label))
            for p in attention.persons
        ),
        _tag(
            "subOrganization",
            _write_identifier("organizationId", function),
            _leaf("label", attention.function_label),
        ),
        *(
            _tag(
                "reference",
                _write_identifier("referenceId", r.identifier),
                _leaf("label", r.label),
            )
            for r in attention.references
        ),
    )


def _write_document(document: Document, content: _Content) -> str:
    return _tag(
        "documents",
        _leaf("documentID", document.identifier),
        _leaf("documentName", document.name),
        _leaf("index", document.index),
        *map(partial(_write_file, content=content), document.files),
        *(_tag("ContentText", _leaf("characterSequence", text)) for text in document.texts),
    )


def _write_file(file: File, content: _Content) -> str:
    return _tag(
        "ContentFiles",
        _leaf("fileName", file.name),
        _leaf("contentType", file.content_type),
        _tag("content", content(file.content)),
    )


def _write_identifier(name: str, identifier: Identifier | None) -> str:
    if identifier is None:
        return ""
    return _tag(name, _leaf("root", identifier.root), _leaf("extension", identifier.extension))


def _leaf(name: str, text: str | None) -> str:
    return "" if text is None else _tag(name, escape(text))


def _tag(name: str, *content: str) -> str:
    return f"<{name}>{''.join(content)}</{name}>"
