"""Run on Windows' Python, in Wine: `python3 installer/dev.py windows WHAT`.

setup     only make what is needed: a Debian with Wine, Python for Windows, the locked packages
smoke     the imports, the doctor, practice, and the main job in a real window
test      every test; with arguments, pytest with them
pictures  take pictures of the windows as Windows draws them
python    Python with the arguments that follow
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from installer.development.processes import PROJECT, program, say, start
from installer.windows import root
from installer.windows.wine import entered_with_wine

PICTURES = PROJECT / "build" / "pictures-windows"
SMOKE = "tests/installer/test_on_windows.py"
WANTED = "SDK_WINDOWS_SMOKE"
"""Set where those tests shall run; they are skipped elsewhere."""
PICTURE_TESTS = ("tests/ui/test_pictures.py", "tests/ui/test_pictures_of_messages.py")
QUIET = ("-q", "-p", "no:cacheprovider")


def main(arguments: Sequence[str]) -> int:
    """Do one of the things above and return its exit code."""
    match arguments:
        case ["setup"]:
            root.make()
            return 0
        case ["smoke"]:
            root.make()
            command = [str(program("pytest")), "-q", "-rA", "-n", "0", SMOKE]
            return start(command, folder=PROJECT, more={WANTED: "1"})
        case ["test", *rest]:
            return _python("-m", "pytest", *QUIET, *(rest or ["tests"]))
        case ["pictures"]:
            return _pictures()
        case ["python", *rest]:
            return _python(*rest)
    say((__doc__ or "").strip())
    return 2


def _python(*arguments: str) -> int:
    root.make()
    with entered_with_wine() as wine:
        return wine.python(*arguments).returncode


def _pictures() -> int:
    """Take the pictures where the tests put them, then put them into a folder of their own."""
    root.make()
    taken = PROJECT / "build" / "pictures"
    before = {path: path.stat().st_mtime_ns for path in taken.glob("*.png")}
    with entered_with_wine() as wine:
        done = wine.python(
            "-m", "pytest", *QUIET, "-n", "0", *PICTURE_TESTS, more={"QT_QPA_PLATFORM": "windows"}
        )
    PICTURES.mkdir(parents=True, exist_ok=True)
    for path in taken.glob("*.png"):
        if before.get(path) != path.stat().st_mtime_ns:
            path.replace(PICTURES / path.name)
    say(f"{len(list(PICTURES.glob('*.png')))} pictures in {PICTURES}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
