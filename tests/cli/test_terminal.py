"""What is asked on a terminal, or read where there is none."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sdk_desktop.cli import terminal
from sdk_desktop.domain.errors import Refused
from tests.cli.conftest import Call
from tests.kit.sandbox_network import PersonClient


def ended(_question: str) -> str:
    raise EOFError


@pytest.mark.parametrize("ask", [terminal.ask_secret, terminal.ask])
def test_nobody_answers(ask: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "getpass", ended)
    monkeypatch.setattr("builtins.input", ended)

    with pytest.raises(Refused, match="Nobody has answered"):
        ask("Passphrase:")


def test_without_standard_input_nobody_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    assert not terminal.is_terminal()
    with pytest.raises(Refused, match="Nobody has answered"):
        terminal.read_line()


def test_the_mark_that_windows_shell_writes_first_is_no_part_of_a_passphrase(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\ufefflösenfras\r\n123456\r\n"))

    assert (terminal.read_line(), terminal.read_line()) == ("lösenfras", "123456")


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])  # the latter in the C locale
def test_what_is_no_text_is_said_and_not_shown(
    errors: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = io.TextIOWrapper(io.BytesIO(b"h\xe4st\n"), encoding="utf-8", errors=errors)
    monkeypatch.setattr(sys, "stdin", read)

    with pytest.raises(Refused, match="not a text") as said:
        terminal.read_line()
    assert "st" not in str(said.value.values)


def test_an_input_that_is_empty_is_no_wrong_passphrase(
    kim: PersonClient, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = kim
    client.workspace.close()
    monkeypatch.setattr("sdk_desktop.app.App", lambda _profile: client.app)
    monkeypatch.setattr("sys.stdin", io.StringIO())

    answer = call("people", "--folder", client.app.profile.folder)
    client.watch.turn(seconds=30)

    assert (answer.returncode, "Nobody has answered" in answer.stderr) == (1, True)
    client.unlock().close()  # nobody has to wait


def test_a_profile_that_is_not_there_is_said_and_not_made(call: Call, tmp_path: Path) -> None:
    answer = call("people", "--folder", tmp_path / "typo")

    assert answer.stderr == f"sdk-desktop: There is no message store in {tmp_path / 'typo'}.\n"
    assert [*tmp_path.iterdir()] == []
