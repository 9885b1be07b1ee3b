"""What the check-up and the window learn of a newer version."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sdk_desktop import __version__
from sdk_desktop.app import App
from sdk_desktop.domain.configuration import Check, Updates
from sdk_desktop.domain.errors import Refused
from sdk_desktop.settings import Profile
from tests.kit.sandbox_network import NOON
from tests.service.signed_version import public_key, signature_of

URL = "https://it.example.se/sdk-desktop.json"
AppOf = Callable[[str], App]


@pytest.fixture
def app_of(tmp_path: Path) -> AppOf:
    """Return what makes a client whose organisation says that a version is the newest."""

    def made(version: str) -> App:
        key = Ed25519PrivateKey.generate()
        document = f'{{"version": "{version}", "until": "{date.max}"}}'.encode()
        files = {URL: document, f"{URL}.minisig": signature_of(document, key)}
        served = httpx.MockTransport(
            lambda asked: httpx.Response(200, content=files.get(str(asked.url), b""))
        )
        app = App(Profile(tmp_path / "p"), lambda: NOON, client=httpx.Client(transport=served))
        app.settings = replace(app.settings, updates=Updates(URL, public_key(key)))
        return app

    return made


def line(app: App) -> Check:
    return next(one for one in app.check() if one.name == "Version")


def test_a_newer_version_is_told_with_what_to_do(app_of: AppOf) -> None:
    app = app_of("99.0")

    found = line(app)

    assert app.newer_version() == "99.0"
    assert (found.ok, found.advice) == (True, "Have version {newest} installed.")
    assert found.values == {"version": __version__, "newest": "99.0"}


def test_the_newest_version_has_no_advice(app_of: AppOf) -> None:
    app = app_of(__version__)

    assert app.newer_version() == ""
    assert line(app).advice == ""


def test_what_cannot_be_believed_fails(app_of: AppOf) -> None:
    assert not line(app_of("newest")).ok


def test_without_an_organisation_that_says_it_nobody_is_asked(tmp_path: Path) -> None:
    app = App(Profile(tmp_path / "p"), lambda: NOON, organisation=tmp_path / "none.toml")

    assert app.newer_version() == ""
    assert "Version" not in [one.name for one in app.check()]


def test_a_user_cannot_say_where_versions_are_told(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "settings.toml").write_text(f'[updates]\nurl = "{URL}"\nkey = "RW"\n')

    with pytest.raises(Refused, match="is for your organisation"):
        App(Profile(tmp_path / "p"), lambda: NOON, organisation=tmp_path / "none.toml")
