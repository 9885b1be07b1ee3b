"""What goes wrong with our own keys, certificates and clock: all waits, and nothing is lost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from sdk_desktop.app.direct import MessageSystemOpener
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Refused, Unavailable, from_line
from sdk_desktop.exchange.hardware_keys import PinRefused
from sdk_desktop.exchange.key_files import write_key
from sdk_desktop.formats.soap.domibus_plugin import write_fault_response
from sdk_desktop.formats.soap.soap import SoapFault
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.sandbox.network.pki import Issuer
from tests.kit.access_point_network import EKDALA, EKELUND, AccessPointNetwork
from tests.kit.computer.security_module import PIN, SecurityModule, security_module
from tests.kit.cuttable_connection import Act, Fault
from tests.kit.sandbox_network import PersonClient, Watch
from tests.usecases.arrivals import AKUTEN
from tests.usecases.direct.port import (
    acknowledge,
    acknowledgement_to,
    come,
    delivery_of,
    details,
    key,
    order,
    payloads,
)

Mend = Callable[[], object]


def folder_of(client: PersonClient) -> Path:
    return client.app.profile.folder


def key_file_away(_network: AccessPointNetwork, kim: PersonClient) -> Mend:
    path = folder_of(kim) / "own.pem"
    away = path.rename(path.with_name("away.pem"))
    return lambda: away.rename(path)


def password_of_the_key_wrong(network: AccessPointNetwork, kim: PersonClient) -> Mend:
    ours = key(network, EKDALA)
    locked = serialize_key_and_certificates(
        b"own", ours.private_key, ours.certificate, None, BestAvailableEncryption(b"rosenrot")
    )
    path, password = folder_of(kim) / "own.p12", folder_of(kim) / "key-password"
    path.write_bytes(locked)
    password.write_text("fel")
    set_line(kim, key=str(path), key_password_file=str(password))
    return lambda: password.write_text("rosenrot\n")


def password_of_the_account_wrong(_network: AccessPointNetwork, kim: PersonClient) -> Mend:
    path = folder_of(kim) / "password"
    right = path.read_text()
    path.write_text("fel")
    return lambda: path.write_text(right)


def issuers_away(_network: AccessPointNetwork, kim: PersonClient) -> Mend:
    path = folder_of(kim) / "issuers"
    away = path.rename(path.with_name("away"))
    return lambda: away.rename(path)


def certificate_for_tls_away(network: AccessPointNetwork, kim: PersonClient) -> Mend:
    path = folder_of(kim) / "client.pem"
    set_line(kim, certificate_file=str(path))
    return lambda: set_line(kim, certificate_file="")


def own_certificate_expired(network: AccessPointNetwork, kim: PersonClient) -> Mend:
    path = folder_of(kim) / "own.pem"
    right = path.read_bytes()
    until = network.watch.now - timedelta(minutes=1)
    pki = network.sandbox.registry.pki
    expired = pki.authority(Issuer.ORGANISATIONS).issue(EKDALA, until=until)
    path.write_bytes(write_key(expired))
    return lambda: path.write_bytes(right)


def set_line(client: PersonClient, **changes: object) -> None:
    line = client.app.settings.access_point
    assert line is not None
    changed = replace(line, **changes)  # type: ignore[arg-type] # fields of a line
    client.app.settings = replace(client.app.settings, access_point=changed)


MISFORTUNES = [
    (key_file_away, "cannot be read."),
    (password_of_the_key_wrong, "The password does not open the key file."),
    (password_of_the_account_wrong, "at the latest in an hour."),
    (issuers_away, "cannot be read."),
    (own_certificate_expired, "The organisation has no key whose certificate is valid."),
]
NAMES = [happens.__name__ for happens, _ in MISFORTUNES]


@pytest.mark.parametrize(("happens", "said"), MISFORTUNES, ids=NAMES)
def test_everything_waits_with_its_reason_and_goes_when_it_is_mended(
    network: AccessPointNetwork,
    kim: PersonClient,
    happens: Callable[[AccessPointNetwork, PersonClient], Mend],
    said: str,
) -> None:
    come(network)
    kim.synchronise()
    mend = happens(network, kim)
    kim.lock_and_unlock()
    waits = come(network)
    sent = kim.send(kim.draft_to(AKUTEN))
    with pytest.raises(Unavailable) as told:
        kim.synchronise()
    postponed = delivery_of(kim, sent)
    read = kim.workspace.inbox.open(kim.received("Fråga").row).message
    mend()
    kim.wait(seconds=30)

    assert str(told.value).endswith(said)
    assert postponed.status is Status.QUEUED
    assert str(from_line(postponed.hindrance)).endswith(said)
    assert read is not None
    assert kim.sent(sent).status is Status.SCHEDULED
    assert acknowledgement_to(network, waits.message_id) == "ACCEPTED"
    assert network.waiting() == 0


def test_a_certificate_for_tls_that_is_away_is_said(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    mend = certificate_for_tls_away(network, kim)
    kim.lock_and_unlock()
    with pytest.raises(Unavailable, match="cannot be read"):
        kim.synchronise()
    mend()
    kim.lock_and_unlock()

    assert kim.synchronise().received == 0


@dataclass
class Skewed:
    """A clock that is wrong by some years."""

    watch: Watch
    years: int = 0

    def __call__(self) -> datetime:
        return self.watch.now + timedelta(days=365 * self.years)


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_is_wrong_by_years_decides_nothing(
    network: AccessPointNetwork, kim: PersonClient, years: int
) -> None:
    kim.app._clock = skewed = Skewed(network.watch)
    kim.lock_and_unlock()
    order(network, "lose", kind="acknowledgement", sender=EKELUND)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.wait(seconds=1)
    come(network)
    acknowledge(network, sent)
    skewed.years = years
    with pytest.raises(Unavailable, match="no key whose certificate is valid"):
        kim.synchronise()
    before = kim.sent(sent).status
    answers = payloads(network, DocumentType.ACKNOWLEDGEMENT)
    skewed.years = 0
    result = kim.synchronise()

    assert before is Status.WAITING_FOR_RECEIPT
    assert kim.sent(sent).status is Status.ACCEPTED
    assert (result.received, result.unreadable) == (1, 0)
    assert answers == []
    assert details(kim, AuditKind.STRAY) == []


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SecurityModule:
    folder = tmp_path / "module"
    folder.mkdir()
    return security_module(folder, monkeypatch)


@pytest.fixture
def on_module(network: AccessPointNetwork, module: SecurityModule) -> Iterator[PersonClient]:
    """A client whose keys are on the module, and that lets go of it at the end.

    Sessions have the same numbers after each start of the module: one that was forgotten open would
    close another's when it is collected.
    """
    module.add_token("own")
    module.add_key("own", key(network, EKDALA))
    place = f"pkcs11:token=own?module-path={module.driver}"
    pin_file = network.folder / "pin"
    pin_file.write_text(PIN)
    more = {"key": place, "key_password_file": str(pin_file)}
    client = network.at_access_point("Kim Berg", EKDALA, PRACTICE_MAILBOXES, **more)
    yield client
    client.workspace.close()
    client.app.close()


def taken_out(module: SecurityModule) -> Mend:
    """Take the module out while it is in use."""
    place, away = module.folder / "tokens", module.folder / "away"
    place.rename(away)
    place.mkdir()
    pkcs11.lib(str(module.driver)).reinitialize()

    def put_back() -> None:
        place.rmdir()
        away.rename(place)
        pkcs11.lib(str(module.driver)).reinitialize()

    return put_back


def test_a_module_that_was_taken_out_is_used_again_when_it_is_back(
    network: AccessPointNetwork, module: SecurityModule, on_module: PersonClient
) -> None:
    kim = on_module
    first = come(network)
    kim.synchronise()
    put_back = taken_out(module)
    second = come(network)
    sent = kim.send(kim.draft_to(AKUTEN))
    with pytest.raises(Unavailable):
        kim.synchronise()
    waits = (delivery_of(kim, sent).status, network.waiting())
    put_back()
    kim.wait(seconds=30)
    kim.wait(seconds=30)

    assert waits == (Status.QUEUED, 1)
    assert kim.sent(sent).status is not Status.QUEUED
    assert {acknowledgement_to(network, one.message_id) for one in (first, second)} == {"ACCEPTED"}
    assert details(kim, AuditKind.UNREADABLE) == []


def test_a_module_that_is_taken_out_while_something_comes_loses_nothing(
    network: AccessPointNetwork, module: SecurityModule, on_module: PersonClient
) -> None:
    kim = on_module
    kim.synchronise()
    put_back = taken_out(module)
    come(network)
    result = kim.workspace._receiving.receive(kim.workspace.mailboxes)
    put_back()
    kim.wait(seconds=30)

    assert (result.received, result.unreadable) == (0, 0)
    assert result.trouble is not None
    assert kim.received("Fråga").unread


def test_a_wrong_pin_is_tried_once_and_not_again_before_it_is_changed(
    network: AccessPointNetwork, module: SecurityModule, on_module: PersonClient
) -> None:
    (network.folder / "pin").write_text("000000")
    opener = MessageSystemOpener(network.web(), on_module.app.settings, network.watch)
    with pytest.raises(PinRefused, match="The PIN is wrong"):
        opener()
    put_back = taken_out(module)
    with pytest.raises(PinRefused, match="The PIN is wrong"):  # nobody asked the module
        opener()
    (network.folder / "pin").write_text(PIN)
    with pytest.raises(Unavailable, match="no such card or module"):
        opener()
    put_back()
    opened = opener()
    opened.opened.close()

    assert opened.keys.certificates == (key(network, EKDALA).certificate,)


def test_a_card_without_its_driver_is_said(network: AccessPointNetwork, kim: PersonClient) -> None:
    set_line(kim, key="pkcs11:token=own?module-path=/nowhere/driver.so")
    opener = MessageSystemOpener(network.web(), kim.app.settings, network.watch)

    with pytest.raises(Refused):
        opener()


def test_a_password_that_was_refused_is_tried_once_an_hour(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    password_of_the_account_wrong(network, kim)
    kim.lock_and_unlock()
    tried = []
    for minutes in (0, 30, 29, 2):
        with pytest.raises(Unavailable):
            kim.wait(minutes=minutes)
        tried.append(network.line.count("POST", "#listPendingMessages"))

    assert [after - tried[0] for after in tried] == [0, 0, 0, 1]


def test_what_the_access_point_erased_unread_is_shown_with_its_sender_and_marked(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    come(network)
    network.practise("PUT", f"access-points/{EKDALA}", eraseWaiting=True)
    result = kim.synchronise()

    (reason,) = details(kim, AuditKind.UNREADABLE)
    assert result.unreadable == 1
    assert reason.startswith("The access point erased a message before this client fetched it.")
    assert network.waiting() == 0


def test_nothing_is_fetched_where_fetching_would_delete_it(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    come(network)
    fault = write_fault_response(SoapFault("Sender", "Unexpected element"))
    network.line.add(Fault(Act.ANSWER, "POST", "#status", 500, b"".join(fault), fault.content_type))
    trouble = kim.synchronise().trouble

    assert "too old" in str(trouble)
    assert network.line.count("POST", "#retrieveMessage") == 0
    assert network.waiting() == 1
