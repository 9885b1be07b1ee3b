"""Which licences of what we build on are allowed, and how they are found out."""

from importlib import metadata
from pathlib import Path

import pytest

from installer.licences import (
    SHOWN,
    Licence,
    collected,
    expression_of,
    licence_of,
    main,
    not_allowed,
    stale,
    texts_of,
    unshown,
)


@pytest.mark.parametrize(
    ("expression", "fits"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("Zlib AND BSD-3-Clause", True),
        ("MIT AND (GPL-3.0-only OR Apache-2.0)", True),
        ("GPL-3.0-only", False),
        ("MIT AND SSPL-1.0", False),
        ("", False),
    ],
)
def test_a_licence_fits_when_each_part_offers_one_that_is_allowed(
    expression: str, fits: bool
) -> None:
    assert Licence("a", expression).fits is fits


def test_what_does_not_fit_is_named() -> None:
    licences = [Licence("good", "MIT"), Licence("bad", "SSPL-1.0"), Licence("silent", "")]

    assert list(not_allowed(licences)) == [
        "bad: SSPL-1.0 does not fit.",
        "silent: an unknown licence does not fit.",
    ]


@pytest.mark.parametrize(
    ("said", "expression"),
    [
        ({"license_expression": "mit", "license": "GPL"}, "MIT"),
        ({"license": "BSD-3-Clause"}, "BSD-3-Clause"),
        ({"license": "see below", "classifier": ["License :: OSI Approved :: MIT License"]}, "MIT"),
        ({"classifier": ["License :: OSI Approved :: BSD License"]}, ""),
        (
            {
                "classifier": [
                    "License :: OSI Approved :: MIT License",
                    "License :: OSI Approved :: Apache Software License",
                ]
            },
            "",
        ),
        ({}, ""),
    ],
)
def test_metadata_says_a_licence_or_nothing_for_sure(
    said: dict[str, str | list[str]], expression: str
) -> None:
    assert expression_of(said) == expression


def test_a_package_that_is_not_here_has_no_known_licence() -> None:
    assert licence_of("no-such-package") == Licence("no-such-package", "", "not installed")


def test_a_correction_of_what_is_not_locked_is_named() -> None:
    assert "segno: is corrected, but not locked." in list(stale(["waitress"]))


def test_everything_that_is_locked_has_a_licence_that_fits(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main()

    said = capsys.readouterr()
    assert said.err == ""
    assert code == 0
    assert "sqlcipher3" in said.out


def test_the_texts_of_what_is_used_are_collected_each_once(tmp_path: Path) -> None:
    file = tmp_path / "licences.txt"
    file.write_text(collected(["pyside6-essentials", "shiboken6", "httpx"]), encoding="utf-8")
    text = file.read_text(encoding="utf-8")

    assert text.count("GNU LESSER GENERAL PUBLIC LICENSE") == 1
    assert "pyside6-essentials, shiboken6" in text
    assert list(unshown(["httpx", "shiboken6"], file)) == []


def test_a_package_whose_text_the_program_does_not_show_is_named(tmp_path: Path) -> None:
    assert list(unshown(["httpx"], tmp_path / "none.txt")) == [
        "DejaVu fonts: its licence is not in none.txt. Run licences.py --write.",
        "Python: its licence is not in none.txt. Run licences.py --write.",
        "httpx: its licence is not in none.txt. Run licences.py --write.",
    ]


def test_what_is_built_into_qt_is_told_by_the_address_for_the_version_in_use() -> None:
    version = ".".join(metadata.version("pyside6-essentials").split(".")[:2])
    texts = "\n".join(texts_of("pyside6-essentials"))

    assert f"https://doc.qt.io/qt-{version}/licenses-used-in-qt.html" in texts
    assert f"https://download.qt.io/official_releases/qt/{version}/" in texts


def test_pythons_own_licence_is_shown() -> None:
    shown = SHOWN.read_text(encoding="utf-8")

    assert "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2" in shown
    assert "https://docs.python.org/3/license.html" in shown


def test_what_is_built_into_a_package_is_shown_too() -> None:
    texts = "\n".join(texts_of("sqlcipher3"))

    assert "ZETETIC" in texts
    assert "Apache License" in texts
    assert "GNU GENERAL PUBLIC LICENSE" in SHOWN.read_text(encoding="utf-8")
