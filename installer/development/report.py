"""What a test run left out and how long it took, read from the report that pytest writes."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET


@dataclass(frozen=True)
class Report:
    """How many tests there were, how many did not run for which reason, and seconds by file."""

    tests: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """Return the lines that say what did not run, nothing when every test ran."""
        if not self.skipped:
            return []
        said = sorted(self.skipped.items(), key=lambda one: -one[1])
        total = sum(self.skipped.values())
        return [
            f"{total} of {self.tests} tests did not run:",
            *(f"{count:6}  {reason}" for reason, count in said),
        ]


def read_report(path: Path) -> Report:
    """Read a JUnit report; where there is none nothing is said of any test."""
    if not path.exists():
        return Report()
    cases = list(ET.parse(path).iter("testcase"))
    skips = [skip for case in cases for skip in case.iter("skipped")]
    seconds: dict[str, float] = defaultdict(float)
    for case in cases:
        seconds[case.get("classname", "").replace(".", "/") + ".py"] += float(case.get("time", 0))
    return Report(len(cases), Counter(skip.get("message", "") for skip in skips), seconds)


def remember_seconds(path: Path, report: Report) -> None:
    """Keep how long test files took, for `remembered_seconds`."""
    known = remembered_seconds(path) | dict(report.seconds)
    path.write_text(json.dumps(known, indent=0, sort_keys=True), encoding="ascii")


def remembered_seconds(path: Path) -> dict[str, float]:
    """Return how long test files took when they last ran here; nothing is known of new ones."""
    if not path.exists():
        return {}
    known: dict[str, float] = json.loads(path.read_text(encoding="ascii"))
    return known


def within(
    budget: float, tests: Iterable[str], seconds: Mapping[str, float]
) -> tuple[list[str], list[str]]:
    """Return those test files and folders that fit into a time, and the others; short ones first.

    What has never run here fits.
    """
    fit: list[str] = []
    left: list[str] = []
    total = 0.0
    for test in sorted(tests, key=lambda test: _takes(test, seconds)):
        total += _takes(test, seconds)
        (fit if total <= budget else left).append(test)
    return sorted(fit), sorted(left)


def _takes(test: str, seconds: Mapping[str, float]) -> float:
    """Return the seconds of a file, or of all files in a folder."""
    return sum(seconds[file] for file in seconds if f"{file}/".startswith(f"{test}/"))
