"""The handbook shows what the program shows, in the program's own words."""

import re
from html import unescape

import pytest

from tests.docs.pages import HANDBOOK, Page
from tests.kit.project import PROJECT

PAGES = [Page(path) for path in sorted(HANDBOOK.glob("*.md"))]
BOLD = re.compile(r"\*\*(.+?)\*\*")
SWEDISH = re.compile(r"<(?:translation|numerusform)>(.*?)</")
KEY = re.compile(r"\b(?:Ctrl\+[A-Z][a-z]*|F\d+)\b")


def by_name(page: Page) -> str:
    return page.name


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_what_stands_in_bold_is_a_text_of_the_program(page: Page) -> None:
    catalogue = (PROJECT / "resources" / "i18n" / "sv.ts").read_text(encoding="utf-8")
    known = set(map(unescape, SWEDISH.findall(catalogue)))

    assert [word for word in BOLD.findall(page.text) if word not in known] == []


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_key_that_it_names_is_in_the_list_of_keys(page: Page) -> None:
    code = (PROJECT / "sdk_desktop" / "ui" / "shortcuts.py").read_text(encoding="utf-8")

    assert [key for key in KEY.findall(page.text) if f'"{key}"' not in code] == []


def test_its_contents_lead_to_every_page_in_order() -> None:
    contents = next(page for page in PAGES if page.path.name == "innehall.md")

    others = [page.path.name for page in PAGES if page is not contents]
    assert contents.links == others


def test_it_brings_the_pictures_that_it_shows_and_no_others() -> None:
    shown = {link for page in PAGES for link in page.links if link.endswith(".png")}

    there = {f"bilder/{path.name}" for path in (HANDBOOK / "bilder").iterdir()}
    assert there == shown
    assert sum(path.stat().st_size for path in (HANDBOOK / "bilder").iterdir()) < 700_000
