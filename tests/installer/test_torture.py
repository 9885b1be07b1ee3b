"""The result of a torture run names everything that can go wrong."""

import multiprocessing
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from installer.torture.child import PhaseWriter
from installer.torture.client import SentLog
from installer.torture.result import Newcomer, Side, TortureResult, shared_faults
from installer.torture.task import PhaseReportingTransport, content_of
from sdk_desktop.network.http_connection import HttpConnection
from tests.app.sandbox_process import sandbox_process

SEED = 7
ACCEPTED = {"ACCEPTED": 2}


def said(number: int, direction: str) -> tuple[str, str, str, str]:
    content = content_of(SEED, number)
    return f"id-{number}", direction, content.label, content.digest()


def side(direction: str, *numbers: int, drafts: tuple[int, ...] = ()) -> Side:
    return Side(
        events=9,
        broken=None,
        complaints=[],
        messages=[said(number, direction) for number in numbers],
        drafts=[said(number, "")[2:] for number in drafts],
        identifiers=[f"id-{number}" for number in numbers],
        recorded=[f"id-{number}" for number in numbers],
        strays=0,
        statuses={"ACCEPTED": len(numbers)},
    )


@pytest.fixture
def verdict(tmp_path: Path) -> TortureResult:
    """Judge a run in which 1 and 2 were sent and 3 was killed before it was."""
    notes = tmp_path / "notes"
    notes.write_text("i1\nd1\nr1\ni2\nd2\ni3\nd3\ni4", encoding="ascii")
    newcomer = Newcomer(events=2, broken=None, complaints=[], aged=True, kept=True)
    found = {
        "sender": side("out", 1, 2, drafts=(3,)),
        "sender's backup": side("out", 1),
        "receiver": side("in", 1, 2),
        "receiver's backup": side("in", 1, 2),
    }
    return TortureResult(SEED, SentLog(notes), found, [newcomer])


def test_what_was_perhaps_sent_may_be_there_or_not(verdict: TortureResult) -> None:
    assert list(verdict.faults(ACCEPTED)) == []
    assert "lost 0, twice 0, altered 0" in verdict.summary()


@pytest.fixture
def copies(tmp_path: Path) -> tuple[list[SentLog], dict[str, Side]]:
    """Return what two senders noted, and the copies of the four that share two mailboxes."""
    logs = []
    for name, noted in (("first", "i1\nd1\nr1\n"), ("second", "i2\nd2\nr2\ni3\nd3\n")):
        (tmp_path / name).write_text(noted, encoding="ascii")
        logs.append(SentLog(tmp_path / name))
    return logs, {
        "sender": side("out", 1, 2),
        "second sender": side("out", 1, 2, drafts=(3,)),
        "receiver": side("in", 1, 2),
        "second receiver": side("in", 1, 2),
    }


def test_computers_that_share_have_everything_once(
    copies: tuple[list[SentLog], dict[str, Side]],
) -> None:
    assert list(shared_faults(SEED, *copies, 4)) == []


@pytest.mark.parametrize(
    ("name", "wrong", "fault"),
    [
        ("second receiver", side("in", 1), "lost under way: 1 (2)"),
        ("second receiver", side("in", 1, 2, 2), "received twice: 1 (2)"),
        ("second sender", side("out", 1, 2), "neither draft nor sent: 1 (3)"),
        ("receiver", side("in", 1, 2) | {"strays": 1}, "receiver: 1 acknowledgements belonged"),
        ("sender", side("out", 1), "the senders' copies are not alike"),
        ("sender", side("out", 1, 2) | {"statuses": {"ERROR": 2}}, "not all were accepted"),
    ],
)
def test_what_a_copy_lacks_or_has_twice_is_named(
    copies: tuple[list[SentLog], dict[str, Side]], name: str, wrong: Side, fault: str
) -> None:
    copies[1][name] = wrong

    assert any(fault in one for one in shared_faults(SEED, *copies, 4))


def test_what_the_ledger_has_too_much_is_named(
    copies: tuple[list[SentLog], dict[str, Side]],
) -> None:
    assert "the ledger has 5 messages" in list(shared_faults(SEED, *copies, 5))


def test_what_was_accepted_after_its_time_is_counted_and_not_wrong(verdict: TortureResult) -> None:
    verdict.sender["statuses"] = {"ACCEPTED": 1, "ACCEPTED LATE": 1}

    assert list(verdict.faults({"ACCEPTED": 1, "ACCEPTED LATE": 1})) == []
    assert "accepted after their time, by clocks that run fast: 1" in verdict.summary()


def loses_at_the_sender(verdict: TortureResult) -> None:
    verdict.sender["messages"].pop(0)


def loses_under_way(verdict: TortureResult) -> None:
    verdict.receiver["messages"].pop()


def sends_what_nobody_wrote(verdict: TortureResult) -> None:
    verdict.sender["messages"].append(said(5, "out"))


def sends_twice(verdict: TortureResult) -> None:
    verdict.sender["messages"].append(said(2, "out"))


def receives_twice(verdict: TortureResult) -> None:
    verdict.receiver["messages"].append(("id-9", *said(2, "in")[1:]))


def alters_a_letter(verdict: TortureResult) -> None:
    verdict.receiver["messages"][0] = (*said(1, "in")[:3], content_of(SEED, 2).digest())


def alters_a_draft(verdict: TortureResult) -> None:
    verdict.sender["drafts"][0] = ("Nummer 3", content_of(SEED, 2).digest())


def loses_a_draft(verdict: TortureResult) -> None:
    verdict.sender["drafts"].clear()


def keeps_the_draft_of_what_was_sent(verdict: TortureResult) -> None:
    verdict.sender["drafts"].append(said(1, "")[2:])


def lets_the_service_delete_too_early(verdict: TortureResult) -> None:
    verdict.found["receiver's backup"]["messages"].pop()


def breaks_the_chain_of_a_backup(verdict: TortureResult) -> None:
    verdict.found["sender's backup"]["broken"] = 1


def records_twice(verdict: TortureResult) -> None:
    verdict.receiver["recorded"].append("id-1")


def breaks_the_chain(verdict: TortureResult) -> None:
    verdict.receiver["broken"] = 4


def damages_the_store(verdict: TortureResult) -> None:
    verdict.sender["complaints"].append(["row 7 missing from index"])


def loses_by_migrating(verdict: TortureResult) -> None:
    verdict.newcomers[0]["kept"] = False


@pytest.mark.parametrize(
    "harm",
    [
        loses_at_the_sender,
        loses_under_way,
        sends_what_nobody_wrote,
        sends_twice,
        receives_twice,
        alters_a_letter,
        alters_a_draft,
        loses_a_draft,
        keeps_the_draft_of_what_was_sent,
        lets_the_service_delete_too_early,
        breaks_the_chain_of_a_backup,
        records_twice,
        breaks_the_chain,
        damages_the_store,
        loses_by_migrating,
    ],
)
def test_the_verdict_names_what_is_wrong(
    verdict: TortureResult, harm: Callable[[TortureResult], None]
) -> None:
    harm(verdict)

    assert list(verdict.faults(ACCEPTED))


@pytest.mark.parametrize("known", [{"ACCEPTED": 3}, {"ACCEPTED": 1, "SUBMITTED": 1}])
def test_the_message_service_must_have_each_message_once_and_accepted(
    verdict: TortureResult, known: dict[str, int]
) -> None:
    assert list(verdict.faults(known))


def test_what_a_child_tells_is_heard_at_once() -> None:
    heard, told = multiprocessing.Pipe(duplex=False)

    print("fetching", file=PhaseWriter(told))

    assert heard.recv_bytes() == b"fetching"
    heard.close()
    told.close()


def test_a_transport_that_reports_phases_leaves_responses_as_they_are(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with sandbox_process() as address, httpx.Client(transport=PhaseReportingTransport()) as client:
        connection = HttpConnection(client, "Nobody answers.")

        response = connection.ask(connection.request("GET", f"{address}/practice"))

    assert (response.status, response.complete) == (200, True)
    assert b"organisations" in response.body
    assert capfd.readouterr().out == "asking\nlistening\n"
