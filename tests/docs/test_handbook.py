"""The handbook shows what the program shows, in the program's own words."""

import re
from html import unescape

import pytest

from tests.docs.pages import HANDBOOK, Page
from tests.kit.project import PROJECT

BOLD = re.compile(r"\*\*(.+?)\*\*")
TEXTS = {
    "en": re.compile(r"<source>(.*?)</"),
    "sv": re.compile(r"<(?:translation|numerusform)>(.*?)</"),
}
PAGES = [Page(path) for path in sorted(HANDBOOK.rglob("*.md"))]
KEY = re.compile(r"\b(?:Ctrl\+[A-Z][a-z]*|F\d+)\b")


def language(page: Page) -> str:
    return page.path.parent.name


def by_name(page: Page) -> str:
    return page.name


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_what_stands_in_bold_is_a_text_of_the_program(page: Page) -> None:
    catalogue = (PROJECT / "resources" / "i18n" / "sv.ts").read_text(encoding="utf-8")
    known = set(map(unescape, TEXTS[language(page)].findall(catalogue)))

    assert [word for word in BOLD.findall(page.text) if word not in known] == []


@pytest.mark.parametrize("page", PAGES, ids=by_name)
def test_every_key_that_it_names_is_in_the_list_of_keys(page: Page) -> None:
    code = (PROJECT / "sdk_desktop" / "ui" / "shortcuts.py").read_text(encoding="utf-8")

    assert [key for key in KEY.findall(page.text) if f'"{key}"' not in code] == []


@pytest.mark.parametrize("of", TEXTS)
def test_its_contents_lead_to_every_page_in_order(of: str) -> None:
    own = [page for page in PAGES if language(page) == of]
    contents = next(page for page in own if page.path.name == "contents.md")

    assert contents.links == [page.path.name for page in own if page is not contents]


@pytest.mark.parametrize("of", TEXTS)
def test_it_brings_the_pictures_that_it_shows_and_no_others(of: str) -> None:
    own = (page for page in PAGES if language(page) == of)
    shown = {link for page in own for link in page.links if link.endswith(".png")}

    pictures = list((HANDBOOK / of / "pictures").iterdir())
    assert {f"pictures/{path.name}" for path in pictures} == shown
    assert sum(path.stat().st_size for path in pictures) < 500_000


def test_both_languages_tell_the_same() -> None:
    """Page for page as many headings, pictures, steps, rows and keys."""
    english, swedish = (
        [_shape(page) for page in PAGES if language(page) == of and page.path.name[0].isdigit()]
        for of in TEXTS
    )

    assert english == swedish


def _shape(page: Page) -> tuple[int, list[str], list[str], int]:
    pictures = [link for link in page.links if link.endswith(".png")]
    rows = sum(line.startswith(("|", "- ", "1", "2", "3")) for line in page.text.splitlines())
    return len(page.headings), pictures, sorted(KEY.findall(page.text)), rows
