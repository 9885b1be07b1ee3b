"""What was sent can be taken back for twenty seconds; whatever happens, it leaves after them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import TAKE_BACK, HeldSending, Status
from sdk_desktop.domain.draft import Draft, DraftGone
from sdk_desktop.domain.errand import ErrandState
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.domain.message import File
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.computer.full_at import full_at
from tests.kit.sandbox_network import PersonClient, SandboxNetwork, colleague_of, recipient
from tests.usecases.arrivals import AKUTEN, arrived, letter

BUP = "sdk:bup-ekdala:0203:regionekelund.example.se"
MESSAGES = "/v1/sdk/messages"


@pytest.fixture
def first_messages() -> bool:
    return False


@pytest.fixture
def sara(kim: PersonClient) -> Iterator[Workspace]:
    workspace = colleague_of(kim, "Sara Lind")
    yield workspace
    workspace.close()


def sent(client: PersonClient, draft: Draft) -> tuple[str, ...]:
    """Save a draft and send it, as the window does."""
    client.workspace.drafts.save(draft)
    return client.workspace.outbox.send(draft, hold=TAKE_BACK)


def answer_to(client: PersonClient, row: int) -> Draft:
    begun = client.workspace.drafts.answer(row)
    return replace(begun, text="Vi kommer", confidential=False, persons=())


def test_nothing_leaves_before_its_twenty_seconds_are_over(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    sent(kim, kim.draft_to(AKUTEN))

    kim.watch.turn(seconds=19)
    early = kim.synchronise().handed_over
    kim.watch.turn(seconds=1)

    assert (early, network.line.count("POST", MESSAGES)) == (0, 0)
    assert kim.synchronise().handed_over == 1


def test_a_draft_that_is_gone_does_not_come_back_by_a_save_that_was_late(
    kim: PersonClient,
) -> None:
    """It was thrown away, in the list or in another window, while its window is open."""
    draft = kim.draft_to(AKUTEN)
    kim.workspace.drafts.save(draft)
    shown = kim.workspace.drafts.get(draft.key)
    kim.workspace.drafts.discard(draft.key)

    with pytest.raises(DraftGone):
        kim.workspace.drafts.save(replace(shown, text="Mer"))
    assert kim.workspace.drafts.all() == ()


def test_what_a_full_disk_did_not_take_is_saved_when_there_is_room(kim: PersonClient) -> None:
    draft = kim.draft_to(AKUTEN)
    with full_at(0), pytest.raises(Unavailable, match="full"):
        kim.workspace.drafts.save(draft)

    kim.workspace.drafts.save(draft)

    assert [one.key for one in kim.workspace.drafts.all()] == [draft.key]


def test_a_draft_that_has_left_is_not_sent_again_from_a_window_that_still_shows_it(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    draft = kim.draft_to(AKUTEN)
    sent(kim, draft)
    kim.workspace.drafts.get(draft.key)
    kim.wait(seconds=21)

    with pytest.raises(DraftGone):
        sent(kim, draft)
    kim.wait(seconds=21)
    assert network.line.count("POST", MESSAGES) == 1


def test_what_another_window_has_sent_is_not_sent_once_more(kim: PersonClient) -> None:
    draft = kim.draft_to(AKUTEN)
    sent(kim, draft)

    with pytest.raises(Refused, match="sent in another window"):
        sent(kim, draft)

    assert len(kim.headlines(Folder.SENT)) == 1


def test_what_is_out_of_sight_does_not_count_as_a_draft(kim: PersonClient) -> None:
    sent(kim, kim.draft_to(AKUTEN))

    counted = kim.workspace.inbox.counts()

    assert sum(one.drafts for one in counted) == 0
    assert sum(one.sent for one in counted) == 1


def test_the_answered_message_and_the_answer_say_that_it_has_not_left(kim: PersonClient) -> None:
    row, other = arrived(kim, letter()), arrived(kim, letter())
    sent(kim, answer_to(kim, row))
    held = {one.row: one.errand.leaving for one in kim.headlines()}
    kim.watch.turn(seconds=20)
    kim.synchronise()

    assert [held.pop(other), *held.values()] == [False, True, True]
    assert not any(one.errand.leaving for one in kim.headlines())


def test_what_is_taken_back_is_a_draft_again_and_was_never_sent(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    file = File("beslut.pdf", "application/pdf", b"%PDF-1.7")
    draft = kim.draft_to(AKUTEN, files=(file,))
    (message_id,) = sent(kim, draft)
    hidden = kim.workspace.drafts.all()

    kim.workspace.outbox.take_back(draft.key)
    kim.wait(minutes=5)

    assert (hidden, kim.headlines(Folder.SENT), kim.workspace.outbox.held()) == ((), (), ())
    again = kim.workspace.drafts.get(draft.key)
    assert (again.label, again.text, again.files) == (draft.label, draft.text, (file,))
    assert network.line.count("POST", MESSAGES) == 0
    events = kim.workspace.audit_trail.page(kind=AuditKind.TAKEN_BACK)
    assert [row.event.message_id for row in events] == [message_id]


def test_a_draft_that_was_taken_back_is_sent_anew(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    draft = kim.draft_to(AKUTEN)
    (first,) = sent(kim, draft)
    kim.workspace.outbox.take_back(draft.key)

    (second,) = sent(kim, replace(draft, text="Rättat"))
    kim.wait(seconds=20)

    assert first != second
    assert network.line.count("POST", MESSAGES) == 1
    assert [one.message_id for one in kim.headlines(Folder.SENT)] == [second]


def test_who_sent_sees_what_waits_and_until_when(kim: PersonClient, sara: Workspace) -> None:
    draft = kim.draft_to(AKUTEN)
    sent(kim, draft)

    kim.watch.turn(seconds=6)

    name = draft.recipients[0].function_label
    held = HeldSending(draft.key, (name,), timedelta(seconds=14))
    assert kim.workspace.outbox.held() == (held,)
    assert sara.outbox.held() == ()
    kim.watch.turn(seconds=14)
    assert kim.workspace.outbox.held() == ()


def test_what_has_begun_to_leave_cannot_be_taken_back(kim: PersonClient) -> None:
    draft = kim.draft_to(AKUTEN)
    sent(kim, draft)
    kim.watch.turn(seconds=20)
    assert kim.workspace.dispatching._begin_next() is not None

    with pytest.raises(Refused, match="no longer be taken back"):
        kim.workspace.outbox.take_back(draft.key)

    assert kim.workspace.drafts.all() == ()
    assert len(kim.headlines(Folder.SENT)) == 1


def test_a_list_is_taken_back_as_a_whole_or_not_at_all(kim: PersonClient) -> None:
    draft = replace(kim.draft_to(AKUTEN), recipients=(recipient(AKUTEN), recipient(BUP)))
    sent(kim, draft)
    kim.watch.turn(seconds=20)
    kim.workspace.dispatching._begin_next()

    with pytest.raises(Refused):
        kim.workspace.outbox.take_back(draft.key)

    assert len(kim.headlines()) == 2


def test_both_messages_of_a_list_are_taken_back(kim: PersonClient) -> None:
    draft = replace(kim.draft_to(AKUTEN), recipients=(recipient(AKUTEN), recipient(BUP)))
    sent(kim, draft)

    kim.workspace.outbox.take_back(draft.key)

    assert kim.headlines(Folder.SENT) == ()
    assert len(kim.workspace.drafts.get(draft.key).recipients) == 2


def test_an_answer_that_is_taken_back_leaves_its_message_unanswered(kim: PersonClient) -> None:
    row = arrived(kim, letter())
    draft = answer_to(kim, row)
    sent(kim, draft)
    answered = kim.workspace.inbox.open(row).headline.errand

    kim.workspace.outbox.take_back(draft.key)

    now = kim.workspace.inbox.open(row).headline
    assert (answered.state, now.errand.answered) == (ErrandState.ANSWERED, None)
    assert (now.errand.state, now.handler) == (ErrandState.TAKEN, "Kim Berg")
    kim.workspace.drafts.get(draft.key)
    assert kim.workspace.inbox.open(row).headline.errand.state is ErrandState.WRITING


def test_the_first_of_two_answers_is_left_when_the_second_is_taken_back(kim: PersonClient) -> None:
    row, begun = arrived(kim, letter()), kim.watch.now
    kim.workspace.outbox.send(answer_to(kim, row))
    kim.watch.turn(minutes=1)
    second = answer_to(kim, row)
    sent(kim, second)

    kim.workspace.outbox.take_back(second.key)

    errand = kim.workspace.inbox.open(row).headline.errand
    assert (errand.answered, errand.answerer) == (begun, "Kim Berg")


def test_what_failed_needs_somebody_again_when_its_resending_is_taken_back(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.refuse_next()
    kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    (failed,) = kim.headlines(Folder.ACTION)
    draft = kim.workspace.drafts.resend(failed.row)
    sent(kim, draft)
    meanwhile = kim.headlines(Folder.ACTION)

    kim.workspace.outbox.take_back(draft.key)

    assert meanwhile == ()
    assert [one.row for one in kim.headlines(Folder.ACTION)] == [failed.row]


def test_what_waits_leaves_at_once_when_the_client_is_locked(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    sent(kim, kim.draft_to(AKUTEN))

    kim.workspace.close()

    assert network.line.count("POST", MESSAGES) == 1


def test_locking_lets_nothing_of_a_colleague_go(
    network: SandboxNetwork, kim: PersonClient, sara: Workspace
) -> None:
    sent(kim, kim.draft_to(AKUTEN))

    sara.close()

    assert network.line.count("POST", MESSAGES) == 0
    assert len(kim.workspace.outbox.held()) == 1


def test_without_the_service_what_waits_leaves_after_unlocking(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    (message_id,) = sent(kim, kim.draft_to(AKUTEN))
    network.line.answer(503, "POST", MESSAGES)
    kim.lock_and_unlock()

    kim.wait(minutes=1)

    assert kim.sent(message_id).status is not Status.QUEUED
    assert kim.workspace.drafts.all() == ()


def test_what_a_crash_has_left_waiting_leaves_by_itself(kim: PersonClient, sara: Workspace) -> None:
    """Another window of the program goes on with the store as the crash has left it."""
    sent(kim, kim.draft_to(AKUTEN))

    early = sara.dispatching.flush()
    kim.watch.turn(seconds=20)

    assert (early, sara.dispatching.flush()) == ((0, 0), (1, 0))
    assert kim.workspace.drafts.all() == ()


def test_send_now_lets_it_go(kim: PersonClient) -> None:
    sent(kim, kim.draft_to(AKUTEN))

    assert kim.workspace.outbox.let_go()
    assert kim.synchronise().handed_over == 1
    assert not kim.workspace.outbox.let_go()
