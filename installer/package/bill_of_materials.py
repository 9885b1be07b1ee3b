"""Writes what is in a package: CycloneDX 1.6, as programs read that look for known weaknesses.

It is read from the folder that is packed, so it names what is in it and nothing else.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installer.licences import CORRECTIONS, expression_of
from installer.package.wheels import System

NAME = "sdk-desktop"
FILE = f"{NAME}.cdx.json"
"""How it is called in the packages."""
_NAMES = uuid.UUID("6f2a2c0e-9d6c-4b36-9d7e-5c1d9e0a0002")


@dataclass(frozen=True)
class Python:
    """The Python that a package brings: its version, and where it is from as a package URL."""

    version: str
    origin: str

    @property
    def component(self) -> dict[str, Any]:
        """What a bill says of it; the CPE is the name by which weaknesses of it are published."""
        cpe = f"cpe:2.3:a:python:python:{self.version}:*:*:*:*:*:*:*"
        return {
            **_component("platform", "python", self.version, "PSF-2.0"),
            "cpe": cpe,
            "purl": self.origin,
        }


def bill_of(packages: Path, system: System, python: Python) -> dict[str, Any]:
    """Return the bill of a `site-packages` folder with the client in it, and of its Python.

    The same folder gives the same bill.
    """
    found = sorted(distributions(path=[str(packages)]), key=_name)
    own = next(one for one in found if _name(one) == NAME)
    others = [one for one in found if one is not own]
    uses = dict(_uses(found, system))
    parts = [python.component, *(_library(one) for one in others)]
    listed = json.dumps([parts, uses, own.version], sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": uuid.uuid5(_NAMES, listed).urn,
        "version": 1,
        "metadata": {"component": _component("application", NAME, own.version, "EUPL-1.2")},
        "components": parts,
        "dependencies": [
            {"ref": name, "dependsOn": sorted([*names, *(["python"] if name == NAME else [])])}
            for name, names in uses.items()
        ],
    }


def write_bill(bill: Mapping[str, Any], target: Path) -> None:
    """Write a bill as JSON."""
    target.write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _library(one: Distribution) -> dict[str, Any]:
    name = _name(one)
    expression = CORRECTIONS[name][0] if name in CORRECTIONS else expression_of(one.metadata.json)
    return _component("library", name, one.version, expression) | {
        "purl": f"pkg:pypi/{name}@{one.version}"
    }


def _component(kind: str, name: str, version: str, expression: str) -> dict[str, Any]:
    said: dict[str, Any] = {"type": kind, "bom-ref": name, "name": name, "version": version}
    return said | ({"licenses": [{"expression": expression}]} if expression else {})


def _uses(found: Iterable[Distribution], system: System) -> Iterator[tuple[str, list[str]]]:
    """Yield each package with those of the folder that it needs on a system."""
    needs = {_name(one): list(map(Requirement, one.requires or ())) for one in found}
    asked = {
        (canonicalize_name(need.name), extra)
        for all_needs in needs.values()
        for need in all_needs
        for extra in need.extras
    }
    for name, all_needs in needs.items():
        extras = ["", *(extra for asking, extra in asked if asking == name)]
        wanted = {
            canonicalize_name(need.name) for need in all_needs if _holds(need, system, extras)
        }
        yield name, sorted(wanted & needs.keys())


def _holds(need: Requirement, system: System, extras: Iterable[str]) -> bool:
    marker = need.marker
    return marker is None or any(
        marker.evaluate({**system.markers, "extra": extra}) for extra in extras
    )


def _name(one: Distribution) -> str:
    return canonicalize_name(one.name)
