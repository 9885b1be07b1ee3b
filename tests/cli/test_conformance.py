"""`sdk-desktop conformance`: the whole run, its reports, and how it ends."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from sdk_desktop.app import App
from sdk_desktop.conformance.run import CASES
from sdk_desktop.domain.configuration import AccessPointConnection, Discovery, Preferences
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.service import address_book
from sdk_desktop.settings import Profile, Settings, write_settings
from tests.cli.conftest import Call
from tests.kit.project import PROJECT


def conformance_process(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sdk_desktop", "conformance", *map(str, arguments)]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    environment.pop("QT_QPA_PLATFORM", None)  # as on a server: nobody says that there is no screen
    return subprocess.run(
        command,
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


@pytest.fixture
def conformance(call: Call) -> Call:
    """Call `sdk-desktop conformance`."""
    return partial(call, "conformance")


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile whose language is English."""
    folder = tmp_path / "profile"
    App(Profile(folder)).set_preferences(Preferences(language="en"))
    return folder


@pytest.fixture
def direct(profile: Path) -> Path:
    """A profile with an access point that nobody serves."""
    line = AccessPointConnection(
        url="http://127.0.0.1:9/domibus",
        party="AP0001",
        key=str(profile / "nothing.pem"),
        issuers=str(profile),
        address_book_url="http://127.0.0.1:9/addressbook/",
    )
    settings = Settings(
        PRACTICE_MAILBOXES,
        preferences=Preferences(language="en"),
        access_point=line,
        discovery=Discovery("example.se", str(profile)),
    )
    write_settings(profile / "settings.toml", settings)
    return profile


def read(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def text_of(path: Path) -> str:
    pages = pypdfium2.PdfDocument(path.read_bytes())
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


def test_a_whole_run_against_the_sandbox_is_as_expected(
    conformance: Call, profile: Path, tmp_path: Path
) -> None:
    as_json, as_pdf = tmp_path / "run.json", tmp_path / "run.pdf"
    answer = conformance("--sandbox", "--folder", profile, "--report", as_json, "--report", as_pdf)

    assert (answer.returncode, answer.stderr) == (0, "")
    report = read(as_json)
    left_out = sum(case.act is None for case in CASES)
    ran = len(CASES) - left_out
    assert report["totals"] == {"as expected": ran, "NOT as expected": 0, "not run": left_out}
    assert [row["what"] for row in report["rows"]] == [case.what for case in CASES]
    assert all(row["seen"] == row["expected"] for row in report["rows"] if not row["reason"])
    assert report["counterpart"] == "sandbox"

    *_, last = answer.stdout.splitlines()
    assert last == f"as expected: {ran}   NOT as expected: 0   not run: {left_out}"
    assert last.split() == text_of(as_pdf).partition("Counterpart: the sandbox")[2].split()[:10]
    assert list(profile.iterdir()) == [profile / "settings.toml"]


def test_a_fault_is_said_and_ends_with_1(conformance: Call, profile: Path, tmp_path: Path) -> None:
    report = tmp_path / "run.json"
    rows = ("--row", "9.1:TF-01", "--row", "8:6", "--row", "8:1")
    answer = conformance(
        *("--sandbox", "--folder", profile, *rows, "--fault", "corrupt", "--report", report)
    )

    assert (answer.returncode, answer.stderr) == (1, "")
    wrong = [line for line in answer.stdout.splitlines() if line.endswith("  NOT as expected")]
    assert len(wrong) == 1
    assert wrong[0].startswith("9.1:TF-01 4.3:1 ")
    assert "REJECTED SIG security" in wrong[0]
    assert answer.stdout.splitlines()[-1] == "as expected: 1   NOT as expected: 1   not run: 1"
    assert read(report)["faults"] == ["corrupt"]


@pytest.mark.usefixtures("swedish")
def test_it_speaks_swedish_unless_the_profile_says_otherwise(
    conformance: Call, tmp_path: Path
) -> None:
    answer = conformance("--sandbox", "--folder", tmp_path, "--row", "8:1")

    assert answer.returncode == 0
    assert "Inte vårt: det gör" in answer.stdout
    assert answer.stdout.splitlines()[-1] == "som väntat: 0   INTE som väntat: 0   inte kört: 1"


def test_a_profile_without_a_counterpart_sends_nothing(conformance: Call, direct: Path) -> None:
    answer = conformance("--folder", direct)

    assert (answer.returncode, answer.stderr) == (0, "")
    assert "No counterpart was named," in answer.stdout
    assert "Needs a counterpart that can be" in answer.stdout
    assert answer.stdout.splitlines()[-1].startswith("as expected: 2   NOT as expected: 0   ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Say against whom: --sandbox, or --profile NAME."),
        (["--sandbox", "--row", "8:99"], "There is no row 8:99."),
        (["--sandbox", "--fault", "x"], "There is no fault x."),
        (["--sandbox", "--counterpart", "sdk:x"], "The sandbox is its own counterpart."),
        (["--folder", "{}", "--fault", "lose"], "Faults can be switched on in the sandbox only."),
        (["--folder", "{}"], "This profile has no access point, so there is nothing to try."),
    ],
)
def test_what_cannot_be_run_is_said_in_a_sentence(
    conformance: Call, profile: Path, arguments: list[str], sentence: str
) -> None:
    answer = conformance(*(argument.format(profile) for argument in arguments))

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == f"sdk-desktop: {sentence}\n"


def test_a_counterpart_that_cannot_be_reached_is_said_in_a_sentence(
    conformance: Call, direct: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address_book, "_PAUSES", (0.0, 0.0, 0.0))
    answer = conformance("--folder", direct, "--counterpart", "sdk:test:0203:example.se")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("sdk-desktop: ")
    assert "Traceback" not in answer.stderr


def test_a_report_that_cannot_be_written_is_said_before_anything_is_run(
    conformance: Call, tmp_path: Path
) -> None:
    nowhere = tmp_path / "nowhere" / "run.pdf"
    answer = conformance("--sandbox", "--folder", tmp_path, "--report", nowhere)

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == f"sdk-desktop: The file {nowhere} cannot be written.\n"


@pytest.mark.parametrize(
    "arguments", [["--report", "run.txt"], ["--patience", "0"], ["--patience", "x"]]
)
def test_what_makes_no_sense_is_refused_at_once(conformance: Call, arguments: list[str]) -> None:
    answer = conformance("--sandbox", *arguments)

    assert answer.returncode == 2
    assert "usage: sdk-desktop conformance" in answer.stderr
