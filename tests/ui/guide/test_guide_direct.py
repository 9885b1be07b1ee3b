"""The guide of an organisation that has an access point and no message service."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QTableWidgetItem
from pytestqt.qtbot import QtBot

from sdk_desktop.app import App
from sdk_desktop.domain.configuration import AccessPointConnection, Connection, Discovery
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.sandbox.network.registry import LookupFault
from sdk_desktop.settings import Profile, read_settings
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.guide.guide import Guide
from tests.kit.access_point_network import EKDALA, HERE, AccessPointNetwork, access_point_network
from tests.kit.project import hides_new_files
from tests.kit.sandbox_network import CHEAP
from tests.ui.screens import button

BOX = PRACTICE_MAILBOXES[0]


@dataclass
class Start:
    """A first start, and what somebody has been told to type."""

    guide: Guide
    app: App
    line: AccessPointConnection
    discovery: Discovery
    network: AccessPointNetwork
    qtbot: QtBot

    def fill_access_point(self) -> None:
        page = self.guide.connection
        page.by_access_point.setChecked(True)
        page.access_point_url.setText(f" {self.line.url} ")
        page.party.setText(self.line.party)
        page.user.setText(self.line.user)
        page.password_file.setText(self.line.password_file)

    def fill_federation(self) -> None:
        page = self.guide.federation
        page.key.setText(self.line.key)
        page.issuers.setText(self.line.issuers)
        page.zone.setText(self.discovery.zone)
        page.smp_issuers.setText(self.discovery.smp_issuers)
        page.dns_servers.setText(self.discovery.dns_servers)
        page.address_book_url.setText(self.line.address_book_url)

    def go_on(self) -> None:
        before = self.guide.steps.currentWidget()
        self.guide.next.click()
        self.qtbot.waitUntil(lambda: self.guide.steps.currentWidget() is not before)

    def try_it(self) -> list[str]:
        """Press the button, and give the lines that come of it."""
        trial = self.guide.federation.check
        trial.button.click()
        self.qtbot.waitUntil(trial.button.isEnabled)
        return [label.text() for label in trial.results.findChildren(QLabel)]


@pytest.fixture
def start(qapp: QApplication, undressed: None, qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    with access_point_network(tmp_path) as network:
        kim = network.at_access_point("Kim Berg", EKDALA, PRACTICE_MAILBOXES)
        kim.workspace.close()
        told = kim.app.settings
        assert told.access_point
        assert told.discovery
        app = App(Profile(tmp_path / "ny"), network.watch, derivation=CHEAP, client=network.web())
        background = Background()
        guide = Guide(app, background, None)  # type: ignore[arg-type] # a window of its own
        qtbot.addWidget(guide)
        guide.show()
        start = Start(guide, app, told.access_point, told.discovery, network, qtbot)
        guide.organisation.name.setText(BOX.organisation_name)
        guide.organisation.organisation.setText(BOX.organisation)
        guide.organisation.table.setItem(0, 0, QTableWidgetItem(BOX.name))
        guide.organisation.table.setItem(0, 1, QTableWidgetItem(BOX.address))
        start.go_on()
        yield start
        background.close()
        app.close()


@pytest.fixture
def at_federation(start: Start) -> Start:
    start.fill_access_point()
    start.go_on()
    return start


def test_an_access_point_needs_a_page_more(start: Start) -> None:
    page, place = start.guide.connection, start.guide.progress
    for_service = place.text()
    QTest.mouseClick(page.by_access_point, Qt.MouseButton.LeftButton)
    for_access_point = place.text()
    page.by_service.click()

    assert (for_service, for_access_point) == ("Step 2 of 5", "Step 2 of 6")
    assert place.text() == for_service


def test_only_what_was_chosen_is_asked_for(start: Start) -> None:
    page = start.guide.connection
    service = [page.service_url, page.secret_file, page.check.button]
    access_point = [page.access_point_url, page.password_file, page.trusted_file]

    before = [field.isVisibleTo(page) for field in (*service, *access_point)]
    page.by_access_point.setChecked(True)
    after = [field.isVisibleTo(page) for field in (*service, *access_point)]

    assert before == [True, True, True, False, False, False]
    assert after == [False, False, False, True, True, True]


def test_the_buttons_that_choose_files_go_with_their_fields(start: Start) -> None:
    page = start.guide.connection
    page.by_access_point.setChecked(True)

    choosers = [one for one in page.findChildren(QPushButton) if one.text() == "Choose …"]

    assert sum(one.isVisibleTo(page) for one in choosers) == 4
    assert len(choosers) == 6


def test_what_an_access_point_needs_is_kept(at_federation: Start) -> None:
    at_federation.fill_federation()
    at_federation.go_on()

    kept = read_settings(at_federation.app.profile.settings)
    assert at_federation.guide.steps.currentWidget() is at_federation.guide.enrolment
    assert kept.access_point == at_federation.line
    assert kept.discovery == at_federation.discovery
    assert kept.connection is None
    assert [box.address for box in kept.mailboxes] == [BOX.address]


def test_every_field_of_the_pages_is_kept(at_federation: Start) -> None:
    first, second = at_federation.guide.connection, at_federation.guide.federation
    first.certificate_file.setText("/etc/client.p12")
    first.certificate_password_file.setText("/etc/client-password")
    first.trusted_file.setText("/etc/ca.pem")
    at_federation.fill_federation()
    second.key_password_file.setText("/etc/pin")
    second.scanner.setText("/run/clamav/clamd.ctl")
    at_federation.go_on()

    assert at_federation.app.settings.access_point == replace(
        at_federation.line,
        certificate_file="/etc/client.p12",
        certificate_password_file="/etc/client-password",
        trusted_file="/etc/ca.pem",
        key_password_file="/etc/pin",
        scanner="/run/clamav/clamd.ctl",
    )


def test_the_environment_brings_its_federation(at_federation: Start) -> None:
    at_federation.fill_federation()
    page = at_federation.guide.federation
    page.environment.setCurrentIndex(page.environment.findData("OPEN-TEST"))
    at_federation.go_on()

    settings = at_federation.app.settings
    assert settings.discovery is not None
    assert settings.discovery.environment == "OPEN-TEST"
    assert settings.access_point is not None
    assert settings.access_point.federation == "urn:fdc:digg.se:edelivery:federation:test"


@hides_new_files
def test_every_hop_is_tried(at_federation: Start) -> None:
    at_federation.fill_federation()

    lines = at_federation.try_it()

    assert [line for line in lines if line.startswith("Fails")] == []
    assert (
        "Works – Access point: The access point lets this client in. Messages that wait there: 0"
        in lines
    )


@hides_new_files
def test_a_hop_that_fails_says_what_to_do(at_federation: Start) -> None:
    at_federation.network.sandbox.registry.disturb(EKDALA, [LookupFault.NOT_REGISTERED])
    at_federation.fill_federation()

    lines = at_federation.try_it()

    assert [line.partition(":")[0] for line in lines if line.startswith("Fails")] == [
        "Fails – Name service",
        "Fails – Directory of certificates",
        "Fails – Published certificate",
    ]
    assert any("Ask whoever runs your access point to register" in line for line in lines)


def test_what_works_but_could_work_better_comes_with_advice(at_federation: Start) -> None:
    at_federation.fill_federation()

    lines = at_federation.try_it()

    (scanner,) = [line for line in lines if "Malware scanner" in line]
    assert scanner.endswith("Set up ClamAV, and name the socket of its clamd in the settings.")


@pytest.mark.parametrize("missing", ["access_point_url", "party", "password_file", "user"])
def test_an_access_point_without_what_it_needs_is_not_left(start: Start, missing: str) -> None:
    start.fill_access_point()
    getattr(start.guide.connection, missing).clear()

    start.guide.next.click()

    assert start.guide.steps.currentWidget() is start.guide.connection
    assert start.guide.connection.error.text() == (
        "Fill in the access point, its name, and either name and password or a certificate."
    )


def test_a_certificate_does_instead_of_a_password(start: Start) -> None:
    start.fill_access_point()
    start.guide.connection.user.clear()
    start.guide.connection.password_file.clear()
    start.guide.connection.certificate_file.setText("/etc/client.p12")

    start.go_on()

    assert start.guide.steps.currentWidget() is start.guide.federation


@pytest.mark.parametrize("missing", ["key", "issuers", "zone", "smp_issuers", "address_book_url"])
def test_keys_and_directories_must_be_known(at_federation: Start, missing: str) -> None:
    page = at_federation.guide.federation
    at_federation.fill_federation()
    getattr(page, missing).clear()

    at_federation.guide.next.click()
    page.check.button.click()

    assert page.error.text() == "Fill in the key, both folders, the zone and the address book."
    assert at_federation.app.settings.access_point is None


@pytest.mark.parametrize(
    ("field", "text", "complaint"),
    [
        ("zone", "no zone", "The federation's zone in the settings is not a name of DNS."),
        (
            "dns_servers",
            "ns.example.se",
            "A name server in the settings is not an address: ns.example.se",
        ),
    ],
)
def test_what_makes_no_sense_is_said(
    at_federation: Start, field: str, text: str, complaint: str
) -> None:
    at_federation.fill_federation()
    getattr(at_federation.guide.federation, field).setText(text)

    at_federation.guide.next.click()

    assert at_federation.guide.federation.error.text() == complaint
    assert at_federation.app.settings.access_point is None


def test_settings_that_cannot_be_written_are_said(at_federation: Start) -> None:
    at_federation.fill_federation()
    at_federation.app.profile.settings.mkdir()
    page = at_federation.guide.federation

    at_federation.guide.next.click()
    at_federation.qtbot.waitUntil(lambda: page.error.text() != "")
    on_going = page.error.text()
    page.show_error("")
    page.check.button.click()
    at_federation.qtbot.waitUntil(page.check.button.isEnabled)

    assert on_going == page.error.text()
    assert "settings.toml cannot be read" in on_going


def test_whoever_has_a_message_service_after_all_goes_back(at_federation: Start) -> None:
    at_federation.fill_federation()
    at_federation.try_it()
    at_federation.guide.back.click()
    page = at_federation.guide.connection
    page.by_service.setChecked(True)
    page.service_url.setText(f"{HERE}/v1")
    page.token_url.setText(f"{HERE}/token")
    page.client_id.setText("klient")
    page.secret_file.setText("/etc/secret")
    page.address_book_url.setText(f"{HERE}/addressbook/api/")
    at_federation.go_on()

    assert at_federation.guide.steps.currentWidget() is at_federation.guide.enrolment
    assert at_federation.app.settings.access_point is None
    assert isinstance(at_federation.app.settings.connection, Connection)


def test_a_folder_is_chosen_as_a_folder(at_federation: Start, tmp_path: Path) -> None:
    page = at_federation.guide.federation
    button(page, "Choose a folder: Folder with issuers of keys").click()
    (dialog,) = page.findChildren(QFileDialog)
    mode = dialog.fileMode()
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()

    assert mode is QFileDialog.FileMode.Directory
    assert page.issuers.text() == str(tmp_path)
