"""Hear the main job: `python3 installer/dev.py listen`.

A practice client runs on a desktop of its own with Orca; the main job is done there by keys alone,
and what Orca says in Swedish is compared with `installer/listen/heard.txt`, which somebody has read
as a blind colleague hears it. `--record` writes that file anew. Where the programs are not that it
needs, it says so and counts as not run.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from difflib import unified_diff
from pathlib import Path

from installer.development.system import LISTENERS
from installer.listen.desktop import desktop
from installer.listen.job import do

HEARD = Path(__file__).with_name("heard.txt")


def main() -> int:
    """Do the main job and give the exit code: 0 when what was heard is what shall be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="write down what is heard")
    given = parser.parse_args()
    missing = [name for name in LISTENERS if shutil.which(name) is None]
    if missing:
        packages = " ".join(LISTENERS[name] for name in missing)
        print(f"1 not run: there is no {', '.join(missing)} here (Debian: {packages}).")
        return 0
    lines = []
    with desktop() as heard:
        for doing, said in do(heard):
            part = [f"# {doing}", *said, ""]
            print("\n".join(part), flush=True)
            lines += part
    if given.record:
        HEARD.write_text("\n".join(lines), encoding="utf-8")
        return 0
    found = differences(HEARD.read_text(encoding="utf-8").splitlines(), lines)
    print("\n".join(found))
    print(f"{len(found)} differences")
    return 1 if found else 0


def differences(wanted: list[str], heard: list[str]) -> list[str]:
    """Return the lines that were not said, with -, and those that should not have been, with +.

    Which keys were pressed before is not compared: a busy computer says things later.
    """
    compared = unified_diff(_whole(wanted), _whole(heard), lineterm="", n=0)
    return [line for line in compared if not line.startswith(("---", "+++", "@@"))]


def _whole(lines: list[str]) -> list[str]:
    return [line for line in lines if line and not line.startswith("#")]


if __name__ == "__main__":
    sys.exit(main())
