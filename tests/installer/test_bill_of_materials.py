"""What a package says is in it."""

import json
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from installer.package.bill_of_materials import Python, bill_of, write_bill
from installer.package.wheels import WINDOWS

PYTHON = Python("3.13.2", "pkg:generic/python@3.13.2")


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Return a folder with the client and some of what it needs, as wheels leave it."""
    add(
        tmp_path,
        "sdk-desktop",
        "0.1.0",
        'Requires-Dist: httpx[socks]\nRequires-Dist: pywin32-ctypes ; sys_platform == "win32"',
    )
    add(tmp_path, "httpx", "0.28.1", "Requires-Dist: socksio ; extra == 'socks'")
    add(tmp_path, "socksio", "1.0.0", "License-Expression: MIT")
    add(tmp_path, "pywin32_ctypes", "0.2.3", "Requires-Dist: jeepney ; sys_platform == 'linux'")
    return tmp_path


def add(folder: Path, name: str, version: str, more: str) -> None:
    about = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    about.mkdir()
    said = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{more}\n"
    (about / "METADATA").write_text(said, encoding="utf-8")


def parts(bill: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in bill["components"]}


def test_it_follows_the_published_schema(packages: Path) -> None:
    file = packages / "bill.json"
    write_bill(bill_of(packages, WINDOWS, PYTHON), file)

    written = file.read_text(encoding="utf-8")

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None
    assert json.loads(written)["metadata"]["component"]["version"] == "0.1.0"


def test_it_names_everything_in_the_folder_with_version_licence_and_origin(packages: Path) -> None:
    found = parts(bill_of(packages, WINDOWS, PYTHON))

    assert set(found) == {"python", "httpx", "socksio", "pywin32-ctypes"}
    assert found["socksio"]["purl"] == "pkg:pypi/socksio@1.0.0"
    assert found["socksio"]["licenses"] == [{"expression": "MIT"}]
    assert found["pywin32-ctypes"]["licenses"] == [{"expression": "BSD-3-Clause"}]
    assert "licenses" not in found["httpx"]
    assert found["python"]["cpe"] == "cpe:2.3:a:python:python:3.13.2:*:*:*:*:*:*:*"


def test_it_says_what_needs_what_on_that_system(packages: Path) -> None:
    needs = {
        one["ref"]: one["dependsOn"] for one in bill_of(packages, WINDOWS, PYTHON)["dependencies"]
    }

    assert needs == {
        "sdk-desktop": ["httpx", "python", "pywin32-ctypes"],
        "httpx": ["socksio"],
        "socksio": [],
        "pywin32-ctypes": [],
    }


def test_the_same_folder_gives_the_same_bill_and_another_one_another_number(
    packages: Path,
) -> None:
    first, again = (bill_of(packages, WINDOWS, PYTHON) for _ in range(2))
    add(packages, "idna", "3.20", "")

    assert first == again
    assert bill_of(packages, WINDOWS, PYTHON)["serialNumber"] != first["serialNumber"]
