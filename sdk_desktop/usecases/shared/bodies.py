"""What the records of a shared mailbox have to say so that all computers get on with them.

A colleague's program may be faulty, or in somebody else's hands. A record that does not say what
its kind needs, or is about another mailbox than the one whose ledger it lies in, is set aside: the
copy has it without anything that it says, and what follows comes all the same.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.draft import Act
from sdk_desktop.domain.errand import Filing
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.purge import PurgeState
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import SPOILED, CopiedRecord, Fields
from sdk_desktop.formats.json_fields import read_json
from sdk_desktop.formats.json_shapes import (
    is_flag,
    is_long_text,
    is_moment,
    is_number,
    is_some_text,
    is_typed,
    listed,
    mapped,
    maybe,
    one_of,
    row,
    table,
)
from sdk_desktop.sharing.pieces import MOST_FILE_BYTES
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.usecases.shared.given_drafts import HandOver


def checked_record(record: CopiedRecord, address: str) -> CopiedRecord:
    """Return a record of an address's mailbox as it is, or set aside where its body is at fault.

    What is of a kind that this version does not know, or has a reader of its own, stays as it is.
    """
    shape = _SHAPES.get(record.kind)
    if record.fields is None or shape is None:
        return record
    is_whole = record.fields.get("mailbox") == address and shape(record.fields)
    return record if is_whole else set_aside(record)


def checked_files(record: CopiedRecord, files: Mapping[UUID, bytes]) -> CopiedRecord:
    """Return a record as it is, or set aside where what lies beside it is not what it has to be."""
    fields = record.fields or {}
    contents = [files[one] for one in map(UUID, _named(fields)) if one in files]
    shape = _BESIDE.get(record.kind)
    if not contents or shape is None or (record.kind == RecordKind.CONTENT and _has_body(fields)):
        return record
    text = contents[-1 if record.kind == RecordKind.CONTENT else 0]
    try:
        said = read_json(text)
    except ValueError:
        return set_aside(record)
    count = len(contents) - 1
    is_whole = shape(said) and (record.kind == RecordKind.PURGE or _holds(said, count))
    return record if is_whole else set_aside(record)


def set_aside(record: CopiedRecord) -> CopiedRecord:
    """Return a record without anything that it says."""
    return replace(record, fields=SPOILED)


def _named(fields: Fields) -> list[str]:
    return [identity for identity, _ in fields.get("files", ())]


def _has_body(fields: Fields) -> bool:
    return "unreadable" in fields or bool(fields["body"])


def _is_identity(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False


def _is_size(value: object) -> bool:
    return is_number(value) and int(str(value)) <= MOST_FILE_BYTES


def _is_bytes(value: object) -> bool:
    try:
        return isinstance(value, str) and b64decode(value, validate=True) is not None
    except (binascii.Error, ValueError):
        return False


_is_direction, _maybe_text = one_of(Direction), maybe(is_some_text)
_is_file = row(_is_identity, _is_size)
_are_files, _two_texts = listed(_is_file), row(is_some_text, is_some_text)
_MESSAGE = {"mailbox": is_some_text, "message": is_some_text, "direction": _is_direction}
_HERE = {"unreadable": is_flag, "service": is_some_text}


def _says_which(value: object) -> bool:
    """Return whether a record names a message, by the service's name where it cannot be read."""
    return isinstance(value, dict) and (not value.get("unreadable") or "service" in value)


_are_identifiers = row(is_some_text, is_some_text)
_maybe_identifier = maybe(_are_identifiers)
_are_persons = listed(row(_maybe_text, _maybe_identifier))
_are_references = listed(row(_are_identifiers, _maybe_text))
_is_attention = row(is_some_text, _maybe_text, _are_persons, _are_references)
_is_party = row(is_some_text, _maybe_text, maybe(_is_attention))
_is_document = row(is_some_text, _maybe_text, _maybe_text, listed(is_long_text))
_is_body = table(
    {
        "conversation": is_some_text,
        "refers": _maybe_text,
        "created": is_moment,
        "label": _maybe_text,
        "confidential": is_flag,
        "recipient": _is_party,
        "sender": _is_party,
        "documents": listed(_is_document),
        "system": _maybe_identifier,
        "files": listed(row(is_number, is_some_text, is_some_text)),
    }
)
_are_typed = row(is_typed, is_typed)
_is_earlier = row(is_some_text, is_some_text, is_some_text, is_some_text, least=3)
_is_draft = table(
    {
        "act": one_of(Act),
        "recipients": listed(row(is_typed, is_typed, is_typed, is_typed)),
        "label": is_typed,
        "text": is_typed,
        "confidential": lambda value: value is None or is_flag(value),
        "persons": listed(row(maybe(is_typed), maybe(_are_typed))),
        "own_references": listed(row(_are_typed, maybe(is_typed))),
        "their_references": listed(row(_are_typed, maybe(is_typed))),
        "conversation_id": _maybe_text,
        "ref_to_message_id": _maybe_text,
        "files": listed(row(is_some_text, is_some_text)),
        "changed": maybe(is_moment),
    },
    {
        "unchosen": is_typed,
        "answers_seen": listed(is_some_text),
        "replaces": listed(_is_earlier),
        "complements": listed(_is_earlier),
        "list_id": is_some_text,
        "forwards": is_some_text,
    },
)
_is_listing = row(
    listed(row(_is_direction, is_some_text, is_some_text, is_some_text)), listed(is_flag)
)


def _is_whole_listing(value: object) -> bool:
    return _is_listing(value) and isinstance(value, list) and len(value[0]) == len(value[1])


def _holds(said: Fields, count: int) -> bool:
    """Return whether a body says as much of files as there are, and of documents that it has."""
    files, documents = said["files"], said.get("documents")
    if documents is None:
        return len(files) == count
    return len(files) <= count and all(number < len(documents) for number, *_ in files)


_is_content = table(
    {
        **_MESSAGE,
        "service": is_some_text,
        "received": is_moment,
        "digest": is_some_text,
        "files": _are_files,
    },
    {
        "by": _two_texts,
        "list": _two_texts,
        "forwards": is_some_text,
        "inherits": row(is_some_text, is_some_text, is_some_text),
    },
)
_is_unreadable = table(
    {
        "unreadable": is_some_text,
        "incident": is_flag,
        "sender": is_some_text,
        "created": maybe(is_moment),
        "files": listed(_is_file),
    }
)


def _is_whole_content(value: object) -> bool:
    """Return whether a message's record holds it whole, but for what lies beside it."""
    if not isinstance(value, dict) or not _is_content(value):
        return False
    if "unreadable" in value:
        return _is_unreadable(value) and len(value["files"]) > 0
    body, is_out = value.get("body"), value["direction"] == Direction.OUT
    if not isinstance(body, str) or "inherits" not in value or (is_out and "by" not in value):
        return False
    if not body:
        return len(value["files"]) > 0
    try:
        said = read_json(body.encode())
    except ValueError:
        return False
    return _is_body(said) and _holds(said, len(value["files"]))


_CARED = {
    **dict.fromkeys(("handler_name", "diary", "type", "hold", "ticked"), is_some_text),
    **dict.fromkeys(("answerer", "answerer_name"), is_some_text),
    "answered": maybe(is_moment),
    "answer_by": maybe(is_moment),
    "filing": one_of(Filing),
    "answers": listed(is_some_text),
    **_HERE,
}
_is_care = table({**_MESSAGE, "handler": is_some_text, "read": is_flag}, _CARED)
_TOGETHER = (
    {"handler", "handler_name"},
    {"answered", "answerer", "answerer_name"},
    {"diary", "type"},
)
"""Fields of which all are said or none is."""


def _is_whole_care(value: object) -> bool:
    if not isinstance(value, dict) or not _is_care(value):
        return False
    halves = (len(names & value.keys()) not in {0, len(names)} for names in _TOGETHER)
    return _says_which(value) and not any(halves)


_is_note = table(
    {
        **_MESSAGE,
        "who": is_some_text,
        "name": is_some_text,
        "time": is_moment,
        "text": is_some_text,
    },
    _HERE,
)
_is_event = row(is_some_text, maybe(is_moment), is_some_text, is_some_text, is_some_text, least=2)
_is_state = table(
    {
        "status": one_of(Status),
        "attempts": is_number,
        "due": maybe(is_moment),
        "claimed": maybe(is_moment),
        "events": listed(_is_event),
    }
)
_is_delivery = table(
    {"message": is_some_text, "state": _is_state, "rest": is_number},
    {"sealed": lambda value: value is None or _is_file(value)},
)
_is_answer = table(
    {
        **dict.fromkeys(("service", "message", "identifier", "recipient", "digest"), is_some_text),
        "sealed": _is_bytes,
        "copy": is_number,
        "accepted": is_flag,
        "open": is_flag,
    }
)
_is_arrival = table(dict.fromkeys(("service", "message", "as", "reason"), is_some_text))
_is_offer = table(
    {
        "draft": is_some_text,
        "state": one_of(HandOver),
        "by": _two_texts,
        "to": listed(is_some_text),
        "files": _are_files,
    },
    {"ended_by": _two_texts},
)


def _is_whole_offer(value: object) -> bool:
    """Return whether a draft's record says who has it, once it is no longer offered."""
    if not isinstance(value, dict) or not _is_offer(value):
        return False
    return value["state"] == HandOver.OFFERED or "ended_by" in value


def _is_old_moment(value: object) -> bool:
    """Return whether a value is a moment, also without its zone: so older programs wrote it."""
    return is_moment(value) or (isinstance(value, str) and is_moment(f"{value}+00:00"))


_is_named = row(_is_direction, is_some_text, is_some_text, is_flag)
_is_erased = row(
    *(_is_direction, is_some_text, is_some_text, is_flag, _is_old_moment, _is_old_moment),
    *[is_some_text] * 3,
    least=6,
)
_is_purge = table(
    {
        "purge": is_some_text,
        "decided": table(
            {
                "state": one_of(PurgeState),
                "decision": is_some_text,
                "before": is_moment,
                "type": _maybe_text,
                "direction": maybe(_is_direction),
                "proposed_by": is_some_text,
                "proposed": is_moment,
                "approved_by": is_some_text,
                "approved": maybe(is_moment),
                "listed": is_number,
            },
            {"approved_id": is_some_text},
        ),
    },
    {
        "erased": listed(_is_erased),
        "held": listed(_is_named),
        "changed": listed(_is_named),
        "files": _are_files,
    },
)
_is_people = table(
    {"people": mapped(is_some_text, row(is_some_text, one_of(Role))), "gone": listed(is_some_text)}
)
_SHAPES = {
    int(RecordKind.CONTENT): _is_whole_content,
    int(RecordKind.CARE): _is_whole_care,
    int(RecordKind.NOTE): lambda value: _is_note(value) and _says_which(value),
    int(RecordKind.DELIVERY): _is_delivery,
    int(RecordKind.ANSWER): _is_answer,
    int(RecordKind.ARRIVAL): _is_arrival,
    int(RecordKind.DRAFT): _is_whole_offer,
    int(RecordKind.PURGE): _is_purge,
    int(RecordKind.PEOPLE): _is_people,
}
_BESIDE = {
    int(RecordKind.CONTENT): _is_body,
    int(RecordKind.DRAFT): _is_draft,
    int(RecordKind.PURGE): _is_whole_listing,
}
