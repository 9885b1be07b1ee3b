"""Which tests the quick check runs for which change."""

import subprocess
from pathlib import Path

import pytest

from installer.development.changed import changed_files, relevant_tests
from tests.kit.project import installed

FILES = {
    "sdk_desktop/store/audit.py": "",
    "sdk_desktop/store/history.py": "",
    "sdk_desktop/domain/moment.py": "",
    "sdk_desktop/store/clock.py": "from sdk_desktop.domain.moment import M\n",
    "sdk_desktop/store/trail.py": "from sdk_desktop.store.clock import C\n",
    "sdk_desktop/ui/__init__.py": "",
    "installer/development/changed.py": "",
    "tests/test_shape.py": "",
    "tests/docs/test_links.py": "",
    "tests/store/test_audit.py": "from sdk_desktop.store.audit import A\n",
    "tests/store/test_purging.py": "from sdk_desktop.store.history import H\n",
    "tests/store/rows.py": "",
    "tests/store/deep/test_rows.py": "from tests.store.rows import R\n",
    "tests/store/test_trail.py": "",
    "tests/ui/test_window.py": "import sdk_desktop.store.history\n",
    "tests/installer/test_changed.py": "",
    "README.md": "",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository whose main branch holds FILES, on a branch of its own."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    commit(tmp_path, "All of it")
    git(tmp_path, "switch", "--quiet", "--create", "work")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.se")
    subprocess.run([installed("git"), "-C", str(folder), *who, *arguments], check=True)


def commit(folder: Path, subject: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", subject)


def test_what_is_committed_changed_or_new_since_the_main_branch_counts(repository: Path) -> None:
    (repository / "sdk_desktop/store/audit.py").write_text("a = 1\n", encoding="utf-8")
    commit(repository, "Change it")
    (repository / "sdk_desktop/store/history.py").write_text("b = 1\n", encoding="utf-8")
    (repository / "sdk_desktop/store/nyår.py").write_text("", encoding="utf-8")

    assert changed_files(repository) == [
        "sdk_desktop/store/audit.py",
        "sdk_desktop/store/history.py",
        "sdk_desktop/store/nyår.py",
    ]


def test_nothing_has_changed_on_the_main_branch_itself(repository: Path) -> None:
    git(repository, "switch", "--quiet", "main")

    assert changed_files(repository) == []


def test_outside_a_repository_nothing_is_known_to_have_changed(tmp_path: Path) -> None:
    assert changed_files(tmp_path) == []


@pytest.mark.parametrize(
    ("changed", "tests"),
    [
        ("sdk_desktop/store/audit.py", ["tests/store/test_audit.py"]),
        ("sdk_desktop/store/history.py", ["tests/store/test_purging.py"]),
        ("sdk_desktop/domain/moment.py", ["tests/store/test_trail.py"]),
        ("tests/store/test_audit.py", ["tests/store/test_audit.py"]),
        ("tests/store/rows.py", ["tests/store/deep/test_rows.py"]),
        ("tests/store/test_gone.py", []),
        ("sdk_desktop/ui/__init__.py", []),
        ("installer/development/changed.py", ["tests/installer"]),
        ("README.md", []),
    ],
)
def test_a_change_has_the_tests_that_concern_it(
    repository: Path, changed: str, tests: list[str]
) -> None:
    always = ["tests/docs", "tests/test_shape.py"]

    assert relevant_tests(repository, [changed]) == sorted([*always, *tests])
