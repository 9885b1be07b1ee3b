"""The ledger of shared mailboxes from the command line, and what the doctor says of it."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sdk_desktop.app.checks.shared import check_shared, check_unread
from sdk_desktop.cli import main
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.sandbox.postgres import HOST
from sdk_desktop.settings import Profile, Settings, read_settings, write_settings
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.values import FORMAT
from tests.docs.pages import DOCS, Page
from tests.kit.sharing.ledger import LedgerDatabase
from tests.kit.sharing.postgres import OWNER, PASSWORD, PostgresCluster

ADMINISTRATOR = ["--administrator", OWNER, "--password-file"]


@pytest.fixture
def profile(tmp_path: Path, postgres: PostgresCluster) -> Profile:
    """Return a profile whose settings name an empty database; no password is there yet."""
    made = Profile(tmp_path / "profile")
    made.make()
    address = LedgerAddress(
        HOST, postgres.create(), "sdk one", str(tmp_path / "password"), postgres.port
    )
    write_settings(made.settings, Settings(shared=address))
    (tmp_path / "administrator").write_text(PASSWORD + "\n", encoding="utf-8")
    return made


def run(profile: Profile, command: str, *more: str) -> int:
    secret = str(profile.folder.parent / "administrator")
    return main(["shared", command, "--folder", str(profile.folder), *ADMINISTRATOR, secret, *more])


def status(profile: Profile) -> int:
    return main(["shared", "status", "--folder", str(profile.folder)])


def test_an_administrator_makes_a_ledger_and_lets_a_computer_log_in(
    profile: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(profile, "upgrade") == 0
    assert "it had none" in capsys.readouterr().out
    assert run(profile, "upgrade") == 0
    assert f"it had {FORMAT}" in capsys.readouterr().out
    assert run(profile, "login", "sdk one") == 0
    password = capsys.readouterr().out
    (profile.folder.parent / "password").write_text(password, encoding="utf-8")

    assert status(profile) == 1
    said = capsys.readouterr().out
    assert "The ledger answers" in said
    assert "not a member" in said

    assert run(profile, "drop", "sdk one") == 0
    capsys.readouterr()
    assert status(profile) == 1
    assert "password" in capsys.readouterr().out


def test_the_recipe_makes_an_owner_who_rules_nothing_else(postgres: PostgresCluster) -> None:
    create, watch = Page(DOCS / "administration" / "ledger-server.md").fences("sql")
    with postgres.superuser() as connection:
        for statement in create.replace("sdk", "recipe").split(";\n"):
            connection.execute(statement.encode())
        owner = connection.execute(
            "SELECT rolname, rolcreaterole, rolsuper, datname FROM pg_roles"
            " JOIN pg_database ON datdba = pg_roles.oid WHERE datname = 'recipe'"
        ).fetchone()
        watched = connection.execute(watch.encode()).fetchone()
        connection.execute("DROP DATABASE recipe")
        connection.execute("DROP ROLE recipe_owner")

    assert owner == ("recipe_owner", True, False, "recipe")
    assert watched is not None


def test_an_administrator_lets_only_newer_programs_write(
    profile: Profile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(profile, "upgrade")
    capsys.readouterr()
    run(profile, "login", "sdk one")
    (profile.folder.parent / "password").write_text(capsys.readouterr().out, encoding="utf-8")
    with monkeypatch.context() as newer:
        newer.setattr("sdk_desktop.sharing.values.FORMAT", FORMAT + 1)
        assert run(profile, "upgrade", "--refuse-older") == 0
    capsys.readouterr()

    assert status(profile) == 1
    assert "lets only newer clients write" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["login", "drop"])
def test_no_other_login_is_touched(
    profile: Profile, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    run(profile, "upgrade")

    assert run(profile, command, OWNER) == 1
    assert "belongs to something else" in capsys.readouterr().err


def test_without_settings_it_is_said_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["shared", "status", "--folder", str(tmp_path)]) == 1
    assert "do not say where" in capsys.readouterr().err


def test_the_ledgers_address_is_kept_in_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    address = LedgerAddress("ledger.example.se", "sdk", "sdk 7", "~/password", offline_days=7)

    write_settings(file, Settings(shared=address))

    assert read_settings(file).shared == address
    file.write_text('[shared]\nhost = ""\ndatabase = "sdk"\nuser = "a"\n', encoding="utf-8")
    with pytest.raises(Refused):
        read_settings(file)


def test_a_member_is_told_that_all_is_well(ledger_database: LedgerDatabase, tmp_path: Path) -> None:
    anna = ledger_database.founded()
    address = with_password(anna.ledger, tmp_path)

    checks = tuple(check_shared(address, system_clock))

    assert [check.ok for check in checks] == [True] * 5
    assert "a message may be lost" in checks[2].advice


def test_it_is_said_whose_computer_wrote_what_cannot_be_read(
    ledger_database: LedgerDatabase, tmp_path: Path
) -> None:
    anna = ledger_database.founded()
    address, note = with_password(anna.ledger, tmp_path), tmp_path / "status.json"
    note.write_text(json.dumps({"unread": {f"social {anna.keys.id}": 3, "social ": 1}}))

    known, unknown = check_unread(address, note)
    (silent, _) = check_unread(replace(address, port=1), note)

    assert (known.ok, known.values["count"], known.values["mailbox"]) == (False, 3, "social")
    assert known.values["login"] == address.user
    assert unknown.values["login"] == silent.values["login"] == "?"
    assert tuple(check_unread(address, tmp_path / "none")) == ()


def test_a_computer_with_a_ticket_is_told_what_happens_by_itself(
    ledger_database: LedgerDatabase, tmp_path: Path
) -> None:
    ledger, _ = ledger_database.introduced()
    address = replace(with_password(ledger, tmp_path), ticket_file="ticket")

    checks = tuple(check_shared(address, system_clock))

    assert [check.ok for check in checks] == [True, True, True, False, True]
    assert "the ticket is used then" in checks[3].advice


def test_a_clock_an_hour_off_and_an_old_client_are_named(
    ledger_database: LedgerDatabase, tmp_path: Path
) -> None:
    anna = ledger_database.founded()
    address = with_password(anna.ledger, tmp_path)
    with ledger_database.administration() as administration:
        administration.require(FORMAT + 1)

    checks = tuple(check_shared(address, lambda: system_clock() + timedelta(hours=1)))

    assert [check.ok for check in checks] == [False, False, True, True, True]


def test_a_ledger_that_had_lost_something_is_named(
    ledger_database: LedgerDatabase, tmp_path: Path
) -> None:
    address = with_password(ledger_database.founded().ledger, tmp_path)
    ledger_database.superuser_runs("UPDATE ledger.mailbox SET healing = true")

    checks = tuple(check_shared(address, system_clock))

    assert [check.ok for check in checks] == [True, True, True, True, False]
    assert "shared heal" in checks[4].advice


def test_what_rests_on_the_ledger_is_not_tried_without_it(tmp_path: Path) -> None:
    address = LedgerAddress(HOST, "sdk", "a", "/nowhere/password")

    checks = tuple(check_shared(address, system_clock))

    assert [check.ok for check in checks] == [False] * 5
    assert {check.text for check in checks[1:]} == {
        "This is not tried before what stands above works."
    }


def with_password(ledger: Ledger, folder: Path) -> LedgerAddress:
    file = folder / "password"
    file.write_text(ledger._password or "", encoding="utf-8")
    return replace(ledger._address, password_file=str(file))
