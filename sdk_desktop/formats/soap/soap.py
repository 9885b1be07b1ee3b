"""SOAP 1.2 with one large payload, plain or packed with MTOM; faults of SOAP 1.1 are read, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from uuid import uuid4

from pybase64 import b64decode, b64encode

from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.formats.soap.multipart import Package, package_type, write_package
from sdk_desktop.formats.xmldsig.document import XmlDocument, read_document
from sdk_desktop.formats.xmldsig.xml import Element, escape

SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"
SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/"
XOP = "http://www.w3.org/2004/08/xop/include"
SOAP_TYPE = "application/soap+xml"

LARGEST_SOAP = 150_000_000
"""Bytes. An envelope may have 100 MB, and is a third longer in Base64."""

GAP = "\0"
"""Stands for the payload in a body that is to be written; no text can hold it."""

_XML_TYPES = frozenset({SOAP_TYPE, "text/xml", "application/xml", "application/xop+xml", ""})
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
"""How a page for people begins, whatever its media type."""

_HOLDER = "value"
_INCLUDE = f"{{{XOP}}}Include"
_CHUNK = 3 << 18
"""Bytes that are written as Base64 at a time; a multiple of three."""

_WHITE_SPACE = b" \t\r\n"
_MOST_WORDS = 500


class Flaw(Enum):
    """What is wrong with what should have been an answer."""

    NOT_SOAP = auto()
    BROKEN = auto()
    OTHER_VERSION = auto()
    FOR_ACCESS_POINTS = auto()
    WITHOUT_PAYLOAD = auto()
    TOO_LARGE = auto()


class SoapError(Exception):
    """What came is not what the interface describes; `flaw` says in which way."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.name)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class SoapFault:
    """A refusal by the other side; the details are those of Domibus, empty where there are none.

    `code` is a SOAP 1.2 code such as `Receiver`. `reason` and `message` may repeat anything.
    """

    code: str
    reason: str
    detail: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class SoapStream:
    """A message that is ready to be sent in pieces; each iteration begins anew.

    The payload is written as Base64, or as it is where the message is `packed`.
    """

    content_type: str
    before: bytes
    payload: bytes | memoryview = field(default=b"", repr=False)
    after: bytes = b""
    packed: bool = False

    def __len__(self) -> int:
        size = len(self.payload)
        return len(self.before) + (size if self.packed else -(-size // 3) * 4) + len(self.after)

    def __iter__(self) -> Iterator[bytes]:
        yield self.before
        for at in range(0, len(self.payload), _CHUNK):
            piece = self.payload[at : at + _CHUNK]
            yield bytes(piece) if self.packed else b64encode(piece)
        yield self.after


@dataclass(frozen=True, slots=True)
class SoapMessage:
    """A message that was read: its first header blocks and its body, with the parts beside it."""

    document: XmlDocument
    header: Element | None
    body: Element
    package: Package | None = None

    @property
    def fault(self) -> SoapFault | None:
        """What the other side refuses, None when it does not."""
        return _read_fault(self.body)

    def payload(self, holder: Element) -> bytes:
        """Return what an element holds in Base64 or points at; raise `SoapError`."""
        include = holder.find(_INCLUDE)
        try:
            content = self._part(include) if include is not None else self._text(holder)
        except ValueError:
            raise SoapError(Flaw.BROKEN) from None
        if not content:
            raise SoapError(Flaw.WITHOUT_PAYLOAD)
        return content

    def _part(self, include: Element) -> bytes:
        if self.package is None:
            raise ValueError
        return bytes(self.package.part(include.get("href", "")).content())

    def _text(self, holder: Element) -> bytes:
        text = self.document.text(holder)
        try:
            return b64decode(text, validate=True)
        except ValueError:
            return b64decode(bytes(text).translate(None, _WHITE_SPACE), validate=True)


def read_soap(data: bytes, content_type: str) -> SoapMessage:
    """Read a message of a media type; raise `SoapError`."""
    kind = content_type.partition(";")[0].strip().lower()
    if len(data) > LARGEST_SOAP:
        raise SoapError(Flaw.TOO_LARGE)
    if kind == "multipart/related":
        try:
            package = Package(data, content_type)
            return _read(bytes(package.root.content()), package)
        except ValueError:
            raise SoapError(Flaw.BROKEN) from None
    if kind not in _XML_TYPES or _PAGE.match(data):
        raise SoapError(Flaw.NOT_SOAP)
    return _read(data, None)


def write_soap(
    body: str, header: str = "", payload: bytes | None = None, *, packed: bool = False
) -> SoapStream:
    """Write a message; a payload goes where the body has its `GAP`, in Base64 or packed beside."""
    head = f"<soap:Header>{header}</soap:Header>" if header else ""
    text = (
        f'<soap:Envelope xmlns:soap="{SOAP_12}">{head}<soap:Body>{body}</soap:Body></soap:Envelope>'
    )
    if payload is None:
        return SoapStream(f"{SOAP_TYPE}; charset=UTF-8", text.encode())
    if packed:
        return _pack(text, payload)
    before, after = text.split(GAP)
    return SoapStream(f"{SOAP_TYPE}; charset=UTF-8", before.encode(), payload, after.encode())


def write_fault(fault: SoapFault, detail: str = "") -> SoapStream:
    """Write a fault; `detail` is the XML of what stands in its detail."""
    inside = f"<soap:Detail>{detail}</soap:Detail>" if detail else ""
    return write_soap(
        f"<soap:Fault><soap:Code><soap:Value>soap:{fault.code}</soap:Value></soap:Code>"
        f'<soap:Reason><soap:Text xml:lang="en">{escape(fault.reason)}</soap:Text></soap:Reason>'
        f"{inside}</soap:Fault>"
    )


def short_line(text: str | None) -> str:
    """Return a text on one line, shortened to what can be read at a glance."""
    return " ".join((text or "")[: 2 * _MOST_WORDS].split())[:_MOST_WORDS]


def _pack(text: str, payload: bytes) -> SoapStream:
    boundary, name = f"uuid:{uuid4()}", f"{uuid4()}@sdk-desktop"
    include = f'<xop:Include xmlns:xop="{XOP}" href="cid:{name}"/>'
    before, after = write_package(boundary, text.replace(GAP, include), SOAP_TYPE, name)
    return SoapStream(package_type(boundary, SOAP_TYPE), before, payload, after, packed=True)


def _read(data: bytes, package: Package | None) -> SoapMessage:
    try:
        document = read_document(data, _HOLDER, largest=LARGEST_SOAP)
    except InvalidMessage:
        raise SoapError(Flaw.BROKEN) from None
    root = document.root
    space = str(root.tag).rpartition("}")[0].removeprefix("{")
    if space not in {SOAP_11, SOAP_12} or root.tag != f"{{{space}}}Envelope":
        raise SoapError(Flaw.NOT_SOAP)
    body = root.find(f"{{{space}}}Body")
    if body is None or not len(body):
        raise SoapError(Flaw.BROKEN)
    return SoapMessage(document, root.find(f"{{{space}}}Header"), body[0], package)


def _read_fault(element: Element) -> SoapFault | None:
    """Read a fault of either version; what is said in its detail may be in any namespace."""
    if element.tag == f"{{{SOAP_12}}}Fault":
        code = element.findtext(f"{{{SOAP_12}}}Code/{{{SOAP_12}}}Value", "")
        reason = element.findtext(f"{{{SOAP_12}}}Reason/{{{SOAP_12}}}Text", "")
        detail = element.find(f"{{{SOAP_12}}}Detail/{{*}}FaultDetail")
    elif element.tag == f"{{{SOAP_11}}}Fault":
        code, reason = element.findtext("faultcode", ""), element.findtext("faultstring", "")
        detail = element.find("detail/{*}FaultDetail")
    else:
        return None
    said = ("", "")
    if detail is not None:
        said = (detail.findtext("{*}code", ""), detail.findtext("{*}message", ""))
    return SoapFault(
        short_line(code).rpartition(":")[2],
        short_line(reason),
        *(short_line(text) for text in said),
    )
