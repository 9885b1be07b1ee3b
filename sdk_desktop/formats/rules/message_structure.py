"""The structure of an SDK message: the content of the official schema, in our own words.

Source: MessageWithAttachments 3.0. A test compares it with the schema itself.
"""

from __future__ import annotations

from sdk_desktop.domain.message import LABEL_LIMIT
from sdk_desktop.formats.rules.structure import Child, Grammar, optional, several
from sdk_desktop.formats.values import boolean, date_time

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
