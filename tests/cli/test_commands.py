from pathlib import Path

import pytest

from sdk_desktop.cli import commands, main

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
    assert [name for name in (*COMMANDS, "doctor", "sandbox") if f"    {name}" not in said] == []


@pytest.mark.parametrize("wrong", [["nothing"], ["--nothing"], ["check"], ["seal", "--nothing"]])
def test_what_no_command_understands_is_said(
    capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(wrong)

    assert ended.value.code == 2
    assert "usage: sdk-desktop" in capsys.readouterr().err


def test_a_start_without_a_command_reads_the_arguments_of_the_window(tmp_path: Path) -> None:
    given = commands._parsed(["--folder", str(tmp_path), "--practice"])

    assert (given.folder, given.practice, given.profile) == (tmp_path, True, None)


def test_a_file_named_like_a_command_is_a_file(tmp_path: Path) -> None:
    given = commands._parsed(["--folder", "seal", "check", "open"])

    assert (given.folder, given.files) == (Path("seal"), [Path("open")])
