"""The language of the command line: what is asked for, the profile's, the system's, or Swedish.

Qt has the translations; it is loaded when the first sentence is to be said.
"""

from __future__ import annotations

import argparse
import os
from argparse import (
    SUPPRESS,
    Action,
    ArgumentError,
    ArgumentParser,
    ArgumentTypeError,
    HelpFormatter,
    Namespace,
)
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sdk_desktop.domain.configuration import LANGUAGES, Preferences
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.organisation import organisation_file, trusted
from sdk_desktop.settings import Profile, explain_settings

_LANGUAGE = "preferences.language"
_OF_SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")


def words_of(text: str, n: int = -1) -> str:
    """Return an English text in the language of the command; `n` fills `%n`."""
    speech = _SPEECH.get(None)
    if speech is None or not text:
        return text
    speech.begin()
    from sdk_desktop.ui.words import tr

    return tr(text, n)


def to_say(text: str) -> str:
    """Return a text unchanged; marks it for the catalogue where the help says it later."""
    return text


def error_words(error: SdkError) -> str:
    """Return an error's text in the language of the command, its values filled in."""
    return words_of(error.text).format(**error.values) if error.values else words_of(error.text)


def chosen_language() -> str:
    """Return the language of the command."""
    speech = _SPEECH.get(None)
    return Preferences().language if speech is None else speech.language


@contextmanager
def speaking(arguments: Sequence[str]) -> Iterator[None]:
    """Let what is said in the block be in the language that the arguments ask for."""
    token = _SPEECH.set(_Speech(arguments))
    try:
        yield
    finally:
        _SPEECH.reset(token)


def profile_arguments(parser: ArgumentParser, folder: Callable[[str], Path] | None = None) -> None:
    """Add the arguments that name a profile; `folder` reads its folder, else `named_path`."""
    parser.add_argument(
        "--practice", action="store_true", help=to_say("practise against the built-in sandbox")
    )
    parser.add_argument("--profile", metavar="NAME", help=to_say("which profile to use"))
    parser.add_argument(
        "--folder",
        type=folder or named_path,
        metavar="DIR",
        help=to_say("keep the profile there instead"),
    )


def named_path(text: str) -> Path:
    """Return the path that an argument names; raise `ArgumentTypeError` for an empty one.

    A script whose variable is empty would else write into whatever folder it runs in.
    """
    if not text:
        raise ArgumentTypeError(words_of("a name is missing"))
    return Path(text)


def profile_of(given: Namespace) -> Profile:
    """Return the profile that the arguments name."""
    usual = "practice" if given.practice else "default"
    name = usual if given.profile is None else given.profile
    return Profile(given.folder.absolute()) if given.folder else Profile.named(name)


class CommandParser(ArgumentParser):
    """Takes `--language`, and says in that language what is wrong and how it is called."""

    def __init__(self, **how: Any) -> None:  # noqa: ANN401 - whatever argparse takes
        super().__init__(formatter_class=_Help, **how)
        _add_language(self)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Namespace | None = None
    ) -> tuple[Namespace, list[str]]:
        """Parse what is understood; what argparse finds wrong is said as the rest is."""
        with _argparse_saying(words_of):
            return super().parse_known_args(args, namespace)

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Namespace | None = None
    ) -> Namespace:
        """Parse everything; what argparse finds wrong is said as the rest is."""
        with _argparse_saying(words_of):
            return super().parse_args(args, namespace)


class _Help(HelpFormatter):
    """Says every text of a parser in the language of the command."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, words_of("usage: ") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(words_of(heading or ""))

    def add_text(self, text: str | None) -> None:
        said = words_of(text or "")
        super().add_text(said[:1].upper() + said[1:] if said else None)

    def _get_help_string(self, action: Action) -> str:
        return words_of(action.help or "")


class _Speech:
    """The language of one command, found out when it is first asked for."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = arguments
        self._language = ""
        self._app: object | None = None

    @property
    def language(self) -> str:
        self._language = self._language or next(self._known())
        return self._language

    def begin(self) -> None:
        if self._app is None:
            from sdk_desktop.ui.words.reports import speak

            self._app = speak(self.language)

    def _known(self) -> Iterator[str]:
        given = self._given()
        of_system = (os.environ.get(name, "")[:2] for name in _OF_SYSTEM)
        asked = (given.language, _of_profile(given), *of_system)
        yield from (code for code in asked if code in LANGUAGES)
        yield Preferences().language

    def _given(self) -> Namespace:
        """Return what is said of language and profile, nothing where that makes no sense."""
        with _argparse_saying(to_say):  # in which language is not known yet
            parser = ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
            profile_arguments(parser, Path)  # what is wrong is said when it is read for good
            _add_language(parser)
            parser.set_defaults(language="")
            try:
                return parser.parse_known_args(self._arguments)[0]
            except ArgumentError:
                return parser.parse_args([])


_SPEECH: ContextVar[_Speech] = ContextVar("speech")


def _add_language(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--language",
        choices=list(LANGUAGES),
        default=SUPPRESS,
        help=to_say("else the profile's, else the system's, else Swedish"),
    )


def _of_profile(given: Namespace) -> str:
    """Return the language that a profile or its organisation has chosen, "" for none."""
    from sdk_desktop.app import distributed_settings

    try:
        profile, organisation = profile_of(given), trusted(organisation_file())
        settings = explain_settings(profile.settings, organisation, distributed_settings())
    except SdkError:
        return ""
    chosen = (one.value for one in settings if one.name == _LANGUAGE and one.place)
    return str(next(chosen, ""))


@contextmanager
def _argparse_saying(say: Callable[[str], str]) -> Iterator[None]:
    """Let argparse, which asks gettext for its words, ask us while the block runs."""

    def counted(one: str, many: str, n: int) -> str:
        return say(one if n == 1 else many)

    words = vars(argparse)
    asked = {name: words[name] for name in ("_", "ngettext")}
    words.update({"_": say, "ngettext": counted})
    try:
        yield
    finally:
        words.update(asked)


OF_ARGPARSE = (
    to_say("usage: "),
    to_say("options"),
    to_say("positional arguments"),
    to_say("commands"),
    to_say("show this help message and exit"),
    to_say("argument %(argument_name)s: %(message)s"),
    to_say("unrecognized arguments: %s"),
    to_say("ambiguous option: %(option)s could match %(matches)s"),
    to_say("invalid choice: %(value)r (choose from %(choices)s)"),
    to_say("invalid %(type)s value: %(value)r"),
    to_say("unknown parser %(parser_name)r (choices: %(choices)s)"),
    to_say("expected one argument"),
    to_say("expected at most one argument"),
    to_say("expected at least one argument"),
    to_say("expected %s argument"),
    to_say("expected %s arguments"),
    to_say("the following arguments are required: %s"),
    to_say("one of the arguments %s is required"),
    to_say("not allowed with argument %s"),
    to_say("unexpected option string: %s"),
    to_say("ignored explicit argument %r"),
    to_say("%(prog)s: error: %(message)s\n"),
)
"""What argparse may say to whoever types a command; the rest is for programmers."""
