"""A new store key from the command line."""

import io
from pathlib import Path

import pytest

from sdk_desktop.cli import main
from sdk_desktop.store.backup.closed_copy import store_of
from tests.kit.sandbox_network import PASSPHRASE, SandboxNetwork


def test_the_store_has_a_new_key_and_opens_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    client = SandboxNetwork(tmp_path / "network").practice_control()
    profile = client.app.profile
    client.workspace.close()
    before = store_of(profile.store)
    client.watch.turn(seconds=30)
    monkeypatch.setattr("sdk_desktop.app.App", lambda _profile: client.app)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n{client.code()}\n"))

    assert main(["new-key", "--folder", str(profile.folder)]) == 0

    assert capsys.readouterr().out == (
        "The message store has a new key. Everybody signs in as before.\n"
    )
    assert store_of(profile.store) != before
    client.watch.turn(seconds=30)
    client.unlock().close()
    client.app.close()
