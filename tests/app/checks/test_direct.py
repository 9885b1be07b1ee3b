"""The check-up of a client at an access point: each step, what goes wrong there, what to do."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

from sdk_desktop.domain.configuration import Check
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.exchange.key_files import write_key
from sdk_desktop.exchange.keys import SoftwareKey
from sdk_desktop.formats.soap.domibus_plugin import write_fault_response
from sdk_desktop.formats.soap.soap import SoapFault
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.sandbox.network.pki import Issuer, SandboxPki
from sdk_desktop.sandbox.network.registry import ZONE, LookupFault
from tests.exchange.issuer import Issuer as Stranger
from tests.exchange.issuer import Wish, rsa_key, usage
from tests.kit.access_point_network import EKDALA, HERE, AccessPointNetwork, access_point_network
from tests.kit.computer.security_module import PIN, security_module
from tests.kit.cuttable_connection import Act
from tests.kit.cuttable_connection import Fault as Occasion
from tests.kit.sandbox_network import NOON, PersonClient

HOPS = [
    "Mailboxes",
    "Organisation's key",
    "Issuers of keys",
    "Revocation",
    "Issuers of the directory",
    "Environment",
    "Name service",
    "Directory of certificates",
    "Published certificate",
    "Access point",
    "Clock",
    "Address book",
    "Malware scanner",
]
KEY, CLIENT, REVOCATION, DIRECTORY, PUBLISHED = (
    "Organisation's key",
    "Client's certificate",
    "Revocation",
    "Directory of certificates",
    "Published certificate",
)
NOT_TRIED = "This is not tried before what stands above works."


@dataclass
class DirectSetup:
    """Kim's client at an access point, and the network that it lies in."""

    network: AccessPointNetwork
    kim: PersonClient

    @property
    def folder(self) -> Path:
        return self.kim.app.profile.folder

    @property
    def keys(self) -> SandboxPki:
        return self.network.sandbox.registry.pki

    def set(self, **changes: object) -> None:
        """Change the settings of the access point."""
        line = self.kim.app.settings.access_point
        assert line
        changed = replace(line, **changes)  # type: ignore[arg-type] # a test names real fields
        self.kim.app.settings = replace(self.kim.app.settings, access_point=changed)

    def set_zone(self, zone: str) -> None:
        discovery = self.kim.app.settings.discovery
        assert discovery
        changed = replace(discovery, zone=zone)
        self.kim.app.settings = replace(self.kim.app.settings, discovery=changed)

    def disturb(self, *faults: LookupFault) -> None:
        self.network.sandbox.registry.disturb(EKDALA, faults)

    def write(self, name: str, data: bytes) -> None:
        (self.folder / name).write_bytes(data)

    def own(self, **wished: object) -> SoftwareKey:
        """Return Ekdala another key, of the federation's issuer; nobody publishes it."""
        key = self.keys.authority(Issuer.ORGANISATIONS).issue(EKDALA, **wished)  # type: ignore[arg-type] # dates
        self.write("own.pem", write_key(key))
        return key

    def check(self) -> dict[str, Check]:
        found = self.kim.app.check()
        return {one.name: one for one in found if one.name in {*HOPS, CLIENT}}

    def line(self, name: str) -> Check:
        return self.check()[name]


@pytest.fixture
def setup(tmp_path: Path) -> Iterator[DirectSetup]:
    with access_point_network(tmp_path) as network:
        kim = network.at_access_point("Kim Berg", EKDALA, PRACTICE_MAILBOXES)
        kim.workspace.close()
        yield DirectSetup(network, kim)


def said(line: Check) -> str:
    return line.text.format(**line.values)


def test_every_hop_is_tried_in_its_order(setup: DirectSetup) -> None:
    found = setup.check()

    assert list(found) == HOPS
    assert [said(line) for line in found.values() if not line.ok] == []


def test_what_works_says_what_was_seen(setup: DirectSetup) -> None:
    found = {name: said(line) for name, line in setup.check().items()}

    assert found["Mailboxes"] == f"The program serves {EKDALA}. Mailboxes: 3"
    assert found[KEY] == (
        "It opens. Its certificate has 2048 bits and ends on 2031-02-28. Days left: 1824"
    )
    assert found["Issuers of keys"] == (
        "Certificates that are valid: 1. The first of them ends on 2031-02-28."
    )
    assert found["Access point"] == (
        "The access point lets this client in. Messages that wait there: 0"
    )


def test_messages_that_wait_are_left_where_they_are(setup: DirectSetup) -> None:
    setup.network.put(b"<whatever/>", "0203:regionekelund.example.se")

    seen = [said(setup.line("Access point")) for _ in range(2)]

    assert {text[-1] for text in seen} == {"1"}
    assert setup.network.waiting() == 1


def test_nothing_is_sent_to_see_that_something_could_be(setup: DirectSetup) -> None:
    setup.line("Access point")

    access_points = setup.network.sandbox.federation.access_points.access_points
    assert access_points[EKDALA].sent == {}


def test_a_party_that_the_access_point_does_not_know_is_said(setup: DirectSetup) -> None:
    setup.set(party="AP9999-SANDBOX")

    found = setup.line("Access point")

    assert not found.ok
    assert "does not know the party in the settings (EBMS:0003)" in said(found)


def test_a_user_that_sees_others_messages_is_said(setup: DirectSetup) -> None:
    setup.network.practise("PUT", f"access-points/{EKDALA}", faults=["sees-all"])
    setup.network.practise("PUT", "access-points/0203:lindhaga.example.se", direct=True)
    place = f"{HERE}/practice/access-points/0203:lindhaga.example.se/messages"
    setup.network.web().post(place, content=b"<whatever/>").raise_for_status()

    found = setup.line("Access point")

    assert not found.ok
    assert said(found) == "The access point shows this client messages of other organisations."


def test_an_organisation_that_is_spelled_otherwise_than_in_the_address_book_is_said(
    setup: DirectSetup,
) -> None:
    box = PRACTICE_MAILBOXES[0]
    with_mailboxes(setup, replace(box, organisation=box.organisation.upper()))
    setup.network.put_in_mailbox(b"x")

    found = setup.check()

    book, access_point = found["Address book"], found["Access point"]
    assert (book.ok, access_point.ok) == (False, False)
    assert said(book) == (
        f"The address book spells your organisation {EKDALA}, the settings spell it"
        f" {EKDALA.upper()}."
    )
    assert said(access_point) == (
        f"Messages wait for {EKDALA}, which the access point takes for another name."
    )


def test_an_access_point_that_lets_anyone_in_is_said(setup: DirectSetup) -> None:
    before = setup.line("Access point")
    setup.network.practise("PUT", f"access-points/{EKDALA}", faults=["lets-anyone-in"])

    found = setup.line("Access point")

    assert (before.ok, before.advice) == (True, "")
    assert found.ok
    assert found.advice.startswith("The access point lets anyone in, with any password.")


def test_looking_for_strangers_locks_nobody_out(setup: DirectSetup) -> None:
    setup.network.practise("PUT", f"access-points/{EKDALA}", faults=["locks-account"])

    assert [setup.line("Access point").ok for _ in range(7)] == [True] * 7


@pytest.mark.parametrize("operation", ["#submit", "#markMessageAsDownloaded"])
def test_an_access_point_that_lacks_what_is_needed_is_said(
    setup: DirectSetup, operation: str
) -> None:
    fault = b"".join(write_fault_response(SoapFault("Sender", "Unexpected element")))
    setup.network.line.add(
        Occasion(Act.ANSWER, "POST", operation, 500, fault, "application/soap+xml")
    )

    assert not setup.line("Access point").ok


def test_the_settings_files_are_named_by_their_paths(setup: DirectSetup) -> None:
    setup.set(key=str(setup.folder / "nowhere.p12"))

    assert said(setup.line(KEY)) == f"The file {setup.folder / 'nowhere.p12'} cannot be read."


# Faults that a test switches on


def locked(key: SoftwareKey) -> bytes:
    method = BestAvailableEncryption(b"hemligt")
    private = key.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, method)
    return private + key.certificate.public_bytes(Encoding.PEM)


def lock_key(setup: DirectSetup) -> None:
    setup.write("own.pem", locked(setup.keys.key(EKDALA)))


def lock_key_with_a_wrong_password(setup: DirectSetup) -> None:
    lock_key(setup)
    setup.write("password-of-key", b"fel")
    setup.set(key_password_file=str(setup.folder / "password-of-key"))


def key_for_signing_only(setup: DirectSetup) -> None:
    wish = Wish(usage=usage("digital_signature"), since=NOON, until=NOON + timedelta(days=900))
    certificate = Stranger().issue(wish)
    setup.write("own.pem", write_key(SoftwareKey(certificate, rsa_key(1))))


def another_issuer(setup: DirectSetup, folder: str) -> None:
    pem = setup.keys.authority(Issuer.ACCESS_POINTS).certificate.public_bytes(Encoding.PEM)
    setup.write(f"issuers/{folder}/ca.pem", pem)


def old_issuer(setup: DirectSetup, folder: str) -> None:
    old = Stranger().issue(Wish(since=NOON - timedelta(days=9), until=NOON - timedelta(days=1)))
    setup.write(f"issuers/{folder}/ca.pem", old.public_bytes(Encoding.PEM))


def no_issuer(setup: DirectSetup, folder: str) -> None:
    (setup.folder / "issuers" / folder / "ca.pem").unlink()


def silence(setup: DirectSetup, path: str) -> None:
    setup.network.line.cut_before(path=path, times=99)


def distrust(setup: DirectSetup) -> None:
    setup.network.line.distrust(path="/domibus", times=99)


def proxy(setup: DirectSetup) -> None:
    page = Occasion(Act.ANSWER, "POST", "/domibus", 200, b"<html>", "text/html")
    setup.network.line.add(page, times=9)


def without_discovery(setup: DirectSetup) -> None:
    setup.kim.app.settings = replace(setup.kim.app.settings, discovery=None)


def with_mailboxes(setup: DirectSetup, *boxes: Mailbox) -> None:
    setup.kim.app.settings = replace(setup.kim.app.settings, mailboxes=boxes)


OWN, SMP = Issuer.ORGANISATIONS.value, Issuer.PUBLISHER.value
ASK = "Ask whoever runs your access point to register your organisation"
ORDER = "Order a new certificate for your organisation, and have it published."
PUBLISHERS = "Check the folder with the directory's issuers"
ACCOUNT = "Check the address, the user and the password or certificate"
STRANGE = replace(PRACTICE_MAILBOXES[0], organisation="0203:annan.example.se")
FAULTS: dict[str, tuple[Callable[[DirectSetup], object], str, str, str]] = {
    "no mailboxes": (
        with_mailboxes,
        "Mailboxes",
        "There are no mailboxes in the settings.",
        "Start the client",
    ),
    "mailboxes of several organisations": (
        lambda setup: with_mailboxes(setup, *PRACTICE_MAILBOXES, STRANGE),
        "Mailboxes",
        "The mailboxes belong to several organisations. A program serves only one.",
        "Use a profile",
    ),
    "no key file": (
        lambda setup: (setup.folder / "own.pem").unlink(),
        KEY,
        "The file {file} cannot be read.",
        "Check the key",
    ),
    "a key that is no key": (
        lambda setup: setup.write("own.pem", b"nonsense"),
        KEY,
        "The file has no private key that can be read.",
        "Check the key",
    ),
    "a locked key": (
        lock_key,
        KEY,
        "The key needs its password. Name its file in the settings.",
        "Check the key",
    ),
    "a wrong password": (
        lock_key_with_a_wrong_password,
        KEY,
        "The password does not open the key file.",
        "Check the key",
    ),
    "a key without its driver": (
        lambda setup: setup.set(key="pkcs11:token=kim"),
        KEY,
        "Say which driver the token needs: pkcs11:…?module-path=FILE.",
        "Check the key",
    ),
    "a key whose certificate has ended": (
        lambda setup: setup.own(until=NOON - timedelta(hours=1)),
        KEY,
        "The certificate has been out of date since {day}.",
        ORDER,
    ),
    "a key that is not yet valid": (
        lambda setup: setup.own(since=NOON + timedelta(days=1)),
        KEY,
        "The certificate is not valid before {day}.",
        ORDER,
    ),
    "a key that may only sign": (
        key_for_signing_only,
        KEY,
        "The certificate is not meant for this use.",
        ORDER,
    ),
    "no issuers": (
        lambda setup: no_issuer(setup, OWN),
        "Issuers of keys",
        "The folder {folder} has no certificates.",
        "Check the folder with issuers",
    ),
    "issuers of a user who is not there": (
        lambda setup: setup.set(issuers="~nobody-at-all/issuers"),
        "Issuers of keys",
        "The file {file} cannot be read.",
        "Check the folder with issuers",
    ),
    "issuers that are out of date": (
        lambda setup: old_issuer(setup, OWN),
        "Issuers of keys",
        "No certificate there is valid now.",
        "Fetch the issuers' new certificates",
    ),
    "other issuers": (
        lambda setup: another_issuer(setup, OWN),
        REVOCATION,
        "The certificate is not from an issuer that this organisation trusts.",
        "Put the certificate of its issuer in the folder",
    ),
    "a certificate that was revoked": (
        lambda setup: setup.keys.revoke(EKDALA, NOON),
        REVOCATION,
        "The certificate has been revoked by its issuer.",
        ORDER,
    ),
    "an issuer that cannot be reached": (
        lambda setup: silence(setup, f"/pki/{OWN}"),
        REVOCATION,
        "Whether a certificate has been revoked cannot be found out now.",
        "Check that this computer reaches the issuer",
    ),
    "no publishers' issuers": (
        lambda setup: no_issuer(setup, SMP),
        "Issuers of the directory",
        "The folder {folder} has no certificates.",
        PUBLISHERS,
    ),
    "no discovery": (
        without_discovery,
        "Name service",
        "The settings do not say how other organisations are found.",
        "Fill in the table [discovery]",
    ),
    "another zone": (
        lambda setup: setup.set_zone(f"borta.{ZONE}"),
        "Name service",
        "The name service does not know the federation's zone. Check the settings.",
        "Check the zone",
    ),
    "names that fail": (
        lambda setup: setup.disturb(LookupFault.NAMES_FAIL),
        "Name service",
        "The name service does not answer.",
        "Check the zone",
    ),
    "an organisation that is not registered": (
        lambda setup: setup.disturb(LookupFault.NOT_REGISTERED),
        "Name service",
        "The organisation is not in the federation.",
        ASK,
    ),
    "a directory that fails": (
        lambda setup: setup.disturb(LookupFault.PUBLISHER_FAILS),
        DIRECTORY,
        "The directory of certificates is busy or has a fault ({status}).",
        "Check that this computer reaches the directory.",
    ),
    "no messages": (
        lambda setup: setup.disturb(LookupFault.NO_MESSAGES),
        DIRECTORY,
        "Your organisation is not registered for what SDK needs.",
        ASK,
    ),
    "no acknowledgements": (
        lambda setup: setup.disturb(LookupFault.NO_ACKNOWLEDGEMENTS),
        DIRECTORY,
        "Your organisation is not registered for what SDK needs.",
        ASK,
    ),
    "metadata of somebody else": (
        lambda setup: setup.disturb(LookupFault.WRONG_PARTICIPANT),
        DIRECTORY,
        "The directory of certificates answered about something that was not asked for.",
        PUBLISHERS,
    ),
    "metadata that was changed": (
        lambda setup: setup.disturb(LookupFault.WRONG_SIGNATURE),
        DIRECTORY,
        "What the directory of certificates says is not signed as it must be, or was changed.",
        PUBLISHERS,
    ),
    "metadata signed by a stranger": (
        lambda setup: setup.disturb(LookupFault.STRANGE_SIGNER),
        DIRECTORY,
        "The directory of certificates is signed with a certificate that is not trusted.",
        PUBLISHERS,
    ),
    "other publishers' issuers": (
        lambda setup: another_issuer(setup, SMP),
        DIRECTORY,
        "The directory of certificates is signed with a certificate that is not trusted.",
        PUBLISHERS,
    ),
    "nothing published": (
        lambda setup: setup.disturb(LookupFault.NO_CERTIFICATES),
        PUBLISHED,
        "Your organisation has published no certificate that is valid now.",
        "Have this key's certificate published",
    ),
    "another key than the published one": (
        DirectSetup.own,
        PUBLISHED,
        "Your organisation has published another certificate than this key's.",
        "Have this key's certificate published",
    ),
    "a newer certificate that was published": (
        lambda setup: setup.keys.renew(EKDALA),
        PUBLISHED,
        "Your organisation has published another certificate than this key's.",
        "Have this key's certificate published",
    ),
    "a wrong password at the access point": (
        lambda setup: setup.write("password", b"fel"),
        "Access point",
        (
            "The access point does not accept this client's credentials. Its user may be locked, or"
            " the password have expired. It is tried again when the settings change, at the latest"
            " in an hour."
        ),
        ACCOUNT,
    ),
    "no password at the access point": (
        lambda setup: (setup.folder / "password").unlink(),
        "Access point",
        "The file {file} cannot be read.",
        ACCOUNT,
    ),
    "an access point that is away": (
        lambda setup: silence(setup, "/domibus"),
        "Access point",
        "The access point does not answer.",
        ACCOUNT,
    ),
    "an access point at another address": (
        lambda setup: setup.set(url=f"{HERE}/elsewhere"),
        "Access point",
        "There is no access point at this address. Check the settings.",
        ACCOUNT,
    ),
    "an access point that anybody can listen to": (
        lambda setup: setup.set(url="http://ap.example.se/wsplugin"),
        "Access point",
        "The access point must have an address that begins with https://.",
        ACCOUNT,
    ),
    "a proxy in the access point's place": (
        proxy,
        "Access point",
        "Something else answers instead of the access point, perhaps a proxy. Check the address.",
        ACCOUNT,
    ),
    "an access point that nobody knows": (
        distrust,
        "Access point",
        "The server could not prove who it is. Nothing was sent to it.",
        "Name the issuers of the access point's own certificate",
    ),
    "an address book that is away": (
        lambda setup: silence(setup, "/addressbook"),
        "Address book",
        "The address book does not answer.",
        "Check the address in the settings",
    ),
    "a scanner that is away": (
        lambda setup: setup.set(scanner="127.0.0.1:1"),
        "Malware scanner",
        "The malware scanner does not answer.",
        "Start ClamAV's clamd",
    ),
    "a scanner at no address": (
        lambda setup: setup.set(scanner="clamd"),
        "Malware scanner",
        "The address of the malware scanner makes no sense. Check the settings.",
        "Start ClamAV's clamd",
    ),
}


@pytest.mark.parametrize(("spoil", "name", "text", "advice"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_by_its_own_line_with_what_to_do(
    setup: DirectSetup, spoil: Callable[[DirectSetup], object], name: str, text: str, advice: str
) -> None:
    spoil(setup)

    failed = [line for line in setup.check().values() if not line.ok]
    first, *others = failed

    assert (first.name, first.text) == (name, text)
    assert first.advice.startswith(advice)
    assert {(line.text, line.advice) for line in others} <= {(NOT_TRIED, "")}


def test_what_rests_on_the_key_is_not_tried_without_it(setup: DirectSetup) -> None:
    setup.write("own.pem", b"nonsense")

    found = setup.check().values()

    assert [line.name for line in found if line.text == NOT_TRIED] == [REVOCATION, PUBLISHED]


def test_what_rests_on_names_is_not_tried_without_them(setup: DirectSetup) -> None:
    setup.disturb(LookupFault.NAMES_FAIL)

    found = setup.check().values()

    assert [line.name for line in found if line.text == NOT_TRIED] == [DIRECTORY, PUBLISHED]


# What works, but not for ever


def test_a_certificate_that_ends_soon_asks_for_a_new_one(setup: DirectSetup) -> None:
    setup.own(until=NOON + timedelta(days=61))
    in_time = setup.line(KEY)
    setup.own(until=NOON + timedelta(days=60))
    soon = setup.line(KEY)

    assert (in_time.ok, in_time.advice) == (True, "")
    assert (soon.ok, soon.advice) == (True, "Order a new certificate for your organisation.")
    assert (soon.values["day"], soon.values["days"]) == (date(2026, 5, 1), 60)


def test_issuers_of_which_some_are_out_of_date_are_to_be_renewed(setup: DirectSetup) -> None:
    old = Stranger().issue(Wish(since=NOON - timedelta(days=9), until=NOON - timedelta(days=1)))
    setup.write(f"issuers/{OWN}/old.pem", old.public_bytes(Encoding.PEM))

    line = setup.line("Issuers of keys")

    assert (line.ok, line.values["count"]) == (True, 1)
    assert line.advice.startswith("Fetch the issuers' new certificates")


def test_an_issuer_that_is_silent_is_told_also_where_that_is_a_yes(setup: DirectSetup) -> None:
    silence(setup, f"/pki/{OWN}")
    setup.set(revocation_soft_fail=True)

    line = setup.line(REVOCATION)

    assert (line.ok, line.text[:17]) == (True, "Whether a certifi")
    assert "revocation_soft_fail" in line.advice


def test_a_renewed_key_beside_the_old_certificate_is_published(setup: DirectSetup) -> None:
    new, *_ = setup.keys.renew(EKDALA)
    setup.write("own.pem", write_key(new))

    assert setup.line(PUBLISHED).ok


def test_without_a_scanner_it_is_said_that_nothing_is_scanned(setup: DirectSetup) -> None:
    line = setup.line("Malware scanner")

    assert (line.ok, line.text[:32]) == (True, "No malware scanner is set up. Fi")
    assert line.advice.startswith("Set up ClamAV")


def test_a_scanner_that_answers_works(setup: DirectSetup) -> None:
    with scanner() as address:
        setup.set(scanner=address)
        line = setup.line("Malware scanner")

    assert (line.ok, line.text) == (True, "The malware scanner answers.")


@contextmanager
def scanner() -> Iterator[str]:
    """Answer one question as clamd does when it is asked whether it is there."""

    def serve() -> None:
        line, _ = listener.accept()
        with line:
            assert line.recv(100) == b"zPING\0"
            line.sendall(b"PONG\0")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"
        thread.join()


# The client's own certificate


def show_certificate(setup: DirectSetup, until: timedelta) -> None:
    wish = Wish("klient", rsa_key(2), since=NOON - timedelta(days=90), until=NOON + until)
    client = SoftwareKey(Stranger().issue(wish), rsa_key(2))
    setup.write("client.pem", write_key(client))
    setup.set(certificate_file=str(setup.folder / "client.pem"), url="https://127.0.0.1:9/ws")


def test_the_clients_certificate_says_how_long_it_is_good_for(setup: DirectSetup) -> None:
    show_certificate(setup, timedelta(days=90))
    line = setup.line(CLIENT)
    show_certificate(setup, timedelta(days=29))
    soon = setup.line(CLIENT)

    assert (line.ok, said(line)) == (True, "It opens. It ends on 2026-05-31. Days left: 90")
    assert (soon.ok, soon.advice) == (True, "Order a new certificate for this client.")


def test_the_access_point_is_not_tried_with_a_certificate_that_has_ended(
    setup: DirectSetup,
) -> None:
    show_certificate(setup, timedelta(days=-1))

    found = setup.check()

    assert said(found[CLIENT]) == "The certificate has been out of date since 2026-03-01."
    assert found[CLIENT].advice == "Order a new certificate for this client."
    assert found["Access point"].text == NOT_TRIED
    assert found["Clock"].ok  # others tell the time, too


def test_a_certificate_file_that_is_away_is_named(setup: DirectSetup) -> None:
    setup.set(certificate_file=str(setup.folder / "client.p12"))

    line = setup.line(CLIENT)

    assert said(line) == f"The file {setup.folder / 'client.p12'} cannot be read."
    assert line.advice.startswith("Check the client's certificate")


# The clock


def test_the_clock_is_compared_with_the_access_points(setup: DirectSetup) -> None:
    inner = setup.network.line.inner

    def answer(request: httpx.Request) -> httpx.Response:
        response = inner.handle_request(request)
        response.read()
        told = {"Date": "Mon, 02 Mar 2026 15:00:00 GMT"} if "/domibus" in request.url.path else {}
        headers = [*response.headers.items(), *told.items()]
        return httpx.Response(response.status_code, headers=headers, content=response.content)

    setup.network.line.inner = httpx.MockTransport(answer)
    line = setup.line("Clock")

    assert (line.ok, line.text) == (False, "The computer's clock is wrong.")
    assert line.advice.startswith("Set the computer's clock")


def test_without_anybody_who_answers_no_time_is_compared(setup: DirectSetup) -> None:
    setup.network.line.cut_before(times=99)

    line = setup.line("Clock")

    assert (line.ok, line.text[:33]) == (False, "The time could not be compared: n")


# Files with passwords


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"hemligt\xe5"])
def test_a_password_that_is_no_text_is_told(setup: DirectSetup, content: bytes) -> None:
    setup.write("password", content)

    file = setup.folder / "password"
    assert said(setup.line("Access point")) == f"The file {file} is not a text file (UTF-8)."


@pytest.mark.parametrize("ending", [b"\n", b"\r\nmore"])
def test_a_password_is_the_first_line_of_its_file(setup: DirectSetup, ending: bytes) -> None:
    whole = b"\xef\xbb\xbf" + (setup.folder / "password").read_bytes() + ending
    setup.write("password", whole)

    assert setup.line("Access point").ok


# A key on a security module


def test_a_key_on_a_module_is_opened_once(
    setup: DirectSetup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = security_module(tmp_path, monkeypatch)
    module.add_token("ekdala")
    module.add_key("ekdala", setup.keys.key(EKDALA))
    setup.write("pin", PIN.encode())
    setup.set(
        key=f"pkcs11:token=ekdala?module-path={module.driver}",
        key_password_file=str(setup.folder / "pin"),
    )

    found = setup.check()

    assert [said(line) for line in found.values() if not line.ok] == []


def test_a_wrong_pin_is_tried_once(
    setup: DirectSetup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = security_module(tmp_path, monkeypatch)
    module.add_token("ekdala")
    module.add_key("ekdala", setup.keys.key(EKDALA))
    setup.write("pin", b"000000")
    setup.set(
        key=f"pkcs11:token=ekdala?module-path={module.driver}",
        key_password_file=str(setup.folder / "pin"),
    )

    found = [line for line in setup.check().values() if not line.ok]

    assert [line.name for line in found] == [KEY, REVOCATION, PUBLISHED]
    assert found[0].text.startswith("The PIN is wrong.")
