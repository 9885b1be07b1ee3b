"""What an envelope (XHE) says of the one document in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FEDERATION = "urn:fdc:digg.se:edelivery:federation:sdk"
"""The federation of SDK, in production and in QA (transport.md §2.2)."""


class Environment(StrEnum):
    """An environment of the federation, as access points name it (transport.md §6.5)."""

    OPEN_TEST = "OPEN-TEST"
    QA = "SDK-QA"
    PRODUCTION = "SDK-PROD"

    @property
    def federation(self) -> str:
        """Return the federation that envelopes name (transport.md §2.2)."""
        name = "test" if self is Environment.OPEN_TEST else "sdk"
        return f"urn:fdc:digg.se:edelivery:federation:{name}"


_PARTY = re.compile(rf"AP\d{{4}}-({'|'.join(Environment)})")


def environment_of_party(party: str) -> Environment | None:
    """Return the environment that an access point's name tells, such as `AP0040-SDK-PROD`."""
    found = _PARTY.fullmatch(party.strip())
    return Environment(found.group(1)) if found else None


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
