"""Malformed envelopes: structure, signature, encryption (transport.md §8 rows 3-14)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from sdk_desktop.domain.access_point import UserMessage
from sdk_desktop.domain.envelope import Envelope
from sdk_desktop.sandbox.conformance.malformed import (
    STRANGER,
    Change,
    MalformedDocument,
    SealedFor,
    replace_first,
)
from sdk_desktop.sandbox.network.faulty_link import corrupted

_CRITERION = (
    rb"<xha:BusinessScopeCriterion><BusinessScopeCriterionTypeCode>%s<"
    rb"(?:(?!</xha:BusinessScopeCriterion>).)*</xha:BusinessScopeCriterion>"
)
_CODES = ("DOCUMENTID", "DOCUMENTID_SCHEME", "PROCESSID", "PROCESSID_SCHEME", "FEDERATIONID")
_SIGNATURE = re.compile(rb"<ds:Signature .*</ds:Signature>", re.DOTALL)
_DOCTYPE = b'<!DOCTYPE x [<!ENTITY name "value">]>'
_LAST_CIPHER = rb"(.*<xenc:CipherValue>)"


def _without_signature(data: bytes) -> bytes:
    return _SIGNATURE.sub(b"", data)


def _signed_twice(data: bytes) -> bytes:
    return _SIGNATURE.sub(lambda found: found[0] * 2, data)


def _wrapped(data: bytes) -> bytes:
    """Return another header, with the signed envelope inside the signature."""
    original = _without_signature(data)
    forged = replace_first(rb"<CreationDateTime>[0-9]{4}", b"<CreationDateTime>2001")(data)
    return forged.replace(
        b"</ds:Signature>", b"<ds:Object>%s</ds:Object></ds:Signature>" % original
    )


def _cut_off(data: bytes) -> bytes:
    return data[: len(data) * 3 // 4]


def _with_document_type(data: bytes) -> bytes:
    return _DOCTYPE + data


def _for_stranger(envelope: Envelope) -> Envelope:
    return replace(envelope, recipient=STRANGER)


def _in_test(envelope: Envelope) -> Envelope:
    return replace(envelope, federation="urn:fdc:digg.se:edelivery:federation:test")


def _without_function(envelope: Envelope) -> Envelope:
    return replace(envelope, function=None)


def _from_stranger(header: UserMessage) -> UserMessage:
    return replace(header, original_sender=STRANGER)


def _leaf(name: str, replacement: bytes) -> Change:
    element = name.encode()
    return replace_first(rb"<%s>[^<]*</%s>" % (element, element), replacement)


def _lacking(code: str) -> MalformedDocument:
    return MalformedDocument(unsigned=replace_first(_CRITERION % code.encode(), b""))


_CLEAR = partial(MalformedDocument, sealed_for=SealedFor.NOBODY)
_NOT_FOR_US = partial(MalformedDocument, sealed_for=SealedFor.STRANGER)
"""A receiver that decrypts before it verifies is silent where it must refuse."""

ENVELOPES: Mapping[str, MalformedDocument] = {
    "cut-off": MalformedDocument(signed=_cut_off),
    "document-type": MalformedDocument(signed=_with_document_type),
    "wrong-order": MalformedDocument(
        unsigned=replace_first(
            rb"(<ID>[^<]*</ID>)(<CreationDateTime>[^<]*</CreationDateTime>)", rb"\2\1"
        )
    ),
    "forbidden-element": MalformedDocument(
        unsigned=replace_first(
            rb"</CustomizationID>", b"</CustomizationID><ProfileID>a</ProfileID>"
        )
    ),
    "unlisted-element": MalformedDocument(
        unsigned=replace_first(rb"(<xha:Header><ID>([^<]*)</ID>)", rb"\1<UUID>\2</UUID>")
    ),
    "empty-element": MalformedDocument(
        unsigned=_leaf("HandlingServiceID", b"<HandlingServiceID></HandlingServiceID>")
    ),
    "empty-attribute": MalformedDocument(
        unsigned=replace_first(rb"<ContentTypeCode>", b'<ContentTypeCode listID="">')
    ),
    "other-customization": MalformedDocument(
        unsigned=replace_first(rb"edelivery:xhe:1<", b"edelivery:xhe:2<")
    ),
    **{f"without-{code.lower().replace('_', '-')}": _lacking(code) for code in _CODES},
    "criterion-twice": MalformedDocument(
        unsigned=replace_first(rb"(%s)" % (_CRITERION % b"PROCESSID"), rb"\1\1")
    ),
    "other-version": MalformedDocument(
        unsigned=replace_first(rb"<XHEVersionID>1.0", b"<XHEVersionID>2.0")
    ),
    "other-sender-scheme": MalformedDocument(
        unsigned=replace_first(rb"(<xha:FromParty>.*?schemeID=)[^>]*", rb'\1"busdox-docid-qns"')
    ),
    "other-recipient-scheme": MalformedDocument(
        unsigned=replace_first(rb"(<xha:ToParty>.*?schemeID=)[^>]*", rb'\1"busdox-docid-qns"')
    ),
    "said-encrypted": _CLEAR(),
    "said-clear": MalformedDocument(unsigned=replace_first(rb"Indicator>true", b"Indicator>false")),
    "two-payloads": MalformedDocument(
        unsigned=replace_first(rb"(<xha:Payload>.*</xha:Payload>)", rb"\1\1")
    ),
    "without-content-type": MalformedDocument(unsigned=_leaf("ContentTypeCode", b"")),
    "identifier-no-uuid": MalformedDocument(unsigned=_leaf("ID", b"<ID>kuvert-1</ID>")),
    "without-zone": MalformedDocument(
        unsigned=replace_first(rb"Z</CreationDateTime>", b"</CreationDateTime>")
    ),
    "unknown-document": MalformedDocument(
        unsigned=replace_first(rb"messagePayload##3.0", b"messagePayload##9.9")
    ),
    "other-type-code": MalformedDocument(
        unsigned=replace_first(rb"Attachments:3}messagePayload<", b"Attachments:2}Message<")
    ),
    "other-process": MalformedDocument(
        unsigned=replace_first(rb"bdx:noprocess", b"urn:example:process")
    ),
    "for-others": _NOT_FOR_US(envelope=_for_stranger),
    "other-federation": MalformedDocument(envelope=_in_test),
    "without-function": MalformedDocument(envelope=_without_function),
    "unsigned": _NOT_FOR_US(signed=_without_signature),
    "anothers-key": _NOT_FOR_US(signer=STRANGER),
    "anothers-name": _NOT_FOR_US(
        unsigned=replace_first(rb"(<xha:FromParty>.*?>)0203:[^<]*", rb"\g<1>%s" % STRANGER.encode())
    ),
    "changed-header": _NOT_FOR_US(
        signed=replace_first(rb"<CreationDateTime>[0-9]{4}", b"<CreationDateTime>2001")
    ),
    "changed-payload": MalformedDocument(
        signed=replace_first(_LAST_CIPHER + rb"[^<]{24}", rb"\1" + b"A" * 24)
    ),
    "changed-signature": _NOT_FOR_US(signed=corrupted),
    "signed-twice": _NOT_FOR_US(signed=_signed_twice),
    "wrapped": _NOT_FOR_US(signed=_wrapped),
    "clear": _CLEAR(unsigned=replace_first(rb"Indicator>true", b"Indicator>false")),
    "for-another-key": _NOT_FOR_US(),
    "damaged-cipher": MalformedDocument(
        unsigned=replace_first(_LAST_CIPHER + rb"[^<]*", rb"\1AAAA")
    ),
    "payload-cut-off": MalformedDocument(payload=_cut_off),
    "payload-document-type": MalformedDocument(payload=_with_document_type),
    "other-original-sender": MalformedDocument(header=_from_stranger),
}
"""By the names that a conformance run asks for."""
