"""Roles from the command line."""

import io
from pathlib import Path

import pyotp
import pytest

from sdk_desktop.cli import main
from sdk_desktop.domain.roles import Role
from tests.kit.sandbox_network import PASSPHRASE, SOCIAL, PersonClient, SandboxNetwork


@pytest.fixture
def kim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PersonClient:
    """A client with a colleague, locked."""
    client = SandboxNetwork(tmp_path / "network").practice_control()
    enrolment = client.workspace.people.begin("Bo Ek")
    code = pyotp.TOTP(enrolment.secret).at(client.watch.now)
    client.workspace.people.enrol(enrolment, PASSPHRASE, code)
    client.workspace.close()
    client.watch.turn(seconds=30)
    monkeypatch.setattr("sdk_desktop.app.App", lambda _profile: client.app)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n{client.code()}\n"))
    return client


def people(kim: PersonClient, *arguments: str) -> int:
    folder = str(kim.app.profile.folder)
    return main(["people", *arguments, "--folder", folder, "--person", "Kim Berg"])


def test_everybodys_role_is_shown(kim: PersonClient, capsys: pytest.CaptureFixture[str]) -> None:
    assert people(kim) == 0

    assert capsys.readouterr().out == "Kim Berg: manager\nBo Ek: handler\n"


def test_a_role_is_given(kim: PersonClient, capsys: pytest.CaptureFixture[str]) -> None:
    assert people(kim, "Bo Ek", "registrar") == 0

    assert capsys.readouterr().out == "Kim Berg: manager\nBo Ek: registrar\n"
    kim.watch.turn(seconds=30)
    assert kim.unlock().people.enrolled().role("Bo Ek").everywhere is Role.REGISTRAR


def test_a_higher_role_is_given_in_one_mailbox(
    kim: PersonClient, capsys: pytest.CaptureFixture[str]
) -> None:
    assert people(kim, "Bo Ek", "registrar", "--mailbox", SOCIAL) == 0

    assert capsys.readouterr().out.splitlines()[1] == f"Bo Ek: handler; {SOCIAL}: registrar"


def test_the_last_manager_stays_one(kim: PersonClient, capsys: pytest.CaptureFixture[str]) -> None:
    assert people(kim, "Kim Berg", "reader") == 1

    said = "Kim Berg is the only manager. Make somebody else one first."
    assert capsys.readouterr().err == f"sdk-desktop: {said}\n"


def test_a_name_without_a_role_is_asked_about(
    kim: PersonClient, capsys: pytest.CaptureFixture[str]
) -> None:
    assert people(kim, "Bo Ek") == 1

    assert "Name the role, too" in capsys.readouterr().err
