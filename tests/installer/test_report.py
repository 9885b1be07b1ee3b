"""What is read from a test run: a part is not taken for the whole, and long tests are known."""

import os
import subprocess
import sys
from pathlib import Path

from installer.development.report import (
    Report,
    read_report,
    remember_seconds,
    remembered_seconds,
    within,
)

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" tests="4">
  <testcase classname="tests.store.test_a" name="a" time="1.25"/>
  <testcase classname="tests.store.test_a" name="b" time="0.25">
    <skipped type="pytest.skip" message="no card">where</skipped>
  </testcase>
  <testcase classname="tests.test_b" name="c" time="0.125">
    <skipped type="pytest.skip" message="no card">where</skipped>
  </testcase>
  <testcase classname="tests.test_b" name="d" time="0.125">
    <skipped type="pytest.skip" message="no schemas">where</skipped>
  </testcase>
</testsuite></testsuites>
"""


def test_what_did_not_run_is_counted_by_reason_and_the_rest_by_file(tmp_path: Path) -> None:
    path = tmp_path / "tests.xml"
    path.write_text(REPORT, encoding="utf-8")

    report = read_report(path)

    assert report.lines() == [
        "3 of 4 tests did not run:",
        "     2  no card",
        "     1  no schemas",
    ]
    assert report.seconds == {"tests/store/test_a.py": 1.5, "tests/test_b.py": 0.25}


def test_nothing_is_said_when_every_test_ran() -> None:
    assert Report(4).lines() == []


def test_nothing_is_said_of_tests_that_were_not_begun(tmp_path: Path) -> None:
    assert read_report(tmp_path / "none.xml") == Report()


def test_what_files_took_is_remembered_until_they_run_again(tmp_path: Path) -> None:
    path = tmp_path / "seconds.json"

    remember_seconds(path, Report(2, {}, {"tests/a.py": 1, "tests/b.py": 2}))
    remember_seconds(path, Report(1, {}, {"tests/b.py": 3}))

    assert remembered_seconds(path) == {"tests/a.py": 1, "tests/b.py": 3}


def test_long_tests_are_left_to_the_whole_run_and_new_ones_are_not() -> None:
    seconds = {"tests/x/test_a.py": 10, "tests/x/test_b.py": 10, "tests/test_c.py": 5}

    fit, left = within(15, ["tests/x", "tests/test_c.py", "tests/test_new.py"], seconds)

    assert fit == ["tests/test_c.py", "tests/test_new.py"]
    assert left == ["tests/x"]


def test_without_the_official_artefacts_tests_are_skipped_and_say_where_they_are(
    project: Path, tmp_path: Path
) -> None:
    report = tmp_path / "tests.xml"
    test = "tests/service/test_token.py::test_the_scopes_are_those_of_the_official_flow"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test]

    subprocess.run(
        [*command, f"--junit-xml={report}"],
        cwd=project,
        env={**os.environ, "SDK_OFFICIAL": str(tmp_path)},
        check=True,
        capture_output=True,
    )

    (reason,) = read_report(report).skipped
    assert reason.startswith("the official artefacts are not here")
    assert "https://github.com/diggsweden/sdk-docs" in reason
