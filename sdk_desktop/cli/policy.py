"""Explains the settings from the command line: each value, and where it was decided."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace
from collections.abc import Sequence
from dataclasses import asdict

from sdk_desktop.app import App
from sdk_desktop.cli.client import Commands
from sdk_desktop.cli.printing import show_json, show_lines
from sdk_desktop.cli.words import profile_arguments, profile_of, to_say, words_of
from sdk_desktop.settings import ExplainedSetting

_DESCRIPTION = to_say(
    """Print each setting with its value, and where it is decided: in the user's own
file, in organisation.toml, or by what the system distributes (Windows' policies, managed
preferences of macOS). What the organisation decides is marked "locked". Nothing is unlocked."""
)


def add_policy(commands: Commands) -> None:
    """Add the command `policy`."""
    policy = commands.add_parser(
        "policy",
        help=to_say("say what is set, and who has decided it"),
        description=_DESCRIPTION,
        argument_default=SUPPRESS,
    )
    policy.set_defaults(run=explain_policy, json=False)
    profile_arguments(policy)
    policy.add_argument(
        "--explain", action="store_true", required=True, help=to_say("print all settings")
    )
    policy.add_argument("--json", action="store_true", help=to_say("print JSON"))


def explain_policy(given: Namespace) -> int:
    """Print all settings of a profile; return the exit code."""
    app = App(profile_of(given))
    settings = app.explain()
    app.close()
    if given.json:
        show_json([asdict(one) for one in settings])
    else:
        show_lines(_lines(settings))
    return 0


def _lines(settings: Sequence[ExplainedSetting]) -> list[str]:
    names = max((len(one.name) for one in settings), default=0)
    values = max((len(_shown(one.value)) for one in settings), default=0)
    return [
        f"{one.name:{names}}  {_shown(one.value):{values}}  {_decided(one)}" for one in settings
    ]


def _decided(one: ExplainedSetting) -> str:
    place = one.place or words_of("default")
    return f"{place}, {words_of('locked')}" if one.locked else place


def _shown(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value}"'
    return str(value)
