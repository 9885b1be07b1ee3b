"""An unlocked client made of plain lists: the shape of Workspace, without store and network."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

from sdk_desktop.domain.address import AddressBookAge, AddressHit, Function, Organisation, Successor
from sdk_desktop.domain.audit import (
    EVERYTHING,
    AuditEvent,
    AuditKind,
    AuditRow,
    AuditScope,
    ChainResult,
)
from sdk_desktop.domain.clearance import EnrolledPerson, Enrolment, Proof, Purpose, Way
from sdk_desktop.domain.configuration import FolderUse
from sdk_desktop.domain.delivery import Delivery, DeliveryEvent, RejectionCause, Status
from sdk_desktop.domain.dossier.figures import MonthFigures
from sdk_desktop.domain.draft import (
    Act,
    CheckedDraft,
    Draft,
    DraftRecipient,
    NotReady,
    Problem,
    Template,
)
from sdk_desktop.domain.errand import ColleagueNote, Proposal
from sdk_desktop.domain.errors import Refused, SdkError
from sdk_desktop.domain.mailbox import (
    Attachment,
    BoardLine,
    Counts,
    Direction,
    Folder,
    Headline,
    Mailbox,
    Order,
    Page,
    Reading,
    Upcoming,
)
from sdk_desktop.domain.message import (
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
from sdk_desktop.domain.purge import (
    ErasedAt,
    PurgeCriteria,
    PurgePreview,
    PurgeProposal,
    PurgeState,
)
from sdk_desktop.domain.roles import Permissions, PersonRole, Role
from sdk_desktop.usecases.people import EnrolledPeople
from sdk_desktop.usecases.searching.file_texts import FileToRead
from sdk_desktop.usecases.searching.search_text import SoughtWords
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.messages import message_between

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
TEXT = """# Kallelse till SIP-möte

Vi kallar till **samordnad individuell planering**.

* Tid: 19 maj kl. 10
* Plats: Familjecentralen

1. Läs underlaget
2. Svara om ni *inte* kan komma

<b>Rå HTML</b> och [länkar](https://example.se) visas som de är skrivna.
"""
OURS = Mailbox(
    "sdk.socialkontoret", "Socialkontoret", "0203:sandviken.example.se", "Sandvikens kommun"
)
RECEPTION = replace(OURS, address="sdk.reception", name="Reception")
THEIRS = Organisation(
    "o1",
    "Region Norrstrand",
    "0203:norrstrand.example.se",
    "232100-0000",
    "Norrstrandsregionen",
    "Hälso- och sjukvård för Norrstrand.",
)
KOMMUN = Organisation("o2", "Åbyhamns kommun", "0203:abyhamn.example.se")


def function(name: str, organisation: Organisation = THEIRS, about: str = "") -> Function:
    return Function(
        key=name,
        identifier=f"sdk.{name.lower().replace(' ', '-')}",
        name=name,
        organisation=organisation,
        description=about,
        categories=("Vård", "Barn och unga"),
        search_words=("remiss", "psykiatri"),
    )


BUP = function("BUP mottagning", about="Remisser och frågor om barns och ungas psykiska hälsa.")
SOC = function("Socialkontor", KOMMUN, "Orosanmälningar, placeringar och ekonomiskt bistånd.")
CENTRAL = function("Vårdcentral Hamnen", about="Allmänmedicin, intyg och rehabkoordinering.")
HITS = (AddressHit(BUP, favourite=True), AddressHit(SOC), AddressHit(CENTRAL))


def message(**changes: object) -> Message:
    ours = Attention(
        OURS.address,
        OURS.name,
        references=(Reference(Identifier(CodeSystem.DIARY_NUMBER, "12/26")),),
    )
    theirs = Attention(
        BUP.identifier,
        BUP.name,
        (Person("Karin Öst", Identifier(CodeSystem.HSA_ID, "SE2321000000-1A2B")),),
        (Reference(Identifier(CodeSystem.PERSONAL_NUMBER, "20150401-2384"), "Barnet"),),
    )
    base = message_between(
        Party(THEIRS.participant, THEIRS.name, theirs),
        Party(OURS.organisation, OURS.organisation_name, ours),
        message_id="11111111-2222-4333-8444-555555555555",
        conversation_id="11111111-2222-4333-8444-555555555555",
        created=NOON,
        label="Kallelse till SIP-möte",
        confidential=True,
        documents=(Document("d1", "Kallelse", "1", (), (TEXT,)),),
    )
    return replace(base, **changes)  # type: ignore[arg-type] # a test names real fields


def headline(row: int = 1, **changes: object) -> Headline:
    sent = message()
    base = Headline(
        row=row,
        message_id=sent.message_id,
        direction=Direction.IN,
        mailbox=OURS.address,
        counterpart=sent.sender,
        subject=sent.label or "",
        confidential=True,
        time=NOON,
        unread=False,
        attachments=0,
    )
    return replace(base, **changes)  # type: ignore[arg-type] # a test names real fields


def received(
    row: int = 1, *, attachments: tuple[Attachment, ...] = (), **changes: object
) -> Reading:
    return Reading(headline(row), message(**changes), attachments, received=NOON)


def sent(status: Status, *events: DeliveryEvent, row: int = 1, attempts: int = 0) -> Reading:
    whole = message()
    whole = replace(whole, sender=whole.recipient, recipient=whole.sender)
    delivery = Delivery(whole.message_id, status, events, attempts, due=NOON if attempts else None)
    head = headline(row, direction=Direction.OUT, status=status, rejected=delivery.rejected)
    return Reading(head, whole, (), delivery)


ME = "the id of Åsa"


def draft(**changes: object) -> Draft:
    return replace(Draft("k1", OURS.address), **changes)  # type: ignore[arg-type] # the same


def answer() -> Draft:
    return draft(
        act=Act.ANSWER,
        label="Sv: Kallelse till SIP-möte",
        recipients=(DraftRecipient(THEIRS.participant, THEIRS.name, BUP.identifier, BUP.name),),
        their_references=message().sender.references,
        own_references=message().recipient.references,
    )


@dataclass
class FakeInbox:
    readings: dict[int, Reading] = field(default_factory=dict)
    files: dict[int, File] = field(default_factory=dict)
    headlines: tuple[Headline, ...] = ()
    error: SdkError | None = None
    recording_error: SdkError | None = None
    opened: list[int] = field(default_factory=list)
    read: list[tuple[int, bool]] = field(default_factory=list)
    saved: list[tuple[int, Path]] = field(default_factory=list)
    asked: Reading | None = None
    lines: tuple[BoardLine, ...] = ()
    todo: tuple[Headline, ...] = ()
    counted: tuple[Counts, ...] = ()
    next: Upcoming | None = None

    def upcoming(self, _mailbox: str, *, mine: bool = False) -> Upcoming | None:
        return self.next

    def page(
        self,
        _mailbox: str,
        _folder: Folder,
        _first: int = 0,
        *,
        order: Order = Order.NEWEST,
        count: int = 50,
    ) -> Page:
        return Page(self.todo, None, len(self.todo))

    def to_do(
        self, _mailbox: str = "", _first: int = 0, *, mine: bool = False, count: int = 50
    ) -> Page:
        found = tuple(one for one in self.todo if not mine or one.handler_id == ME)
        return Page(found[:count], None, len(found))

    def place(
        self, row: int, _mailbox: str, _folder: Folder, *, order: Order = Order.NEWEST
    ) -> int:
        return sum(one.row > row for one in self.todo)

    def counts(self) -> tuple[Counts, ...]:
        return self.counted

    def board(self, _row: int) -> tuple[BoardLine, ...]:
        if self.error is not None:
            raise self.error
        return self.lines

    def answered(self, _draft: Draft) -> Reading | None:
        return self.asked

    def open(self, row: int) -> Reading:
        self.opened.append(row)
        if self.error is not None:
            raise self.error
        return self.readings[row]

    def record_reading(self, reading: Reading, *, whole: bool = True) -> None:
        if self.recording_error is not None:
            raise self.recording_error
        self.read.append((reading.headline.row, whole))

    def conversation(self, row: int) -> tuple[Headline, ...]:
        return self.headlines or (self.readings[row].headline,)

    def forwarded(self, row: int) -> tuple[Headline, ...]:
        return self.readings[row].forwarded

    def file(self, row: int, key: int) -> File:
        if self.error is not None:
            raise self.error
        return self.files[key]

    def save_file(self, row: int, key: int, folder: Path) -> Path:
        self.saved.append((key, folder))
        return folder / self.files[key].name


@dataclass
class FakeHandling:
    types: tuple[str, ...] = ("Anmälan", "Remiss")
    noted: tuple[ColleagueNote, ...] = ()
    happened: tuple[AuditRow, ...] = ()
    proposed: Proposal | None = None
    accepted: list[tuple[int, Proposal]] = field(default_factory=list)
    done: int = 0

    def done_today(self, _mailbox: str) -> int:
        return self.done

    def document_types(self) -> tuple[str, ...]:
        return self.types

    def notes(self, row: int) -> tuple[ColleagueNote, ...]:
        return self.noted

    def history(self, row: int) -> tuple[AuditRow, ...]:
        return self.happened

    def proposal(self, row: int) -> Proposal | None:
        return self.proposed

    def accept(self, row: int, proposed: Proposal) -> None:
        self.accepted.append((row, proposed))


@dataclass
class FakeAttachedTexts:
    """Files that are to be read, by their keys, and what has been read of them."""

    waiting: dict[int, bytes] = field(default_factory=dict)
    kept: dict[int, str] = field(default_factory=dict)
    wanted: bool = True
    asked: int = 0

    def next(self) -> FileToRead | None:
        self.asked += 1
        return next((FileToRead(*one) for one in self.waiting.items()), None)

    def keep(self, key: int, text: str) -> None:
        self.waiting.pop(key)
        self.kept[key] = text

    def holding(self, _row: int, sought: SoughtWords) -> dict[int, str]:
        return {key: text for key, text in self.kept.items() if sought.places(text)}


@dataclass
class FakeDossiers:
    error: SdkError | None = None
    printed: list[int] = field(default_factory=list)

    def paper(self, row: int, _tell: object) -> bytes:
        if self.error is not None:
            raise self.error
        self.printed.append(row)
        return b""


@dataclass
class FakeOutbox:
    problems: tuple[Problem, ...] = ()
    bytes: int = 1_200_000
    error: SdkError | None = None
    sent: list[Draft] = field(default_factory=list)

    def check(self, draft: Draft) -> CheckedDraft:
        return CheckedDraft(self.problems, self.bytes)

    def send(
        self, draft: Draft, *, warn: bool = False, hold: timedelta = timedelta()
    ) -> tuple[str, ...]:
        if self.error is not None:
            raise self.error
        if any(problem.blocking or warn for problem in self.problems):
            raise NotReady(self.problems)
        self.sent.append(draft)
        return tuple(f"id-{number}" for number, _ in enumerate(draft.recipients))


@dataclass
class FakeDrafts:
    saved: list[Draft] = field(default_factory=list)
    discarded: list[str] = field(default_factory=list)
    handed: list[tuple[str, str]] = field(default_factory=list)
    kept: tuple[Template, ...] = ()
    again: Draft | None = None
    error: Exception | None = None

    def resend(self, _row: int, *_others: int, to: DraftRecipient | None = None) -> Draft:
        assert to is None
        assert self.again is not None
        return self.again

    def save(self, draft: Draft, is_newest: Callable[[], bool] = lambda: True) -> None:
        if self.error is not None:
            raise self.error
        if is_newest():
            self.saved.append(draft)

    def leave(self, draft: Draft) -> None:
        """Keep nobody from writing."""

    def discard(self, key: str) -> None:
        self.discarded.append(key)

    def templates(self, _mailbox: str) -> tuple[Template, ...]:
        return self.kept

    def keep_template(self, name: str, text: str, mailbox: str = "") -> None:
        if not text:
            raise Refused("A template needs a name and a text.")
        self.kept = (*self.kept, Template(len(self.kept), mailbox or "the id of Åsa", name, text))

    def keep_closing(self, text: str) -> None:
        self.kept = (*self.kept, Template(len(self.kept), "the id of Åsa", "", text))

    def drop_template(self, key: int, _mailbox: str) -> None:
        self.kept = tuple(one for one in self.kept if one.key != key)

    def takers(self, _mailbox: str) -> tuple[str, ...]:
        return ()

    def hand_over(self, key: str, who: str) -> None:
        self.handed.append((key, who))


@dataclass
class FakeAddressBook:
    hits: tuple[AddressHit, ...] = HITS
    asked: list[str] = field(default_factory=list)
    refreshed: int = 0
    replaces: str = ""
    written: tuple[Headline, ...] = ()
    changed: list[tuple[AddressHit, AddressHit]] = field(default_factory=list)

    def successor(self, _gone: AddressHit) -> Successor | None:
        found = [hit for hit in self.hits if hit.function.identifier == self.replaces]
        return Successor(found[0], 2) if found else None

    def last_written(self, _hit: AddressHit) -> tuple[Headline, ...]:
        return self.written

    def change(self, gone: AddressHit, successor: AddressHit) -> None:
        self.changed.append((gone, successor))

    def search(self, text: str, limit: int = 30) -> tuple[AddressHit, ...]:
        self.asked.append(text)
        return tuple(hit for hit in self.hits if text.lower() in hit.function.name.lower())

    def organisations(self) -> tuple[Organisation, ...]:
        unit = Organisation("o3", "Barn och unga", parent="o1", kind="ou")
        return (THEIRS, KOMMUN, unit)

    def functions(self, organisation_key: str) -> tuple[AddressHit, ...]:
        return tuple(h for h in self.hits if h.function.organisation.key == organisation_key)

    def favourite(self, identifier: str, on: bool, mailbox: str = "") -> None:
        changed = {"mailboxes": (mailbox,) if on else ()} if mailbox else {"favourite": on}
        self.hits = tuple(
            replace(hit, **changed) if hit.function.identifier == identifier else hit
            for hit in self.hits
        )

    def age(self) -> AddressBookAge:
        return AddressBookAge(NOON, 2, len(self.hits))

    def refresh(self, *, may_shrink: bool = False) -> AddressBookAge:
        self.refreshed += 1
        return self.age()


def audit_row(number: int, kind: AuditKind = AuditKind.READ, detail: str = "") -> AuditRow:
    event = AuditEvent(
        kind, NOON, "Åsa Öberg", "dator-1", OURS.address, message().message_id, detail=detail
    )
    return AuditRow(number, event, "ab" * 32)


@dataclass
class FakeAuditTrail:
    rows: tuple[AuditRow, ...] = ()
    broken: int | None = None
    exported: list[Path] = field(default_factory=list)
    extracted: list[tuple[str, Path]] = field(default_factory=list)
    old: int = 0

    def page(
        self,
        before: int | None = None,
        kind: AuditKind | None = None,
        text: str = "",
        scope: AuditScope = EVERYTHING,
    ) -> tuple[AuditRow, ...]:
        fitting = [
            row
            for row in self.rows
            if (before is None or row.number < before)
            and kind in {None, row.event.kind}
            and text.lower() in row.event.who.lower() + row.event.detail.lower()
            and scope.mailbox in {"", row.event.mailbox}
            and scope.person in {"", row.event.person}
            and (scope.since is None or row.event.time >= scope.since)
        ]
        return tuple(sorted(fitting, key=lambda row: -row.number)[:100])

    def verify(self) -> ChainResult:
        return ChainResult(len(self.rows), self.broken)

    def removable(self) -> int:
        return self.old

    def trim(self) -> int:
        removed, self.old = self.old, 0
        return removed

    def sample(
        self, count: int, kind: AuditKind | None, text: str, scope: AuditScope
    ) -> tuple[AuditRow, ...]:
        return self.page(None, kind, text, scope)[:2]

    def export(self, path: Path) -> int:
        self.exported.append(path)
        return len(self.rows)

    def extract(self, person: str, path: Path) -> int:
        self.extracted.append((person, path))
        return len(self.page(scope=AuditScope(person=person)))


@dataclass
class FakePurging:
    """Counts ten messages, of which seven may go; nothing is ever carried out for real."""

    two: bool = True
    keep_days: int = 30
    error: SdkError | None = None
    asked: list[PurgeCriteria] = field(default_factory=list)
    made: tuple[PurgeProposal, ...] = ()
    reports: list[tuple[int, Path]] = field(default_factory=list)

    def may_alone(self, count: int) -> bool:
        return count <= 1 or not self.two

    def preview(self, criteria: PurgeCriteria) -> PurgePreview:
        self.asked.append(criteria)
        count = 1 if criteria.document_type == "Remiss" else 7
        empty = criteria.mailbox == RECEPTION.address
        return (
            PurgePreview(criteria) if empty else PurgePreview(criteria, count, NOON, NOON, 1, 0, 2)
        )

    def proposals(self) -> tuple[PurgeProposal, ...]:
        return self.made

    def erased_at(self) -> dict[int, ErasedAt]:
        return {1: ErasedAt(("Kontoret",), ("Arkivet",))}

    def propose(self, preview: PurgePreview, decision: str) -> PurgeProposal:
        if self.error is not None:
            raise self.error
        number = len(self.made) + 1
        proposal = PurgeProposal(
            number,
            preview.criteria,
            decision,
            PurgeState.PROPOSED,
            "Åsa Öberg",
            NOON,
            preview.count,
        )
        self.made = (proposal, *self.made)
        return proposal

    def approve(self, number: int) -> PurgeProposal:
        if self.error is not None:
            raise self.error
        return self._move(number, PurgeState.DONE)

    def withdraw(self, number: int) -> None:
        self._move(number, PurgeState.WITHDRAWN)

    def report(self, number: int, path: Path) -> int:
        self.reports.append((number, path))
        return 1

    def _move(self, number: int, state: PurgeState) -> PurgeProposal:
        (found,) = (one for one in self.made if one.number == number)
        erased = found.listed if state is PurgeState.DONE else 0
        moved = replace(found, state=state, erased=erased)
        self.made = tuple(moved if one is found else one for one in self.made)
        return moved


@dataclass
class FakePeople:
    """Two people, a reader and a login service; nobody has confirmed the recovery key."""

    people: tuple[EnrolledPerson, ...] = (
        EnrolledPerson("Åsa Öberg", (Way.PASSPHRASE, Way.CARD)),
        EnrolledPerson("Kim Berg", (Way.PASSPHRASE,)),
        EnrolledPerson("Bo Ek", ()),
    )

    less: dict[str, PersonRole] = field(default_factory=dict)

    def enrolled(self) -> EnrolledPeople:
        roles = dict.fromkeys((one.who for one in self.people), PersonRole(Role.MANAGER))
        roles |= self.less
        return EnrolledPeople(self.people, frozenset(Way), recovery_confirmed=False, roles=roles)

    def give_role(self, who: str, role: Role, mailbox: str = "") -> None:
        assert mailbox
        self.less[who] = replace(self.less[who], mailboxes={mailbox: role})

    def begin(self, who: str) -> Enrolment:
        return Enrolment(who, "KJSWY3DPEHPK3PXPKJSWY3DPEHPK3PXP", f"otpauth://totp/SDK:{who}")

    def enrol(self, enrolment: Enrolment, passphrase: str, code: str) -> None:
        self.people = (*self.people, EnrolledPerson(enrolment.who, (Way.PASSPHRASE,)))

    def confirm_recovery(self, text: str) -> None:
        pass

    def add_card(self, proof: Proof) -> None:
        pass

    def add_login(self, proof: Proof) -> None:
        pass


def figures(month: date, received: int = 0, sent: int = 0, **changes: object) -> MonthFigures:
    none = dict.fromkeys(RejectionCause, 0)
    base = MonthFigures(OURS.address, month, received, sent, None, None, 0, none)
    return replace(base, **changes)  # type: ignore[arg-type] # a test names real fields


@dataclass
class FakeFigures:
    """Figures of months, whichever are asked for."""

    months: tuple[MonthFigures, ...] = ()
    error: SdkError | None = None
    asked: list[tuple[date, date]] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)

    def of_months(self, first: date, last: date) -> tuple[MonthFigures, ...]:
        if self.error is not None:
            raise self.error
        self.asked.append((first, last))
        return self.months

    def export(self, path: Path, first: date, last: date) -> int:
        self.asked.append((first, last))
        self.written.append(path)
        return len(self.months)


@dataclass
class FakeFolders:
    """Folders that were chosen, by their use."""

    chosen: dict[FolderUse, Path] = field(default_factory=dict)
    error: SdkError | None = None

    def last(self, use: FolderUse) -> Path | None:
        if self.error is not None:
            raise self.error
        return self.chosen.get(use)

    def keep(self, use: FolderUse, folder: Path) -> None:
        self.chosen[use] = folder


class FakeStoreKey:
    """A store that never closes."""

    def renew(self) -> None:
        """Leave everything as it is."""

    def is_locked(self) -> bool:
        """Return that the store is open."""
        return False


MAY_ALL = Permissions(PersonRole(Role.MANAGER), {"Åsa Öberg": PersonRole(Role.MANAGER)})


@dataclass
class FakeWorkspace:
    who: str = "Åsa Öberg"
    who_id: str = ME
    mailboxes: tuple[Mailbox, ...] = (OURS, RECEPTION)
    inbox: FakeInbox = field(default_factory=FakeInbox)
    handling: FakeHandling = field(default_factory=FakeHandling)
    attached_texts: FakeAttachedTexts = field(default_factory=FakeAttachedTexts)
    dossiers: FakeDossiers = field(default_factory=FakeDossiers)
    outbox: FakeOutbox = field(default_factory=FakeOutbox)
    drafts: FakeDrafts = field(default_factory=FakeDrafts)
    address_book: FakeAddressBook = field(default_factory=FakeAddressBook)
    audit_trail: FakeAuditTrail = field(default_factory=FakeAuditTrail)
    purging: FakePurging = field(default_factory=FakePurging)
    people: FakePeople = field(default_factory=FakePeople)
    store_key: FakeStoreKey = field(default_factory=FakeStoreKey)
    figures: FakeFigures = field(default_factory=FakeFigures)
    folders: FakeFolders = field(default_factory=FakeFolders)
    permissions: Permissions = MAY_ALL
    shared: None = None

    def ways(self, purpose: Purpose | None = None) -> tuple[Way, ...]:
        return tuple(Way)

    def log_out_page(self) -> str:
        return "https://login.example.se/logout"

    def look_up_permissions(self) -> Permissions:
        return self.permissions

    @property
    def real(self) -> Workspace:
        """The same, as the screens' signatures want it."""
        return cast("Workspace", self)
