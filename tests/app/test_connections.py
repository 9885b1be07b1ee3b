"""Whom the connections trust, and what they show."""

import logging
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from sdk_desktop.app import App
from sdk_desktop.app.connections import open_client
from sdk_desktop.domain.configuration import AccessPointConnection, Connection
from sdk_desktop.domain.errors import Untrusted
from sdk_desktop.network.http_connection import HttpConnection
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.settings import Profile, Settings
from tests.app.test_configuring import ACCESS_POINT, DISCOVERY, SERVICE
from tests.kit.project import believes_issuers
from tests.kit.tls_access_point import CLIENT, ROOT, access_point


def with_tls(connection: Connection | AccessPointConnection, folder: Path) -> Settings:
    """Return settings with the issuers of the server's certificate, and a client's certificate."""
    (folder / "rot.pem").write_bytes(ROOT.pem())
    (folder / "klient.pem").write_bytes(CLIENT.pem())
    changed = replace(
        connection,
        trusted_file=str(folder / "rot.pem"),
        certificate_file=str(folder / "klient.pem"),
    )
    if isinstance(changed, Connection):
        return Settings(connection=changed)
    return Settings(access_point=changed)


def ask(client: httpx.Client, url: str) -> int:
    line = HttpConnection(client, "Nobody answers.")
    return line.ask(line.request("GET", url)).status


@believes_issuers
@pytest.mark.parametrize("connection", [SERVICE, ACCESS_POINT], ids=["service", "access point"])
def test_login_and_address_book_are_trusted_as_the_connection_is(
    connection: Connection | AccessPointConnection, tmp_path: Path
) -> None:
    settings = with_tls(connection, tmp_path)

    with access_point(tmp_path) as url, open_client(settings) as client:
        assert ask(client, url) == 200


@pytest.mark.parametrize("connection", [SERVICE, ACCESS_POINT], ids=["service", "access point"])
def test_a_certificate_that_is_away_takes_no_trust_with_it(
    connection: Connection | AccessPointConnection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings = with_tls(connection, tmp_path)
    (tmp_path / "klient.pem").unlink()
    trusted: list[bytes] = []
    monkeypatch.setattr(
        "sdk_desktop.app.connections.tls_context", lambda _own, issuers: trusted.append(issuers)
    )

    with caplog.at_level(logging.WARNING):
        open_client(settings).close()

    assert trusted == [ROOT.pem()]
    assert "the TLS settings cannot be used" in caplog.text


@believes_issuers
def test_new_settings_are_used_at_once(tmp_path: Path) -> None:
    app = App(Profile(tmp_path / "profil"))
    app.configure(ACCESS_POINT, PRACTICE_MAILBOXES, DISCOVERY)
    with access_point(tmp_path) as url, pytest.raises(Untrusted):
        ask(app._http(), url)
    settings = with_tls(ACCESS_POINT, tmp_path)
    assert settings.access_point

    app.configure(settings.access_point, PRACTICE_MAILBOXES, DISCOVERY)

    with access_point(tmp_path) as url:
        assert ask(app._http(), url) == 200
    app.close()
