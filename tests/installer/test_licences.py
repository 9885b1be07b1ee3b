"""Which licences of what we build on are allowed, and how they are found out."""

import pytest

from installer.licences import Licence, expression_of, licence_of, main, not_allowed, stale


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
