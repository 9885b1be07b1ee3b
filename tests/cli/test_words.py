"""The command line speaks one language: what is asked for, the profile's, the system's, Swedish."""

import argparse
import ast
import inspect
import re
from argparse import SUPPRESS
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest

from sdk_desktop.cli import commands
from sdk_desktop.cli.words import OF_ARGPARSE
from sdk_desktop.settings import Source
from tests.cli.conftest import Call
from tests.kit.project import PROJECT

ENGLISH, SWEDISH = "The file nothere cannot be read.", "Filen nothere kan inte läsas."
FOR_PROGRAMMERS = re.compile(
    r"conflicting|invalid argument for|optional$|not defined|callable|merge|option string %\(|dest="
    r"|conflict_resolution|multiple subparser|can't open|mode"
)
SENTENCE = re.compile(r"[A-Z][a-z]+ .*\w.*[.:?]$", re.DOTALL)

CHOSEN = '[preferences]\nlanguage = "en"\n'
Folder = Callable[[str, str], Path]


@pytest.fixture
def folder_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Set the system's language, and return a profile's folder with settings."""

    def make(system: str, settings: str) -> Path:
        monkeypatch.setenv("LC_ALL", system)
        (tmp_path / "settings.toml").write_text(settings)
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("system", "profile", "asked", "said"),
    [
        ("en_GB.UTF-8", "", (), ENGLISH),
        ("sv_SE.UTF-8", "", (), SWEDISH),
        ("C.UTF-8", "", (), SWEDISH),
        ("sv_SE.UTF-8", CHOSEN, (), ENGLISH),
        ("en_GB.UTF-8", CHOSEN, ("--language", "sv"), SWEDISH),
    ],
)
def test_the_language_is_what_is_asked_for_then_the_profiles_then_the_systems(
    call: Call, folder_in: Folder, system: str, profile: str, asked: tuple[str, ...], said: str
) -> None:
    ended = call("--folder", folder_in(system, profile), "check", *asked, "nothere")

    assert (ended.returncode, ended.stdout) == (2, f"{said}\n")


def test_the_language_that_the_system_distributes_is_spoken(
    call: Call, folder_in: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = Source("HKLM", {"preferences": {"language": "en"}})
    monkeypatch.setattr("sdk_desktop.app.distributed_settings", lambda: policy)

    ended = call("--folder", folder_in("sv_SE.UTF-8", ""), "check", "nothere")

    assert ended.stdout == f"{ENGLISH}\n"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["check"], "check: fel: de här argumenten behövs: FILE"),
        (["--nothing"], "fel: okända argument: --nothing"),
        (["sandbox", "--port"], "fel: argumentet --port: ett värde behövs"),
        (["--language"], "fel: argumentet --language: ett värde behövs"),
        (["--language", "x"], "fel: argumentet --language: 'x' går inte att välja"),
        (["shared", "admit", "a", "--name", "b"], "fel: de här argumenten behövs: WORD"),
        (["statistics", "--first", "x"], "en månad skrivs som 2026-03"),
    ],
)
def test_what_is_wrong_with_a_call_is_said_in_swedish(
    call: Call, swedish: None, wrong: list[str], said: str
) -> None:
    ended = call(*wrong)

    assert ended.returncode == 2
    assert ended.stderr.startswith("så används det: sdk-desktop")
    assert said in ended.stderr


def test_the_help_is_in_swedish(call: Call, swedish: None) -> None:
    told = call("shared", "join", "--help").stdout

    assert "Be om att få vara med i en delad brevlåda. Skriver ut sex ord" in told
    assert "visa den här hjälpen och sluta" in told


@pytest.mark.skipif(
    not Path(argparse.__file__).is_file(), reason="this Python brings no source of argparse"
)
def test_all_that_argparse_says_to_people_is_translated() -> None:
    calls = (node for node in ast.walk(ast.parse(inspect.getsource(argparse))))
    named = [
        str(argument.value)
        for node in calls
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}
        for argument in node.args
        if isinstance(argument, ast.Constant)
    ]

    assert len(named) > 20
    assert {text for text in named if not FOR_PROGRAMMERS.search(text)} <= {*OF_ARGPARSE}


def test_every_text_of_the_help_is_in_the_catalogue() -> None:
    catalogue = (PROJECT / "resources" / "i18n" / "sv.ts").read_text(encoding="utf-8")
    known = plain(unescape(catalogue))

    texts = [plain(text) for text in every_text(commands._parser(commands._COMMANDS.values()))]

    assert len(texts) > 150
    assert [text for text in texts if f"<source>{text}</source>" not in known] == []


def test_no_sentence_of_a_command_is_left_in_english() -> None:
    found = [
        f"{path.name}: {text}"
        for path in sorted((PROJECT / "sdk_desktop" / "cli").glob("*.py"))
        for text in sentences_outside_of_the_catalogue(path)
    ]

    assert found == []


def plain(text: str) -> str:
    """Return a text in one line."""
    return " ".join(text.split())


def every_text(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield what the help of a parser and of the parsers below it says."""
    yield from filter(None, [parser.description])
    for action in parser._actions:
        listed = getattr(action, "_choices_actions", [])
        yield from (one.help for one in (action, *listed) if one.help not in {None, SUPPRESS})
        below = action.choices if isinstance(action.choices, dict) else {}
        for one in below.values():
            yield from every_text(one)


def sentences_outside_of_the_catalogue(path: Path) -> Iterator[str]:
    """Yield what reads like a sentence and is neither a docstring nor given to a translator."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    free = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Expr, ast.Call, ast.JoinedStr))
        and (isinstance(node, ast.Expr) or is_translated(node))
        for inner in ast.walk(node.value if isinstance(node, ast.Expr) else node)
        if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in free and SENTENCE.match(text):
                yield text


def is_translated(node: ast.AST) -> bool:
    """Return whether what is called takes a text for the catalogue: a translator or an error."""
    named = getattr(getattr(node, "func", None), "id", "")
    return named in {
        "words_of",
        "to_say",
        "Refused",
        "Unavailable",
        "Untrusted",
        "InvalidMessage",
    } | {
        "PasswordNeeded",
        "Check",
    }
