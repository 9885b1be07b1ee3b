"""Drafts that are handed over, as records of the ledger and on the rows here.

A record says from whom a draft comes and to whom it goes. What the draft says and its files lie
beside it, sealed and in pieces, until somebody has taken it or it has been taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from uuid import UUID, uuid4

from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.sharing import CopiedRecord, Fields, RecordEdit, SharedFile
from sdk_desktop.sharing.records import named_record
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.messages.drafts import draft_bytes, draft_from
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.shared.contents import SharedContent, files_of


class HandOver(StrEnum):
    """How far a draft is that is handed over."""

    OFFERED = "offered"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"


def draft_id(naming: bytes, key: str) -> UUID:
    """Return what a draft is called in the ledger."""
    return named_record(naming, RecordKind.DRAFT, key)


def offer_of(
    naming: bytes, known: CopiedRecord | None, draft: Draft, by: tuple[str, str], to: Sequence[str]
) -> SharedContent:
    """Return the edit by which somebody hands a draft over to a colleague, and its files.

    `by` is who they are, by id and name; a colleague has an id at each computer, `to` are these.
    """
    files = {uuid4(): one for one in draft_contents(draft)}
    said = {
        "mailbox": draft.mailbox,
        "draft": draft.key,
        "state": HandOver.OFFERED.value,
        "by": list(by),
        "to": list(to),
        "files": [[str(identity), len(content)] for identity, content in files.items()],
    }
    version, before = (known.version, known.fields) if known else (0, None)
    identity = draft_id(naming, draft.key)
    return SharedContent(RecordEdit(identity, int(RecordKind.DRAFT), version, before, said), files)


def draft_contents(draft: Draft) -> list[bytes]:
    """Return what a draft says and its files, as they lie beside its record."""
    return [draft_bytes(draft), *(one.content for one in draft.files)]


def ended(known: CopiedRecord, state: HandOver, by: tuple[str, str]) -> RecordEdit:
    """Return the edit by which an offer ends: somebody takes the draft, or takes it back."""
    before = known.fields or {}
    after = {**before, "state": state.value, "ended_by": list(by), "files": []}
    return RecordEdit(known.id, known.kind, known.version, before, after)


def is_offered(record: CopiedRecord | None) -> bool:
    """Return whether a draft waits to be taken."""
    return bool(record and record.fields and record.fields["state"] == HandOver.OFFERED)


def is_ended(record: CopiedRecord, state: HandOver, by: tuple[str, str]) -> bool:
    """Return whether an offer has ended so, by somebody."""
    said = record.fields or {}
    return said.get("state") == state and said["ended_by"] == list(by)


def draft_files(stored: Transaction, record: CopiedRecord) -> tuple[SharedFile, ...]:
    """Return the files of a draft that is for somebody here, also if it was so once before."""
    here = stored.drafts.find((record.fields or {})["draft"])
    waits = here is None or here.given_by
    return files_of(record) if waits and _taker(stored, record) else ()


def lay_draft(stored: Transaction, record: CopiedRecord, contents: Sequence[bytes]) -> None:
    """Show how far a draft is that is handed over from here, or to somebody here."""
    said = record.fields or {}
    key, known = said["draft"], stored.drafts.find(said["draft"])
    if is_offered(record):
        if known is None or known.given_by:
            _lay_offer(stored, record, contents)
    elif known is None or not (known.given_to or known.given_by):
        return
    elif _is_mine(stored, said) or (known.given_to and said["state"] == HandOver.WITHDRAWN):
        stored.drafts.give(key, to="", by="")
    else:
        stored.drafts.delete(key)


def _lay_offer(stored: Transaction, record: CopiedRecord, contents: Sequence[bytes]) -> None:
    """Show a draft as it is offered now; it may have been taken back and changed in between."""
    said = record.fields or {}
    key, owner = said["draft"], _taker(stored, record)
    if not owner:
        stored.drafts.delete(key)
    elif contents:
        content, *files = contents
        given = draft_from(key, said["mailbox"], content, files)
        stored.drafts.delete(key)
        stored.drafts.put(replace(given, owner=owner, given_by=said["by"][1]))


def _taker(stored: Transaction, record: CopiedRecord) -> str:
    """Return the id of whoever works here that a draft waits for, "" where nobody does."""
    said = record.fields or {}
    here = (one for one in said["to"] if stored.colleagues.is_here(one))
    return next(here, "") if is_offered(record) else ""


def _is_mine(stored: Transaction, said: Fields) -> bool:
    """Return whether somebody here has taken a draft."""
    taken = said["state"] == HandOver.TAKEN
    return taken and stored.colleagues.is_here(said["ended_by"][0])
