"""Which tests concern what has changed since the branch left the main one."""

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
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
    modules = _modules(project)
    found = {test for file in files for test in _tests_of(project, PurePosixPath(file), modules)}
    wanted = sorted({*found, *ALWAYS})
    return [test for test in wanted if not _within(test, wanted) and (project / test).exists()]


def _tests_of(project: Path, file: PurePosixPath, modules: Mapping[str, str]) -> Iterator[str]:
    parents = {str(place) for place in (file, *file.parents)}
    yield from (tests for folder, tests in OF_FOLDERS.items() if folder in parents)
    match file.parts:
        case ("tests", *_, name) if name.startswith("test_"):
            yield str(file)
        case ("tests", *_) if file.suffix == ".py":
            yield from _importing(project, str(file.parent), _module(file))
        case ("sdk_desktop", *_, name) if file.suffix == ".py" and name != "__init__.py":
            yield from _nearest(project, file, modules)
        case ("installer", *_) if file.suffix == ".py":
            yield from _own_tests(project, file)


def _nearest(project: Path, file: PurePosixPath, modules: Mapping[str, str]) -> list[str]:
    """Return a module's own tests, else those of the modules that import it, else of theirs."""
    seen, asked = {str(file)}, [str(file)]
    while asked:
        found = [test for one in asked for test in _own_tests(project, PurePosixPath(one))]
        if found:
            return found
        names = [_named(_module(PurePosixPath(one))) for one in asked]
        asked = [
            path
            for path, text in modules.items()
            if path not in seen and any(name.search(text) for name in names)
        ]
        seen.update(asked)
    return []


def _own_tests(project: Path, file: PurePosixPath) -> Iterator[str]:
    """Yield the test file that mirrors a module, else those of its folder that import it."""
    top, *_ = file.parts
    root = PurePosixPath("tests") if top == "sdk_desktop" else PurePosixPath("tests", top)
    mirrored = root / file.relative_to(top).with_name(f"test_{file.name}")
    if (project / mirrored).exists():
        yield str(mirrored)
    else:
        yield from _importing(project, str(mirrored.parent), _module(file))


def _modules(project: Path) -> dict[str, str]:
    """Return the text of every module of the client, by its path."""
    paths = sorted((project / "sdk_desktop").rglob("*.py"))
    return {
        path.relative_to(project).as_posix(): path.read_text(encoding="utf-8") for path in paths
    }


def _importing(project: Path, folder: str, module: str) -> Iterator[str]:
    """Yield the test files of a folder that name a module."""
    name = _named(module)
    for path in sorted((project / folder).rglob("test_*.py")):
        if name.search(path.read_text(encoding="utf-8")):
            yield path.relative_to(project).as_posix()


def _module(file: PurePosixPath) -> str:
    return ".".join(file.with_suffix("").parts).removesuffix(".__init__")


def _named(module: str) -> re.Pattern[str]:
    """Return how a module is named by those who import it, or from it."""
    package, _, name = module.rpartition(".")
    return re.compile(
        rf"\b{re.escape(module)}(?![\w.])|from {re.escape(package)} import [^\n]*\b{name}\b"
    )


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
