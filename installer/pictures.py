"""Takes a picture of every screen: light, dark, narrow, and with large text.

The tests take them, in Swedish and from the real windows, so that no picture can go stale.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
TAKEN = PROJECT / "build" / "pictures"
TESTS = ("tests/ui/test_pictures.py", "tests/ui/test_pictures_of_messages.py")


def main() -> int:
    """Take the pictures, put them where they are wanted, and give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=TAKEN, help="where to put the pictures")
    folder = parser.parse_args().folder.absolute()
    shutil.rmtree(TAKEN, ignore_errors=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", *TESTS]
    code = subprocess.run(command, cwd=PROJECT, check=False).returncode
    if folder != TAKEN and TAKEN.is_dir():
        shutil.copytree(TAKEN, folder, dirs_exist_ok=True)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return code


if __name__ == "__main__":
    sys.exit(main())
