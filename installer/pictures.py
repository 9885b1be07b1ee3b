"""Takes a picture of every screen: in Swedish and English, light, dark and with high contrast.

Each in a window of 1366 x 768 and in one of 800 x 600, with ordinary and with large text. The tests
take them from the real windows, so that no picture can go stale. With `--handbook` those that the
handbooks show are put there, small enough to be installed with them.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image

PROJECT = Path(__file__).resolve().parent.parent
TAKEN = PROJECT / "build" / "pictures"
TESTS = (
    "tests/ui/test_pictures.py",
    "tests/ui/test_pictures_of_messages.py",
    "tests/ui/pictures_of_sharing.py",
)

HANDBOOK = PROJECT / "resources" / "handbook"
SHOWN = re.compile(r"\]\(pictures/([\w-]+)\.png\)")
"""A picture on a page: the name of the test's, without its last part, for it is a light one."""
LIGHT = {"sv": "light", "en": "en-light"}
"""How the names of the pictures end that a handbook shows, by its language."""
WIDTH, COLOURS = 1000, 64


def main() -> int:
    """Take the pictures, put them where they are wanted, and give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=TAKEN, help="where to put the pictures")
    parser.add_argument("--handbook", action="store_true", help="renew those of the handbook")
    given = parser.parse_args()
    folder = given.folder.absolute()
    shutil.rmtree(TAKEN, ignore_errors=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", *TESTS]
    environment = {**os.environ, "SDK_PICTURES": "1"}
    code = subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode
    if folder != TAKEN and TAKEN.is_dir():
        shutil.copytree(TAKEN, folder, dirs_exist_ok=True)
    if given.handbook and code == 0:
        for language, light in LIGHT.items():
            renew_handbook(TAKEN, HANDBOOK / language, light)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return code


def renew_handbook(taken: Path, handbook: Path, light: str) -> None:
    """Put the pictures that its pages show into a handbook, and take others out.

    `light` is the end of the names of those that are wanted.
    """
    pictures = handbook / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir()
    texts = (page.read_text(encoding="utf-8") for page in handbook.glob("*.md"))
    for name in sorted({name for text in texts for name in SHOWN.findall(text)}):
        with Image.open(taken / f"{name}-{light}.png") as picture:
            small = picture.convert("RGB")
            small.thumbnail((WIDTH, WIDTH), Image.Resampling.LANCZOS)
            small.quantize(COLOURS).save(pictures / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
