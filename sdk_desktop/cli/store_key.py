"""Give the message store a new key from the command line."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace

from sdk_desktop.cli.client import Commands
from sdk_desktop.cli.printing import show_lines
from sdk_desktop.cli.unlocking import unlocked, unlocking_arguments
from sdk_desktop.cli.words import to_say, words_of

_NEW_KEY = to_say(
    """Write the message store anew under a new key: when somebody was removed who may have
kept a copy of the key file, or when a way to sign in was lost. Everybody who may sign in now does
so as before, and the recovery key opens it, too; nobody else need be present. Close the client in
every window first. Asks for your passphrase and a one-time code."""
)


def add_new_key(commands: Commands) -> None:
    """Add the command `new-key`."""
    parser = commands.add_parser(
        "new-key",
        help=to_say("give the message store a new key"),
        description=_NEW_KEY,
        argument_default=SUPPRESS,
    )
    parser.set_defaults(run=renew_store_key)
    unlocking_arguments(parser)


def renew_store_key(given: Namespace) -> int:
    """Give a profile's store a new key; return the exit code."""
    with unlocked(given) as workspace:
        workspace.store_key.renew()
    show_lines([words_of("The message store has a new key. Everybody signs in as before.")])
    return 0
