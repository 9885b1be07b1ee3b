"""What the test command says at the end, so that a part is not taken for the whole."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from installer.development.skipped import Skipped, read_skipped

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" tests="4">
  <testcase name="a"/>
  <testcase name="b"><skipped type="pytest.skip" message="no card">where</skipped></testcase>
  <testcase name="c"><skipped type="pytest.skip" message="no card">where</skipped></testcase>
  <testcase name="d"><skipped type="pytest.skip" message="no schemas">where</skipped></testcase>
</testsuite></testsuites>
"""


def test_what_did_not_run_is_counted_by_reason(tmp_path: Path) -> None:
    report = tmp_path / "tests.xml"
    report.write_text(REPORT, encoding="utf-8")

    skipped = read_skipped(report)

    assert skipped == Skipped(4, Counter({"no card": 2, "no schemas": 1}))
    assert skipped.lines() == [
        "3 of 4 tests did not run:",
        "     2  no card",
        "     1  no schemas",
    ]


def test_nothing_is_said_when_every_test_ran() -> None:
    assert Skipped(4, Counter()).lines() == []


def test_nothing_is_said_of_tests_that_were_not_begun(tmp_path: Path) -> None:
    assert read_skipped(tmp_path / "none.xml").lines() == []


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

    (reason,) = read_skipped(report).reasons
    assert reason.startswith("the official artefacts are not here")
    assert "https://github.com/diggsweden/sdk-docs" in reason
