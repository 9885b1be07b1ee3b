"""Two people at one mailbox: nobody answers what a colleague has, or has answered, unawares."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import Delivery, Status
from sdk_desktop.domain.draft import AnsweredMeanwhile, Draft
from sdk_desktop.domain.errand import WRITING_LASTS, ErrandState, Filing, Proposal, Reason
from sdk_desktop.domain.errors import InOtherHands, Refused
from sdk_desktop.domain.mailbox import Direction, Folder, Headline
from sdk_desktop.formats.message import write_message
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.sandbox_network import SOCIAL, PersonClient, SandboxNetwork, colleague_of
from tests.usecases.arrivals import AKUTEN, arrived, letter


@pytest.fixture
def sara(kim: PersonClient) -> Iterator[Workspace]:
    workspace = colleague_of(kim, "Sara Lind")
    yield workspace
    workspace.close()


def shown(workspace: Workspace, row: int) -> Headline:
    """Return a message as somebody's list shows it."""
    found = workspace.inbox.page("", Folder.ALL).headlines
    return next(one for one in found if one.row == row)


def folder(workspace: Workspace, which: Folder) -> list[int]:
    return [one.row for one in workspace.inbox.page("", which).headlines]


def written(draft: Draft, text: str) -> Draft:
    return replace(draft, text=text, confidential=False, persons=())


def test_beginning_an_answer_takes_the_message_and_is_seen_by_colleagues(
    kim: PersonClient, sara: Workspace
) -> None:
    row = arrived(kim, letter())

    kim.workspace.drafts.answer(row)

    seen = shown(sara, row)
    assert (seen.handler, seen.errand.state) == ("Kim Berg", ErrandState.WRITING)
    assert (seen.errand.writer, seen.errand.writing_since) == ("Kim Berg", kim.watch.now)


def test_nobody_else_begins_an_answer_unawares(kim: PersonClient, sara: Workspace) -> None:
    row = arrived(kim, letter())
    kim.workspace.drafts.answer(row)

    with pytest.raises(InOtherHands) as refused:
        sara.drafts.answer(row)

    assert (refused.value.name, refused.value.since) == ("Kim Berg", kim.watch.now)
    assert shown(sara, row).handler == "Kim Berg"


def test_an_answer_is_taken_over_on_purpose(kim: PersonClient, sara: Workspace) -> None:
    row = arrived(kim, letter())
    kim.workspace.drafts.answer(row)

    sara.drafts.answer(row, over=kim.workspace.who_id)

    seen = shown(kim.workspace, row)
    assert (seen.handler, seen.errand.writer) == ("Sara Lind", "Sara Lind")
    newest = kim.workspace.handling.history(row)[0].event
    assert (newest.kind, newest.who, newest.detail) == (
        AuditKind.TAKEN_OVER,
        "Sara Lind",
        "Kim Berg",
    )


def test_agreeing_to_take_over_from_one_is_not_agreeing_to_another(
    kim: PersonClient, sara: Workspace
) -> None:
    row = arrived(kim, letter())
    sara.handling.take(row)

    with pytest.raises(InOtherHands, match="Sara Lind"):
        kim.workspace.handling.take(row, over="somebody else")

    assert shown(sara, row).handler == "Sara Lind"


def test_of_several_those_are_taken_that_nobody_has(kim: PersonClient, sara: Workspace) -> None:
    rows = [arrived(kim, letter()) for _ in range(4)]
    sara.handling.take(rows[0])
    kim.workspace.handling.take(rows[1])

    taken = kim.workspace.handling.take_free(rows)

    handlers = [shown(sara, row).handler for row in rows]
    assert (taken, handlers) == (2, ["Sara Lind", *["Kim Berg"] * 3])


def test_of_several_those_are_taken_over_that_one_colleague_has(
    kim: PersonClient, sara: Workspace
) -> None:
    rows = [arrived(kim, letter()) for _ in range(4)]
    sara.handling.take_free(rows[:2])
    sara.drafts.answer(rows[1])
    with kim.workspace._store.begin() as stored:
        stored.messages.assign(rows[2], stored.colleagues.id_of("Bo Ek"))

    taken = kim.workspace.handling.take_free(rows, over=sara.who_id)

    handlers = [shown(sara, row).handler for row in rows]
    assert (taken, handlers) == (3, ["Kim Berg", "Kim Berg", "Bo Ek", "Kim Berg"])


def test_an_answer_that_nobody_goes_on_with_keeps_nobody_from_writing(
    kim: PersonClient, sara: Workspace
) -> None:
    row = arrived(kim, letter())
    draft = kim.workspace.drafts.answer(row)
    kim.watch.turn(minutes=14)
    kim.workspace.drafts.save(draft)
    kim.watch.turn(minutes=14)
    busy = shown(sara, row).errand.state
    kim.watch.now += WRITING_LASTS

    assert busy is ErrandState.WRITING
    assert shown(sara, row).errand.state is ErrandState.TAKEN


@pytest.mark.parametrize("end", ["leave", "discard"])
def test_whoever_stops_writing_is_no_longer_shown_as_writing(
    kim: PersonClient, sara: Workspace, end: str
) -> None:
    row = arrived(kim, letter())
    draft = kim.workspace.drafts.answer(row)
    kim.workspace.drafts.save(draft)

    {
        "leave": lambda: kim.workspace.drafts.leave(draft),
        "discard": lambda: kim.workspace.drafts.discard(draft.key),
    }[end]()

    assert shown(sara, row).errand.state is ErrandState.TAKEN


def test_going_on_with_a_draft_is_seen_again(kim: PersonClient, sara: Workspace) -> None:
    row = arrived(kim, letter())
    draft = kim.workspace.drafts.answer(row)
    kim.workspace.drafts.save(draft)
    kim.workspace.drafts.leave(draft)

    kim.workspace.drafts.get(draft.key)

    assert shown(sara, row).errand.writer == "Kim Berg"


def test_a_second_answer_stops_until_the_first_has_been_seen(
    kim: PersonClient, sara: Workspace
) -> None:
    row = arrived(kim, letter())
    first = written(kim.workspace.drafts.answer(row), "Vi kommer tre personer.")
    second = written(sara.drafts.answer(row, over=kim.workspace.who_id), "Vi kommer inte.")
    sara.outbox.send(second)

    with pytest.raises(AnsweredMeanwhile) as stopped:
        kim.workspace.outbox.send(first)

    (answer,) = stopped.value.answers
    assert answer.who == "Sara Lind"
    reading = kim.workspace.inbox.open(answer.row)
    assert reading.message is not None
    assert reading.message.texts == ("Vi kommer inte.",)
    assert len(folder(kim.workspace, Folder.SENT)) == 1
    kim.workspace.outbox.send(replace(first, answers_seen=(answer.message_id,)))
    assert len(folder(kim.workspace, Folder.SENT)) == 2


def test_an_answer_is_noted_on_the_message(kim: PersonClient, sara: Workspace) -> None:
    row = arrived(kim, letter())

    kim.workspace.outbox.send(written(kim.workspace.drafts.answer(row), "Ja."))

    errand = shown(sara, row).errand
    assert errand.state is ErrandState.ANSWERED
    assert (errand.answerer, errand.answered) == ("Kim Berg", kim.watch.now)


def test_a_follow_up_has_the_handler_and_the_number_of_its_conversation(
    kim: PersonClient, network: SandboxNetwork
) -> None:
    first = letter(label="Remiss")
    network.put_in_mailbox(write_message(first))
    kim.synchronise()
    row = kim.received("Remiss").row
    kim.workspace.handling.take(row)
    kim.workspace.handling.register(row, "SOC 26/77")

    more = letter(label="Mer", conversation_id=first.conversation_id)
    network.put_in_mailbox(write_message(more))
    kim.synchronise()

    follow_up = kim.received("Mer")
    assert (follow_up.handler, follow_up.diary_number) == ("Kim Berg", "SOC 26/77")
    assert follow_up.row in folder(kim.workspace, Folder.MINE)
    assert follow_up.row not in folder(kim.workspace, Folder.UNASSIGNED)


def test_what_we_send_has_the_number_of_its_conversation(kim: PersonClient) -> None:
    row = arrived(kim, letter())
    kim.workspace.handling.register(row, "SOC 26/77")

    kim.workspace.outbox.send(written(kim.workspace.drafts.answer(row), "Ja."))

    answer = kim.headlines(Folder.SENT)[0]
    assert (answer.handler, answer.diary_number) == ("Kim Berg", "SOC 26/77")


def test_a_message_is_read_by_each_person_for_themselves(
    kim: PersonClient, sara: Workspace
) -> None:
    row = arrived(kim, letter())

    kim.workspace.inbox.record_reading(kim.workspace.inbox.open(row))

    assert folder(kim.workspace, Folder.NEW) == []
    assert folder(sara, Folder.NEW) == [row]
    assert sara.inbox.counts()[0].new == 1


def test_a_message_can_be_unread_again(kim: PersonClient, sara: Workspace) -> None:
    row = arrived(kim, letter())
    kim.workspace.inbox.record_reading(kim.workspace.inbox.open(row))
    sara.inbox.record_reading(sara.inbox.open(row))

    kim.workspace.handling.mark_unread([row])

    assert folder(kim.workspace, Folder.NEW) == [row]
    assert folder(sara, Folder.NEW) == []


def test_what_is_handed_over_is_new_to_whoever_gets_it(kim: PersonClient, sara: Workspace) -> None:
    row = arrived(kim, letter())
    sara.inbox.record_reading(sara.inbox.open(row))

    kim.workspace.handling.hand_over(row, "Sara Lind")

    assert folder(sara, Folder.NEW) == [row]
    assert folder(sara, Folder.MINE) == [row]


def test_a_draft_is_its_writers_until_it_is_handed_over(kim: PersonClient, sara: Workspace) -> None:
    row = arrived(kim, letter())
    draft = written(kim.workspace.drafts.answer(row), "Ja.")
    kim.workspace.drafts.save(draft)
    before = sara.drafts.all()

    kim.workspace.drafts.hand_over(draft.key, "Sara Lind")

    assert before == ()
    assert kim.workspace.drafts.all() == ()
    assert [one.key for one in sara.drafts.all()] == [draft.key]
    assert sara.inbox.counts()[0].drafts == 1
    assert shown(sara, row).handler == "Sara Lind"
    assert sara.drafts.get(draft.key).text == "Ja."


def test_notes_are_seen_by_colleagues_and_by_nobody_else(
    kim: PersonClient, sara: Workspace
) -> None:
    row = arrived(kim, letter())

    kim.workspace.handling.write_note(row, " Ringde 09:30 ")
    kim.workspace.handling.write_note(row, "  ")
    kim.workspace.outbox.send(written(kim.workspace.drafts.answer(row), "Ja."))

    (note,) = sara.handling.notes(row)
    assert (note.who, note.text) == ("Kim Berg", "Ringde 09:30")
    sent = kim.workspace.inbox.open(kim.headlines(Folder.SENT)[0].row).message
    assert b"Ringde" not in write_message(sent or letter())


def test_the_history_of_a_message_says_who_did_what(kim: PersonClient, sara: Workspace) -> None:
    row = arrived(kim, letter())
    kim.workspace.inbox.record_reading(kim.workspace.inbox.open(row))
    sara.handling.take(row)
    arrived(kim, letter())

    events = [(one.event.kind, one.event.who) for one in sara.handling.history(row)]

    assert events == [(AuditKind.TAKEN, "Sara Lind"), (AuditKind.READ, "Kim Berg")]


@pytest.mark.parametrize("filing", [Filing.PERSONAL_FILE, Filing.MINOR])
def test_what_is_kept_without_a_number_is_done(kim: PersonClient, filing: Filing) -> None:
    rows = [arrived(kim, letter()), arrived(kim, letter())]
    kim.watch.turn(days=4)
    before = folder(kim.workspace, Folder.ACTION)

    kim.workspace.handling.file(rows, filing)

    assert before == rows[::-1]
    assert folder(kim.workspace, Folder.ACTION) == []
    errand = shown(kim.workspace, rows[0]).errand
    assert (errand.state, errand.filing) == (ErrandState.DONE, filing)


def test_a_deadline_asks_for_an_answer_until_there_is_one(kim: PersonClient) -> None:
    row = arrived(kim, letter())
    kim.workspace.handling.register(row, "SOC 1/26")
    far, near = kim.watch.now + timedelta(days=30), kim.watch.now + timedelta(days=2)

    kim.workspace.handling.answer_by(row, far)
    not_yet = shown(kim.workspace, row).errand
    kim.workspace.handling.answer_by(row, near)
    coming = shown(kim.workspace, row).errand
    kim.watch.turn(days=3)
    late = shown(kim.workspace, row).errand
    kim.workspace.prove(kim.proof())
    kim.workspace.outbox.send(written(kim.workspace.drafts.answer(row), "Ja."))

    assert (not_yet.reason, not_yet.due) == (None, far)
    assert (coming.reason, coming.due) == (Reason.UNANSWERED, near)
    assert late.is_overdue(kim.watch.now)
    assert row not in folder(kim.workspace, Folder.ACTION)


def test_a_reminder_is_ones_own(kim: PersonClient, sara: Workspace) -> None:
    row = arrived(kim, letter())
    kim.workspace.handling.register(row, "SOC 1/26")

    kim.workspace.handling.remind(row, kim.watch.now + timedelta(hours=1))
    before = folder(kim.workspace, Folder.ACTION)
    kim.watch.turn(hours=2)

    assert before == []
    assert folder(kim.workspace, Folder.ACTION) == [row]
    assert folder(sara, Folder.ACTION) == []
    kim.workspace.handling.tick_off(row, "")
    assert folder(kim.workspace, Folder.ACTION) == []


def test_what_failed_is_ticked_off_with_a_note(kim: PersonClient, network: SandboxNetwork) -> None:
    network.refuse_next()
    sent = kim.send(kim.draft_to("sdk:akuten:0203:regionekelund.example.se"))
    kim.synchronise()
    (failed,) = kim.headlines(Folder.ACTION)

    kim.workspace.handling.tick_off(failed.row, "ringde 09:30")

    assert (failed.message_id, failed.direction) == (sent, Direction.OUT)
    assert failed.errand.reason in {Reason.REJECTED, Reason.FAILED}
    assert kim.headlines(Folder.ACTION) == ()
    assert [note.text for note in kim.workspace.handling.notes(failed.row)] == ["ringde 09:30"]
    with pytest.raises(Refused, match="needs nobody"):
        kim.workspace.handling.tick_off(failed.row, "")


def test_our_number_that_the_sender_names_is_proposed_with_who_has_it(
    kim: PersonClient, sara: Workspace
) -> None:
    first = arrived(kim, letter())
    sara.handling.take(first)
    kim.workspace.handling.register(first, "SOC 2026/17")
    row = arrived(kim, letter())

    proposed = kim.workspace.handling.proposal(row)

    assert proposed == Proposal("SOC 2026/17", "Sara Lind", sara.who_id)
    kim.workspace.handling.accept(row, proposed)
    now = shown(kim.workspace, row)
    assert (now.diary_number, now.handler) == ("SOC 2026/17", "Sara Lind")
    assert row in folder(sara, Folder.NEW)
    assert kim.workspace.handling.proposal(row) is None


def test_a_number_that_is_accepted_leaves_the_type_as_it_is(kim: PersonClient) -> None:
    row = arrived(kim, letter())
    kim.workspace.handling.register(row, "", "Remiss")
    proposed = kim.workspace.handling.proposal(row)
    assert proposed is not None

    kim.workspace.handling.accept(row, proposed)

    now = shown(kim.workspace, row)
    assert (now.diary_number, now.document_type) == ("SOC 2026/17", "Remiss")


def test_a_number_of_ours_that_nothing_here_has_is_proposed_without_a_handler(
    kim: PersonClient,
) -> None:
    row = arrived(kim, letter())

    assert kim.workspace.handling.proposal(row) == Proposal("SOC 2026/17")


def test_the_message_that_is_answered_can_be_read_beside_the_answer(kim: PersonClient) -> None:
    row = arrived(kim, letter(text="Hur många kommer?"))
    answer = kim.workspace.drafts.answer(row)

    beside = kim.workspace.inbox.answered(answer)

    assert beside is not None
    assert beside.message is not None
    assert (beside.headline.row, beside.message.texts) == (row, ("Hur många kommer?",))
    assert kim.workspace.inbox.answered(kim.draft_to(AKUTEN)) is None
    newest = kim.workspace.handling.history(row)[0].event
    assert (newest.kind, newest.who) == (AuditKind.READ, "Kim Berg")


def test_what_one_has_seen_to_today_is_counted_once_and_is_ones_own(
    kim: PersonClient, sara: Workspace
) -> None:
    answered, registered, ticked, theirs = (arrived(kim, letter()) for _ in range(4))
    handling = kim.workspace.handling
    kim.workspace.outbox.send(written(kim.workspace.drafts.answer(answered), "Ja."))
    handling.register(answered, "SOC 1")
    handling.register(registered, "SOC 2")
    handling.remind(ticked, kim.watch.now)
    handling.tick_off(ticked, "ringde 09:30")
    sara.outbox.send(written(sara.drafts.answer(theirs), "Nej."))

    today = handling.done_today(), handling.done_today(SOCIAL), handling.done_today("another")
    hers = sara.handling.done_today()
    kim.watch.turn(days=1)

    assert (today, hers) == ((3, 3, 0), 1)
    assert handling.done_today() == 0


def test_what_is_sent_again_is_seen_to_and_what_needs_somebody_again_is_not(
    kim: PersonClient,
) -> None:
    failed = kim.send(kim.draft_to(AKUTEN))
    with kim.workspace._store.begin() as stored:
        stored.deliveries.put(Delivery(failed, Status.REJECTED))
    (needed,) = folder(kim.workspace, Folder.ACTION)
    handling = kim.workspace.handling
    kim.workspace.outbox.send(kim.workspace.drafts.resend(needed))
    sent_again = handling.done_today()
    waits = arrived(kim, letter())
    handling.register(waits, "SOC 4")
    handling.answer_by(waits, kim.watch.now + timedelta(days=1))

    assert (sent_again, handling.done_today()) == (1, 1)
