"""A message that is being written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sdk_desktop.domain.address import Function
from sdk_desktop.domain.clearance import Clearance
from sdk_desktop.domain.errand import SentAnswer
from sdk_desktop.domain.errors import InOtherHands, InvalidMessage, Refused
from sdk_desktop.domain.message import File, Identifier, Message, Party, Person, Reference


class Act(StrEnum):
    """What a draft does (message.md §Acts on messages)."""

    NEW = "new"
    ANSWER = "answer"
    COMPLEMENT = "complement"


@dataclass(frozen=True, slots=True)
class DraftRecipient:
    """Whom a draft is for, with names as the address book had them."""

    organisation: str
    organisation_label: str
    function: str
    function_label: str

    @classmethod
    def of_function(cls, function: Function) -> DraftRecipient:
        """Return a function of the address book as a recipient."""
        owner = function.organisation
        return cls(owner.participant, owner.name, function.identifier, function.name)

    @classmethod
    def of_party(cls, party: Party) -> DraftRecipient:
        """Return who took part in a message as a recipient."""
        label = party.attention.function_label if party.attention else None
        return cls(party.organisation, party.label or "", party.function, label or "")


@dataclass(frozen=True, slots=True)
class EarlierMessage:
    """A message that is sent again, or complemented: its conversation, and to whom it went.

    `refers` is the message to which what is sent now refers, "" for none.
    """

    message_id: str
    conversation_id: str
    function: str
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that is being written; several recipients make a distribution list.

    `confidential` is None until the user has chosen; `unchosen` is what stands in the field for
    recipients without being one. Persons and references may be rows without a word. A list leaves
    out what a draft says when it is `covered`: nobody has proved lately who they are.
    `answers_seen` are the answers to the same message that whoever writes has seen. Only its
    `owner`, a colleague by their id, sees a draft; everybody does where there is none.
    `replaces` are messages that it sends again, of the distribution list `list_id`, if of one;
    `complements` are those of a list that it complements, each in its own conversation.
    `forwards` is the id of the message that it passes on, "" for none.
    One that is handed over to another computer waits there to be taken: `given_to` is who it is
    handed over to, for whoever did so, and `given_by` who handed it over, for whoever may take it.
    """

    key: str
    mailbox: str
    act: Act = Act.NEW
    recipients: tuple[DraftRecipient, ...] = ()
    label: str = ""
    confidential: bool | None = None
    text: str = ""
    files: tuple[File, ...] = ()
    persons: tuple[Person, ...] = ()
    own_references: tuple[Reference, ...] = ()
    their_references: tuple[Reference, ...] = ()
    conversation_id: str | None = None
    ref_to_message_id: str | None = None
    changed: datetime | None = None
    unchosen: str = ""
    covered: bool = False
    answers_seen: tuple[str, ...] = ()
    owner: str = ""
    replaces: tuple[EarlierMessage, ...] = ()
    complements: tuple[EarlierMessage, ...] = ()
    list_id: str = ""
    forwards: str = ""
    given_to: str = ""
    given_by: str = ""

    @property
    def sent_list(self) -> str:
        """The distribution list to which what is sent belongs, "" where it is none."""
        return self.list_id or (self.key if len(self.recipients) > 1 else "")

    def earlier_to(self, recipient: DraftRecipient) -> EarlierMessage | None:
        """Return the message to a recipient that is sent again, or complemented."""
        known = {one.function: one for one in self.complements}
        return self.instead_of(recipient) or known.get(recipient.function)

    def instead_of(self, recipient: DraftRecipient) -> EarlierMessage | None:
        """Return what is sent to a recipient again; whoever is new gets what nobody else does."""
        if not self.replaces:
            return None
        known = {one.function: one for one in self.replaces}
        own = {to.function: known.pop(to.function, None) for to in self.recipients}
        new = (function for function, one in own.items() if one is None)
        return (own | dict(zip(new, known.values(), strict=False)))[recipient.function]

    def replaced_by(self, recipient: DraftRecipient) -> str:
        """Return the id of the message that is sent to a recipient again, "" where none is."""
        replaced = self.instead_of(recipient)
        return replaced.message_id if replaced else ""

    def for_holder_of(self, clearance: Clearance | None) -> Draft:
        """Return it as a list may show it to whoever holds a clearance, or none."""
        if clearance is not None or self.confidential is False:
            return self
        nothing = Draft(self.key, self.mailbox, confidential=self.confidential, owner=self.owner)
        nothing = replace(nothing, given_to=self.given_to, given_by=self.given_by)
        return replace(nothing, recipients=self.recipients, changed=self.changed, covered=True)


class DraftHandedOver(InOtherHands):
    """A draft waits for a colleague at another computer: ask, then take it back."""

    def __init__(self, name: str) -> None:
        """Keep whom it must be taken back from."""
        super().__init__("The draft has been handed over to {name}.", name, name)


class DraftOnItsWay(Refused):
    """A draft has been sent, and nobody knows yet whether it has arrived in the shared mailbox."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "This draft has been sent, and it is not known yet whether that succeeded."
        )


class DraftGone(Refused):
    """A draft that was there is there no longer, so that it is not begun anew by itself."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("This draft has been sent, thrown away or taken over meanwhile.")


@dataclass(frozen=True, slots=True)
class Template:
    """A text that is written again and again; its `owner` is a person by their id, or a mailbox.

    One without a name ends every message that its owner begins: who they are.
    """

    key: int
    owner: str
    name: str
    text: str


def is_given(identifier: Identifier | None) -> bool:
    """Return whether a number is typed; a row of a draft may have a kind of number only."""
    return identifier is not None and bool(identifier.extension.strip())


class ProblemKind(StrEnum):
    """What can be wrong with a draft."""

    NO_RECIPIENT = "no_recipient"
    RECIPIENT_GONE = "recipient_gone"
    NO_LABEL = "no_label"
    LABEL_TOO_LONG = "label_too_long"
    LABEL_SENSITIVE = "label_sensitive"
    TO_OURSELVES = "to_ourselves"
    OTHER_THAN_ASKED = "other_than_asked"
    UNUSUAL_RECIPIENT = "unusual_recipient"
    UNCHOSEN_RECIPIENT = "unchosen_recipient"
    PERSON_WITHOUT_NUMBER = "person_without_number"
    FILE_FORGOTTEN = "file_forgotten"
    NO_CONFIDENTIALITY = "no_confidentiality"
    NO_CONTENT = "no_content"
    TOO_LARGE = "too_large"
    EMPTY_FILE = "empty_file"
    FILE_MISNAMED = "file_misnamed"
    FILE_RUNS = "file_runs"
    FILE_ARCHIVED = "file_archived"
    REFERENCE_INCOMPLETE = "reference_incomplete"
    ROW_EMPTY = "row_empty"
    NO_FUNCTION = "no_function"
    NOT_A_NUMBER = "not_a_number"
    CHECK_DIGIT = "check_digit"
    OTHER_NUMBER = "other_number"
    READS_DIFFERENTLY = "reads_differently"
    BAD_CHARACTER = "bad_character"
    BROKEN_RULE = "broken_rule"


class Field(StrEnum):
    """A part of a draft, in which a problem is mended, from the top of the form."""

    RECIPIENTS = "recipients"
    LABEL = "label"
    CONFIDENTIALITY = "confidentiality"
    REFERENCES = "references"
    TEXT = "text"
    FILES = "files"


_FIELDS = {
    ProblemKind.NO_RECIPIENT: Field.RECIPIENTS,
    ProblemKind.RECIPIENT_GONE: Field.RECIPIENTS,
    ProblemKind.NO_FUNCTION: Field.RECIPIENTS,
    ProblemKind.TO_OURSELVES: Field.RECIPIENTS,
    ProblemKind.OTHER_THAN_ASKED: Field.RECIPIENTS,
    ProblemKind.UNUSUAL_RECIPIENT: Field.RECIPIENTS,
    ProblemKind.UNCHOSEN_RECIPIENT: Field.RECIPIENTS,
    ProblemKind.PERSON_WITHOUT_NUMBER: Field.REFERENCES,
    ProblemKind.FILE_FORGOTTEN: Field.FILES,
    ProblemKind.NO_LABEL: Field.LABEL,
    ProblemKind.LABEL_TOO_LONG: Field.LABEL,
    ProblemKind.LABEL_SENSITIVE: Field.LABEL,
    ProblemKind.NO_CONFIDENTIALITY: Field.CONFIDENTIALITY,
    ProblemKind.TOO_LARGE: Field.FILES,
    ProblemKind.EMPTY_FILE: Field.FILES,
    ProblemKind.FILE_MISNAMED: Field.FILES,
    ProblemKind.FILE_RUNS: Field.FILES,
    ProblemKind.FILE_ARCHIVED: Field.FILES,
    ProblemKind.REFERENCE_INCOMPLETE: Field.REFERENCES,
    ProblemKind.ROW_EMPTY: Field.REFERENCES,
    ProblemKind.NOT_A_NUMBER: Field.REFERENCES,
    ProblemKind.CHECK_DIGIT: Field.REFERENCES,
    ProblemKind.OTHER_NUMBER: Field.REFERENCES,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend before sending; `detail` names which recipient, file, place or rule.

    A problem that is not `blocking` is a warning: the user may send all the same. `where` is the
    field in which it is mended, if its kind does not say so. What is `about` a recipient may have
    one to `offer` instead.
    """

    kind: ProblemKind
    detail: str = ""
    blocking: bool = True
    where: Field | None = None
    about: DraftRecipient | None = None
    offer: DraftRecipient | None = None

    @property
    def field(self) -> Field:
        """The field in which it is mended."""
        return self.where or _FIELDS.get(self.kind, Field.TEXT)


class NotReady(InvalidMessage):
    """A draft cannot be sent as it is, or not without a question; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep what must be mended or asked about."""
        super().__init__("The draft is not ready to be sent.")
        self.problems = problems


class AnsweredMeanwhile(Refused):
    """Somebody else has answered the message since the answer was begun: their `answers`."""

    def __init__(self, answers: tuple[SentAnswer, ...]) -> None:
        """Keep the answers that must be seen first."""
        super().__init__("{name} has answered this message meanwhile.", name=answers[-1].who)
        self.answers = answers


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """What a draft will become: `messages`, one for each recipient, of at most `size` bytes."""

    problems: tuple[Problem, ...]
    size: int
    messages: tuple[Message, ...] = ()
