"""Workspaces of real clients that talk through the sandbox, on a clock that a test turns."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import httpx
import keyring
import pyotp
from keyring.backend import KeyringBackend

from sdk_desktop.app import App
from sdk_desktop.auth.keys.wrapping import Derivation
from sdk_desktop.domain.address import AddressBookContent
from sdk_desktop.domain.clearance import Enrolment, PassphraseProof
from sdk_desktop.domain.configuration import Connection
from sdk_desktop.domain.delivery import DeliveryEvent
from sdk_desktop.domain.draft import Draft, DraftRecipient
from sdk_desktop.domain.mailbox import Direction, Folder, Headline, Mailbox
from sdk_desktop.files import write_private
from sdk_desktop.formats.status_api import write_problem
from sdk_desktop.sandbox.cast.organisations import (
    PRACTICE_CLIENT_ID,
    PRACTICE_CLIENT_SECRET,
    PRACTICE_MAILBOXES,
    PRACTICE_ORGANISATION,
    functions,
)
from sdk_desktop.sandbox.network.pki import SandboxPki
from sdk_desktop.sandbox.server import Application
from sdk_desktop.service.address_book import fetch_address_book
from sdk_desktop.settings import Profile
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.workspace import SyncResult, Workspace
from tests.kit.cuttable_connection import Act, CuttableConnection, Fault

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ADDRESS = "https://sandbox.example.se"
PASSPHRASE = "häst batteri klammer"
CHEAP = Derivation(memory=64, iterations=1, lanes=1)
SOCIAL = "sdk:socialkontoret:0203:ekdala.example.se"


@dataclass
class Watch:
    """A clock that stands still until it is turned; a `pause` takes no time."""

    now: datetime = NOON
    paused: float = 0

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **time: float) -> None:
        self.now += timedelta(**time)

    def pause(self, seconds: float) -> None:
        self.paused += seconds


PKI = SandboxPki(NOON)
"""Keys are slow to make, so all sandboxes of a test process share them."""

ENROLLED_IN_TEST: set[str] = set()
"""Whose prepared profile the test that runs has copied."""


@dataclass
class SandboxNetwork:
    """The sandbox, and the line that everybody reaches it by; all have a message service.

    `SUBMIT` and `LET_GO` are the method and the path by which a message is handed over, and by
    which the other side is told that it may forget one. New clients have the address book of their
    first day already, unless the network says that they do not.
    """

    folder: Path
    watch: Watch = field(default_factory=Watch)
    know_addresses: bool = True

    ADDRESS: ClassVar[str] = ADDRESS
    SUBMIT: ClassVar[tuple[str, str]] = ("POST", "/v1/sdk/messages")
    LET_GO: ClassVar[tuple[str, str]] = ("DELETE", "/v1/sdk/messages")

    def __post_init__(self) -> None:
        self.sandbox = Application(self.watch, self.pki())
        self.line = CuttableConnection(httpx.WSGITransport(self.sandbox))

    def pki(self) -> SandboxPki:
        return PKI

    def practice_control(self) -> PersonClient:
        """The client of Ekdala kommun, with the mailboxes of the practice mode."""
        line = (PRACTICE_CLIENT_ID, PRACTICE_CLIENT_SECRET)
        return self.behind_message_service("Kim Berg", PRACTICE_MAILBOXES, *line)

    def client(self, who: str, *addresses: str) -> PersonClient:
        """A client of another organisation that has these function addresses."""
        body = {"client_id": who, "secret": "hemligt", "functions": list(addresses)}
        self.web().post(f"{self.ADDRESS}/practice/clients", json=body).raise_for_status()
        return self.behind_message_service(who, mailboxes(*addresses), who, "hemligt")

    def web(self) -> httpx.Client:
        return httpx.Client(transport=self.line)

    def put_in_mailbox(self, data: bytes, function: str = SOCIAL) -> None:
        answer = self.web().post(f"{self.ADDRESS}/practice/mailboxes/{function}", content=data)
        answer.raise_for_status()

    def refuse_next(self) -> None:
        """Let the other side refuse the next message that is handed over."""
        problem = write_problem(400, "Bad Request", (DeliveryEvent("BV", None, "not-found"),))
        body = json.dumps(problem).encode()
        self.line.add(Fault(Act.ANSWER, *self.SUBMIT, 400, body, "application/problem+json"))

    def forget_tokens(self) -> None:
        self.web().delete(f"{self.ADDRESS}/practice/tokens").raise_for_status()

    def state(self) -> dict[str, dict[str, int]]:
        return dict(json.loads(self.web().get(f"{self.ADDRESS}/practice").content))

    def waiting(self) -> int:
        """Count what still waits for Kim's first mailbox."""
        return self.state()["waiting"].get(SOCIAL, 0)

    def let_nothing_wait(self) -> None:
        """Be as a network whose clients have fetched everything."""
        self.sandbox.federation.members[PRACTICE_ORGANISATION.participant].incoming.clear()

    def behind_message_service(
        self, who: str, boxes: tuple[Mailbox, ...], client_id: str, secret: str
    ) -> PersonClient:
        app = self.app(who)
        secret_file = app.profile.folder / "secret"
        write_private(secret_file, secret.encode())
        app.configure(connection(self.ADDRESS, client_id, str(secret_file)), boxes)
        return PersonClient(app, who, self)

    def app(self, who: str) -> App:
        profile = Profile(self.folder / who)
        return App(profile, self.watch, derivation=CHEAP, client=self.web(), pause=self.watch.pause)


def connection(address: str, client_id: str, secret_file: str) -> Connection:
    return Connection(
        service_url=f"{address}/v1",
        token_url=f"{address}/token",
        client_id=client_id,
        address_book_url=f"{address}/addressbook/api/",
        secret_file=secret_file,
    )


def mailboxes(*addresses: str) -> tuple[Mailbox, ...]:
    return tuple(
        Mailbox(f.identifier, f.name, f.organisation.participant, f.organisation.name)
        for f in functions()
        if f.identifier in addresses
    )


def enrol(profile: Profile, who: str, network: SandboxNetwork) -> Enrolment:
    """Let somebody be enrolled in an empty profile, by copying what was made once.

    A second one of the same name in a test is somebody else, with another store and other keys.
    """
    prepare = _enrolled.__wrapped__ if who in ENROLLED_IN_TEST else _enrolled
    ENROLLED_IN_TEST.add(who)
    now, key_store = network.watch.now, keyring.get_keyring()
    enrolment, files = prepare(who, now, key_store, know_addresses=network.know_addresses)
    for name, content in files.items():
        path = profile.folder.parent / name.replace("profile", profile.folder.name, 1)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        write_private(path, content)
    return enrolment


@cache
def _enrolled(
    who: str, now: datetime, _key_store: KeyringBackend, *, know_addresses: bool
) -> tuple[Enrolment, dict[str, bytes]]:
    """Enrol somebody as the program does, once in a test process; gives the files by path.

    A system's key store holds a part of it, so that each has its own.
    """
    with TemporaryDirectory() as folder:
        client = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(404)))
        profile = Profile(Path(folder) / "profile")
        app = App(profile, lambda: now, derivation=CHEAP, client=client)
        enrolment = app.enrolling.begin(who)
        code = pyotp.TOTP(enrolment.secret).at(now)
        recovery_key = app.enrolling.enrol(enrolment, PASSPHRASE, code)
        if know_addresses:
            _put_address_book(profile.store, app._sign_in().recovery.open(recovery_key), now)
        app.close()
        return enrolment, folder_files(Path(folder))


def folder_files(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder and of those in it, by path."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def _put_address_book(path: Path, key: bytes, now: datetime) -> None:
    content = _address_book()
    store = Store.open(path, key)
    with store.begin() as stored:
        stored.addresses.replace(content.organisations, content.functions, now)
    store.close()


@cache
def _address_book() -> AddressBookContent:
    client = httpx.Client(transport=httpx.WSGITransport(Application(lambda: NOON, PKI)))
    return fetch_address_book(client, f"{ADDRESS}/addressbook/api/", lambda _seconds: None)


class PersonClient:
    """One person's client: enrolled, unlocked, and able to do what people do."""

    def __init__(
        self, app: App, who: str, network: SandboxNetwork, enrolled: Enrolment | None = None
    ) -> None:
        self.app = app
        self.who = who
        self.watch = network.watch
        self.enrolment: Enrolment = enrolled or enrol(app.profile, who, network)
        self.watch.turn(seconds=30)
        self.workspace: Workspace = self.unlock()

    def code(self) -> str:
        return pyotp.TOTP(self.enrolment.secret).at(self.watch.now)

    def proof(self) -> PassphraseProof:
        return PassphraseProof(PASSPHRASE, self.code())

    def unlock(self) -> Workspace:
        return self.app.unlock(self.who, self.proof(), lambda _changes: None)

    def lock_and_unlock(self) -> None:
        self.workspace.close()
        self.watch.turn(seconds=30)
        self.workspace = self.unlock()

    def synchronise(self) -> SyncResult:
        return self.workspace.synchronise()

    def wait(self, **time: float) -> SyncResult:
        """Let time pass, then talk to the message service."""
        self.watch.turn(**time)
        return self.synchronise()

    def draft_to(self, function: str, **more: object) -> Draft:
        """Write a message that is ready to be sent."""
        mailbox = self.workspace.mailboxes[0].address
        draft = replace(
            self.workspace.drafts.new(mailbox),
            recipients=(recipient(function),),
            label="Fråga om samverkan",
            confidential=False,
            text="Hej",
        )
        return replace(draft, **more)  # type: ignore[arg-type] # whatever a draft has

    def send(self, draft: Draft) -> str:
        """Send a draft to its one recipient; gives the message id."""
        (message_id,) = self.workspace.outbox.send(draft)
        return message_id

    def headlines(self, folder: Folder = Folder.ALL) -> tuple[Headline, ...]:
        return self.workspace.inbox.page("", folder).headlines

    def headline(self, wanted: Callable[[Headline], bool]) -> Headline:
        (found,) = [headline for headline in self.headlines() if wanted(headline)]
        return found

    def sent(self, message_id: str) -> Headline:
        return self.headline(lambda h: h.message_id == message_id and h.direction is Direction.OUT)

    def received(self, subject: str) -> Headline:
        return self.headline(lambda h: h.subject == subject and h.direction is Direction.IN)


def colleague_of(
    client: PersonClient, who: str, passphrase: str = "en helt annan mening"
) -> Workspace:
    """Enrol a second person at the same computer, and unlock the same store as they do."""
    people = client.workspace.people
    enrolment = people.begin(who)
    totp = pyotp.TOTP(enrolment.secret)
    people.enrol(enrolment, passphrase, totp.at(client.watch.now))
    client.watch.turn(seconds=60)
    proof = PassphraseProof(passphrase, totp.at(client.watch.now))
    return client.app.unlock(who, proof, lambda _changes: None)


def recipient(function: str) -> DraftRecipient:
    (found,) = [one for one in functions() if one.identifier == function]
    return DraftRecipient(
        found.organisation.participant, found.organisation.name, found.identifier, found.name
    )
