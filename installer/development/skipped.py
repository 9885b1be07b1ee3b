"""What a test run left out, read from the report that pytest writes."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET


@dataclass(frozen=True)
class Skipped:
    """How many tests there were, and how many did not run for which reason."""

    tests: int
    reasons: Counter[str]

    @property
    def count(self) -> int:
        """How many tests did not run."""
        return self.reasons.total()

    def lines(self) -> list[str]:
        """Return the lines that say it, nothing when every test ran."""
        if not self.count:
            return []
        lines = [f"{reason[1]:6}  {reason[0]}" for reason in self.reasons.most_common()]
        return [f"{self.count} of {self.tests} tests did not run:", *lines]


def read_skipped(report: Path) -> Skipped:
    """Read a JUnit report; where there is none nothing is said of any test."""
    if not report.exists():
        return Skipped(0, Counter())
    cases = list(ET.parse(report).iter("testcase"))
    skips = [skip for case in cases for skip in case.iter("skipped")]
    return Skipped(len(cases), Counter(skip.get("message", "") for skip in skips))
