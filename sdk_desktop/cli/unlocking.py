"""Unlock a profile from the command line, by passphrase and one-time code."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sdk_desktop.cli.terminal import ask_secret, is_terminal, read_line
from sdk_desktop.cli.words import profile_arguments, profile_of, to_say, words_of
from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.errors import Refused
from sdk_desktop.files import is_there

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


def unlocking_arguments(parser: ArgumentParser) -> None:
    """Add the options that `unlocked` needs."""
    profile_arguments(parser)
    person_argument(parser)


def person_argument(parser: ArgumentParser) -> None:
    """Add the option that names who signs in."""
    parser.set_defaults(person="")
    parser.add_argument("--person", metavar="NAME", help=to_say("whose passphrase it is"))


@contextmanager
def unlocked(given: Namespace) -> Iterator[Workspace]:
    """Give the unlocked client of a profile; it is locked after the block."""
    from sdk_desktop.app import App

    profile = profile_of(given)
    if not is_there(profile.keys) and not is_there(profile.store):
        raise Refused("There is no message store in {folder}.", folder=profile.folder)
    app = App(profile)
    try:
        who = _person(app.people(), given.person)
        workspace = app.unlock(who, _proof(), lambda _changes: None)
        try:
            yield workspace
        finally:
            workspace.close()
    finally:
        app.close()


def _person(people: tuple[str, ...], named: str) -> str:
    if not named and len(people) == 1:
        return people[0]
    if named in people:
        return named
    raise Refused("Name the person who signs in with --person.")


def _proof() -> PassphraseProof:
    """Ask on the terminal; without one, read two lines."""
    if not is_terminal():
        return PassphraseProof(read_line(), read_line())
    return PassphraseProof(
        ask_secret(words_of("Passphrase:")), ask_secret(words_of("One-time code:")).strip()
    )
