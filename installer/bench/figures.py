"""A figure: what was measured, the floor that was measured in turn with it, and what is wanted."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_HEAD = ("", "measured", "floor", "ratio", "spread", "wanted", "")
_WIDTHS = (58, 14, 12, 9, 8, 10, 6)


@dataclass(frozen=True)
class Figure:
    """The values of one work, and of its floor, run by run.

    With a floor the `target` is the most that the ratio of both may be, without one the most that
    the value may be; `least` turns that round. None is wanted of a figure without a target.
    """

    name: str
    unit: str
    values: Sequence[float]
    floors: Sequence[float] = ()
    target: float | None = None
    least: bool = False

    @property
    def value(self) -> float:
        """The median."""
        return statistics.median(self.values)

    @property
    def ratio(self) -> float | None:
        """The median of the ratios of runs that follow each other, None without a floor."""
        if not self.floors:
            return None
        pairs = zip(self.values, self.floors, strict=True)
        return statistics.median(one / floor for one, floor in pairs)

    @property
    def spread(self) -> float:
        """How far the values lie apart, as a share of the median: their middle half."""
        if len(self.values) < 3 or not self.value:  # noqa: PLR2004 - two have no middle half
            return 0.0
        first, _, third = statistics.quantiles(self.values, n=4)
        return (third - first) / self.value

    @property
    def met(self) -> bool | None:
        """Whether it is as wanted, None where nothing is."""
        if self.target is None:
            return None
        judged = self.value if self.ratio is None else self.ratio
        return judged >= self.target if self.least else judged <= self.target

    def line(self, earlier: Mapping[str, float] | None = None) -> str:
        """Return the row of the table, with the change since an earlier run where there was one."""
        floor = f"{statistics.median(self.floors):.4g} {self.unit}" if self.floors else ""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} x"
        sign, unit = ">=" if self.least else "<=", "x" if self.floors else self.unit
        wanted = "" if self.target is None else f"{sign} {self.target:g} {unit}"
        met = {None: "", True: "met", False: "NOT"}[self.met]
        cells = (self.name, f"{self.value:.4g} {self.unit}", floor, ratio, f"{self.spread:.0%}")
        return _row((*cells, wanted, met)) + self._change(earlier)

    def said(self) -> dict[str, object]:
        """Return the figure for other programs."""
        return {
            "name": self.name,
            "unit": self.unit,
            "value": self.value,
            "floor": statistics.median(self.floors) if self.floors else None,
            "ratio": self.ratio,
            "spread": self.spread,
            "target": self.target,
            "least": self.least,
            "met": self.met,
        }

    def _change(self, earlier: Mapping[str, float] | None) -> str:
        judged = self.value if self.ratio is None else self.ratio
        before = (earlier or {}).get(self.name)
        return f"  {judged / before - 1:+.0%}" if before else ""


def head() -> str:
    """Return the first row of the table."""
    return _row(_HEAD)


def summary(figures: Sequence[Figure]) -> str:
    """Return how many figures are as wanted, and which are not."""
    missed = [one.name for one in figures if one.met is False]
    wanted = [one for one in figures if one.met is not None]
    lines = [f"{len(wanted) - len(missed)} of {len(wanted)} as wanted."]
    return "\n".join([*lines, *(f"not: {name}" for name in missed)])


def write_json(path: Path, figures: Iterable[Figure]) -> None:
    """Write figures, to compare a later run with."""
    said = [figure.said() for figure in figures]
    path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_json(path: Path) -> dict[str, float]:
    """Return what was judged of each figure in an earlier run: its ratio, else its value."""
    said = json.loads(path.read_text(encoding="utf-8"))
    return {one["name"]: one["value"] if one["ratio"] is None else one["ratio"] for one in said}


def _row(cells: Sequence[str]) -> str:
    first, *others = zip(cells, _WIDTHS, strict=True)
    rest = "".join(f"{cell:>{width}}" for cell, width in others)
    return f"{first[0]:{first[1]}}{rest}".rstrip()
