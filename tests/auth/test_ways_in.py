"""The table of all ways to sign in, and of all that may be wrong: what is said, what stays locked.

Kim and Bo share a computer. Each has a passphrase with an authenticator, a smart card, and the
organisation's login; all of them are real but the login service, which is a small one of our own.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pkcs11
import pyotp
import pytest
from PySide6.QtWidgets import QApplication

from sdk_desktop.app import App
from sdk_desktop.domain.clearance import CardProof, LoginProof, PassphraseProof, Proof, Way
from sdk_desktop.domain.configuration import CardReader
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.roles import Role
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.settings import Profile, read_settings, write_settings
from sdk_desktop.ui.words import sentence, set_language
from sdk_desktop.usecases.workspace import Workspace
from tests.auth.login.issuer import LOGIN, PAGE, Issuer
from tests.kit.computer.security_module import PIN, SecurityModule, security_module
from tests.kit.language import forget_language
from tests.kit.sandbox_network import (
    ADDRESS,
    CHEAP,
    PASSPHRASE,
    SOCIAL,
    Watch,
    connection,
    mailboxes,
)

NOW = datetime.now(UTC).replace(microsecond=0)
"""SoftHSM2 and the certificates live in real time."""
EVERYTHING = {f"{who} {way}" for who in ("Kim", "Bo") for way in Way}
AUTHORITY = Authority("Test CA", NOW)
END = AUTHORITY.issue("Nobody").certificate.not_valid_after_utc.date().isoformat()


class Computer:
    """What Kim and Bo share, and all that each of them holds."""

    def __init__(self, folder: Path, module: SecurityModule, issuer: Issuer) -> None:
        self.watch = Watch(NOW)
        self.profile = Profile(folder / "home" / "profile")
        self.module, self.issuer = module, issuer
        self.subjects = {"Kim": "berg-kim", "Bo": "ek-bo"}
        self._set_up()
        self.cards = {who: self._card(folder, who) for who in self.subjects}
        self.secrets: dict[str, str] = {}
        kim = self._first()
        self._second(kim)
        kim.people.give_role("Bo", Role.MANAGER)
        self._more_ways(kim)
        kim.close()
        bo = self.unlock("Bo", self.right("Bo", Way.PASSPHRASE))
        self._more_ways(bo)
        bo.close()
        self.turn(minutes=2)

    def start(self) -> App:
        client = httpx.Client(transport=httpx.MockTransport(self.issuer))
        return App(
            self.profile, self.watch, derivation=CHEAP, client=client, pause=self.watch.pause
        )

    def turn(self, **time: float) -> None:
        self.watch.turn(**time)
        self.issuer.now = self.watch.now

    def unlock(self, who: str, proof: Proof) -> Workspace:
        return self.start().unlock(who, proof, lambda _changes: None)

    def right(self, who: str, way: Way, steps: int = 0) -> Proof:
        """Return what opens; a code may be `steps` ahead of the clock or behind it."""
        match way:
            case Way.PASSPHRASE:
                moment = self.watch.now + timedelta(seconds=30 * steps)
                return PassphraseProof(PASSPHRASE, pyotp.TOTP(self.secrets[who]).at(moment))
            case Way.CARD:
                self.insert(who)
                return CardProof(PIN)
            case Way.LOGIN:
                return self.login(who)

    def login(self, who: str, **claims: object) -> LoginProof:
        """Be somebody in the browser, with a token of which some claims are changed."""
        self.issuer.claims = {"sub": self.subjects[who]} | claims
        return LoginProof(self.issuer.browse, PAGE, lambda: False)

    def insert(self, who: str = "") -> None:
        """Put a person's card in the reader, or take every card out."""
        tokens = self.module.folder / "tokens"
        shutil.rmtree(tokens)
        if who:
            shutil.copytree(self.cards[who], tokens)
        else:
            tokens.mkdir()
        pkcs11.lib(str(self.module.driver)).reinitialize()

    def spoil(self, proof: Proof, who: str = "Kim") -> None:
        """Try something that is wrong."""
        with pytest.raises(SdkError):
            self.unlock(who, proof)

    def remove(self, who: str, way: Way | None = None) -> None:
        bo = self.unlock("Bo", self.right("Bo", Way.CARD))
        bo.people.remove(who, way)
        bo.close()

    def locked(self) -> set[str]:
        """Return the ways that do not open now, though all is right."""
        self.issuer.answers = {}
        return {name for name in EVERYTHING if not self._opens(*name.split())}

    def _opens(self, who: str, way: str) -> bool:
        try:
            self.unlock(who, self.right(who, Way(way), steps=1)).close()
        except SdkError:
            return False
        return True

    def _set_up(self) -> None:
        self.profile.make()
        (self.profile.folder / "secret").write_text("hemligt")
        line = connection(ADDRESS, "klient", str(self.profile.folder / "secret"))
        self.start().configure(line, mailboxes(SOCIAL))
        own = read_settings(self.profile.settings)
        reader = CardReader(str(self.module.driver))
        write_settings(self.profile.settings, replace(own, card=reader, login=LOGIN))

    def _card(self, folder: Path, who: str) -> Path:
        """Make a card, and put it in a drawer."""
        self.module.add_token(who)
        self.module.add_key(who, AUTHORITY.issue(who))
        drawer = folder / f"card of {who}"
        shutil.copytree(self.module.folder / "tokens", drawer)
        shutil.rmtree(self.module.folder / "tokens")
        (self.module.folder / "tokens").mkdir()
        pkcs11.lib(str(self.module.driver)).reinitialize()
        return drawer

    def _first(self) -> Workspace:
        app = self.start()
        enrolment = app.enrolling.begin("Kim")
        self.secrets["Kim"] = enrolment.secret
        code = pyotp.TOTP(enrolment.secret).at(self.watch.now)
        app.enrolling.enrol(enrolment, PASSPHRASE, code)
        self.turn(seconds=60)
        return self.unlock("Kim", self.right("Kim", Way.PASSPHRASE))

    def _second(self, kim: Workspace) -> None:
        enrolment = kim.people.begin("Bo")
        self.secrets["Bo"] = enrolment.secret
        code = pyotp.TOTP(enrolment.secret).at(self.watch.now)
        kim.people.enrol(enrolment, PASSPHRASE, code)
        self.turn(seconds=60)

    def _more_ways(self, workspace: Workspace) -> None:
        self.insert(workspace.who)
        workspace.people.add_card(CardProof(PIN))
        workspace.people.add_login(self.login(workspace.who))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Computer]:
    """Return a computer that is set up, with a copy of its files beside them."""
    folder = tmp_path_factory.mktemp("computer")
    with pytest.MonkeyPatch.context() as patch:
        computer = Computer(folder, security_module(folder, patch), Issuer(now=NOW))
        computer.issuer.close()
        shutil.copytree(folder / "home", folder / "as it was")
        yield computer


@pytest.fixture
def computer(prepared: Computer) -> Iterator[Computer]:
    """Return the computer as it was when it was set up; Bo's card is in the reader."""
    computer, home = copy(prepared), prepared.profile.folder.parent
    shutil.rmtree(home)
    shutil.copytree(home.with_name("as it was"), home)
    computer.watch = Watch(prepared.watch.now)
    computer.issuer = Issuer(now=prepared.watch.now)
    computer.insert("Bo")
    yield computer
    computer.issuer.close()


@pytest.fixture
def swedish(qapp: QApplication) -> Iterator[None]:
    set_language(qapp, "sv")
    yield
    forget_language(qapp)


Try = Callable[[Computer], tuple[str, Proof]]
"""Arranges what is wrong; gives who tries to get in, and with what."""


def wrong_passphrase(_: Computer) -> tuple[str, Proof]:
    return "Kim", PassphraseProof("fel fel fel fel", "000000")


def replayed_code(computer: Computer) -> tuple[str, Proof]:
    used = computer.right("Kim", Way.PASSPHRASE)
    computer.unlock("Kim", used).close()
    return "Kim", used


def expired_code(computer: Computer) -> tuple[str, Proof]:
    return "Kim", computer.right("Kim", Way.PASSPHRASE, steps=-2)


def removed_passphrase(computer: Computer) -> tuple[str, Proof]:
    computer.remove("Kim", Way.PASSPHRASE)
    return "Kim", computer.right("Kim", Way.PASSPHRASE)


def throttled_passphrase(computer: Computer) -> tuple[str, Proof]:
    computer.spoil(PassphraseProof("fel fel fel fel", "000000"))
    return "Kim", computer.right("Kim", Way.PASSPHRASE)


def others_passphrase(computer: Computer) -> tuple[str, Proof]:
    return "Kim", computer.right("Bo", Way.PASSPHRASE)


def wrong_pin(computer: Computer) -> tuple[str, Proof]:
    computer.insert("Kim")
    return "Kim", CardProof("000000")


def replayed_card_slot(computer: Computer) -> tuple[str, Proof]:
    """Whoever finds Kim's card puts Kim's slot under the name of Bo, whose PIN is not asked."""
    content = json.loads(computer.profile.keys.read_text())
    content["people"]["Bo"]["card"] = content["people"]["Kim"]["card"]
    computer.profile.keys.write_text(json.dumps(content))
    return "Bo", computer.right("Kim", Way.CARD)


def expired_card(computer: Computer) -> tuple[str, Proof]:
    computer.turn(days=3660)
    return "Kim", computer.right("Kim", Way.CARD)


def removed_card(computer: Computer) -> tuple[str, Proof]:
    computer.insert()
    return "Kim", CardProof(PIN)


def removed_card_slot(computer: Computer) -> tuple[str, Proof]:
    computer.remove("Kim", Way.CARD)
    return "Kim", computer.right("Kim", Way.CARD)


def throttled_card(computer: Computer) -> tuple[str, Proof]:
    """The card itself warns before it blocks."""
    computer.insert("Kim")
    computer.spoil(CardProof("000000"))
    return "Kim", CardProof("111111")


def others_card(computer: Computer) -> tuple[str, Proof]:
    return "Kim", computer.right("Bo", Way.CARD)


def wrong_token(computer: Computer) -> tuple[str, Proof]:
    return "Kim", computer.login("Kim", aud="another-client")


def replayed_token(computer: Computer) -> tuple[str, Proof]:
    return "Kim", computer.login("Kim", nonce="an-earlier-one")


def expired_login(computer: Computer) -> tuple[str, Proof]:
    passed = int((computer.watch.now - timedelta(hours=5)).timestamp())
    return "Kim", computer.login("Kim", auth_time=passed)


def removed_login(computer: Computer) -> tuple[str, Proof]:
    computer.remove("Kim", Way.LOGIN)
    return "Kim", computer.right("Kim", Way.LOGIN)


def throttled_login(computer: Computer) -> tuple[str, Proof]:
    proof = computer.right("Kim", Way.LOGIN)
    computer.issuer.answers = {"token": httpx.Response(429)}
    return "Kim", proof


def others_login(computer: Computer) -> tuple[str, Proof]:
    return "Kim", computer.login("Bo")


def removed_person(computer: Computer) -> tuple[str, Proof]:
    computer.remove("Kim")
    return "Kim", computer.right("Kim", Way.CARD)


WRONG = "Lösenfrasen eller koden är fel. Försök igen om 1 s."
FEW_TRIES = "PIN-koden är fel. Få försök återstår innan kortet spärras."
NO_CARD = "Du har inget smartkort anslutet här. Välj ett annat sätt."
CLOCK = (
    "Koden hör till en annan minut: klockan i den här datorn eller i telefonen går fel. Ställ den"
    " rätt och försök igen."
)
DAMAGED = (
    "Nyckelfilen är skadad. Inget har ändrats. Återställ den från en säkerhetskopia, eller använd"
    " återställningsnyckeln."
)
KIM = {f"Kim {way}" for way in Way}
TABLE: dict[str, tuple[Try, str, set[str]]] = {
    "passphrase, wrong": (wrong_passphrase, WRONG, {"Kim passphrase"}),
    "passphrase, replayed": (replayed_code, WRONG, {"Kim passphrase"}),
    "passphrase, expired": (expired_code, CLOCK, set()),
    "passphrase, removed": (removed_passphrase, WRONG, {"Kim passphrase"}),
    "passphrase, throttled": (
        throttled_passphrase,
        "Vänta 1 s innan du försöker igen.",
        {"Kim passphrase"},
    ),
    "passphrase, other person's": (others_passphrase, WRONG, {"Kim passphrase"}),
    "card, wrong": (wrong_pin, FEW_TRIES, set()),
    "card, replayed": (replayed_card_slot, DAMAGED, {"Bo card"}),
    "card, expired": (
        expired_card,
        "Kortets certifikat gick ut {end}. Skaffa ett nytt kort.",
        {"Kim card", "Bo card"},
    ),
    "card, taken out": (
        removed_card,
        "Kortet eller säkerhetsmodulen finns inte på plats. Sätt i det och försök igen.",
        set(),
    ),
    "card, removed": (removed_card_slot, NO_CARD, {"Kim card"}),
    "card, throttled": (throttled_card, FEW_TRIES, set()),
    "card, other person's": (
        others_card,
        "Det här är inte det kort som är anslutet till dig.",
        set(),
    ),
    "login, wrong": (
        wrong_token,
        "Svaret från inloggningstjänsten går inte att lita på (aud).",
        set(),
    ),
    "login, replayed": (
        replayed_token,
        "Svaret från inloggningstjänsten går inte att lita på (nonce).",
        set(),
    ),
    "login, expired": (
        expired_login,
        "Det var för länge sedan du loggade in. Logga in igen.",
        set(),
    ),
    "login, removed": (
        removed_login,
        "Du har ingen inloggning här. Välj ett annat sätt.",
        {"Kim login"},
    ),
    "login, throttled": (
        throttled_login,
        "Inloggningstjänsten är upptagen eller har ett fel. Försök igen senare.",
        set(),
    ),
    "login, other person's": (
        others_login,
        "En annan person loggade in. Logga ut där och försök igen.",
        set(),
    ),
    "person, removed": (removed_person, NO_CARD, KIM),
}


def test_all_is_well_to_begin_with(computer: Computer) -> None:
    assert computer.locked() == set()


def test_an_old_key_file_lets_nobody_in_who_was_removed(computer: Computer) -> None:
    old = computer.profile.keys.read_bytes()
    computer.remove("Kim")
    computer.profile.keys.write_bytes(old)

    assert computer.locked() == KIM


@pytest.mark.parametrize("row", TABLE)
def test_what_is_wrong_is_said_and_opens_nothing(
    computer: Computer, swedish: None, row: str
) -> None:
    attempt, expected, locked = TABLE[row]
    who, proof = attempt(computer)

    with pytest.raises(SdkError) as raised:
        computer.unlock(who, proof)

    assert sentence(raised.value) == expected.format(end=END)
    assert computer.locked() == locked
