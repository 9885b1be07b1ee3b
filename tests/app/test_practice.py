"""Practice: anyone can open it, and it reaches nothing but this computer."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from sdk_desktop.app import App
from sdk_desktop.app.practice import PASSPHRASE, WHO, PracticeApp
from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.configuration import Connection
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.settings import Profile
from tests.app.sandbox_process import sandbox_process
from tests.kit.sandbox_network import CHEAP, Watch

MAILBOX = Mailbox("sdk:a:0203:b.example.se", "A", "0203:b.example.se", "B")


def practice(folder: Path, address: str = "http://127.0.0.1:9") -> PracticeApp:
    app = PracticeApp(Profile(folder), Watch(), derivation=CHEAP)
    app.prepare(address)
    return app


def test_practice_is_ready_at_once_and_says_so(tmp_path: Path) -> None:
    app = practice(tmp_path)

    assert app.practice
    assert app.people() == (WHO,)
    proof = app.practice_proof()
    assert proof is not None
    assert proof.passphrase == PASSPHRASE
    app.unlock(WHO, proof, lambda _changes: None).close()


def test_two_that_start_for_the_first_time_at_once_do_not_disturb_each_other(
    tmp_path: Path,
) -> None:
    with ThreadPoolExecutor(2) as pool:
        apps = list(pool.map(practice, [tmp_path] * 2))

    assert [app.people() for app in apps] == [(WHO,)] * 2
    proof = apps[0].practice_proof()
    assert proof is not None
    apps[0].unlock(WHO, proof, lambda _changes: None).close()
    apps[1].unlock(WHO, proof, lambda _changes: None).close()


def test_one_that_starts_for_ever_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sdk_desktop.app.practice.PATIENCE", 0)

    with FileLock(tmp_path / "practice.lock"), pytest.raises(Unavailable, match="is starting"):
        practice(tmp_path)


def test_a_lock_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "practice.lock").mkdir()

    with pytest.raises(Refused, match=r"practice\.lock cannot be written"):
        practice(tmp_path)


def test_the_same_code_opens_again_because_it_is_shown_again(tmp_path: Path) -> None:
    app = practice(tmp_path)
    first, second = app.practice_proof(), app.practice_proof()
    assert first is not None
    assert second is not None

    app.unlock(WHO, first, lambda _changes: None).close()
    app.practice_proof()
    app.unlock(WHO, second, lambda _changes: None).close()


def test_a_wrong_proof_makes_one_wait_here_too(tmp_path: Path) -> None:
    app = practice(tmp_path)
    with pytest.raises(Refused, match="wrong"):
        app.unlock(WHO, PassphraseProof("fel", "000000"), lambda _changes: None)
    proof = app.practice_proof()
    assert proof is not None

    with pytest.raises(Refused, match="Wait 1 s"):
        app.unlock(WHO, proof, lambda _changes: None)


def test_a_second_start_keeps_the_messages_and_follows_the_sandbox(tmp_path: Path) -> None:
    practice(tmp_path).close()
    store = (tmp_path / "messages.db").read_bytes()

    app = practice(tmp_path, "http://127.0.0.1:10")

    assert (tmp_path / "messages.db").read_bytes() == store
    assert app.settings.connection is not None
    assert app.settings.connection.service_url == "http://127.0.0.1:10/v1"


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_practice_goes_through_no_proxy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for other in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    with sandbox_process() as address:
        app = practice(tmp_path, address)
        proof = app.practice_proof()
        assert proof is not None
        workspace = app.unlock(WHO, proof, lambda _changes: None)
        received = workspace.synchronise().received
        workspace.close()
        app.close()

    assert received > 0


def test_practice_leaves_a_real_profile_alone(tmp_path: Path) -> None:
    real = App(Profile(tmp_path))
    there = "https://mt.example.se"
    real.configure(Connection(f"{there}/v1", f"{there}/token", "sdk", f"{there}/book/"), (MAILBOX,))
    before = Profile(tmp_path).settings.read_bytes()

    with pytest.raises(Refused, match="not for practice"):
        practice(tmp_path)

    assert Profile(tmp_path).settings.read_bytes() == before
    assert not (tmp_path / "practice-client-secret").exists()
