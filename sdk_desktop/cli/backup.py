"""Back up a profile without unlocking it, and restore one."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from functools import partial
from pathlib import Path

from sdk_desktop.cli.client import Commands
from sdk_desktop.cli.printing import show_lines
from sdk_desktop.cli.terminal import ask, ask_secret, is_terminal
from sdk_desktop.cli.words import named_path, profile_arguments, profile_of, to_say, words_of
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.policy import BackupPlan
from sdk_desktop.files import is_there, read_secret
from sdk_desktop.organisation import organisation_file, trusted
from sdk_desktop.settings import Profile, read_settings

_BACKUP = to_say(
    """Copy the files of a profile, encrypted as they are, also while somebody works there.
It needs no passphrase, so a timer may run it. The client's own backups are better: they are read
from end to end, stand in the audit trail, and let old ones go. This one is none of that."""
)

_RESTORE = to_say(
    """Put a backup into a profile where no message store is. Every file is compared with
what was noted when the backup was made; with the recovery key the store is opened and read from end
to end, and it is proved that nobody has changed the backup. One that was made without the store's
key (sdk-desktop backup, earlier versions) proves nothing: it is restored only when you say so. On
the same computer people then sign in as before. On another one, start the client and enrol anew
with the recovery key."""
)


_SALVAGE = to_say(
    """Copy what can be read of a damaged message store into a new profile in an empty
folder. The damaged one stays as it is. A message whose text is lost keeps its headline. Close the
client first. A backup that is whole is better, if it is not too old."""
)


def add_backup(commands: Commands) -> None:
    """Add the commands `backup`, `restore` and `salvage`."""
    _add_salvage(commands)
    backup = commands.add_parser(
        "backup",
        help=to_say("copy the encrypted files of a profile to a safe place"),
        description=_BACKUP,
        argument_default=SUPPRESS,
    )
    backup.set_defaults(run=back_up, to=None)
    profile_arguments(backup)
    backup.add_argument(
        "--to",
        type=named_path,
        metavar="FOLDER",
        help=to_say("instead of the folder that the settings name"),
    )
    restore = commands.add_parser(
        "restore",
        help=to_say("put a backup into an empty profile"),
        description=_RESTORE,
        argument_default=SUPPRESS,
    )
    restore.set_defaults(
        run=restore_backup, recovery_key_file=None, take_settings=False, unproved=False
    )
    profile_arguments(restore)
    restore.add_argument(
        "backup", type=named_path, metavar="BACKUP", help=to_say("the folder of one backup")
    )
    _add_recovery_key(restore)
    restore.add_argument(
        "--take-settings", action="store_true", help=to_say("take the settings in the backup, too")
    )
    restore.add_argument(
        "--unproved",
        action="store_true",
        help=to_say("restore it though nothing proves that nobody has changed it"),
    )


def _add_salvage(commands: Commands) -> None:
    parser = commands.add_parser(
        "salvage",
        help=to_say("save what can be read of a damaged profile"),
        description=_SALVAGE,
        argument_default=SUPPRESS,
    )
    parser.set_defaults(run=salvage_store, recovery_key_file=None)
    profile_arguments(parser)
    parser.add_argument(
        "--to", type=named_path, metavar="FOLDER", required=True, help=to_say("the new profile")
    )
    _add_recovery_key(parser)


def _add_recovery_key(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--recovery-key-file",
        type=named_path,
        metavar="FILE",
        help=to_say("its first line is the recovery key"),
    )


def salvage_store(given: Namespace) -> int:
    """Save what can be read of a profile and print how much that is; return the exit code."""
    from sdk_desktop.app.restore import salvage_profile

    target = Profile(given.to.absolute())
    recovery_key = _recovery_key(given.recovery_key_file)
    saved = salvage_profile(profile_of(given), target, recovery_key, system_clock)
    whole = words_of("Saved: {folder} ({messages} messages, {others} other rows)")
    lines = [
        whole.format(folder=target.folder, messages=saved.messages, others=saved.others),
    ]
    if saved.headlines:
        lines.append(words_of("Of %n messages only the headline could be read.", saved.headlines))
    show_lines(lines)
    return 0


def back_up(given: Namespace) -> int:
    """Copy a profile's files and print where they are; return the exit code."""
    from sdk_desktop.store.backup.backups import Backups
    from sdk_desktop.store.backup.closed_copy import copy_closed, store_of

    profile = profile_of(given)
    if not is_there(profile.store):
        raise Refused("There is no message store in {folder}.", folder=profile.folder)
    plan = read_settings(profile.settings, trusted(organisation_file())).backup
    if given.to:
        plan = BackupPlan(folder=str(given.to.absolute()))
    backups = Backups(profile, plan, store_of(profile.store))
    made = backups.make(system_clock(), partial(copy_closed, profile.store))
    if made is None:
        raise Unavailable("Another window is making a backup just now.")
    said = words_of("Backed up: {folder} ({files} files, {size} bytes)")
    show_lines([said.format(folder=made.folder, files=len(made.files), size=made.size)])
    return 0


def restore_backup(given: Namespace) -> int:
    """Put a backup into an empty profile and print what was tried; return the exit code."""
    from sdk_desktop.app.restore import addresses_in, provable, restore_profile
    from sdk_desktop.store.backup.restoring import read_backup

    profile, backup = profile_of(given), read_backup(given.backup)
    recovery_key = _recovery_key(given.recovery_key_file)
    addresses, taken = addresses_in(backup), given.take_settings
    unproved = given.unproved or (
        not provable(backup, recovery_key, take_settings=taken) and _is_agreed()
    )
    restore_profile(
        backup, profile, recovery_key, system_clock, take_settings=taken, unproved=unproved
    )
    tried = (
        words_of("The recovery key opens it, and it is whole.")
        if recovery_key
        else words_of("It was not opened: nobody gave the recovery key.")
    )
    proved = (
        words_of("Nobody has changed it since it was made.")
        if recovery_key and backup.seal
        else words_of("Nothing proves that nobody has changed it.")
        if unproved
        else words_of("Whether somebody has changed it is looked at when somebody signs in.")
    )
    settings = (
        words_of("Its settings were taken, but no program library that they name.")
        if taken
        else words_of(
            "Its settings were not taken: go through the guide, or see whether these addresses are"
            " yours and restore with --take-settings."
        )
    )
    restored = words_of("Restored: {folder} (%n files)", len(backup.files)).format(
        folder=profile.folder
    )
    show_lines([restored, tried, proved, *([settings, *addresses] if addresses else [])])
    return 0


def _is_agreed() -> bool:
    """Ask whether a backup is wanted that proves nothing; nobody agrees without a terminal."""
    if not is_terminal():
        return False
    show_lines([words_of("Nothing proves that nobody has changed this backup.")])
    asked = words_of("Restore it all the same? ({yes}/{no})").format(
        yes=words_of("yes"), no=words_of("no")
    )
    return ask(asked).strip().casefold() in {"yes", words_of("yes")}


def _recovery_key(file: Path | None) -> str:
    """Return the recovery key from a file or a question; "" where there is no terminal."""
    if file is None:
        asked = words_of("Recovery key (press Enter to restore without trying it):")
        return ask_secret(asked).strip() if is_terminal() else ""
    first = read_secret(file)
    if not first:
        raise Refused("The file {file} has no recovery key in its first line.", file=file)
    return first
