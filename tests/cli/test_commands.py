import subprocess
import sys
from pathlib import Path

import pytest

from sdk_desktop import __version__
from sdk_desktop.cli import commands, main
from tests.cli.conftest import Call
from tests.kit.project import PROJECT

IMPORTED = """
import contextlib, sys
from sdk_desktop.cli import main
with contextlib.suppress(SystemExit):
    main({words})
print(*sys.modules)
"""
COMMANDS = [name for names in commands._COMMANDS for name in names]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_added_by_the_module_that_is_named_for_it(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])

    assert ended.value.code == 0
    assert f"usage: sdk-desktop {name} " in capsys.readouterr().out


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])

    said = capsys.readouterr().out
    assert [name for name in COMMANDS if f"    {name}" not in said] == []


@pytest.mark.parametrize("wrong", [["nothing"], ["--nothing"], ["check"], ["seal", "--nothing"]])
def test_what_no_command_understands_is_said(
    capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(wrong)

    assert ended.value.code == 2
    assert "usage: sdk-desktop" in capsys.readouterr().err


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--version"])

    assert (code, capsys.readouterr().out) == (0, f"SDK Desktop {__version__}\n")


@pytest.mark.parametrize(
    ("words", "spared"),
    [
        (["--version"], {"PySide6", "cryptography", "lxml", "sqlalchemy", "httpx", "keyring"}),
        (["status"], {"PySide6", "cryptography", "lxml", "sqlalchemy", "httpx", "keyring", "dns"}),
        (["status", "--help"], {"cryptography", "lxml", "sqlalchemy", "httpx", "keyring"}),
        (["doctor", "--help"], {"cryptography", "lxml", "sqlalchemy", "httpx", "keyring"}),
    ],
)
def test_a_command_imports_what_it_uses(tmp_path: Path, words: list[str], spared: set[str]) -> None:
    code = IMPORTED.format(words=[*words, "--folder", str(tmp_path)])

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    imported = set(done.stdout.splitlines()[-1].split())
    assert "sdk_desktop.cli.commands" in imported
    assert imported & spared == set()


def test_a_start_without_a_command_reads_the_arguments_of_the_window(tmp_path: Path) -> None:
    given = commands._parsed(["--folder", str(tmp_path), "--practice"])

    assert (given.folder, given.practice, given.profile) == (tmp_path, True, None)


def test_a_file_named_like_a_command_is_a_file(tmp_path: Path) -> None:
    given = commands._parsed(["--folder", "seal", "check", "open"])

    assert (given.folder, given.files) == (Path("seal"), [Path("open")])


@pytest.mark.parametrize(
    "arguments",
    [
        *(["status", "--folder", ""], ["backup", "--to", ""], ["check", ""]),
        *(["restore", ""], ["salvage", "--to", ""], ["verify", ""]),
    ],
)
def test_an_empty_name_is_no_folder(call: Call, arguments: list[str]) -> None:
    answer = call(*arguments)

    assert (answer.returncode, "a name is missing" in answer.stderr) == (2, True)


def test_what_is_interrupted_ends_quietly(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sdk_desktop.cli.documents.check", interrupted)

    answer = call("check", "message.xml")

    assert (answer.returncode, answer.stdout, answer.stderr) == (130, "", "")


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has a device that is full")
def test_an_output_that_is_full_is_said(tmp_path: Path) -> None:
    command = ["--language", "en", "policy", "--explain", "--folder", str(tmp_path)]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "sdk_desktop", *command],
            cwd=PROJECT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (ended.returncode, ended.stderr) == (
        74,
        b"sdk-desktop: The disk is full, so the output is not whole.\n",
    )
