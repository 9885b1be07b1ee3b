"""Which tests concern what has changed since the branch left the main one."""

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

MAIN = ("origin/main", "main")
ALWAYS = ("tests/test_shape.py", "tests/docs")
"""Quick, and about every file."""
OF_FOLDERS = {
    "README.md": "tests/docs",
    "resources/docs": "tests/docs",
    "resources/i18n": "tests/ui/words",
    "resources/style": "tests/ui/parts",
    "installer/development": "tests/installer",
    "pyproject.toml": "tests/installer",
}
"""Tests of what is no module of the client."""


def changed_files(project: Path) -> list[str]:
    """Return the files that differ from where HEAD left the main branch, committed or not."""
    since = next((base for name in MAIN if (base := _git(project, "merge-base", "HEAD", name))), [])
    changed = _git(project, "diff", "--name-only", "-z", "--no-renames", *(since or ["HEAD"]))
    new = _git(project, "ls-files", "--others", "--exclude-standard", "-z")
    return sorted({*changed, *new})


def relevant_tests(project: Path, files: Iterable[str]) -> list[str]:
    """Return the test files and folders that concern some files, as pytest wants them."""
    found = {test for file in files for test in _tests_of(project, PurePosixPath(file))}
    wanted = sorted({*found, *ALWAYS})
    return [test for test in wanted if not _within(test, wanted) and (project / test).exists()]


def _tests_of(project: Path, file: PurePosixPath) -> Iterator[str]:
    parents = {str(place) for place in (file, *file.parents)}
    yield from (tests for folder, tests in OF_FOLDERS.items() if folder in parents)
    match file.parts:
        case ("tests", *_, name) if name.startswith("test_"):
            yield str(file)
        case ("tests", *_) if file.suffix == ".py":
            yield from _importing(project, str(file.parent), _module(file))
        case ("sdk_desktop" | "installer" as top, *_) if file.suffix == ".py":
            inside = file.relative_to(top)
            root = "tests" if top == "sdk_desktop" else "tests/installer"
            mirrored = PurePosixPath(root) / inside.with_name(f"test_{file.name}")
            if (project / mirrored).exists():
                yield str(mirrored)
            else:
                yield from _importing(project, str(mirrored.parent), _module(file))


def _importing(project: Path, folder: str, module: str) -> Iterator[str]:
    """Yield the test files of a folder that name a module."""
    for path in sorted((project / folder).rglob("test_*.py")):
        if module in path.read_text(encoding="utf-8"):
            yield path.relative_to(project).as_posix()


def _module(file: PurePosixPath) -> str:
    return ".".join(file.with_suffix("").parts).removesuffix(".__init__")


def _within(test: str, tests: Iterable[str]) -> bool:
    return any(
        test != other and PurePosixPath(other) in PurePosixPath(test).parents for other in tests
    )


def _git(project: Path, *arguments: str) -> list[str]:
    """Return what git answers, separated by null characters or lines; nothing when it cannot."""
    command = ["git", "-C", str(project), *arguments]
    try:
        done = subprocess.run(command, check=False, capture_output=True)
    except FileNotFoundError:
        return []
    if done.returncode != 0:
        return []
    return [part for part in done.stdout.decode().replace("\n", "\0").split("\0") if part]
