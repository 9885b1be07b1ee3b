"""Messages that are being written: begun, saved as one types, and deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.characters import shortened
from sdk_desktop.domain.draft import (
    Act,
    Draft,
    DraftHandedOver,
    DraftRecipient,
    EarlierMessage,
    Template,
)
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Direction, Headline, Reading
from sdk_desktop.domain.message import (
    LABEL_LIMIT,
    CodeSystem,
    Identifier,
    Message,
    Reference,
    new_id,
)
from sdk_desktop.domain.roles import Role
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor, record_event
from sdk_desktop.usecases.answering import (
    answered_row,
    begin_answer,
    begun_answer,
    hand_to,
    refuse_gone,
    refuse_reader,
    take,
)
from sdk_desktop.usecases.noting import Noting

if TYPE_CHECKING:
    from sdk_desktop.usecases.shared.drafts import SharedDrafts

ANSWER_PREFIX, FORWARD_PREFIX = "Sv: ", "Vb: "


class Drafts:
    """Begins, saves and deletes drafts."""

    def __init__(
        self, store: Store, actor: Actor, noting: Noting, shared: SharedDrafts | None = None
    ) -> None:
        """Work on a store as a person; some of its mailboxes may be `shared`."""
        self._store = store
        self._actor = actor
        self._noting = noting
        self._shared = shared
        self._begun: set[str] = set()
        self._kept: set[str] = set()
        """The drafts that were in the store when this window saved or read them."""

    def new(self, mailbox: str) -> Draft:
        """Begin a new message from a mailbox; it ends with what the person ends theirs with."""
        self._actor.require(Role.HANDLER, mailbox=mailbox)
        me = self._actor.who_id
        with self._store.read() as stored:
            closings = [one.text for one in stored.templates.of((me,)) if not one.name]
        text = "".join(f"\n\n{closing}" for closing in closings)
        draft = Draft(key=new_id(), mailbox=mailbox, owner=me, text=text)
        self._begun.add(draft.key)
        return draft

    def answer(self, row: int, over: str = "") -> Draft:
        """Begin the answer to a received message; each side's references stay with that side.

        One that the person has begun already is gone on with.
        That takes the message, and the others see who writes. Raise `InOtherHands` when a colleague
        has it or writes, unless it is to be taken `over` from that very colleague.
        """
        mailbox, message = self._message(row, Direction.IN)
        # Nobody is kept from writing while the other computers are silent: sending asks again.
        with self._noting(row, sure=False) as stored:
            begin_answer(stored, self._actor, row, over)
            seen = stored.errands.answers(message.message_id, mailbox)
            begun = begun_answer(stored, self._actor.who_id, mailbox, message)
        if begun is not None:
            self._begun.add(begun.key)
            self._kept.add(begun.key)
            return begun
        return replace(
            self.new(mailbox),
            act=Act.ANSWER,
            recipients=(DraftRecipient.of_party(message.sender),),
            label=_prefixed(ANSWER_PREFIX, message.label or ""),
            confidential=True if message.confidential else None,
            persons=message.sender.persons,
            own_references=message.recipient.references,
            their_references=message.sender.references,
            conversation_id=message.conversation_id,
            ref_to_message_id=message.message_id,
            answers_seen=tuple(one.message_id for one in seen),
        )

    def complement(self, row: int, *others: int) -> Draft:
        """Begin a complement of a message that we sent; it refers to the first one.

        With `others` of a distribution list it is for their recipients, too, each in their own
        conversation.
        """
        mailbox, message = self._message(row, Direction.OUT)
        every = [message, *(self._message(one, Direction.OUT)[1] for one in others)]
        earlier = tuple(_earlier(one, _first(one, _act(self._store, one))) for one in every)
        return replace(
            self._like(mailbox, message),
            act=Act.COMPLEMENT,
            recipients=tuple(DraftRecipient.of_party(one.recipient) for one in every),
            conversation_id=None if others else message.conversation_id,
            ref_to_message_id=None if others else earlier[0].refers,
            complements=earlier if others else (),
        )

    def forward(self, row: int, tell: Callable[[Reading], str]) -> Draft:
        """Begin a new message that passes one on with its files, to whom is chosen later.

        `tell` says who wrote what. Our side's persons and references go along; nothing else of the
        conversation does. It is recorded on the message.
        """
        self._actor.require_on(Role.HANDLER, row)
        with self._store.begin() as stored:
            reading = stored.messages.reading(row, self._actor.reading_clearance())
            if (message := reading.message) is None:
                raise Refused("What cannot be read cannot be forwarded.")
            files = stored.messages.whole(message.message_id).files
            record_event(stored, self._actor.event(AuditKind.FORWARDED), row)
        ours = message.recipient if reading.headline.direction is Direction.IN else message.sender
        draft = self.new(reading.headline.mailbox)
        return replace(
            draft,
            label=_prefixed(FORWARD_PREFIX, message.label or ""),
            confidential=True if message.confidential else None,
            text=f"{draft.text}\n\n{tell(reading)}",
            files=files,
            persons=ours.persons,
            own_references=_with_number(ours.references, reading.headline),
            forwards=message.message_id,
        )

    def resend(self, row: int, *others: int, to: DraftRecipient | None = None) -> Draft:
        """Begin again what could not be delivered, text and files included.

        With `others` of a distribution list that goes to their recipients, too, and to no more;
        it goes `to` somebody else instead of all of them.
        """
        mailbox, message = self._message(row, Direction.OUT)
        every = [message, *(self._message(one, Direction.OUT)[1] for one in others)]
        with self._store.read() as stored:
            list_id, _ = stored.lists.of(row)
            seen = stored.errands.answers(message.ref_to_message_id or "", mailbox)
        one_talk = len({one.conversation_id for one in every}) == 1
        return replace(
            self._like(mailbox, message),
            act=_act(self._store, message),
            recipients=(to,)
            if to
            else tuple(DraftRecipient.of_party(one.recipient) for one in every),
            text="\n\n".join(message.texts),
            files=message.files,
            conversation_id=message.conversation_id if one_talk else None,
            ref_to_message_id=message.ref_to_message_id,
            answers_seen=tuple(one.message_id for one in seen),
            replaces=tuple(_earlier(one, one.ref_to_message_id or "") for one in every),
            list_id=list_id,
        )

    def save(self, draft: Draft, is_newest: Callable[[], bool] = lambda: True) -> None:
        """Save a draft, unless a newer save of it has begun while this one waited.

        What somebody has begun here they may save, whatever may become of their role meanwhile.
        """
        if draft.key not in self._begun:
            self._actor.require(Role.HANDLER, mailbox=draft.mailbox)
        kept: set[str] = set()
        with self._store.begin() as stored:
            if is_newest():
                refuse_gone(stored, draft.key, was_there=draft.key in self._kept)
                now = self._actor.clock()
                stored.drafts.put(replace(draft, changed=now))
                if (row := answered_row(stored, draft)) is not None:
                    stored.errands.go_on_writing(row, self._actor.who_id, now)
                kept.add(draft.key)
        self._kept |= kept  # only when it is in the store, whatever was in the way

    def get(self, key: str, over: str = "") -> Draft:
        """Return a draft with its files, to go on with it; an answer is begun as in `answer`.

        Needs clearance unless the draft is said to be open. One that was handed over to somebody
        here is taken; for one that is handed over from here raise `DraftHandedOver`, unless it is
        to be taken back from (`over`) whoever has not taken it yet.
        """
        draft_to_change(self._store, self._actor, key)
        draft, row = _stored(self._store, self._actor, key)
        if draft.given_to or draft.given_by:
            self._take(draft, row, over)
            over = "" if draft.given_to else over
            draft, row = _stored(
                self._store, self._actor, key
            )  # the ledger may have had a newer one
        if row is not None:
            with self._noting(row, sure=False) as stored:
                begin_answer(stored, self._actor, row, over)
        self._begun.add(draft.key)
        self._kept.add(draft.key)
        return draft

    def all(self, mailbox: str = "") -> tuple[Draft, ...]:
        """Return the drafts of a mailbox (or of all), newest first, without files' content.

        What they say is left out of those that `get` needs a clearance for, while there is none.
        """
        clearance = self._actor.reading_clearance()
        with self._store.read() as stored:
            drafts = stored.drafts.all(self._actor.who_id, mailbox)
            return tuple(one.for_holder_of(clearance) for one in drafts)

    def takers(self, mailbox: str) -> tuple[str, ...]:
        """Return the colleagues at other computers who can take a draft of a mailbox."""
        return tuple(self._shared.takers(mailbox)) if self._shared else ()

    def hand_over(self, key: str, who: str) -> None:
        """Make a draft a colleague's, and the message that it answers theirs, too.

        At another computer they take it when they go on with it. Raises `Unavailable` when the
        shared mailbox is silent.
        """
        draft_to_change(self._store, self._actor, key)
        who = who.strip()
        with self._store.read() as stored:
            draft, is_here = stored.drafts.get(key), who in stored.colleagues.roles()
            refuse_gone(stored, key)
            refuse_reader(stored, who, draft.mailbox)
            row = answered_row(stored, draft)
        there = {} if is_here or not self._shared else self._shared.takers(draft.mailbox)
        if self._shared and who in there:
            self._shared.offer(draft, who, there[who])
        else:
            with self._store.begin() as stored:
                stored.drafts.hand_over(key, stored.colleagues.id_of(who))
                said = {"mailbox": draft.mailbox, "detail": who}
                stored.audit.add(self._actor.event(AuditKind.DRAFT_HANDED_OVER, **said))
        if row is not None:
            with self._noting(row, sure=False) as stored:
                stored.errands.stop_writing(row, self._actor.who_id)
                hand_to(stored, self._actor, row, who)

    def leave(self, draft: Draft) -> None:
        """Let the others see that nobody writes this answer for the moment."""
        with self._store.begin() as stored:
            if (row := answered_row(stored, draft)) is not None:
                stored.errands.stop_writing(row, self._actor.who_id)

    def discard(self, key: str) -> None:
        """Delete a draft; an answer that is not written any longer keeps nobody from writing."""
        found = draft_to_change(self._store, self._actor, key)
        if found is not None and found.given_by:
            self._take(found, None, "")
        with self._store.begin() as stored:
            if found is not None and (row := answered_row(stored, found)) is not None:
                stored.errands.stop_writing(row, self._actor.who_id)
            refuse_gone(stored, key)
            stored.drafts.delete(key)

    def templates(self, mailbox: str) -> tuple[Template, ...]:
        """Return the person's templates, and those of a mailbox, in the order of their names.

        One without a name is what the person's messages end with.
        """
        with self._store.read() as stored:
            return stored.templates.of((self._actor.who_id, mailbox))

    def keep_template(self, name: str, text: str, mailbox: str = "") -> None:
        """Keep a text under a name, for the person or for all who write from a mailbox.

        One of that name is replaced. Raise `Refused` where there is no name or no text.
        """
        if mailbox:
            self._actor.require(Role.HANDLER, mailbox=mailbox)
        else:
            self._actor.require_anywhere(Role.HANDLER)
        name = shortened(" ".join(name.split()), LABEL_LIMIT)
        if not name or not text.strip():
            raise Refused("A template needs a name and a text.")
        with self._store.begin() as stored:
            stored.templates.put(mailbox or self._actor.who_id, name, text)

    def keep_closing(self, text: str) -> None:
        """Let the person's messages end with a text from now on; raise `Refused` for none."""
        self._actor.require_anywhere(Role.HANDLER)
        if not text.strip():
            raise Refused("Write first what your messages shall end with.")
        with self._store.begin() as stored:
            stored.templates.put(self._actor.who_id, "", text.strip())

    def drop_template(self, key: int, mailbox: str) -> None:
        """Forget a template of the person's, or of a mailbox."""
        self._actor.require(Role.HANDLER, mailbox=mailbox)
        with self._store.begin() as stored:
            stored.templates.drop(key, (self._actor.who_id, mailbox))

    def _like(self, mailbox: str, message: Message) -> Draft:
        return replace(
            self.new(mailbox),
            recipients=(DraftRecipient.of_party(message.recipient),),
            label=message.label or "",
            confidential=message.confidential,
            persons=message.recipient.persons,
            own_references=message.sender.references,
            their_references=message.recipient.references,
            conversation_id=message.conversation_id,
        )

    def _message(self, row: int, direction: Direction) -> tuple[str, Message]:
        self._actor.require_on(Role.HANDLER, row)
        with self._store.read() as stored:
            reading = stored.messages.reading(row, self._actor.reading_clearance())
            if reading.message is None or reading.headline.direction is not direction:
                raise Refused("This message cannot be answered or complemented.")
            whole = stored.messages.whole(reading.message.message_id)
        return reading.headline.mailbox, whole

    def _take(self, draft: Draft, row: int | None, over: str) -> None:
        """Take a draft that is handed over between computers, or take it back."""
        if draft.given_to and over != draft.given_to:
            raise DraftHandedOver(draft.given_to)
        if self._shared is None or not self._shared.shares(draft.mailbox):
            with self._store.begin() as stored:
                stored.drafts.give(draft.key, to="", by="")
        elif draft.given_by:
            self._shared.take(draft)
        else:
            self._shared.take_back(draft)
        if row is not None and draft.given_to:
            with self._noting(row, sure=False) as stored:
                headline = stored.messages.headline(row)
                if headline.handler == draft.given_to:
                    take(stored, self._actor, headline)


def _stored(store: Store, actor: Actor, key: str) -> tuple[Draft, int | None]:
    """Return a draft with its files, as whoever may read it, and the row of what it answers."""
    with store.read() as stored:
        draft = stored.drafts.get(key)
        row = answered_row(stored, draft)
    if draft.confidential is not False:
        actor.require_reading()
    return draft, row


def draft_to_change(store: Store, actor: Actor, key: str) -> Draft | None:
    """Return a draft without its files, for whoever may write from its mailbox; None without."""
    with store.read() as stored:
        found = stored.drafts.find(key)
    actor.require(Role.HANDLER, mailbox=found.mailbox if found else "")
    return found


def _act(store: Store, message: Message) -> Act:
    """Return what we did by sending a message: what refers to one of ours complements it."""
    if not message.ref_to_message_id:
        return Act.NEW
    with store.read() as stored:
        ours = stored.history.is_ours(message.ref_to_message_id)
    return Act.COMPLEMENT if ours else Act.ANSWER


def _first(message: Message, act: Act) -> str:
    complement = act is Act.COMPLEMENT
    return (message.ref_to_message_id if complement else None) or message.message_id


def _earlier(message: Message, refers: str) -> EarlierMessage:
    function = message.recipient.function
    return EarlierMessage(message.message_id, message.conversation_id, function, refers)


def _prefixed(prefix: str, label: str) -> str:
    begun = label.casefold().startswith(prefix.strip().casefold())
    return shortened(label if begun else prefix + label, LABEL_LIMIT)


def _with_number(references: tuple[Reference, ...], headline: Headline) -> tuple[Reference, ...]:
    """Return references with the number under which a message is registered."""
    number = Identifier(CodeSystem.DIARY_NUMBER, headline.diary_number)
    if not number.extension or number in (one.identifier for one in references):
        return references
    return (*references, Reference(number))
