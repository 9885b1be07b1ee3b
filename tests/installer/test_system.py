"""What is said and done when the system lacks what tests or the window need."""

import os
import shutil
import sys

import pytest

from installer.development import system as module
from installer.development.system import System


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is installed, on a Debian system where this user may, and nothing is there."""
    packages: list[str] = []
    monkeypatch.setattr(module, "install", packages.extend)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(
        shutil, "which", lambda name, **_: "/usr/bin/apt-get" if name == "apt-get" else None
    )
    return packages


def test_as_root_the_programs_that_tests_need_are_named_and_installed(
    installed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    System().offer_others()

    assert "softhsm2" in installed
    assert "This system lacks clamd, " in capsys.readouterr().out


def test_when_told_to_install_nothing_the_tests_are_said_to_be_skipped(
    installed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    System(may_install=False).offer_others()

    said = capsys.readouterr().out
    assert installed == []
    assert "skipped, and counted at the end" in said
    assert "sudo apt-get install -y --no-install-recommends clamav-daemon" in said


def test_what_the_window_cannot_do_without_stops_when_nothing_may_be_installed(
    installed: list[str],
) -> None:
    with pytest.raises(SystemExit, match="sudo apt-get"):
        System(may_install=False).need_packages({"libGL.so.1": "libgl1"}, "Qt needs it")

    assert installed == []


def test_wine_is_not_set_up_by_a_user_who_cannot_enter_its_debian(
    installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)

    with pytest.raises(SystemExit, match="Only root can"):
        System().need_wine()

    assert installed == []


def test_what_wine_is_set_up_with_is_installed_as_root(
    installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")

    System().need_wine()

    assert "debootstrap" in installed
