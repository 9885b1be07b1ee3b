"""An unlocked client as a whole."""

import logging
import shutil
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import httpx
import pytest

from sdk_desktop.domain.audit import SYSTEM, AuditKind
from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.errors import Locked, Refused, Unavailable
from sdk_desktop.usecases.files.disk_space import MEGABYTE
from sdk_desktop.usecases.receiving import PATIENCE
from tests.kit.sandbox_network import PersonClient, SandboxNetwork
from tests.usecases.arrivals import AKUTEN, arrived, letter

MESSAGES = "/v1/sdk/messages"
BOOK = "/addressbook"


def answered(network: SandboxNetwork, **answers: httpx.Response) -> None:
    """Let the other side answer so to requests that have this word in their address."""
    inner = network.line.inner

    def answer(request: httpx.Request) -> httpx.Response:
        found = [one for word, one in answers.items() if word in str(request.url)]
        return found[0] if found else inner.handle_request(request)

    network.line.inner = httpx.MockTransport(answer)


def limited(client: PersonClient, pages: int) -> None:
    """Let the store's file have no more pages than these, as on a disk of that size."""
    with client.workspace._store.begin() as stored:
        stored.messages.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def kim_proof(client: PersonClient) -> PassphraseProof:
    client.watch.turn(seconds=30)
    return client.proof()


@pytest.mark.parametrize("know_addresses", [False])
@pytest.mark.parametrize("status", [400, 401, 403, 404, 500])
def test_an_address_book_that_fails_stops_no_message(
    network: SandboxNetwork, kim: PersonClient, status: int
) -> None:
    answered(network, addressbook=httpx.Response(status))

    assert kim.synchronise().received > 0
    assert kim.workspace.address_book.age().refreshed is None


def test_days_without_a_fetch_are_recorded_once_when_contact_comes_back(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    kim.synchronise()
    last = kim.workspace.status().last_fetch
    network.line.cut_before(times=1_000)
    with pytest.raises(Unavailable):
        kim.wait(days=4)
    with pytest.raises(Unavailable):
        kim.wait(days=2)
    network.line.mend()
    kim.synchronise()
    kim.wait(hours=23)

    found = [row.event for row in kim.workspace.audit_trail.page(kind=AuditKind.NOT_FETCHED)]
    assert last is not None
    back = last + timedelta(days=6)
    assert [(one.who, one.detail) for one in found] == [
        (SYSTEM, f"{last.isoformat()}/{back.isoformat()}")
    ]


def test_statuses_that_are_refused_stop_no_message(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    sent = kim.send(kim.draft_to(AKUTEN))
    answered(network, senderAttention=httpx.Response(400))

    assert kim.synchronise().received > 0
    assert kim.sent(sent).status is Status.SCHEDULED


def test_a_mailbox_that_is_refused_is_told_after_the_others(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.line.answer(403, "GET", MESSAGES)

    with pytest.raises(Refused, match="does not have the right"):
        kim.synchronise()

    assert kim.headlines() != ()
    assert kim.workspace.status().last_fetch is None


def test_a_service_that_is_away_is_asked_once_for_what_waits(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.line.cut_before("GET", MESSAGES, times=9)

    with pytest.raises(Unavailable):
        kim.synchronise()

    assert network.line.count("GET", MESSAGES) == 1


@pytest.mark.parametrize("know_addresses", [False])
def test_a_store_that_is_full_is_told_and_fetches_no_further(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    with kim.workspace._store.begin() as stored:
        pages = stored.messages.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    limited(kim, pages)
    network.line.answer(503, "GET", BOOK, times=4)

    with pytest.raises(Unavailable, match="disk is full"):
        kim.synchronise()
    fetched = network.line.count("GET", f"{MESSAGES}/")
    asked = network.line.count("DELETE", MESSAGES)
    limited(kim, 1_000_000)
    received = len(kim.headlines()) + kim.synchronise().received

    assert (asked, fetched) == (1 + 2, 1 + 2 + 4)  # they are stored in groups that grow
    assert len(kim.headlines()) == received > fetched


def room(monkeypatch: pytest.MonkeyPatch, megabytes: int) -> None:
    """Let the disk have so much room."""
    usage = shutil.disk_usage(".")._replace(free=megabytes * MEGABYTE)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)


def test_on_a_full_disk_one_unlocks_and_reads_and_nothing_is_fetched(
    network: SandboxNetwork, kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    kim.synchronise()
    reserve = kim.app.profile.folder / "reserve"
    kept = reserve.exists()
    room(monkeypatch, 0)
    kim.lock_and_unlock()
    asked = len(network.line.requests)
    room(monkeypatch, 16)
    with pytest.raises(Unavailable, match="Messages can be read"):
        kim.synchronise()
    reading = kim.workspace.inbox.open(kim.headlines()[0].row)
    kim.workspace.inbox.record_reading(reading)

    assert (kept, reserve.exists()) == (True, False)
    assert len(network.line.requests) == asked
    assert reading.message is not None

    room(monkeypatch, 100)
    kim.synchronise()
    assert reserve.exists()


def test_a_service_that_grows_silent_is_not_asked_for_every_message(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.line.cut_before("GET", f"{MESSAGES}/", times=99)

    with pytest.raises(Unavailable, match="does not answer"):
        kim.synchronise()

    assert network.line.count("GET", f"{MESSAGES}/") == PATIENCE


def test_messages_that_the_service_stumbles_over_stop_no_other(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.line.answer(500, "GET", f"{MESSAGES}/", times=PATIENCE)

    assert kim.synchronise().received > 0


def test_two_windows_keep_what_cannot_be_read_once(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    kim.synchronise()
    network.put_in_mailbox(b"<messagePayload")
    other = kim.app.unlock(kim.who, kim_proof(kim), lambda _changes: None)
    for window in (kim.workspace, other):
        assert window.synchronise().trouble is not None  # it may have been cut short
    inner = network.line.inner

    def overtaken(request: httpx.Request) -> httpx.Response:
        answer = inner.handle_request(request)
        if request.method == "GET" and request.url.path.startswith(f"{MESSAGES}/"):
            network.line.inner = inner
            answer.read()
            assert other.synchronise().unreadable == 1
        return answer

    network.line.inner = httpx.MockTransport(overtaken)
    kim.synchronise()
    other.close()

    assert sum(bool(headline.unreadable) for headline in kim.headlines()) == 1


@pytest.mark.parametrize("know_addresses", [False])
def test_the_status_tells_when_and_who(kim: PersonClient) -> None:
    proved = kim.workspace.status().proved
    before = kim.workspace.status()
    kim.watch.turn(minutes=3)
    kim.synchronise()
    status = kim.workspace.status()

    assert before.last_fetch is None
    assert status.last_fetch == kim.watch.now
    assert (status.who, status.proved, status.queued) == ("Kim Berg", proved, 0)
    assert status.address_book.functions > 0


def test_a_proof_that_is_wrong_renews_nothing(kim: PersonClient) -> None:
    row = arrived(kim, letter(confidential=True))
    kim.watch.turn(hours=4)
    before = kim.workspace.status().proved

    with pytest.raises(Refused, match="The passphrase or the code is wrong"):
        kim.workspace.prove(PassphraseProof("fel fel fel fel", kim.code()))

    assert kim.workspace.status().proved == before
    with pytest.raises(Refused, match="Wait 1 s"):
        kim.workspace.prove(kim.proof())
    kim.watch.turn(seconds=1)
    kim.workspace.prove(kim.proof())
    assert kim.workspace.inbox.open(row).message


def test_that_tries_were_undone_is_recorded_when_somebody_gets_in(kim: PersonClient) -> None:
    keys, wrong = kim.app.profile.keys, PassphraseProof("fel fel fel fel", "000000")
    kim.workspace.close()
    before = keys.read_bytes()
    refused(kim, partial(kim.app.unlock, kim.who, wrong, lambda _changes: None))
    keys.write_bytes(before)
    kim.workspace = kim.unlock()

    kinds = [row.event.kind for row in kim.workspace.audit_trail.page()]
    assert AuditKind.TRIES_UNDONE in kinds
    assert AuditKind.TRIES_FAILED in kinds


def test_tries_that_failed_are_recorded_when_somebody_gets_in(kim: PersonClient) -> None:
    def told() -> list[tuple[str, str]]:
        found = kim.workspace.audit_trail.page(kind=AuditKind.TRIES_FAILED)
        return [(row.event.who, row.event.detail) for row in reversed(found)]

    wrong = PassphraseProof("fel fel fel fel", "000000")
    kim.workspace.close()
    refused(kim, partial(kim.app.unlock, kim.who, wrong, lambda _changes: None))
    refused(kim, partial(kim.app.unlock, kim.who, wrong, lambda _changes: None))
    kim.workspace = kim.unlock()
    assert told() == [("Kim Berg", "2")]

    kim.watch.turn(minutes=5)
    refused(kim, partial(kim.workspace.prove, wrong))
    kim.workspace.prove(kim.proof())
    kim.watch.turn(minutes=5)
    kim.workspace.prove(kim.proof())

    assert told() == [("Kim Berg", "2"), ("Kim Berg", "1")]


def refused(client: PersonClient, act: Callable[[], object]) -> None:
    """Do what must fail, and wait until one may try again."""
    with pytest.raises(Refused):
        act()
    client.watch.turn(minutes=5)


def test_a_locked_client_shows_and_does_nothing(kim: PersonClient) -> None:
    inbox, outbox = kim.workspace.inbox, kim.workspace.outbox
    draft = kim.draft_to(AKUTEN)
    kim.workspace.close()
    kim.workspace.close()

    with pytest.raises(Locked):
        inbox.counts()
    with pytest.raises(Locked):
        outbox.send(draft)
    with pytest.raises(Locked):
        kim.synchronise()
    kim.watch.turn(seconds=30)
    with pytest.raises(Locked):
        kim.workspace.prove(kim.proof())


def test_coming_and_going_is_recorded(kim: PersonClient) -> None:
    kim.watch.turn(seconds=30)
    kim.workspace.prove(kim.proof())
    kim.lock_and_unlock()

    kinds = [row.event.kind for row in reversed(kim.workspace.audit_trail.page())]
    assert kinds == [
        AuditKind.ENROLLED,
        AuditKind.UNLOCKED,
        AuditKind.PROVED,
        AuditKind.LOCKED,
        AuditKind.UNLOCKED,
    ]


def test_locking_works_although_it_cannot_be_recorded(
    kim: PersonClient, caplog: pytest.LogCaptureFixture
) -> None:
    with kim.workspace._store.begin() as stored:
        stored.audit.connection.exec_driver_sql("PRAGMA query_only = ON")
    with caplog.at_level(logging.WARNING):
        kim.workspace.close()

    assert "could not be recorded" in caplog.text
    with pytest.raises(Locked):
        kim.workspace.inbox.counts()
