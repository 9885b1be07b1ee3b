"""Messages that are being written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.draft import Act, Draft, EarlierMessage
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.message import File
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.compiled import insert_row
from sdk_desktop.store.messages import message_columns
from sdk_desktop.store.messages.leaving import IS_HELD
from sdk_desktop.store.schema.draft_tables import draft, draft_file
from sdk_desktop.store.schema.tables import TableRow

_ROW = sa.select(draft.c.id).where(draft.c.key == sa.bindparam("key"))
_SAVED_FILES = (
    sa.select(draft_file.c.name, draft_file.c.content_type, draft_file.c.digest)
    .where(draft_file.c.draft == sa.bindparam("row"))
    .order_by(draft_file.c.id)
)


@dataclass(frozen=True, slots=True)
class StoredDrafts:
    """The drafts of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def put(self, saved: Draft) -> None:
        """Store a draft, new or changed; files that are already stored are not written again."""
        self.written.note(TableFamily.DRAFTS)
        values = {
            "mailbox": saved.mailbox,
            "changed": saved.changed,
            "content": message_columns.dumps(_content(saved)),
        }
        row = self._row(saved.key)
        if row is None:
            own = {"key": saved.key, "owner": saved.owner, "given_by": saved.given_by}
            row = insert_row(self.connection, draft, {**own, **values})
        else:
            self.connection.execute(sa.update(draft).where(draft.c.id == row).values(values))
        self._put_files(row, saved)

    def get(self, key: str) -> Draft:
        """Return a draft with its files."""
        found = self.connection.execute(sa.select(draft).where(draft.c.key == key)).one_or_none()
        if found is None:
            raise Refused("This draft is not in the store.")
        wanted = sa.select(draft_file.c.name, draft_file.c.content_type, draft_file.c.content)
        files = self.connection.execute(
            wanted.where(draft_file.c.draft == found.id).order_by(draft_file.c.id)
        )
        return _draft(found, tuple(File(*file) for file in files))

    def find(self, key: str) -> Draft | None:
        """Return a draft without its files, None where it is not here."""
        found = self.connection.execute(sa.select(draft).where(draft.c.key == key)).one_or_none()
        return None if found is None else _draft(found, ())

    def give(self, key: str, *, to: str, by: str) -> None:
        """Note whom a draft is handed over to at another computer, and by whom from there."""
        self.written.note(TableFamily.DRAFTS)
        one = sa.update(draft).where(draft.c.key == key)
        self.connection.execute(one.values(given_to=to, given_by=by))

    def hand_over(self, key: str, owner: str) -> None:
        """Make a draft a colleague's."""
        self.written.note(TableFamily.DRAFTS)
        mine = sa.update(draft).where(draft.c.key == key)
        if not self.connection.execute(mine.values(owner=owner)).rowcount:
            raise Refused("This draft is not in the store.")

    def all(self, owner: str, mailbox: str = "") -> tuple[Draft, ...]:
        """Return a person's drafts of a mailbox, or of all, newest change first, files empty."""
        wanted = sa.select(draft).order_by(draft.c.changed.desc().nulls_last(), draft.c.id.desc())
        wanted = wanted.where(draft.c.owner.in_(("", owner)), sa.not_(IS_HELD))
        if mailbox:
            wanted = wanted.where(draft.c.mailbox == mailbox)
        rows = self.connection.execute(wanted).all()
        names = self.connection.execute(
            sa.select(draft_file.c.draft, draft_file.c.name, draft_file.c.content_type).order_by(
                draft_file.c.id
            )
        )
        files: dict[int, list[File]] = {}
        for key, name, content_type in names:
            files.setdefault(key, []).append(File(name, content_type, b""))
        return tuple(_draft(row, tuple(files.get(row.id, ()))) for row in rows)

    def delete(self, key: str) -> None:
        """Forget a draft; one that is not there is forgotten already."""
        self.written.note(TableFamily.DRAFTS)
        self.connection.execute(sa.delete(draft).where(draft.c.key == key))

    def _row(self, key: str) -> int | None:
        return self.connection.execute(_ROW, {"key": key}).scalar_one_or_none()

    def _put_files(self, row: int, saved: Draft) -> None:
        stored = self.connection.execute(_SAVED_FILES, {"row": row})
        digests = [hashlib.sha256(file.content).hexdigest() for file in saved.files]
        named = [
            (file.name, file.content_type, digest)
            for file, digest in zip(saved.files, digests, strict=True)
        ]
        if [tuple(file) for file in stored] == named:
            return
        self.connection.execute(sa.delete(draft_file).where(draft_file.c.draft == row))
        rows = [
            {
                "draft": row,
                "name": file.name,
                "content_type": file.content_type,
                "digest": digest,
                "content": file.content,
            }
            for file, digest in zip(saved.files, digests, strict=True)
        ]
        if rows:
            self.connection.execute(sa.insert(draft_file), rows)


def draft_bytes(one: Draft) -> bytes:
    """Return what a draft says, without its files' content, for another computer."""
    files = [[file.name, file.content_type] for file in one.files]
    changed = one.changed.isoformat() if one.changed else None
    said = {**_content(one), "files": files, "changed": changed}
    return message_columns.dumps(said).encode(errors="surrogatepass")


def draft_from(key: str, mailbox: str, said: bytes, files: Sequence[bytes]) -> Draft:
    """Return the draft that another computer has made bytes of, with its files."""
    value = message_columns.loads(said.decode(errors="surrogatepass"))
    named = tuple(
        File(name, kind, one) for (name, kind), one in zip(value["files"], files, strict=True)
    )
    changed = datetime.fromisoformat(value["changed"]) if value["changed"] else None
    return replace(_read(key, mailbox, value), files=named, changed=changed)


def _content(saved: Draft) -> dict[str, Any]:
    return {
        "act": saved.act,
        "recipients": message_columns.recipients_out(saved.recipients),
        "label": saved.label,
        "confidential": saved.confidential,
        "text": saved.text,
        "persons": message_columns.persons_out(saved.persons),
        "own_references": message_columns.references_out(saved.own_references),
        "their_references": message_columns.references_out(saved.their_references),
        "conversation_id": saved.conversation_id,
        "ref_to_message_id": saved.ref_to_message_id,
        "unchosen": saved.unchosen,
        "answers_seen": saved.answers_seen,
        "replaces": [astuple(one) for one in saved.replaces],
        "complements": [astuple(one) for one in saved.complements],
        "list_id": saved.list_id,
        "forwards": saved.forwards,
    }


def _draft(row: TableRow, files: tuple[File, ...]) -> Draft:
    return replace(
        _read(row.key, row.mailbox, message_columns.loads(row.content)),
        files=files,
        changed=row.changed,
        owner=row.owner,
        given_to=row.given_to,
        given_by=row.given_by,
    )


def _read(key: str, mailbox: str, value: Mapping[str, Any]) -> Draft:
    return Draft(
        key=key,
        mailbox=mailbox,
        act=Act(value["act"]),
        recipients=message_columns.recipients_in(value["recipients"]),
        label=value["label"],
        confidential=value["confidential"],
        text=value["text"],
        persons=message_columns.persons_in(value["persons"]),
        own_references=message_columns.references_in(value["own_references"]),
        their_references=message_columns.references_in(value["their_references"]),
        conversation_id=value["conversation_id"],
        ref_to_message_id=value["ref_to_message_id"],
        unchosen=value.get("unchosen", ""),
        answers_seen=tuple(value.get("answers_seen", ())),
        replaces=tuple(EarlierMessage(*one) for one in value.get("replaces", ())),
        complements=tuple(EarlierMessage(*one) for one in value.get("complements", ())),
        list_id=value.get("list_id", ""),
        forwards=value.get("forwards", ""),
    )
