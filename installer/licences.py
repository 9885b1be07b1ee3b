"""Lists the licences of everything that is locked for use, and fails on one that does not fit ours.

SDK Desktop is under EUPL-1.2. What it is distributed with must allow that: permissive licences do,
and so do those that the EUPL's appendix names as compatible. Each is named with the reason.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

LOCKED = Path(__file__).resolve().parent / "requirements" / "run.txt"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==\S+( ;)?", re.MULTILINE)
"""A locked package; some are only for other systems or Python versions."""

PERMISSIVE = "asks for its notice only"
LIBRARY = "in the EUPL's appendix; used as a library that may be exchanged"
ALLOWED = {
    **dict.fromkeys(("MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "ISC"), PERMISSIVE),
    **dict.fromkeys(("Apache-2.0", "PSF-2.0", "ZPL-2.1", "Zlib"), PERMISSIVE),
    "MPL-2.0": "in the EUPL's appendix; binds the changed files of that package only",
    "LGPL-3.0-only": LIBRARY,
}
"""The licences that fit, and why."""

CLASSIFIERS = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""What a package's classifier says, where it says one licence and nothing says more."""

CORRECTIONS = {
    "pi-heif": (
        "BSD-3-Clause AND LGPL-3.0-only",
        "names its own only; libheif and libde265 are built into its wheels",
    ),
    "pypdfium2": (
        "BSD-3-Clause AND Apache-2.0",
        "names no expression; what is built into it is permissive, too: its BUILD_LICENSES",
    ),
    "pywin32-ctypes": ("BSD-3-Clause", "for Windows only, so not installed elsewhere"),
    "segno": ("BSD-3-Clause", "the classifier does not say which BSD; its licence file does"),
    "sqlcipher3": (
        "Zlib AND BSD-3-Clause AND Apache-2.0",
        "says nothing; its licence file, and SQLCipher and OpenSSL that are built into it",
    ),
    "waitress": ("ZPL-2.1", "writes the name in its own way"),
}
"""Where a package says nothing, or nothing exact, of itself: what holds, and how we know."""


@dataclass(frozen=True)
class Licence:
    """The licence of a package, "" for an unknown one, and why we think so if it does not say."""

    package: str
    expression: str
    reason: str = ""

    @property
    def fits(self) -> bool:
        """Whether each part of the expression offers a licence that is allowed."""
        parts = re.split(r"\bAND\b", self.expression)
        return all(any(one in ALLOWED for one in _names(part)) for part in parts)

    def __str__(self) -> str:
        said = f"{self.package:24} {self.expression or 'unknown'}"
        return f"{said}  ({self.reason})" if self.reason else said


def main() -> int:
    """Print every licence; return 1 when one does not fit or a correction is not needed."""
    locked = dict(PINNED.findall(LOCKED.read_text(encoding="utf-8")))
    elsewhere = {name for name, condition in locked.items() if condition and not knows(name)}
    licences = [licence_of(name) for name in locked if name not in elsewhere]
    for licence in licences:
        print(licence)
    for name in sorted(elsewhere):
        print(f"{name:24} not for this system, so read on those that it is for")
    faults = [*not_allowed(licences), *stale(locked)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def knows(package: str) -> bool:
    """Return whether anything here says what the licence of a package is."""
    return package in CORRECTIONS or any(metadata.Distribution.discover(name=package))


def licence_of(package: str) -> Licence:
    """Return the licence of a package from our corrections, else from its metadata."""
    if package in CORRECTIONS:
        return Licence(package, *CORRECTIONS[package])
    if not knows(package):
        return Licence(package, "", "not installed")
    return Licence(package, expression_of(metadata.metadata(package).json))


def expression_of(said: dict[str, str | list[str]]) -> str:
    """Return the SPDX expression that a package's metadata gives, "" if it gives none."""
    for field in ("license_expression", "license"):
        text = said.get(field)
        if isinstance(text, str) and (expression := _canonical(text)):
            return expression
    classifiers = [line.rpartition(":: ")[2] for line in said.get("classifier", ())]
    known = [CLASSIFIERS[name] for name in classifiers if name in CLASSIFIERS]
    return known[0] if len(known) == 1 else ""


def not_allowed(licences: Iterable[Licence]) -> Iterator[str]:
    """Yield what is wrong with licences that do not fit."""
    for licence in licences:
        if not licence.fits:
            yield f"{licence.package}: {licence.expression or 'an unknown licence'} does not fit."


def stale(packages: Iterable[str]) -> Iterator[str]:
    """Yield the corrections of packages that are not locked."""
    for name in sorted(CORRECTIONS.keys() - set(packages)):
        yield f"{name}: is corrected, but not locked."


def _names(part: str) -> list[str]:
    return [name for name in re.split(r"[()\s]+|\bOR\b", part) if name]


def _canonical(text: str) -> str:
    try:
        return canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        return ""


if __name__ == "__main__":
    sys.exit(main())
