"""Messages in the JSON of the MT-MK API (SDK API 1.0, B1.4.2; message-service-api.md).

Written strictly as the OpenAPI document says, read with patience for what services get wrong.
The API has no place for an organisation's name, so `Party.label` is lost on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pybase64 import b64decode, b64encode

from sdk_desktop.domain.incoming import Waiting
from sdk_desktop.domain.message import (
    FUNCTION_ROOT,
    Attention,
    CodeSystem,
    Document,
    File,
    Identifier,
    Message,
    Party,
    Person,
    Reference,
)
from sdk_desktop.formats.json_fields import (
    JsonObject,
    as_mapping,
    displayable,
    field_error,
    read_json_time,
)
from sdk_desktop.formats.large_json import ContentMarks, JsonBody
from sdk_desktop.formats.status_api import read_problem, read_report, write_problem, write_report
from sdk_desktop.formats.values import write_time

__all__ = [
    "function_of",
    "read_attributes",
    "read_problem",
    "read_report",
    "read_resource",
    "read_waiting",
    "write_attributes",
    "write_body",
    "write_problem",
    "write_report",
    "write_resource",
    "write_waiting",
]

_ATTRIBUTES = "/data/attributes"


def write_body(message: Message) -> JsonBody:
    """Write the request that hands a message over under its own id."""
    marks = ContentMarks()
    attributes = _attributes(message)
    attributes["digitalDocument"] = [_document(one, marks.mark) for one in message.documents]
    return marks.body({"data": write_resource(message.message_id, attributes)})


def write_attributes(message: Message, *, content: bool = True) -> dict[str, object]:
    """Write a message's `attributes`; without `content` as lists have them (no documents)."""
    attributes = _attributes(message)
    if content:
        attributes["digitalDocument"] = [_document(one, _base64) for one in message.documents]
    return attributes


def _attributes(message: Message) -> dict[str, object]:
    return {
        "creationDateTime": write_time(message.created),
        "messageId": message.message_id,
        "conversationId": message.conversation_id,
        "confidentiality": message.confidential,
        "label": message.label or "",
        "sender": message.sender.organisation,
        "recipient": message.recipient.organisation,
        **_given(refToMessageId=message.ref_to_message_id),
        **_given(generatingSystem=_identifier(message.generating_system)),
        **_given(senderAttention=_attention(message.sender.attention)),
        **_given(recipientAttention=_attention(message.recipient.attention)),
    }


def write_resource(service_id: str, attributes: Mapping[str, object]) -> dict[str, object]:
    """Write one `data` member; `service_id` is the message service's own id."""
    return {"type": "messages", "id": service_id, "attributes": dict(attributes)}


def read_attributes(attributes: Mapping[str, object]) -> Message:
    """Read a message's `attributes`; raise InvalidMessage when one is missing or wrong.

    A missing conversation is that of a new message: its own id.
    """
    return _read(JsonObject(attributes, _ATTRIBUTES), None)


def read_resource(document: object) -> Message:
    """Read an answer with one message (`{"data": {…}}`); its `id` stands in for a messageId."""
    data = JsonObject(document, "").inner("data")
    attributes = data.inner("attributes") if data else None
    if data is None or attributes is None:
        raise field_error(_ATTRIBUTES, "A required field is missing.")
    return _read(attributes, data.text("id"))


def read_waiting(resource: Mapping[str, object], mailbox: str) -> Waiting | None:
    """Read what a list says of a message for `mailbox`; None when it is not one that waits there.

    A service that does not filter must not put other mailboxes' messages into this one.
    """
    attributes = as_mapping(resource.get("attributes"))
    message_id = displayable(attributes.get("messageId"))
    service_id = displayable(resource.get("id")) or message_id
    if not service_id.strip("."):
        return None
    if (displayable(attributes.get("messageStatus")).upper() or "NEW") != "NEW":
        return None
    if function_of(resource, "recipient") not in {"", mailbox}:
        return None
    created = read_json_time(attributes.get("creationDateTime"))
    return Waiting(service_id, message_id or service_id, mailbox, created)


def write_waiting(waiting: Waiting) -> dict[str, object]:
    """Write what a list said of a message that waits, to keep it when there is nothing better."""
    unit = {"root": FUNCTION_ROOT, "extension": waiting.mailbox}
    attributes = {
        "messageStatus": "NEW",
        "messageId": waiting.message_id,
        "recipientAttention": {"subOrganization": unit},
        **_given(creationDateTime=write_time(waiting.created) if waiting.created else None),
    }
    return write_resource(waiting.service_id, attributes)


def function_of(resource: Mapping[str, object], side: str) -> str:
    """Return the function address that a list names as `sender` or `recipient`, or nothing."""
    attention = as_mapping(as_mapping(resource.get("attributes")).get(f"{side}Attention"))
    return displayable(as_mapping(attention.get("subOrganization")).get("extension"))


def _read(fields: JsonObject, service_id: str | None) -> Message:
    message_id = fields.text("messageId") or service_id or fields.required("messageId")
    system = fields.inner("generatingSystem")
    return Message(
        message_id=message_id,
        conversation_id=fields.text("conversationId") or message_id,
        ref_to_message_id=fields.text("refToMessageId"),
        created=fields.time("creationDateTime"),
        label=fields.text("label"),
        confidential=fields.flag("confidentiality"),
        generating_system=_read_identifier(system) if system else None,
        sender=Party(fields.required("sender"), attention=_read_attention(fields, "sender")),
        recipient=Party(
            fields.required("recipient"), attention=_read_attention(fields, "recipient")
        ),
        documents=tuple(_read_document(one) for one in fields.each("digitalDocument")),
    )


def _given(**fields: object) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value is not None}


def _identifier(identifier: Identifier | None) -> dict[str, object] | None:
    if identifier is None:
        return None
    return {"root": identifier.root, "extension": identifier.extension}


def _attention(attention: Attention | None) -> dict[str, object] | None:
    if attention is None:
        return None
    unit: dict[str, object] = {"root": FUNCTION_ROOT, "extension": attention.function}
    persons = [_person(person) for person in attention.persons if person != Person()]
    references = [_labelled(one.identifier, one.label) for one in attention.references]
    return {
        "subOrganization": {**unit, **_given(label=attention.function_label)},
        **_given(attentionPerson=persons or None, referenceId=references or None),
    }


def _person(person: Person) -> dict[str, object]:
    """The schema demands an identifier: a person without one has the name for it."""
    identifier = person.identifier or Identifier(CodeSystem.OTHER, person.label or "")
    return _labelled(identifier, person.label)


def _labelled(identifier: Identifier, label: str | None) -> dict[str, object]:
    """The schema demands a label: what has none is labelled with its identifier."""
    return {
        "root": str(identifier.root),
        "extension": identifier.extension,
        "label": label or identifier.extension,
    }


def _document(document: Document, written: Callable[[bytes], str]) -> dict[str, object]:
    return {
        **_given(documentName=document.name),
        "documentId": document.identifier,
        **_given(index=document.index),
        **_given(contentTextBody=list(document.texts) or None),
        **_given(contentFiles=[_file(file, written) for file in document.files] or None),
    }


def _file(file: File, written: Callable[[bytes], str]) -> dict[str, object]:
    return {
        "fileName": file.name,
        "contentType": file.content_type,
        "content": written(file.content),
    }


def _base64(content: bytes) -> str:
    return b64encode(content).decode("ascii")


def _read_identifier(fields: JsonObject) -> Identifier | None:
    root, extension = fields.text("root"), fields.text("extension")
    if extension is None:
        return None
    return Identifier(root or "", extension)


def _read_attention(fields: JsonObject, side: str) -> Attention | None:
    attention = fields.inner(f"{side}Attention")
    unit = attention.inner("subOrganization") if attention else None
    if attention is None or unit is None:
        return None
    persons = (_read_person(one) for one in attention.each("attentionPerson"))
    return Attention(
        function=unit.required("extension"),
        function_label=unit.text("label"),
        persons=tuple(person for person in persons if person != Person()),
        references=tuple(_read_reference(one) for one in attention.each("referenceId")),
    )


def _read_person(fields: JsonObject) -> Person:
    identifier, label = _read_identifier(fields), fields.text("label")
    if identifier is None or label != identifier.extension:
        return Person(label, identifier)
    return Person(label) if identifier.root == CodeSystem.OTHER else Person(None, identifier)


def _read_reference(fields: JsonObject) -> Reference:
    identifier = Identifier(fields.required("root"), fields.required("extension"))
    label = fields.text("label")
    return Reference(identifier, None if label == identifier.extension else label)


def _read_document(fields: JsonObject) -> Document:
    return Document(
        identifier=fields.required("documentId"),
        name=fields.text("documentName"),
        index=fields.text("index"),
        files=tuple(_read_file(one) for one in fields.each("contentFiles")),
        texts=fields.texts("contentTextBody"),
    )


def _read_file(fields: JsonObject) -> File:
    return File(fields.required("fileName"), fields.required("contentType"), _read_content(fields))


def _read_content(fields: JsonObject) -> bytes:
    """Base64 may be broken into lines, nothing else."""
    try:
        return _decoded(fields.bare("content"))
    except ValueError:
        raise field_error(fields.at("content"), "A file is not valid Base64.") from None


def _decoded(coded: bytes | memoryview) -> bytes:
    try:
        return b64decode(coded, validate=True)
    except ValueError:
        return b64decode(bytes(coded).translate(None, b" \t\r\n"), validate=True)
