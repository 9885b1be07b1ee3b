"""Runs the checks that pyproject.toml lists, and says at the end what did not run."""

import os
import tempfile
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path

from installer.development.changed import changed_files, relevant_tests
from installer.development.memory_folder import place_for_tests
from installer.development.processes import (
    ENVIRONMENT,
    PROJECT,
    Beside,
    run_program,
    say,
    seconds_since,
)
from installer.development.report import (
    read_report,
    remember_seconds,
    remembered_seconds,
    within,
)

SECONDS = ENVIRONMENT / "test-seconds.json"
"""How long each test file took when it last ran here."""
SECONDS_OF_TESTS = 25
"""How long the tests of the quick check may take on each processor."""


def run_checks() -> int:
    """Run all checks, also after one has failed; return 1 if any failed."""
    (tests,) = (check for check in checks() if check[0] == "pytest")
    return _run(tests[1:], _others(), "Every check is good.")


def run_checks_of_changes() -> int:
    """Run the checks, but of the tests only those that concern what has changed."""
    wanted = relevant_tests(PROJECT, changed_files(PROJECT))
    budget = SECONDS_OF_TESTS * (os.cpu_count() or 1)
    tests, left = within(budget, wanted, remembered_seconds(SECONDS))
    say(f"Tests of what has changed: {' '.join(tests)}")
    if left:
        say(f"Left to dev.py test, for they would take too long: {' '.join(left)}")
    return _run(
        ["-q", "-n", "auto", *tests],
        _others(),
        "What concerns the change is good. dev.py test runs every test.",
    )


def run_tests(arguments: Sequence[str]) -> int:
    """Run pytest with arguments of one's own, and return its exit code."""
    return _run(arguments, (), "These tests are good.")


def checks() -> list[list[str]]:
    """Return the checks, each a program of .venv with its arguments."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    listed: list[list[str]] = project["tool"]["sdk-desktop"]["checks"]
    return listed


def _others() -> list[list[str]]:
    return [check for check in checks() if check[0] != "pytest"]


def _run(tests: Sequence[str], others: Sequence[Sequence[str]], good: str) -> int:
    """Run pytest with arguments, and beside it the other checks, whose output comes afterwards."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, place_for_tests() as place:
        file = Path(folder) / "tests.xml"
        beside = [Beside(one, Path(folder) / f"{number}.txt") for number, one in enumerate(others)]
        ended = {"pytest": run_program("pytest", [*tests, f"--junit-xml={file}"], place)}
        for command, program in zip(others, beside, strict=True):
            name = _name(command)
            ended[name], said = program.end()
            say(f"\n== {name}\n{said.rstrip()}")
        report = read_report(file)
    remember_seconds(SECONDS, report)
    for line in (f"\nThis took {seconds_since(began)}.", *report.lines()):
        say(line)
    failed = [name for name, code in ended.items() if code != 0]
    if failed:
        say(f"Failed: {', '.join(failed)}")
        return 1
    say("What ran is good, but not every test ran." if report.skipped else good)
    return 0


def _name(command: Sequence[str]) -> str:
    """Return what a check is called: the program, or the command or module of it."""
    match command:
        case ["ruff", what, *_]:
            return f"ruff {what}"
        case ["mypy", "--platform", platform, *_]:
            return f"mypy for {platform}"
        case ["python", "-m", module, *_]:
            return module.rpartition(".")[2]
    return command[0]
