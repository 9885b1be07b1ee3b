"""Hear the main job: `python3 installer/dev.py listen`.

A practice client runs on a desktop of its own with Orca; the main job is done there by keys alone,
and what Orca says in Swedish is compared with `installer/listen/heard.txt`, which somebody has read
as a blind colleague hears it. `--record` writes that file anew. `--orca 48` does it in a newer
Debian, with its Orca and its Python. Where something is not there that it needs, it says so and
counts as not run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from itertools import groupby
from pathlib import Path

from installer.development.system import LISTENERS
from installer.listen.desktop import desktop
from installer.listen.job import JOB, do, hear_also
from installer.listen.newer import ORCA, hear_there
from installer.listen.versions import Version, orca_here, version_of

HEARD = Path(__file__).with_name("heard.txt")


def main() -> int:
    """Do the main job and give the exit code: 0 when what was heard is what shall be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="write down what is heard")
    parser.add_argument("--orca", choices=[ORCA], help="hear it in a Debian that has this Orca")
    given = parser.parse_args()
    if given.orca:
        return _hear_elsewhere()
    missing = [name for name in LISTENERS if shutil.which(name) is None]
    if missing:
        packages = " ".join(LISTENERS[name] for name in missing)
        print(f"1 not run: there is no {', '.join(missing)} here (Debian: {packages}).")
        return 0
    version = version_of(orca_here())
    lines, besides, left = [], [], len(JOB)
    with desktop() as heard:
        for done in do(heard):
            part = [f"# {done.what}", *done.said, ""]
            print("\n".join(part), flush=True)
            lines += part
            besides += done.besides
            left -= 1
        if not left:  # what is announced may come after the row in the list has said it
            besides += hear_also(heard, list(version.not_announced(besides)))
        if (code := heard.ended()) is not None:
            lines.append(f"The client has ended with exit code {code}.")
    if given.record:
        HEARD.write_text("\n".join(lines), encoding="utf-8")
        return 0
    script = HEARD.read_text(encoding="utf-8").splitlines()
    found = differences(script, lines, version, besides)
    print("\n".join(found))
    print(f"{len(found)} differences")
    return 1 if found else 0


def _hear_elsewhere() -> int:
    """Hear it in the newer Debian, where that can be made."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("debootstrap") is None:
        print(f"1 not run: Orca {ORCA} is heard in a Debian of its own, for which root needs")
        print("debootstrap (Debian: apt-get install debootstrap).")
        return 0
    return hear_there()


def differences(
    wanted: list[str], heard: list[str], version: Version, besides: Sequence[str] = ()
) -> list[str]:
    """Return the lines that were not said, with -, and those that should not have been, with +.

    Which keys were pressed before is not compared: a busy computer says things later. What was said
    `besides` need only hold the version's announcements.
    """
    script, said = version.script(_whole(wanted)), _whole(heard)
    changes = _changes(script, version.without_announcements(said))
    return [*changes, *(f"-{one}" for one in version.not_announced([*said, *besides]))]


def _changes(wanted: list[str], heard: list[str]) -> Iterator[str]:
    for line in unified_diff(wanted, heard, lineterm="", n=0):
        if not line.startswith(("---", "+++", "@@")):
            yield line


def _whole(lines: list[str]) -> list[str]:
    """Return what is said, once where it is said twice.

    A busy computer asks late for the name of what gets the keyboard, and then hears that it is new.
    """
    said = (line for line in lines if line and not line.startswith("#"))
    return [line for line, _ in groupby(said)]


if __name__ == "__main__":
    sys.exit(main())
