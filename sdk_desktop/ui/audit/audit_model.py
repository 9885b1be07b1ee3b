"""The events of the audit trail as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from sdk_desktop.domain.audit import AuditEvent, AuditKind, AuditRow
from sdk_desktop.domain.delivery import LATE, Status
from sdk_desktop.domain.errors import from_line
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.parts.labels import tip
from sdk_desktop.ui.words import mark, sentence, shown_names, tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.plain_text import one_line

_Index = QModelIndex | QPersistentModelIndex

_KINDS = {
    AuditKind.ENROLLED: mark("Gave access to the program"),
    AuditKind.ROLE_CHANGED: mark("Changed what somebody may do"),
    AuditKind.UNLOCKED: mark("Signed in"),
    AuditKind.LOCKED: mark("Locked"),
    AuditKind.PROVED: mark("Proved again who they are"),
    AuditKind.TRIES_FAILED: mark("Tries to sign in had failed"),
    AuditKind.RIGHTS_MENDED: mark("Others could read or write files of the program"),
    AuditKind.TRIES_UNDONE: mark("The key file had been replaced by an older copy"),
    AuditKind.NOT_FETCHED: mark("Nothing was fetched"),
    AuditKind.RECEIVED: mark("A message came"),
    AuditKind.UNREADABLE: mark("A message came that cannot be read"),
    AuditKind.READ: mark("Read a message"),
    AuditKind.SEARCHED: mark("Searched and found something confidential"),
    AuditKind.OPENED_FILE: mark("Asked to see an attachment"),
    AuditKind.SAVED_FILE: mark("Saved an attachment"),
    AuditKind.DOSSIER: mark("Took a message out of the program"),
    AuditKind.PASSED_ON: mark("Put a message into the export folder"),
    AuditKind.PRINTED: mark("Made a document of a message to print it"),
    AuditKind.FORWARDED: mark("Began to forward a message"),
    AuditKind.SENT_ON: mark("Forwarded a message"),
    AuditKind.SENT: mark("Sent a message"),
    AuditKind.TAKEN_BACK: mark("Took a message back before it left"),
    AuditKind.HANDED_OVER: mark("Handed a message over"),
    AuditKind.DELIVERY: mark("A delivery ended"),
    AuditKind.TAKEN: mark("Took a message"),
    AuditKind.TAKEN_OVER: mark("Took a message over from a colleague"),
    AuditKind.FILED: mark("Noted where a message is kept"),
    AuditKind.DEADLINE: mark("Set until when a message is to be answered"),
    AuditKind.SEEN_TO: mark("Noted that somebody has seen to a message"),
    AuditKind.NOTED: mark("Wrote a note on a message"),
    AuditKind.DRAFT_HANDED_OVER: mark("Handed a draft over"),
    AuditKind.RELEASED: mark("Gave a message back"),
    AuditKind.REGISTERED: mark("Noted a diary number"),
    AuditKind.EXPORTED: mark("Exported the audit trail"),
    AuditKind.KEYS_CHANGED: mark("Changed how somebody signs in"),
    AuditKind.REMOVED: mark("Removed somebody's way to sign in"),
    AuditKind.RECOVERED: mark("Used the recovery key"),
    AuditKind.RECOVERY_KEY: mark("Made a new recovery key"),
    AuditKind.RECOVERY_CONFIRMED: mark("Confirmed the new recovery key"),
    AuditKind.STORE_KEY: mark("Gave the message store a new key"),
    AuditKind.BACKED_UP: mark("Made a backup"),
    AuditKind.RESTORED: mark("Restored a backup"),
    AuditKind.RESTORED_UNPROVED: mark("Restored a backup that somebody may have changed"),
    AuditKind.CHECKED: mark("Checked the store"),
    AuditKind.EXTRACTED: mark("Made an extract about a person"),
    AuditKind.HELD: mark("Kept a message from being erased"),
    AuditKind.HOLD_ENDED: mark("Let a message be erased again"),
    AuditKind.PURGE_PROPOSED: mark("Proposed to erase messages"),
    AuditKind.PURGE_APPROVED: mark("Approved that messages are erased"),
    AuditKind.PURGE_WITHDRAWN: mark("Withdrew a proposal to erase messages"),
    AuditKind.PURGED: mark("Erased a message"),
    AuditKind.PURGE_REPORTED: mark("Saved a report of what was erased"),
    AuditKind.TRIMMED: mark("Removed old events"),
    AuditKind.ACKNOWLEDGED: mark("Answered a message by an acknowledgement"),
    AuditKind.STRAY: mark("Something came that was not kept"),
    AuditKind.INCIDENT: mark("Security incident"),
    AuditKind.ROLLED_BACK: mark("The store was replaced by an older copy"),
    AuditKind.SHARED: mark("Shared a mailbox with other computers"),
    AuditKind.MEMBER_ADDED: mark("Let a computer into a shared mailbox"),
    AuditKind.MEMBER_REMOVED: mark("Took a computer out of a shared mailbox"),
    AuditKind.NOTE_REFUSED: mark("A colleague at another computer was first"),
    AuditKind.UNSHARED: mark("Stopped sharing a mailbox here"),
    AuditKind.SET_ASIDE: mark("Set aside what another computer wrote, which cannot be read"),
    AuditKind.HEALED: mark("Offered what a shared mailbox's ledger had lost"),
    AuditKind.WENT_ON: mark("Let a shared mailbox go on without a computer"),
    AuditKind.TICKET_MADE: mark("Made a ticket by which a computer is let in"),
    AuditKind.TICKET_WITHDRAWN: mark("Took back a ticket by which a computer was let in"),
}
_TOLD_IN_WORDS = frozenset(
    {
        *(AuditKind.UNREADABLE, AuditKind.STRAY, AuditKind.INCIDENT),
        *(AuditKind.ACKNOWLEDGED, AuditKind.DELIVERY),
    }
)
_ANSWERS = {
    Status.ACCEPTED: mark("Accepted"),
    Status.REJECTED: mark("Rejected"),
}
_COLUMNS = (
    mark("Number"),
    mark("Time"),
    mark("Who"),
    mark("What"),
    mark("Mailbox"),
    mark("Message"),
    mark("Details"),
)
_SHORT = 8
"""Characters of a message's identifier that are shown."""


def kind_words(kind: AuditKind) -> str:
    """Return what happened in words."""
    return tr(_KINDS[kind])


class AuditModel(QAbstractTableModel):
    """Events, newest first; emits `wanted` with the last one's number when older are needed."""

    wanted = Signal(int)

    def __init__(self, mailbox_names: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._names = mailbox_names
        self._rows: list[AuditRow] = []
        self._more = False

    def replace(self, rows: Sequence[AuditRow], *, more: bool) -> None:
        """Show other events; `more` when older ones may follow."""
        self.beginResetModel()
        self._rows = list(rows)
        self._more = more
        self.endResetModel()

    def append(self, rows: Sequence[AuditRow]) -> None:
        """Add older events; none means that there are no more."""
        count = len(self._rows)
        self._more = bool(rows)
        if rows:
            self.beginInsertRows(QModelIndex(), count, count + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def expect_more(self) -> None:
        """Ask for older events once more, which could not be read: at the next look at the end."""
        self._more = True

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - Qt's own shape
        """Return a cell's words."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(index)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self._cell(index))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._cell(index) or tr("nothing")
            case _:
                return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:  # noqa: ANN401 - Qt's own shape
        wanted = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return tr(_COLUMNS[section]) if wanted else None

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and self._more

    def fetchMore(self, parent: _Index) -> None:
        if self._more and self._rows:
            self._more = False
            self.wanted.emit(self._rows[-1].number)

    def _cell(self, index: _Index) -> str:
        row = self._rows[index.row()]
        event = row.event
        match _COLUMNS[index.column()]:
            case "Number":
                words = str(row.number)
            case "Time":
                words = date_and_time(event.time)
            case "Who":
                words = tr("The program itself") if event.who == "system" else one_line(event.who)
            case "What":
                words = kind_words(event.kind)
            case "Mailbox":
                words = one_line(self._names.get(event.mailbox, event.mailbox))
            case "Message":
                words = event.message_id[:_SHORT]
            case _:
                words = one_line(" · ".join(filter(None, (_detail_words(event), event.person))))
        return words


def _detail_words(event: AuditEvent) -> str:
    """Return an event's details as they are shown."""
    if event.kind in _TOLD_IN_WORDS:
        return _in_words(event)
    told = _DETAILS.get(event.kind)
    return told(event.detail) if told else event.detail


def _tries(detail: str) -> str:
    return tr("%n times", int(detail)) if detail.isdecimal() else detail


def _as_message(message_id: str) -> str:
    return tr("as message {number}").format(number=message_id[:_SHORT])


def _span(detail: str) -> str:
    """Return from when to when something was."""
    try:
        begin, end = map(datetime.fromisoformat, detail.split("/"))
    except ValueError:
        return detail
    return tr("from {begin} to {end}").format(begin=date_and_time(begin), end=date_and_time(end))


def _given_role(detail: str) -> str:
    """Return whose role was changed, and the name of the new one."""
    who, _, role = detail.rstrip(")").rpartition(" (")
    return f"{who} ({shown_names.role_name(Role(role))})" if role in set(Role) else detail


def _trimmed(detail: str) -> str:
    """Return how many events were removed and up to which number; the digest is left out."""
    match detail.split():
        case [count, number, _] if count.isdecimal():
            return tr("%n events up to number {number}", int(count)).format(number=number)
    return detail


def _in_words(event: AuditEvent) -> str:
    """Return as words the details that the client wrote itself, as codes or sentences."""
    detail = event.detail
    if event.kind is AuditKind.DELIVERY and detail == LATE:
        return tr("An acknowledgement came too late")
    if detail not in Status.__members__:
        return " · ".join(sentence(from_line(line)) for line in detail.splitlines())
    status = Status(detail)
    if event.kind is AuditKind.ACKNOWLEDGED and status in _ANSWERS:
        return tr(_ANSWERS[status])
    return shown_names.status_name(status)


_DETAILS = {
    AuditKind.TRIES_FAILED: _tries,
    AuditKind.TRIMMED: _trimmed,
    AuditKind.ROLE_CHANGED: _given_role,
    AuditKind.NOT_FETCHED: _span,
    AuditKind.SENT_ON: _as_message,
}
