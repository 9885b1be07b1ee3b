"""The practice lessons are done by what really happened, in the store of whoever practises."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sdk_desktop.domain.delivery import TAKE_BACK
from sdk_desktop.domain.dossier.paper import Heading, Paper
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.usecases.lessons.course import Lesson, LessonProgress, LessonStep
from tests.kit.sandbox_network import PersonClient, colleague_of
from tests.usecases.arrivals import arrived, letter

PRACTICE = "ovningsmyndigheten.example.se"
ANSWERING = f"sdk:svarar:0203:{PRACTICE}"
REFUSING = f"sdk:avvisar-filtyp:0203:{PRACTICE}"
SILENT = f"sdk:svarar-aldrig:0203:{PRACTICE}"


def done(client: PersonClient) -> set[Lesson]:
    return {one.lesson for one in client.workspace.lessons.progress() if one.done}


def step(client: PersonClient, lesson: Lesson) -> LessonStep | None:
    (found,) = [one for one in client.workspace.lessons.progress() if one.lesson is lesson]
    return found.next


def read(client: PersonClient, row: int) -> None:
    client.watch.turn(minutes=10)  # or else it is the same reading
    client.workspace.prove(client.proof())
    client.workspace.inbox.record_reading(client.workspace.inbox.open(row))


def is_reply(headline: Headline) -> bool:
    return headline.direction is Direction.IN and PRACTICE in headline.counterpart.organisation


def sheet(progress: tuple[LessonProgress, ...]) -> Paper:
    heading = Heading(f"{len(progress)} lessons", 1)
    return Paper("Certificate", "en", (heading,), "{page} {pages}", "")


def test_who_has_just_begun_has_done_nothing(kim: PersonClient, tmp_path: Path) -> None:
    assert done(kim) == set()
    with pytest.raises(Refused, match="every exercise"):
        kim.workspace.lessons.certify(tmp_path / "certificate.pdf", sheet)
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_whole_course_is_done_in_the_practice_federation(
    kim: PersonClient, tmp_path: Path
) -> None:
    workspace = kim.workspace
    kim.synchronise()
    asked = kim.received("Kallelse till SIP-möte").row
    workspace.inbox.search("SIP")
    read(kim, asked)
    (attachment, *_) = workspace.inbox.open(asked).attachments
    workspace.inbox.file(asked, attachment.key)
    workspace.handling.take(asked)
    workspace.handling.write_note(asked, "Jag svarar i dag")
    kim.send(replace(workspace.drafts.answer(asked), text="Vi kommer", confidential=True))
    kim.send(kim.draft_to(ANSWERING))
    refused = kim.send(kim.draft_to(REFUSING))
    unanswered = kim.send(kim.draft_to(SILENT))
    regretted = kim.draft_to(ANSWERING)
    workspace.drafts.save(regretted)
    workspace.outbox.send(regretted, hold=TAKE_BACK)
    workspace.outbox.take_back(regretted.key)
    workspace.handling.answer_by(asked, kim.watch.now + timedelta(days=1))
    workspace.handling.register(asked, "SOC 2026/1")
    kim.synchronise()
    kim.wait(minutes=5)
    kim.wait(hours=1)
    kim.synchronise()
    kim.lock_and_unlock()
    reply = kim.headline(
        lambda one: one.direction is Direction.IN and one.counterpart.label == "Övningsmyndigheten"
    )
    for row in (reply.row, kim.sent(refused).row, kim.sent(unanswered).row):
        read(kim, row)

    assert [one.next for one in kim.workspace.lessons.progress()] == [None] * len(Lesson)
    kim.workspace.lessons.certify(tmp_path / "certificate.pdf", sheet)
    assert (tmp_path / "certificate.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_what_a_colleague_does_is_their_own_lesson(kim: PersonClient) -> None:
    row = arrived(kim, letter())
    sara = colleague_of(kim, "Sara Lind")
    sara.handling.take(row)
    sara.close()

    assert step(kim, Lesson.TAKING) is LessonStep.TAKE


def test_a_message_that_waits_is_not_yet_refused(kim: PersonClient) -> None:
    waiting = kim.sent(kim.send(kim.draft_to(REFUSING))).row
    read(kim, waiting)

    assert step(kim, Lesson.REFUSED) is LessonStep.SEE_REFUSED
    kim.synchronise()
    kim.wait(minutes=1)
    assert step(kim, Lesson.REFUSED) is LessonStep.READ_REASON
    read(kim, waiting)
    assert Lesson.REFUSED in done(kim)


def test_locking_is_learnt_by_whoever_comes_back(kim: PersonClient) -> None:
    assert step(kim, Lesson.LOCKING) is LessonStep.LOCK
    kim.lock_and_unlock()
    assert Lesson.LOCKING in done(kim)
