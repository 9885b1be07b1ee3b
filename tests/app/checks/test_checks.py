"""The check-up: what works, what does not, and what to do."""

import os
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from sdk_desktop.app import App
from sdk_desktop.app.checks.computer import check_network
from sdk_desktop.domain.configuration import Check, Network
from sdk_desktop.domain.policy import BackupPlan
from sdk_desktop.sandbox.cast.organisations import PRACTICE_CLIENT_ID, PRACTICE_MAILBOXES
from sdk_desktop.settings import Profile, Settings
from tests.kit.computer.disk import not_writable
from tests.kit.cuttable_connection import CuttableConnection
from tests.kit.sandbox_network import NOON, SOCIAL, PersonClient, SandboxNetwork, connection

HERE = ["Message store", "Rights", "Keys", "Sign-in", "Recovery key", "Policy", "Network", "Backup"]
ALONE = "Several computers"
THERE = ["Clock", "Client sign-in", "Message service", "Address book"]


class Disk(NamedTuple):
    free: int


@pytest.fixture
def network(tmp_path: Path) -> SandboxNetwork:
    return SandboxNetwork(tmp_path)


@pytest.fixture
def kim(network: SandboxNetwork) -> PersonClient:
    client = network.practice_control()
    client.workspace.maintenance.keep()
    client.workspace.close()
    return client


def check(client: PersonClient, name: str) -> Check:
    """Return the one line of a check-up that has a name; all others work."""
    found = {one.name: one for one in client.app.check()}
    assert [other for other, one in found.items() if not one.ok] in ([], [name])
    return found[name]


def sign_in_and_service(client: PersonClient) -> tuple[Check, Check]:
    """Return the lines of the client's sign-in and of the message service."""
    found = {one.name: one for one in client.app.check()}
    return found["Client sign-in"], found["Message service"]


def dated(network: SandboxNetwork, date: str) -> None:
    """Let the other side tell this time."""
    inner = network.line.inner

    def answer(request: httpx.Request) -> httpx.Response:
        response = inner.handle_request(request)
        response.read()
        headers = [*response.headers.items(), ("Date", date)]
        return httpx.Response(response.status_code, headers=headers, content=response.content)

    network.line.inner = httpx.MockTransport(answer)


def test_all_is_well(network: SandboxNetwork, kim: PersonClient) -> None:
    dated(network, "Mon, 02 Mar 2026 12:00:59 GMT")
    found = kim.app.check()

    assert [one.name for one in found] == [*HERE, ALONE, *THERE]
    assert [one.text for one in found if not one.ok] == []


def test_it_is_said_that_one_computer_serves_a_mailbox_unless_messages_are_left(
    kim: PersonClient,
) -> None:
    alone = check(kim, ALONE)
    policy = replace(kim.app.settings.policy, leave_days=2)
    kim.app.settings = replace(kim.app.settings, policy=policy)
    several = check(kim, ALONE)

    assert "messages are split between them" in alone.text
    assert several.values == {"days": 2}
    assert "notes are not shared" in several.text


@pytest.mark.parametrize(
    ("date", "ok"),
    [
        ("Mon, 02 Mar 2026 12:01:30 GMT", True),
        ("Mon, 02 Mar 2026 12:01:31 GMT", False),
        ("Mon, 02 Mar 2026 11:59:29 GMT", False),
        ("Mon, 02 Mar 2026 13:00:30 +0100", True),
        ("Thu, 01 Jan 1970 00:00:00 GMT", False),
        ("", True),
        ("yesterday", True),
        ("Mon, 99 Mar 9999 99:99:99 GMT", True),
    ],
)
def test_a_clock_that_is_wrong_is_noticed(
    network: SandboxNetwork, kim: PersonClient, date: str, *, ok: bool
) -> None:
    assert kim.watch.now == NOON + timedelta(seconds=30)
    dated(network, date)

    assert check(kim, "Clock").ok is ok


def test_a_clock_that_is_wrong_says_what_to_do(network: SandboxNetwork, kim: PersonClient) -> None:
    dated(network, "Mon, 02 Mar 2026 15:00:00 GMT")

    line = check(kim, "Clock")

    assert line.text == "The computer's clock is wrong."
    assert line.advice == "Set the computer's clock automatically from the network."


def test_nobody_answers(network: SandboxNetwork, kim: PersonClient) -> None:
    network.line.cut_before(times=99)
    failed = [one for one in kim.app.check() if not one.ok]

    assert [one.name for one in failed] == THERE
    assert [one.name for one in failed if not one.advice] == ["Message service"]


def test_a_wrong_secret_is_told_from_a_message_service_that_refuses(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    (network.folder / "Kim Berg" / "secret").write_text("fel")

    sign_in, service = sign_in_and_service(kim)

    assert sign_in.text.format(**sign_in.values).endswith("refused this client (invalid_client).")
    assert "the secret or the key" in sign_in.advice
    assert service.text == "This is not tried before what stands above works."


@pytest.mark.parametrize(
    ("wanted", "set_to", "advice"),
    [
        ("client_secret_post", "", 'Set secret_method = "client_secret_post" in the settings.'),
        ("client_secret_basic", "client_secret_post", "Remove secret_method from the settings"),
    ],
)
def test_a_secret_that_stands_in_the_wrong_place_is_told(
    network: SandboxNetwork, kim: PersonClient, wanted: str, set_to: str, advice: str
) -> None:
    body = {"client_id": "kim", "secret": "s", "functions": [SOCIAL], "secret_method": wanted}
    network.web().post(f"{network.ADDRESS}/practice/clients", json=body).raise_for_status()
    (network.folder / "Kim Berg" / "secret").write_text("s")
    use(kim, client_id="kim", secret_method=set_to)

    refused, _ = sign_in_and_service(kim)
    use(kim, secret_method=wanted)
    let_in, _ = sign_in_and_service(kim)

    assert (refused.ok, let_in.ok) == (False, True)
    assert refused.advice.startswith(advice)


def use(client: PersonClient, **changed: str) -> None:
    """Change the connection in the settings."""
    connection = client.app.settings.connection
    assert connection is not None
    client.app.settings = replace(
        client.app.settings,
        connection=replace(connection, **changed),
    )


def test_a_token_that_the_message_service_refuses_is_told_from_the_sign_in(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.line.answer(401, "GET", "/messages", times=2)

    sign_in, service = sign_in_and_service(kim)

    assert sign_in.ok
    assert service.text.startswith("The message service does not accept the token")


def test_a_secret_that_cannot_be_read_names_its_file(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    secret = network.folder / "Kim Berg" / "secret"
    secret.unlink()

    line, _ = sign_in_and_service(kim)

    assert line.text.format(**line.values) == f"The file {secret} cannot be read."


def test_a_secret_that_is_no_text_names_its_file(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    secret = network.folder / "Kim Berg" / "secret"
    secret.write_bytes("hemligt å".encode("cp1252"))

    line, _ = sign_in_and_service(kim)

    assert line.text.format(**line.values) == f"The file {secret} is not a text file (UTF-8)."


def test_a_mailbox_that_is_not_ours_is_noticed(network: SandboxNetwork, kim: PersonClient) -> None:
    network.line.answer(403, "GET", "/messages")

    assert "does not have the right" in check(kim, "Message service").text


def test_without_mailboxes_the_message_service_is_not_said_to_work(kim: PersonClient) -> None:
    assert kim.app.settings.connection
    kim.app.configure(kim.app.settings.connection, [])

    assert check(kim, "Message service").text == "There are no mailboxes in the settings."


@pytest.mark.parametrize("address", ["", "nonsense", "https://\0/", "ftp://mt.example.se"])
def test_addresses_that_are_none_are_said(kim: PersonClient, address: str) -> None:
    secret = str(kim.app.profile.folder / "secret")
    kim.app.close()
    kim.app.configure(connection(address, PRACTICE_CLIENT_ID, secret), PRACTICE_MAILBOXES)

    found = kim.app.check()
    kim.app.close()

    assert [one.name for one in found if not one.ok] == THERE


def test_an_empty_address_book_is_no_address_book(kim: PersonClient) -> None:
    nothing = httpx.Response(200, json={"data": []})
    kim.app._client = httpx.Client(
        transport=CuttableConnection(httpx.MockTransport(lambda _: nothing))
    )
    found = {one.name: one for one in kim.app.check()}

    assert found["Address book"] == Check(
        "Address book",
        ok=False,
        text="The address book is empty.",
        advice="Check the address in the settings, and the network.",
    )


def test_before_the_guide_there_is_no_connection(tmp_path: Path) -> None:
    found = App(Profile(tmp_path)).check()

    assert [(one.name, one.ok) for one in found] == [
        ("Message store", True),
        ("Rights", True),
        ("Keys", True),
        ("Network", True),
        ("Backup", True),
        ("Connection", False),
    ]
    assert "guide" in found[-1].advice


@pytest.mark.parametrize(
    ("network", "told"),
    [(None, True), (Network(), True), (Network("http://proxy.example.se:8080"), False)],
)
def test_a_script_for_the_proxy_that_is_not_read_is_told_of_unless_one_is_set(
    monkeypatch: pytest.MonkeyPatch, network: Network | None, *, told: bool
) -> None:
    script = "http://wpad.example.se/proxy.pac"
    monkeypatch.setattr("sdk_desktop.app.checks.computer.proxy_script", lambda: script)

    found = check_network(Settings(network=network))

    assert found.ok
    assert ("script" in found.advice, found.values) == (told, {"script": script} if told else {})


@pytest.mark.parametrize("content", [b"", b"SQLite", b"SQLite format 3\0" + bytes(100)])
def test_a_store_that_is_damaged_or_open_to_all_is_noticed(
    kim: PersonClient, content: bytes
) -> None:
    kim.app.profile.store.write_bytes(content)

    line = check(kim, "Message store")

    assert line.text == "The store is damaged or not encrypted."
    assert line.advice == "Restore it from a backup."
    assert kim.app.profile.store.read_bytes() == content


def test_a_folder_in_the_stores_place_is_noticed(kim: PersonClient) -> None:
    kim.app.profile.store.unlink()
    kim.app.profile.store.mkdir()

    assert not check(kim, "Message store").ok


def test_a_disk_that_is_nearly_full_is_noticed(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: Disk(free=499_999_999))

    assert check(kim, "Message store").text == "There is less than 500 MB of free space."


def test_a_folder_that_may_not_be_written_is_noticed(kim: PersonClient) -> None:
    with not_writable(kim.app.profile.folder):
        line = check(kim, "Message store")

    assert (line.ok, line.text) == (False, "The folder cannot be written.")


def test_a_store_without_keys_says_what_to_restore(kim: PersonClient) -> None:
    kim.app.profile.keys.unlink()

    line = check(kim, "Keys")

    assert line.text == "There is a store but no key to it."
    assert "Restore the key file" in line.advice


def test_a_damaged_key_file_is_said(kim: PersonClient) -> None:
    kim.app.profile.keys.write_text("{")

    line = check(kim, "Keys")

    assert line.text.startswith("The key file is damaged.")
    assert line.advice == "Restore the key file from a backup."


def test_checking_changes_nothing(kim: PersonClient) -> None:
    before = contents(kim)
    kim.app.check()

    assert contents(kim) == before


def contents(client: PersonClient) -> dict[Path, bytes]:
    folder = client.app.profile.folder
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def replanned(client: PersonClient, plan: BackupPlan) -> None:
    client.app.settings = replace(client.app.settings, backup=plan)


def test_it_says_when_the_last_backup_was_made(kim: PersonClient) -> None:
    line = check(kim, "Backup")
    kim.watch.turn(days=4, minutes=1)
    late = check(kim, "Backup")

    assert (line.ok, line.text.format(**line.values)) == (
        True,
        f"The last backup was made on {NOON.astimezone():%Y-%m-%d %H:%M}.",
    )
    assert (late.ok, late.text, late.values) == (False, line.text, line.values)
    assert "Sign in" in late.advice


def test_backups_on_the_stores_own_disk_are_advised_against(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = check(kim, "Backup")
    numbers = iter((1, 2))
    monkeypatch.setattr("sdk_desktop.app.checks.profile._disk", lambda _: next(numbers))
    elsewhere = check(kim, "Backup")

    assert (here.ok, here.advice[:39]) == (True, "The backups lie on the same disk as the")
    assert (elsewhere.ok, elsewhere.advice) == (True, "")


def test_a_store_without_a_backup_is_noticed_after_its_first_day(kim: PersonClient) -> None:
    shutil.rmtree(kim.app.profile.folder / "backups")
    made = NOON.timestamp()
    os.utime(kim.app.profile.recovery, (made, made))
    new = check(kim, "Backup")
    kim.watch.turn(hours=24)
    old = check(kim, "Backup")
    kim.app.profile.recovery.unlink()
    undated = next(one for one in kim.app.check() if one.name == "Backup")

    assert (new.ok, old.ok, undated.ok) == (True, False, False)
    assert {new.text, old.text} == {"There is no backup yet."}
    assert "sdk-desktop backup" in new.advice


def test_in_a_shared_folder_only_the_stores_own_backups_count(
    kim: PersonClient, tmp_path: Path
) -> None:
    theirs = SandboxNetwork(tmp_path / "theirs").practice_control()
    theirs.workspace.maintenance.keep()
    theirs.workspace.close()
    replanned(kim, BackupPlan(folder=str(theirs.app.profile.folder / "backups")))
    foreign = check(kim, "Backup")
    replanned(kim, BackupPlan(folder=str(kim.app.profile.folder / "backups")))

    assert foreign.text == "There is no backup yet."
    assert check(kim, "Backup").text == "The last backup was made on {made}."


def test_a_backup_folder_that_is_away_is_noticed(kim: PersonClient, tmp_path: Path) -> None:
    replanned(kim, BackupPlan(folder=str(tmp_path / "share")))

    line = check(kim, "Backup")

    assert (line.ok, line.text[:34]) == (False, "The backup folder {folder} is not ")
    assert line.values["folder"] == tmp_path / "share"


def test_a_backup_folder_that_may_not_be_written_is_noticed(
    kim: PersonClient, tmp_path: Path
) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    replanned(kim, BackupPlan(folder=str(folder)))

    with not_writable(folder):
        line = check(kim, "Backup")

    assert line.text == "The backup folder cannot be written."


def test_a_profile_on_a_share_is_noticed(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sdk_desktop.store.network_share.is_share", lambda _: True)

    line = check(kim, "Message store")

    assert "lies on a network share" in line.text
    assert line.values == {"folder": kim.app.profile.folder}
