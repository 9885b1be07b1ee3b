"""What the pages say exists: links, settings, commands, paths, names. And the README is short."""

import re
import tomllib
from argparse import ArgumentParser, _SubParsersAction
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from installer.dev import main as dev
from sdk_desktop.cli.commands import _COMMANDS, _parser
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.settings import TABLES, read_settings
from tests.docs.pages import DOCS, README, SPECIFICATION, Page, pages
from tests.kit.project import PROJECT

README_BYTES = 9_000
OWN = [page for page in pages() if page.path.parent != SPECIFICATION]
"""The pages about the program; those about the specification quote other programs' names."""

CLIENT = re.compile(r"sdk-desktop\b(?P<rest>[^`\n]*)")
DEVELOPER = re.compile(r"dev\.py (?P<word>[a-z]+)")
OPTION = re.compile(r"(?<!\S)--[a-z][a-z-]*")
WORD = re.compile(r"^[a-z]+$")
SPAN = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"^(?:[a-z_.]+/)+(?:[a-z_0-9…-]+(?:\.[a-z]+)?)?$|^[a-z_]+\.py$")
CLASS = re.compile(r"^[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:\.[a-z_]+)?$")
ELSEWHERE = ("build/", ".ci/")
"""What begins with these is made, or has no Python in it."""
PYPROJECT: dict[str, Any] = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
NOT_OURS = {"OAuth2Client", "CodeIDToken"}


def by_name(page: Page) -> str:
    return page.name


def anchor(heading: str) -> str:
    """Return how a link names a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def spans(page: Page) -> list[str]:
    return SPAN.findall(page.prose)


def commands(page: Page) -> list[str]:
    """Return the lines and code spans that may be commands."""
    return [*spans(page), *(line for code in page.fences("") for line in code.splitlines())]


def subcommands() -> dict[str, ArgumentParser]:
    """Return the parser of each command, by its one word or, within a family, its two."""
    parser = _parser(_COMMANDS.values())
    families = choices(parser)
    members = {
        f"{name} {word}": member
        for name, family in families.items()
        for word, member in choices(family).items()
    }
    return {"": parser, **families, **members}


def choices(parser: ArgumentParser) -> dict[str, ArgumentParser]:
    return {
        name: one
        for action in parser._actions
        if isinstance(action, _SubParsersAction)
        for name, one in action.choices.items()
    }


def named(rest: str, known: dict[str, ArgumentParser]) -> str:
    """Return the command that a line calls, "" for the window."""
    first, second = [word if WORD.match(word) else "" for word in (*rest.split(), "", "")][:2]
    is_family = second and choices(known.get(first, ArgumentParser()))
    return f"{first} {second}" if is_family else first


def test_the_readme_is_read_to_its_end() -> None:
    assert len(README.read_bytes()) <= README_BYTES


@pytest.mark.parametrize("page", pages(), ids=by_name)
def test_every_link_leads_to_a_page_a_picture_and_a_heading(page: Page) -> None:
    inside = [link.partition("#") for link in page.links if not link.startswith("https://")]
    targets = [(page.path.parent / name if name else page.path, part) for name, _, part in inside]

    assert [str(path) for path, _ in targets if not path.exists()] == []
    assert [
        part
        for path, _part in targets
        if (part := _part) and part not in map(anchor, Page(path.resolve()).headings)
    ] == []


def test_every_page_is_linked_from_another() -> None:
    linked = {
        (page.path.parent / link.partition("#")[0]).resolve()
        for page in pages()
        for link in page.links
    }

    assert {page.path for page in pages()} - linked - {README} == set()


@pytest.mark.parametrize("page", OWN, ids=by_name)
def test_every_example_of_settings_is_read(page: Page, tmp_path: Path) -> None:
    nothing, file = tmp_path / "nothing", tmp_path / "settings.toml"

    for example in page.fences("toml"):
        file.write_text(example, encoding="utf-8")
        as_organisation = example.startswith("# organisation.toml")
        read_settings(*((nothing, file) if as_organisation else (file, None)))


def test_administration_shows_every_setting() -> None:
    places = [DOCS / "administration.md", *(DOCS / "administration").glob("*.md")]
    shown = "\n".join(code for path in places for code in Page(path).fences("toml"))
    tables: dict[str, type[Any]] = {"[mailbox]": Mailbox, **TABLES}
    wanted = {f"{name}.{one.name}" for name, kind in tables.items() for one in fields(kind)}

    missing = {
        name
        for name in wanted
        if not re.search(
            rf"\[{re.escape(name.rpartition('.')[0])}\][^\[]*^{name.rpartition('.')[2]} = ",
            re.sub(r"(?m)#.*$", "", shown),
            re.MULTILINE,
        )
    }

    assert missing == set()


@pytest.mark.parametrize("page", OWN, ids=by_name)
def test_every_command_of_the_client_exists_with_its_options(page: Page) -> None:
    known = subcommands()
    used = [
        found["rest"].split("  ")[0] for line in commands(page) for found in CLIENT.finditer(line)
    ]
    calls = [rest for rest in used if rest.startswith(" ")]
    words = [named(rest, known) for rest in calls]

    assert [word for word in words if word not in known] == []
    assert [
        option
        for word, rest in zip(words, calls, strict=True)
        for option in OPTION.findall(rest)
        if option not in known[word]._option_string_actions
    ] == []


@pytest.mark.parametrize("page", OWN, ids=by_name)
def test_every_command_of_a_developer_exists(
    page: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    dev(["help"])
    known = set(re.findall(r"^  ([a-z]+) ", capsys.readouterr().out, re.MULTILINE))

    assert {found["word"] for line in commands(page) for found in DEVELOPER.finditer(line)} <= known


@pytest.mark.parametrize("page", OWN, ids=by_name)
def test_every_path_in_the_project_exists(page: Page) -> None:
    named = [span for span in spans(page) if PATH.match(span) and not span.startswith(ELSEWHERE)]

    assert [name for name in named if not found(name, page.path.parent)] == []


@pytest.mark.parametrize("page", OWN, ids=by_name)
def test_every_class_that_is_named_exists(page: Page) -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in (PROJECT / "sdk_desktop").rglob("*.py")
    )
    named = {span for span in spans(page) if CLASS.match(span)} - NOT_OURS

    assert {
        name
        for name in named
        if not re.search(rf"^class {name.partition('.')[0]}\b|\b{name}\b", text, re.MULTILINE)
    } == set()


def test_the_readme_draws_the_layers_in_their_order() -> None:
    drawing = next(code for code in Page(README).fences("") if "composition root" in code)
    layers = [name for layer in contract()["layers"] for name in layer.split(" | ")]

    places = [re.search(rf"\b{name}\b", drawing) for name in layers]
    assert [place.start() for place in places if place] == sorted(
        place.start() for place in places if place
    )
    assert None not in places


def test_architecture_says_what_each_layer_is() -> None:
    table = Page(DOCS / "architecture.md").section("Layers")
    layers = {name for layer in contract()["layers"] for name in layer.split(" | ")}

    assert [name for name in layers if not re.search(rf"`{name}(?:/|\.py)`", table)] == []


def test_every_dependency_has_its_reason() -> None:
    reasons = Page(DOCS / "decisions.md").text.lower()
    names = [re.split(r"[<>=\[]", one)[0] for one in PYPROJECT["project"]["dependencies"]]

    assert [name for name in names if name.lower() not in reasons] == []


def contract() -> dict[str, list[str]]:
    """Return the contract about layers."""
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    return next(one for one in contracts if one["type"] == "layers")


def found(name: str, beside: Path) -> bool:
    """Return whether something in the project is called this, with … for any letters."""
    pattern = name.rstrip("/").replace("…", "*")
    roots = (beside, PROJECT, PROJECT / "sdk_desktop", *(PROJECT / "sdk_desktop").iterdir(), DOCS)
    return any(next(root.glob(pattern), None) for root in roots if root.is_dir())


def test_every_test_that_a_page_names_exists() -> None:
    named = {span for page in OWN for span in spans(page) if "::test_" in span}

    missing = [
        span
        for span in sorted(named)
        if f"\ndef {span.partition('::')[2]}("
        not in (PROJECT / "tests" / span.partition("::")[0]).read_text(encoding="utf-8")
    ]

    assert len(named) > 20
    assert missing == []
