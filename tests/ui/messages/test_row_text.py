from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.draft import DraftRecipient
from sdk_desktop.domain.errand import Errand, ErrandState, Filing, Reason
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.ui.messages.row_delegate import _fitting
from sdk_desktop.ui.messages.row_text import RowReader, draft_row, headline_row
from sdk_desktop.ui.parts.painting import Mark, Tone, mark_width
from tests.ui.fake_workspace import NOON, OURS, draft, headline

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
READER = RowReader(NOON, "kim")


def test_a_row_says_everything_to_a_screen_reader() -> None:
    reader = RowReader(NOON + DAY, "kim", {OURS.address: "Socialkontoret"})
    line = headline_row(
        headline(unread=True, attachments=2, handler="Åsa Öberg", handler_id="åsa"), reader
    )

    assert line.spoken == (
        "Unread, Confidential, BUP mottagning, Region Norrstrand, Kallelse till SIP-möte, "
        f"Socialkontoret, Yesterday {line.time}, Åsa Öberg, 2 attachments"
    )


def test_a_row_says_no_reference_which_may_name_a_person() -> None:
    line = headline_row(headline(references=("20150401-2384", "Dnr 12/26")), READER)

    assert "2384" not in line.spoken + repr(replace(line, value=draft()))


def test_a_row_that_stands_under_no_day_says_its_day_itself() -> None:
    line = headline_row(headline(time=NOON - 3 * DAY), RowReader(NOON, by_day=False))

    assert (line.day, line.spoken_day, line.time) == (None, "", "9 May")


def test_a_row_knows_whether_its_handler_is_whoever_looks() -> None:
    mine = headline_row(headline(handler="Kim Ö", handler_id="kim"), READER)
    other = headline_row(headline(handler="Åsa Öberg", handler_id="åsa"), READER)
    nobody = headline_row(headline(), RowReader(NOON))

    assert (mine.mine, other.mine, nobody.mine) == (True, False, False)


@pytest.mark.parametrize(
    ("status", "words", "tone"),
    [
        (Status.QUEUED, "In the queue", Tone.QUIET),
        (Status.ACKNOWLEDGE, "On its way", Tone.QUIET),
        (Status.SCHEDULED_FOR_RESEND, "Trying again", Tone.WAITING),
        (Status.ACCEPTED, "Delivered", Tone.GOOD),
        (Status.MESSAGE_EXCHANGE_ERROR, "Not delivered", Tone.QUIET),
    ],
)
def test_a_sent_message_that_needs_nobody_says_its_status_quietly(
    status: Status, words: str, tone: Tone
) -> None:
    line = headline_row(headline(direction=Direction.OUT, status=status), READER)

    assert line.outgoing
    assert line.note is not None
    assert (line.note.text, line.note.tone, line.note.pressing) == (words, tone, False)


def test_a_registered_message_says_its_number_and_who_has_it() -> None:
    done = Errand(ErrandState.DONE)
    line = headline_row(
        headline(diary_number="SOC 12/26", handler="Åsa Öberg", errand=done), READER
    )

    assert line.note == Mark("SOC 12/26", "register", Tone.GOOD)
    assert line.handler == "Åsa Öberg"


@pytest.mark.parametrize(
    ("errand", "words", "tone"),
    [
        (Errand(ErrandState.NEW), "", None),
        (Errand(ErrandState.WRITING, writer="Sara Lind"), "Sara is writing an answer", Tone.ACCENT),
        (Errand(ErrandState.ANSWERED), "Answered", Tone.GOOD),
        (Errand(ErrandState.ANSWERED, leaving=True), "Leaves shortly", Tone.ACCENT),
        (Errand(ErrandState.DONE, filing=Filing.MINOR), "Of little importance", Tone.GOOD),
        (Errand(ErrandState.TAKEN, due=NOON + DAY), "Answer tomorrow", Tone.WAITING),
        (Errand(None, Reason.REJECTED), "Rejected", Tone.BAD),
        (
            Errand(None, Reason.LATE),
            "No acknowledgement",
            Tone.WAITING,
        ),
        (
            Errand(ErrandState.TAKEN, Reason.UNANSWERED, NOON),
            "Not answered · overdue",
            Tone.BAD,
        ),
        (
            Errand(ErrandState.NEW, Reason.UNREGISTERED, NOON + HOUR),
            "No diary number · today",
            Tone.WAITING,
        ),
    ],
)
def test_a_row_says_one_exception_only(errand: Errand, words: str, tone: Tone | None) -> None:
    note = headline_row(headline(errand=errand), READER).note

    assert (note.text if note else "") == words
    assert (note.tone if note else None) is tone
    assert bool(note and note.pressing) is (tone in {Tone.WAITING, Tone.BAD})


def test_a_message_that_could_not_be_read_says_so() -> None:
    puzzling = Errand(ErrandState.NEW, Reason.UNREADABLE)
    lacking = "The message lacks an element."
    line = headline_row(headline(subject="", unreadable=lacking, errand=puzzling), READER)

    assert line.title == "A message that could not be read"
    assert line.note is not None
    assert (line.note.text, line.note.tone) == ("Could not be read", Tone.BAD)


def test_a_subject_cannot_hide_what_it_says() -> None:
    line = headline_row(headline(subject="fdp.\u202eexe\nrad två"), READER)

    assert "\n" not in line.title
    assert "\u202e" not in line.title


def test_a_draft_says_what_it_lacks() -> None:
    line = draft_row(draft(), READER)

    assert line.title == "No subject yet"
    assert line.who == "No recipient yet"
    assert line.time == ""


@pytest.mark.parametrize(
    ("to", "by", "said"),
    [
        ("Sara Lind", "", "Handed over to Sara Lind"),
        ("", "Kim Övning", "Handed over by Kim Övning"),
    ],
)
def test_a_draft_that_waits_to_be_taken_says_whom_it_goes_to_or_comes_from(
    to: str, by: str, said: str
) -> None:
    line = draft_row(replace(draft(), given_to=to, given_by=by), READER)

    assert line.note is not None
    assert line.note.text == said
    assert said in line.spoken


def test_a_draft_says_whom_it_is_for() -> None:
    recipient = DraftRecipient("0203:a.se", "Region A", "sdk.bup", "BUP")
    line = draft_row(
        draft(label="Fråga", recipients=(recipient,), changed=NOON - timedelta(days=1)), READER
    )

    assert (line.title, line.who, line.spoken_day) == ("Fråga", "BUP", "Yesterday")


def test_a_reason_that_leaves_the_subject_no_room_says_no_longer_how_late_it_is(
    qtbot: QtBot,
) -> None:
    late = Errand(ErrandState.NEW, reason=Reason.UNREGISTERED, due=NOON)
    note = headline_row(headline(errand=late), READER).note
    assert note is not None

    assert _fitting(note, "Fråga", 2000) == note
    assert (note.text, note.icon) == ("No diary number · overdue", "warning")
    assert _fitting(note, "Fråga om bidrag", mark_width(note) + 60).text == "No diary number"
    assert _fitting(note, "", mark_width(note) + 60) == note
