"""What the guide asks for is kept: one line, and never two that both seem to be meant."""

from dataclasses import replace
from pathlib import Path

import pytest

from sdk_desktop.app import App
from sdk_desktop.app.practice import PracticeApp
from sdk_desktop.domain.configuration import AccessPointConnection, Discovery
from sdk_desktop.domain.policy import Policy
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.settings import Profile, read_settings
from tests.kit.sandbox_network import ADDRESS, connection

SERVICE = connection(ADDRESS, "klient", "/etc/secret")
ACCESS_POINT = AccessPointConnection(
    url="https://ap.example.se/wsplugin",
    party="AP0040-SDK-PROD",
    key="/etc/sdk/own.p12",
    issuers="/etc/sdk/issuers",
    address_book_url="https://adressbok.example.se/addressbook/api/",
)
DISCOVERY = Discovery("sml.example.se", "/etc/sdk/smp")


def test_an_access_point_takes_the_place_of_a_message_service(tmp_path: Path) -> None:
    app = App(Profile(tmp_path))
    app.configure(SERVICE, PRACTICE_MAILBOXES)

    app.configure(ACCESS_POINT, PRACTICE_MAILBOXES, DISCOVERY)

    kept = read_settings(app.profile.settings)
    assert (kept.connection, kept.access_point) == (None, ACCESS_POINT)
    assert kept.discovery == DISCOVERY
    assert kept.address_book_url == ACCESS_POINT.address_book_url


def test_a_message_service_takes_the_place_of_an_access_point(tmp_path: Path) -> None:
    app = App(Profile(tmp_path))
    app.configure(ACCESS_POINT, PRACTICE_MAILBOXES, DISCOVERY)

    app.configure(SERVICE, PRACTICE_MAILBOXES)

    kept = read_settings(app.profile.settings)
    assert (kept.connection, kept.access_point) == (SERVICE, None)
    assert kept.is_connected
    assert kept.address_book_url == SERVICE.address_book_url


def test_the_settings_in_use_are_those_that_were_kept(tmp_path: Path) -> None:
    app = App(Profile(tmp_path))

    app.configure(ACCESS_POINT, PRACTICE_MAILBOXES, DISCOVERY)

    assert app.settings == read_settings(app.profile.settings)
    assert app.settings.mailboxes == PRACTICE_MAILBOXES


@pytest.mark.parametrize("wanted", [True, False])
def test_windows_are_kept_out_of_pictures_as_the_policy_says(tmp_path: Path, wanted: bool) -> None:
    app = App(Profile(tmp_path))
    app.settings = replace(app.settings, policy=Policy(hide_windows=wanted))

    assert app.hides_windows is wanted


def test_practice_may_be_shown_in_pictures(tmp_path: Path) -> None:
    assert not PracticeApp(Profile(tmp_path)).hides_windows
