"""Lists the licences of everything that is locked for use, and fails on one that does not fit ours.

With `--write` it collects their texts into the file that the program shows and every build takes
along; without, it fails when that file lacks a package.

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

HERE = Path(__file__).resolve().parent
LOCKED = HERE / "requirements" / "run.txt"
TEXTS = HERE / "licence_texts"
"""Texts that packages refer to and do not bring."""
SHOWN = HERE.parent / "resources" / "licences.txt"
RULE = "━" * 20
PYTHON, FONTS = "Python", "DejaVu fonts"
"""What runs the program, and the letters of its documents: neither is a package of it."""
BROUGHT = (PYTHON, FONTS)
ADDED = {
    PYTHON: ("Python.txt",),
    FONTS: ("DejaVu.txt",),
    "pi-heif": ("LGPL-3.0-only.txt", "GPL-3.0-only.txt"),
    "pyside6-essentials": ("LGPL-3.0-only.txt", "GPL-3.0-only.txt", "Qt.txt"),
    "pywin32-ctypes": ("pywin32-ctypes.txt",),
    "shiboken6": ("LGPL-3.0-only.txt", "GPL-3.0-only.txt"),
    "sqlcipher3": ("SQLCipher.txt", "Apache-2.0.txt"),
    "tzdata": ("tzdata.txt", "Apache-2.0.txt"),
}
"""Which of them belong to which package; the LGPL is a supplement of the GPL.

Qt's wheels bring no attributions of what is built into Qt: its text names their official address.
"""
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==\S+( ;)?", re.MULTILINE)
"""A locked package; some are only for other systems or Python versions."""
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)

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
    "pydyf": ("BSD-3-Clause", "the classifier does not say which BSD; its licence file does"),
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
    if "--write" in sys.argv[1:]:
        SHOWN.write_text(collected(locked), encoding="utf-8")
    faults = [*not_allowed(licences), *stale(locked), *unshown(locked, SHOWN)]
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


def collected(packages: Iterable[str]) -> str:
    """Return the licence texts of Python and all packages, each once, under their names."""
    users: dict[str, list[str]] = {}
    for package in (*BROUGHT, *packages):
        for text in texts_of(package):
            users.setdefault(text, []).append(package)
    parts = (f"{RULE}\n{', '.join(names)}\n{RULE}\n\n{text}\n" for text, names in users.items())
    return "\n".join(parts)


def texts_of(package: str) -> list[str]:
    """Return the licence texts that a package brings, and those that it refers to."""
    found = metadata.Distribution.discover(name=package)
    files = [path for one in found for path in one.files or () if _is_licence(str(path))]
    brought = [Path(str(path.locate())) for path in sorted(files)]
    added = [TEXTS / name for name in ADDED.get(package, ())]
    texts = (path.read_text(encoding="utf-8", errors="replace") for path in (*brought, *added))
    return list(dict.fromkeys(_tidy(text) for text in texts))


def unshown(packages: Iterable[str], file: Path) -> Iterator[str]:
    """Yield the packages whose licence the program does not show."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    heads = text.split(f"{RULE}\n")[1::2]
    shown = {name for head in heads for name in head.strip().split(", ")}
    for package in sorted({*BROUGHT, *packages} - shown):
        yield f"{package}: its licence is not in {file.name}. Run licences.py --write."


def _is_licence(path: str) -> bool:
    inside = path.partition(".dist-info/")[2]
    return inside.startswith("licenses/") or bool(_LICENCE_FILE.match(inside))


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _names(part: str) -> list[str]:
    return [name for name in re.split(r"[()\s]+|\bOR\b", part) if name]


def _canonical(text: str) -> str:
    try:
        return canonicalize_license_expression(text)
    except InvalidLicenseExpression:
        return ""


if __name__ == "__main__":
    sys.exit(main())
