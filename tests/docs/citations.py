"""Collects what the code's docstrings and comments cite, and says which citations lead nowhere."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from tests.docs.pages import README, SPECIFICATION, Page

CITATION = re.compile(
    r"(?P<page>\b[a-z]+(?:-[a-z]+)*\.md\b)"
    r"|(?P<other>RFC \d+|OpenID Connect|SMP 1\.0|https?://\S+)"
    r"|(?P<document>\b[ABC]\d\.\d+(?:\.\d+)*)"
    r"|§(?P<section>\d+(?:\.\d+)*|[A-Z][^.,;:)]*)"
    r"(?: (?:rows?|steps?) (?P<first>\d+)(?:-(?P<last>\d+))?)?"
)
NUMBERED = re.compile(r"^(\d+(?:\.\d+)*)\.? ")
"""How the number of a section begins its heading."""


def prose_of(source: str) -> Iterator[str]:
    """Yield each docstring and each comment of a module as one line."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield " ".join(text.split())
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def faults_in(prose: str) -> Iterator[str]:
    """Yield what a docstring or comment cites that is not in the specification folder.

    A section belongs to the page, or the public document, that is named before it.
    """
    cited = ""
    for found in CITATION.finditer(prose):
        if found["page"] or found["other"]:
            cited = found["page"] or "another document"
            yield from _unknown_page(cited)
        elif found["document"]:
            yield from _unknown_document(found["document"])
        elif cited != "another document":
            yield from _unknown_section(cited, found)


def _unknown_page(name: str) -> Iterator[str]:
    if name.endswith(".md") and not (SPECIFICATION / name).exists():
        yield f"{name} is no page"


def _unknown_document(name: str) -> Iterator[str]:
    if f"| {name} |" not in Page(SPECIFICATION / README.name).text:
        yield f"{name} is no document of the list"


def _unknown_section(page: str, found: re.Match[str]) -> Iterator[str]:
    section = found["section"]
    if not page:
        yield f"§{section} of what?"
        return
    if not (SPECIFICATION / page).exists():
        return
    headings = [one for one in Page(SPECIFICATION / page).headings if _is(section, one)]
    if not headings:
        yield f"{page} has no §{section}"
        return
    wanted = {int(number) for number in (found["first"], found["last"]) if number}
    for row in sorted(wanted - Page(SPECIFICATION / page).rows(headings[0])):
        yield f"{page} §{section} has no row {row}"


def _is(section: str, heading: str) -> bool:
    """Return whether a heading is that of a section, named by its number or its first words."""
    number = NUMBERED.match(heading)
    if section[0].isdigit():
        return number is not None and number[1] == section
    return section.startswith(heading.partition(" (")[0]) or heading.startswith(section)
