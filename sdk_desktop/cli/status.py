"""Tells monitoring programs how a client is, without unlocking it."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from sdk_desktop.app import App
from sdk_desktop.cli.client import Commands
from sdk_desktop.cli.printing import show_json, show_lines
from sdk_desktop.cli.words import profile_arguments, profile_of, to_say

_DESCRIPTION = to_say(
    """Print how a client is: when it last fetched, what waits to be sent, how many
rounds have failed, the age of the backup, days left of certificates, room on the disk. Nothing is
unlocked, and nothing of any message is printed. Ends with 0 when all is well, with 1 when somebody
should look: "problems" names at what."""
)
_PREFIX = "sdk_desktop"


def add_status(commands: Commands) -> None:
    """Add the command `status`."""
    status = commands.add_parser(
        "status",
        help=to_say("tell monitoring programs how the client is"),
        description=_DESCRIPTION,
        argument_default=SUPPRESS,
    )
    status.set_defaults(run=show_client_status, json=False, prometheus=False)
    profile_arguments(status)
    form = status.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=to_say("print JSON"))
    form.add_argument(
        "--prometheus", action="store_true", help=to_say("print Prometheus' text format")
    )


def show_client_status(given: Namespace) -> int:
    """Print the state of a profile; return the exit code."""
    app = App(profile_of(given))
    status = asdict(app.status())
    app.close()
    if given.json:
        show_json(status)
    else:
        show_lines(_metrics(status) if given.prometheus else _lines(status))
    return 1 if status["problems"] else 0


def _lines(status: Mapping[str, object]) -> Iterator[str]:
    for name, value in status.items():
        match value:
            case dict():
                yield f"{name}: {', '.join(f'{key} {value[key]}' for key in value) or '-'}"
            case tuple():
                yield f"{name}: {', '.join(value) or '-'}"
            case _:
                yield f"{name}: {'-' if value in {None, ''} else value}"


def _metrics(status: Mapping[str, object]) -> Iterator[str]:
    """Yield a gauge for each number; what is not known is left out."""
    yield f'{_PREFIX}_info{{version="{status["version"]}",error="{status["error"]}"}} 1'
    for name, value in status.items():
        match value:
            case dict():
                for key in value:
                    yield f'{_PREFIX}_{name}{{owner="{key}"}} {value[key]}'
            case tuple():
                yield f"{_PREFIX}_{name} {len(value)}"
            case int():
                yield f"{_PREFIX}_{name} {int(value)}"
