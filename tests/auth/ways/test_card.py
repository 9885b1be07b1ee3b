"""A smart card releases a key against its PIN; SoftHSM2 is the card."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pkcs11
import pytest

from sdk_desktop.auth.ways.card import Card, CardKey
from sdk_desktop.domain.configuration import CardReader
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.exchange.keys import SoftwareKey
from tests.kit.computer.security_module import PIN, SecurityModule, security_module
from tests.kit.sandbox_network import Watch

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority("Test CA", NOW)


@pytest.fixture(scope="module")
def key(authority: Authority) -> SoftwareKey:
    return authority.issue("Kim Berg")


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SecurityModule:
    return security_module(tmp_path, monkeypatch)


@pytest.fixture
def reader(module: SecurityModule, key: SoftwareKey) -> SecurityModule:
    """A reader with Kim's card in it."""
    module.add_token("kim")
    module.add_key("kim", key)
    return module


def card(reader: SecurityModule, clock: Watch | None = None, label: str = "") -> Card:
    return Card(CardReader(str(reader.driver), label), clock or Watch(NOW))


def release(of: Card, made: CardKey, pin: str = PIN) -> bytes:
    return of.release(pin, made.certificate, made.wrapped)


def take_out(reader: SecurityModule) -> None:
    """Take every card out of the reader."""
    shutil.rmtree(reader.folder / "tokens")
    (reader.folder / "tokens").mkdir()
    pkcs11.lib(str(reader.driver)).reinitialize()


def test_a_card_releases_what_was_wrapped_for_it(reader: SecurityModule) -> None:
    made = card(reader).enrol(PIN)

    assert release(card(reader), made) == made.key
    assert len(made.key) == 32
    assert made.key not in made.wrapped
    assert made.key.hex() not in repr(made)


def test_each_enrolment_makes_a_key_of_its_own(reader: SecurityModule) -> None:
    assert card(reader).enrol(PIN).key != card(reader).enrol(PIN).key


def test_a_wrong_pin_releases_nothing(reader: SecurityModule) -> None:
    made = card(reader).enrol(PIN)

    with pytest.raises(Refused, match="The PIN is wrong"):
        release(card(reader), made, "000000")
    assert release(card(reader), made) == made.key


def test_a_card_that_is_not_there_is_waited_for(reader: SecurityModule) -> None:
    made = card(reader).enrol(PIN)
    take_out(reader)

    with pytest.raises(Unavailable, match="no such card"):
        release(card(reader), made)


def test_another_persons_card_is_told_from_the_own_one(
    reader: SecurityModule, authority: Authority
) -> None:
    made = card(reader).enrol(PIN)
    take_out(reader)
    reader.add_token("bo")
    reader.add_key("bo", authority.issue("Bo"))

    with pytest.raises(Refused, match="not the card that was enrolled"):
        release(card(reader), made)


def test_a_card_with_the_certificate_but_another_key_is_found_out(reader: SecurityModule) -> None:
    made = card(reader).enrol(PIN)
    spoiled = CardKey(made.certificate, bytes(len(made.wrapped)), made.key)

    with pytest.raises(Refused, match="not the card that was enrolled"):
        release(card(reader), spoiled)


def test_a_card_whose_certificate_has_expired_says_when(
    reader: SecurityModule, key: SoftwareKey
) -> None:
    made = card(reader).enrol(PIN)
    end = key.certificate.not_valid_after_utc
    later = Watch(end + timedelta(seconds=1))

    with pytest.raises(Refused) as released:
        release(card(reader, later), made)
    with pytest.raises(Refused) as enrolled:
        card(reader, later).enrol(PIN)

    wanted = f"The card's certificate expired on {end.date().isoformat()}. Get a new card."
    assert [str(released.value), str(enrolled.value)] == [wanted, wanted]


def test_a_driver_that_is_not_installed_is_named(tmp_path: Path) -> None:
    away = Card(CardReader(str(tmp_path / "libcard.so")), Watch(NOW))

    with pytest.raises(Refused, match=r"driver cannot be loaded: libcard\.so"):
        away.enrol(PIN)


def test_an_empty_card_cannot_be_enrolled(module: SecurityModule) -> None:
    module.add_token("empty")

    with pytest.raises(Refused, match="no RSA key"):
        card(module).enrol(PIN)


def test_among_several_cards_the_label_chooses(
    reader: SecurityModule, authority: Authority
) -> None:
    reader.add_token("bo")
    reader.add_key("bo", authority.issue("Bo"))

    with pytest.raises(Refused, match="several cards"):
        card(reader).enrol(PIN)
    made = card(reader, label="kim").enrol(PIN)
    assert release(card(reader, label="kim"), made) == made.key


def test_a_card_that_was_used_is_missed_when_it_is_taken_out(reader: SecurityModule) -> None:
    made = card(reader).enrol(PIN)
    used, unused = card(reader), card(reader)
    release(used, made)
    assert used.is_there()

    take_out(reader)

    assert not used.is_there()
    assert unused.is_there()


def test_a_card_that_was_used_tells_until_when_it_is_good(
    reader: SecurityModule, key: SoftwareKey
) -> None:
    used = card(reader)
    made = used.enrol(PIN)
    before = used.ends
    release(used, made)

    assert before is None
    assert used.ends == key.certificate.not_valid_after_utc


def test_another_card_in_the_reader_is_not_the_one_that_was_used(
    reader: SecurityModule, authority: Authority
) -> None:
    used = card(reader)
    release(used, used.enrol(PIN))
    take_out(reader)
    reader.add_token("bo")
    reader.add_key("bo", authority.issue("Bo"))

    assert not used.is_there()
