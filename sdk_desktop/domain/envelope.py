"""What an envelope (XHE) says of the one document in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FEDERATION = "urn:fdc:digg.se:edelivery:federation:sdk"
"""The federation of SDK, in production and in QA (transport.md §2.2)."""


class DocumentType(StrEnum):
    """What may travel in an envelope; the value is the document identifier of transport.md §2.2."""

    MESSAGE = (
        "urn:riv:infrastructure:messaging:MessageWithAttachments:3::messagePayload##3.0"
        "::tm-base-ext-sigenc"
    )
    ACKNOWLEDGEMENT = (
        "urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2::ApplicationResponse"
        "##fdc:digg.se:edelivery:messagetype:response:1::2.1::tm-base-ext-sigenc"
    )


@dataclass(frozen=True, slots=True)
class Envelope:
    """The header of an envelope; parties are participant identifiers such as `0203:habo.se`.

    `identifier` is a UUID and, for a message, its messageId. `function` is the HandlingServiceID:
    the function address of the recipient, which SDK demands but others may leave out.
    """

    identifier: str
    created: datetime
    sender: str
    recipient: str
    document_type: DocumentType = DocumentType.MESSAGE
    function: str | None = None
    federation: str = FEDERATION
