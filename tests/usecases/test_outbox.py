"""Sending: checked before, never lost after."""

import json
from dataclasses import replace

import httpx
import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import DeliveryEvent, Dispatch, Status
from sdk_desktop.domain.draft import DraftRecipient, ProblemKind
from sdk_desktop.domain.errors import Finding, InvalidMessage, Refused, Unavailable
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.domain.message import (
    SIZE_LIMIT,
    CodeSystem,
    File,
    Identifier,
    Message,
    Person,
    Reference,
)
from sdk_desktop.formats.message import examine_message, write_message
from sdk_desktop.formats.status_api import write_problem
from tests.kit.cuttable_connection import Act, CuttableConnection, Fault
from tests.kit.sandbox_network import PersonClient, SandboxNetwork, recipient
from tests.usecases.arrivals import AKUTEN

MESSAGES = "/v1/sdk/messages"
SUBMIT = ("POST", MESSAGES)
GONE = DraftRecipient("0203:borta.example.se", "Borta", "sdk:borta", "Borta kansli")


@pytest.fixture
def first_messages() -> bool:
    return False


def delivery_events(client: PersonClient) -> list[str]:
    page = client.workspace.audit_trail.page(kind=AuditKind.DELIVERY)
    return [row.event.detail for row in page]


@pytest.mark.parametrize(
    ("where", "status"), [("/token", 400), ("/token", 401), ("/token", 403), (MESSAGES, 401)]
)
def test_credentials_that_are_wrong_postpone_and_never_fail(
    network: SandboxNetwork, kim: PersonClient, where: str, status: int
) -> None:
    sent = kim.send(kim.draft_to(AKUTEN))
    network.line.answer(status, "POST", where, times=2)

    assert kim.workspace.dispatching.flush() == (0, 0)
    assert kim.sent(sent).status is Status.QUEUED
    kim.watch.turn(seconds=30)
    network.line.mend()
    assert kim.workspace.dispatching.flush() == (1, 0)


def test_a_message_goes_when_the_secret_is_mended(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    secret = network.folder / "Kim Berg" / "secret"
    right = secret.read_text()
    secret.write_text("fel")
    kim.lock_and_unlock()
    sent = kim.send(kim.draft_to(AKUTEN))
    with pytest.raises(Unavailable, match="refused this client"):
        kim.synchronise()
    assert kim.sent(sent).status is Status.QUEUED

    secret.write_text(f"\ufeff{right}\r\n", encoding="utf-8")
    kim.lock_and_unlock()
    kim.wait(hours=1)

    assert kim.sent(sent).status is Status.SCHEDULED


def test_a_right_that_is_missing_postpones_and_says_so(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.line.answer(403, "POST", MESSAGES)
    sent = kim.send(kim.draft_to(AKUTEN))

    assert kim.workspace.dispatching.flush() == (0, 0)

    delivery = kim.workspace.inbox.open(kim.sent(sent).row).delivery
    assert delivery is not None
    assert delivery.status is Status.QUEUED
    assert "does not have the right" in delivery.hindrance


def test_a_refused_message_says_why_and_is_recorded(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    problem = write_problem(400, "Bad Request", (DeliveryEvent("BV", None, "not-found"),))
    body = json.dumps(problem).encode()
    network.line.add(Fault(Act.ANSWER, "POST", MESSAGES, 400, body, "application/problem+json"))
    sent = kim.send(kim.draft_to(AKUTEN))

    assert kim.workspace.dispatching.flush() == (0, 1)

    delivery = kim.workspace.inbox.open(kim.sent(sent).row).delivery
    assert delivery is not None
    assert "BV, not-found" in delivery.events[-1].title
    assert delivery_events(kim) == ["MESSAGE_EXCHANGE_ERROR"]


def test_an_answer_is_recorded_once(kim: PersonClient) -> None:
    kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.wait(minutes=5)
    kim.wait(minutes=5)

    assert delivery_events(kim) == ["ACCEPTED"]


def test_a_program_that_died_while_handing_over_makes_no_second_message(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    sent = kim.send(kim.draft_to(AKUTEN))
    begun = kim.workspace.dispatching._begin_next()
    assert begun is not None
    message = kim.workspace.dispatching._dispatch(begun).message
    kim.workspace._service.submit(Dispatch(message))
    kim.lock_and_unlock()

    kim.wait(minutes=9)
    assert kim.sent(sent).status is Status.QUEUED
    kim.wait(minutes=1)

    assert kim.sent(sent).status not in {Status.QUEUED, Status.MESSAGE_EXCHANGE_ERROR}
    assert network.line.count("POST", MESSAGES) == 1


def test_one_that_waits_holds_back_the_others_only_until_its_time(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    first = kim.send(kim.draft_to(AKUTEN))
    second = kim.send(kim.draft_to(AKUTEN))
    network.line.answer(503, "POST", MESSAGES)

    assert kim.workspace.dispatching.flush() == (0, 0)
    assert kim.workspace.dispatching.flush() == (1, 0)

    assert kim.sent(first).status is Status.QUEUED
    assert kim.sent(second).status is Status.SCHEDULED


def test_a_recipient_that_left_the_address_book_is_a_warning(kim: PersonClient) -> None:
    draft = kim.draft_to(AKUTEN)
    kim.synchronise()

    checked = kim.workspace.outbox.check(replace(draft, recipients=(GONE, *draft.recipients)))
    problems = checked.problems

    assert [(one.kind, one.detail) for one in problems] == [
        (ProblemKind.RECIPIENT_GONE, "Borta kansli")
    ]


@pytest.mark.parametrize("know_addresses", [False])
def test_nobody_is_gone_while_there_is_no_address_book(kim: PersonClient) -> None:
    draft = replace(kim.draft_to(AKUTEN), recipients=(GONE,))

    assert kim.workspace.outbox.check(draft).problems == ()


def test_the_size_is_that_of_the_message(kim: PersonClient) -> None:
    draft = kim.draft_to(AKUTEN, files=(File("a", "x/y", bytes(1000)),), text="ö" * 500)
    size = kim.workspace.outbox.check(draft).size
    sent = kim.send(draft)

    with kim.workspace._store.read() as stored:
        assert len(write_message(stored.messages.whole(sent))) == size


def test_what_is_too_large_is_said_before_sending(kim: PersonClient) -> None:
    draft = kim.draft_to(AKUTEN, files=(File("a", "x/y", bytes(SIZE_LIMIT * 3 // 4)),))

    (problem,) = kim.workspace.outbox.check(draft).problems

    assert problem.kind is ProblemKind.TOO_LARGE
    assert int(problem.detail) == kim.workspace.outbox.check(draft).size - SIZE_LIMIT
    with pytest.raises(InvalidMessage):
        kim.workspace.outbox.send(draft)


def test_a_draft_is_examined_once_for_each_recipient_when_it_is_sent(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    examined: list[str] = []

    def note(message: Message) -> tuple[tuple[Finding, ...], int]:
        examined.append(message.message_id)
        return examine_message(message)

    monkeypatch.setattr("sdk_desktop.usecases.outbox.examine_message", note)
    draft = kim.draft_to(AKUTEN)

    sent = kim.workspace.outbox.send(draft)

    assert examined == list(sent)


def test_a_draft_of_nothing_has_a_size_too(kim: PersonClient) -> None:
    draft = kim.workspace.drafts.new(kim.workspace.mailboxes[0].address)

    assert kim.workspace.outbox.check(draft).size < 3000
    assert kim.workspace.outbox.check(draft).problems


def test_a_row_without_a_word_is_asked_about_and_not_sent(kim: PersonClient) -> None:
    nobody = Person(None, Identifier(CodeSystem.HSA_ID, ""))
    nothing = Reference(Identifier(CodeSystem.DIARY_NUMBER, ""))
    draft = kim.draft_to(
        AKUTEN, persons=(nobody, Person("Bo", nobody.identifier)), own_references=(nothing,)
    )

    problems = kim.workspace.outbox.check(draft).problems
    sent = kim.send(draft)

    assert [one.kind for one in problems] == [
        ProblemKind.ROW_EMPTY,
        ProblemKind.PERSON_WITHOUT_NUMBER,
    ]
    with kim.workspace._store.read() as stored:
        message = stored.messages.whole(sent)
    assert message.recipient.persons == (Person("Bo"),)
    assert message.sender.references == ()


def test_a_draft_of_a_mailbox_that_is_not_ours_is_refused(kim: PersonClient) -> None:
    with pytest.raises(Refused, match="does not have"):
        kim.send(kim.draft_to(AKUTEN, mailbox=AKUTEN))


def test_nothing_is_stored_of_a_message_that_breaks_a_rule(kim: PersonClient) -> None:
    odd = replace(recipient(AKUTEN), organisation="")

    with pytest.raises(InvalidMessage):
        kim.send(kim.draft_to(AKUTEN, recipients=(*kim.draft_to(AKUTEN).recipients, odd)))

    assert kim.headlines() == ()
    assert kim.workspace.status().queued == 0


def test_a_message_to_a_mailbox_of_our_own_comes_and_stays(kim: PersonClient) -> None:
    here, there = (mailbox.address for mailbox in kim.workspace.mailboxes[:2])
    kim.synchronise()
    sent = kim.send(kim.draft_to(there))
    kim.synchronise()
    kim.wait(minutes=5)

    def in_mailbox(headline: Headline) -> str:
        return headline.mailbox

    both = [headline for headline in kim.headlines() if headline.message_id == sent]
    assert sorted(map(in_mailbox, both)) == sorted([here, there])
    assert kim.sent(sent).status is Status.ACCEPTED


def test_a_proxy_that_answers_instead_is_no_refusal(kim: PersonClient) -> None:
    page = httpx.Response(403, html="<html>Blocked</html>")
    kim.app._client = httpx.Client(
        transport=CuttableConnection(httpx.MockTransport(lambda _: page))
    )
    kim.lock_and_unlock()
    sent = kim.send(kim.draft_to(AKUTEN))

    assert kim.workspace.dispatching.flush() == (0, 0)
    assert kim.sent(sent).status is Status.QUEUED


def test_a_token_that_has_grown_old_is_renewed_on_the_way(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    kim.synchronise()
    network.forget_tokens()
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()

    assert kim.sent(sent).status is Status.SCHEDULED
    assert network.line.count("POST", "/token") == 2


def test_a_message_whose_answer_was_lost_rests_before_it_is_handed_over_again(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.line.slow("POST", MESSAGES)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.workspace.dispatching.flush()

    kim.watch.turn(minutes=4)
    early = kim.workspace.dispatching.flush()
    kim.watch.turn(minutes=2)
    late = kim.workspace.dispatching.flush()

    assert early == (0, 0)
    assert late == (1, 0)
    assert kim.sent(sent).status is Status.ACCEPTED  # it had arrived: it is found, not sent twice


def test_a_message_that_never_left_is_handed_over_soon(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.line.cut_before("POST", MESSAGES)
    kim.send(kim.draft_to(AKUTEN))
    kim.workspace.dispatching.flush()

    kim.watch.turn(seconds=31)

    assert kim.workspace.dispatching.flush() == (1, 0)


def test_a_computer_that_slept_after_its_claim_hands_nothing_over(
    network: SandboxNetwork, kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sleep(_message: Message) -> bytes:
        kim.watch.turn(minutes=9)
        return b""

    kim.send(kim.draft_to(AKUTEN))
    monkeypatch.setattr(kim.workspace.dispatching, "_seal", sleep)

    assert kim.workspace.dispatching.flush() == (0, 0)

    assert not [one for one in network.line.requests if (one.method, one.url.path) == SUBMIT]
