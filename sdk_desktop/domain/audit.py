"""Who did what, on which message, when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

SYSTEM = "system"
"""The name of the program itself, for what it does unasked: receiving, sending, recording."""


class AuditKind(StrEnum):
    """What an audit event records.

    `NOT_FETCHED`: nothing was fetched for a day or longer, from one moment to another (ISO 8601
    with a stroke between). `OPENED_FILE`: somebody asked to see an attachment; that is recorded
    before it is drawn. `DOSSIER`: a message was taken out; the detail is the SHA-256 of the
    manifest of its package. `PASSED_ON`: the program put it into the folder that a case system
    watches; the detail is its name there. `PRINTED`: a document was made of a message, to be
    printed. `FORWARDED`: a new message was begun with what it says, for somebody else; `SENT_ON`:
    that was sent, and the detail is its id.
    """

    ENROLLED = "enrolled"
    ROLE_CHANGED = "role_changed"
    UNLOCKED = "unlocked"
    LOCKED = "locked"
    PROVED = "proved"
    TRIES_FAILED = "tries_failed"
    TRIES_UNDONE = "tries_undone"
    RIGHTS_MENDED = "rights_mended"
    NOT_FETCHED = "not_fetched"
    RECEIVED = "received"
    UNREADABLE = "unreadable"
    READ = "read"
    SEARCHED = "searched"
    OPENED_FILE = "opened_file"
    SAVED_FILE = "saved_file"
    DOSSIER = "dossier"
    PASSED_ON = "passed_on"
    PRINTED = "printed"
    FORWARDED = "forwarded"
    SENT_ON = "sent_on"
    SENT = "sent"
    TAKEN_BACK = "taken_back"
    HANDED_OVER = "handed_over"
    DELIVERY = "delivery"
    TAKEN = "taken"
    RELEASED = "released"
    REGISTERED = "registered"
    TAKEN_OVER = "taken_over"
    FILED = "filed"
    DEADLINE = "deadline"
    SEEN_TO = "seen_to"
    NOTED = "noted"
    DRAFT_HANDED_OVER = "draft_handed_over"
    EXPORTED = "exported"
    KEYS_CHANGED = "keys_changed"
    REMOVED = "removed"
    RECOVERED = "recovered"
    RECOVERY_KEY = "recovery_key"
    RECOVERY_CONFIRMED = "recovery_confirmed"
    STORE_KEY = "store_key"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    RESTORED_UNPROVED = "restored_unproved"
    CHECKED = "checked"
    EXTRACTED = "extracted"
    HELD = "held"
    HOLD_ENDED = "hold_ended"
    PURGE_PROPOSED = "purge_proposed"
    PURGE_APPROVED = "purge_approved"
    PURGE_WITHDRAWN = "purge_withdrawn"
    PURGED = "purged"
    PURGE_REPORTED = "purge_reported"
    TRIMMED = "trimmed"
    ACKNOWLEDGED = "acknowledged"
    STRAY = "stray"
    INCIDENT = "incident"
    ROLLED_BACK = "rolled_back"
    SHARED = "shared"
    MEMBER_ADDED = "member_added"
    MEMBER_REMOVED = "member_removed"
    NOTE_REFUSED = "note_refused"
    UNSHARED = "unshared"
    HEALED = "healed"
    WENT_ON = "went_on"
    SET_ASIDE = "set_aside"
    TICKET_MADE = "ticket_made"
    TICKET_WITHDRAWN = "ticket_withdrawn"


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One event; `who` is a person's name or `system`, `who_id` tells people of one name apart.

    `person` holds the references of all persons that it is about, with a space between them.
    """

    kind: AuditKind
    time: datetime
    who: str
    computer: str
    mailbox: str = ""
    message_id: str = ""
    person: str = ""
    detail: str = ""
    who_id: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A stored event with its place in the chain."""

    number: int
    event: AuditEvent
    digest: str


@dataclass(frozen=True, slots=True)
class AuditScope:
    """A part of the trail: one mailbox, one person reference, a period; empty means any.

    `since` belongs to the period, `until` no longer does.
    """

    mailbox: str = ""
    person: str = ""
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING = AuditScope()
"""The whole trail."""


@dataclass(frozen=True, slots=True)
class ChainResult:
    """What verifying the chain found; `broken` is the number of the first broken link.

    `reached` is the number of the last event that is known to be true.
    `compared` counts the marks outside the store that the trail was compared with. `lost` is the
    number of the last event that such a mark proves and the trail lacks, 0 for none.
    """

    events: int
    broken: int | None
    reached: int = field(default=0, compare=False)
    compared: int = 0
    lost: int = 0
