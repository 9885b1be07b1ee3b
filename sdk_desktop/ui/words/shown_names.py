"""The names of statuses, folders and roles on the screen."""

from __future__ import annotations

from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.draft import DraftRecipient
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.words import mark, tr
from sdk_desktop.ui.words.plain_text import one_line

_STATUS = {
    Status.QUEUED: mark("In the queue"),
    Status.SCHEDULED: mark("Handed over for delivery"),
    Status.SUBMITTED: mark("Handed over for delivery"),
    Status.SCHEDULED_FOR_RESEND: mark("Trying again – the recipient's system does not answer"),
    Status.ACKNOWLEDGE: mark("Arrived at the recipient's system"),
    Status.WAITING_FOR_RECEIPT: mark("Waiting for the recipient's acknowledgement"),
    Status.ACCEPTED: mark("Delivered and accepted"),
    Status.REJECTED: mark("Rejected by the recipient"),
    Status.MESSAGE_EXCHANGE_ERROR: mark("Could not be delivered"),
    Status.ERROR: mark("Could not be delivered"),
    Status.TAKEN_BACK: mark("Taken back before it left"),
    Status.UNACKNOWLEDGED: mark("No acknowledgement – it may have arrived"),
    Status.UNKNOWN: mark("The message service gave an unknown answer"),
}

_SHORT_STATUS = {
    Status.QUEUED: mark("In the queue"),
    Status.SCHEDULED_FOR_RESEND: mark("Trying again"),
    Status.ACCEPTED: mark("Delivered"),
    Status.REJECTED: mark("Rejected"),
    Status.MESSAGE_EXCHANGE_ERROR: mark("Not delivered"),
    Status.ERROR: mark("Not delivered"),
    Status.UNACKNOWLEDGED: mark("No acknowledgement"),
    Status.UNKNOWN: mark("Unknown answer"),
}
"""Those that are missing are on their way."""

_FOLDER = {
    Folder.ALL: mark("All messages"),
    Folder.NEW: mark("New"),
    Folder.MINE: mark("Mine"),
    Folder.UNASSIGNED: mark("Unassigned"),
    Folder.ACTION: mark("To do"),
    Folder.SENT: mark("Sent"),
}

_ROLE = {
    Role.READER: mark("Reader"),
    Role.HANDLER: mark("Handler"),
    Role.REGISTRAR: mark("Registrar"),
    Role.MANAGER: mark("Manager"),
}
_MAY = {
    Role.READER: mark("Reads and searches messages."),
    Role.HANDLER: mark("Reads, takes, answers, writes and sends messages."),
    Role.REGISTRAR: mark(
        "Does what a handler does, registers messages, keeps them and proposes to erase."
    ),
    Role.MANAGER: mark(
        "May do everything: also approve erasing, change who may sign in, and export the audit"
        " trail."
    ),
}
_MAY_AS_COMPUTER = {
    Role.READER: mark("Reads what is in the mailbox, and changes nothing."),
    Role.HANDLER: mark("Takes, answers and sends messages."),
    Role.REGISTRAR: mark("Does what a handler does, registers, keeps and proposes to erase."),
    Role.MANAGER: mark("Does everything: also approves erasing, and lets computers in and out."),
}


def role_name(value: Role) -> str:
    """Return the name of a role."""
    return tr(_ROLE[value])


def role_sentence(value: Role) -> str:
    """Return what a role may do."""
    return tr(_MAY[value])


def computer_role_sentence(value: Role) -> str:
    """Return what a computer with a role may do in a shared mailbox."""
    return tr(_MAY_AS_COMPUTER[value])


def status_name(value: Status, *, rejected: bool = False) -> str:
    """Return the words for a delivery's status; a service reports a rejection as an error."""
    return tr(_STATUS[Status.REJECTED if rejected else value])


def short_status_name(value: Status, *, rejected: bool = False) -> str:
    """Return the words for a delivery's status in the row of a list."""
    return tr(_SHORT_STATUS.get(Status.REJECTED if rejected else value, mark("On its way")))


def folder_name(value: Folder) -> str:
    """Return the name of a folder."""
    return tr(_FOLDER[value])


def initials(name: str) -> str:
    """Return the first letters of a person's first and last name."""
    first, *others = name.split() or [""]
    return "".join(word[:1] for word in (first, *others[-1:])).upper()


def recipient_words(recipient: DraftRecipient) -> str:
    """Return a recipient's function and organisation."""
    function = recipient.function_label or recipient.function
    where = recipient.organisation_label or recipient.organisation.removeprefix("0203:")
    return f"{one_line(function)} · {one_line(where)}"
