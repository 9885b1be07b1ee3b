"""The templates for Windows' group policy editor."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from lxml import etree

from installer.package.policy_templates import CATEGORIES, TEXTS, write_templates
from sdk_desktop.organisation import POLICIES
from sdk_desktop.settings import TABLES

SPACE = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
SETTINGS = {f"{table}.{one.name}" for table, kind in TABLES.items() for one in fields(kind)}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return write_templates(tmp_path)


@pytest.fixture
def policies(template: Path) -> list[etree._Element]:
    return list(etree.parse(template).iter(f"{SPACE}policy"))


def test_every_setting_is_a_policy_where_the_client_reads_it(
    policies: list[etree._Element],
) -> None:
    places = {
        (one.get("key", ""), element.get("valueName", ""))
        for one in policies
        for element in one.iter()
        if element.get("valueName")
    }

    expected = {
        (rf"{POLICIES}\{table}", name)
        for table, _, name in (setting.partition(".") for setting in SETTINGS)
    }
    assert places == expected
    assert {one.get("class") for one in policies} == {"Machine"}


def test_every_text_that_is_referred_to_is_there_in_swedish(template: Path) -> None:
    texts = etree.parse(template.parent / "sv-SE" / "sdk-desktop.adml")
    strings = {one.get("id"): one.text for one in texts.iter(f"{SPACE}string")}
    presentations = {one.get("id") for one in texts.iter(f"{SPACE}presentation")}
    said = template.read_text(encoding="utf-8")

    assert set(re.findall(r"\$\(string\.(\w+)\)", said)) == set(strings)
    assert set(re.findall(r"\$\(presentation\.(\w+)\)", said)) == presentations
    assert strings["policy_two_for_purge"] == "Gallring kräver två personer"


def test_yes_and_no_are_written_as_the_client_reads_them(policies: list[etree._Element]) -> None:
    (two,) = (one for one in policies if one.get("name") == "policy_two_for_purge")

    values = [one.get("value") for one in two.iter(f"{SPACE}decimal")]
    assert (two.get("valueName"), values) == ("two_for_purge", ["1", "0"])


def test_every_setting_has_a_text_of_its_own_and_nothing_else_has() -> None:
    assert set(TEXTS) == SETTINGS
    assert set(CATEGORIES) == set(TABLES)
