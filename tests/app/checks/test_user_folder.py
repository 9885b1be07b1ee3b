"""What the check-up says of a user's folder that does not stay."""

from dataclasses import replace
from pathlib import Path

import pytest

from sdk_desktop.app.checks.user_folder import (
    MANDATORY,
    ROAMING,
    TEMPORARY,
    check_user_folder,
    user_folder_kind,
)
from sdk_desktop.domain.policy import BackupPlan
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.settings import Profile, Settings
from tests.kit.sandbox_network import SandboxNetwork

HERE = Profile(Path.home() / "sdk-desktop" / "default")
AGAIN = BackupPlan(folder="/mnt/share", before_delete=True)
LEDGER = LedgerAddress(host="ledger.example.se", database="sdk", user="a", password_file="p")


def test_the_folder_of_these_tests_stays() -> None:
    assert user_folder_kind() == 0


@pytest.mark.parametrize(
    ("kind", "settings", "ok", "said"),
    [
        (TEMPORARY, Settings(), False, "is erased at log-off"),
        (ROAMING | MANDATORY, Settings(), False, "is erased at log-off"),
        (TEMPORARY, Settings(backup=AGAIN), True, "is erased at log-off"),
        (TEMPORARY, Settings(shared=LEDGER), True, "is erased at log-off"),
        (TEMPORARY, Settings(backup=replace(AGAIN, folder="")), False, "is erased at log-off"),
        (ROAMING, Settings(), True, "follows to other computers"),
        (0, Settings(), True, "stays"),
    ],
)
def test_messages_must_outlive_the_session(
    kind: int, settings: Settings, ok: bool, said: str
) -> None:
    found = check_user_folder(HERE, settings, kind)

    assert (found.ok, said in found.text) == (ok, True)


def test_a_profile_elsewhere_is_not_concerned(tmp_path: Path) -> None:
    elsewhere = Profile(Path(tmp_path.anchor) / "sdk-desktop")

    assert check_user_folder(elsewhere, Settings(), TEMPORARY).ok


def test_the_check_up_has_a_line_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sdk_desktop.app.checks.check_up.user_folder_kind", lambda: ROAMING)

    found = SandboxNetwork(tmp_path).practice_control().app.check()

    assert "User's folder" in [one.name for one in found]
