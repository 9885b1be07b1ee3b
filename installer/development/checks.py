"""Runs the checks that pyproject.toml lists, and says at the end what did not run."""

import os
import tempfile
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path

from installer.development.changed import changed_files, relevant_tests
from installer.development.processes import (
    ENVIRONMENT,
    PROJECT,
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
    return _run(checks(), "Every check is good.")


def run_checks_of_changes() -> int:
    """Run the checks, but of the tests only those that concern what has changed."""
    wanted = relevant_tests(PROJECT, changed_files(PROJECT))
    budget = SECONDS_OF_TESTS * (os.cpu_count() or 1)
    tests, left = within(budget, wanted, remembered_seconds(SECONDS))
    say(f"Tests of what has changed: {' '.join(tests)}")
    if left:
        say(f"Left to dev.py test, for they would take too long: {' '.join(left)}")
    others = [check for check in checks() if check[0] != "pytest"]
    return _run(
        [*others, ["pytest", "-q", "-n", "auto", *tests]],
        "What concerns the change is good. dev.py test runs every test.",
    )


def run_tests(arguments: Sequence[str]) -> int:
    """Run pytest with arguments of one's own, and return its exit code."""
    return _run([["pytest", *arguments]], "These tests are good.")


def checks() -> list[list[str]]:
    """Return the checks, each a program of .venv with its arguments."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    listed: list[list[str]] = project["tool"]["sdk-desktop"]["checks"]
    return listed


def _run(commands: Sequence[Sequence[str]], good: str) -> int:
    """Run commands, also after one has failed, and say at the end what did not run."""
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tests.xml"
        for command in commands:
            name = _name(command)
            say(f"\n== {name}")
            began = time.monotonic()
            more = [f"--junit-xml={file}"] if command[0] == "pytest" else []
            if run_program(command[0], [*command[1:], *more]) != 0:
                failed.append(name)
            say(f"== {name}: {'FAILED' if name in failed else 'good'}, {seconds_since(began)}")
        report = read_report(file)
    remember_seconds(SECONDS, report)
    for line in ("", *report.lines()):
        say(line)
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
