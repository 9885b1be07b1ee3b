from datetime import timedelta

import pytest

from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.draft import DraftRecipient
from sdk_desktop.domain.errand import Errand, ErrandState, Filing, Reason
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.ui.messages.row_text import Tone, draft_row, headline_row
from tests.ui.fake_workspace import NOON, draft, headline

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def test_a_row_says_everything_to_a_screen_reader() -> None:
    line = headline_row(
        headline(unread=True, attachments=2, references=("Dnr 12/26", "other")), NOON
    )

    assert line.spoken == (
        "Unread, Confidential, Kallelse till SIP-möte, "
        f"Region Norrstrand · BUP mottagning · Dnr 12/26, {line.time}, "
        "2 attachments"
    )


def test_a_sent_message_says_its_status() -> None:
    accepted = headline(direction=Direction.OUT, status=Status.ACCEPTED)
    rejected = headline(direction=Direction.OUT, status=Status.MESSAGE_EXCHANGE_ERROR)

    assert headline_row(accepted, NOON).notes[0].tone is Tone.GOOD
    assert headline_row(rejected, NOON).notes[0].tone is Tone.BAD
    assert headline_row(accepted, NOON).outgoing


def test_a_message_on_its_way_is_neither_good_nor_bad() -> None:
    line = headline_row(headline(direction=Direction.OUT, status=Status.ACKNOWLEDGE), NOON)

    assert line.notes[0].tone is Tone.WAITING


def test_a_registered_message_says_its_number_and_who_has_it() -> None:
    done = Errand(ErrandState.DONE)
    line = headline_row(headline(diary_number="SOC 12/26", handler="Åsa Öberg", errand=done), NOON)

    assert [note.text for note in line.notes] == ["Registered SOC 12/26", "Åsa Öberg"]


@pytest.mark.parametrize(
    ("errand", "words", "tone"),
    [
        (Errand(ErrandState.NEW), [], None),
        (Errand(ErrandState.WRITING, writer="Sara"), ["Sara is writing an answer"], Tone.ACCENT),
        (Errand(ErrandState.ANSWERED), ["Answered"], Tone.GOOD),
        (Errand(ErrandState.DONE, filing=Filing.MINOR), ["Of little importance"], Tone.GOOD),
        (Errand(ErrandState.TAKEN, due=NOON + DAY), ["Answer tomorrow"], Tone.WAITING),
        (Errand(None, Reason.REJECTED), ["Rejected"], Tone.BAD),
        (
            Errand(None, Reason.LATE),
            ["No acknowledgement – it may have arrived"],
            Tone.WAITING,
        ),
        (
            Errand(ErrandState.TAKEN, Reason.UNANSWERED, NOON),
            ["Not answered · overdue"],
            Tone.BAD,
        ),
        (
            Errand(ErrandState.NEW, Reason.UNREGISTERED, NOON + HOUR),
            ["Has no diary number yet · today"],
            Tone.WAITING,
        ),
    ],
)
def test_a_row_says_one_exception_only(errand: Errand, words: list[str], tone: Tone | None) -> None:
    line = headline_row(headline(errand=errand), NOON)

    assert [note.text for note in line.notes] == words
    assert [note.tone for note in line.notes] == ([tone] if tone else [])


def test_a_message_that_could_not_be_read_says_so() -> None:
    puzzling = Errand(ErrandState.NEW, Reason.UNREADABLE)
    lacking = "The message lacks an element."
    line = headline_row(headline(subject="", unreadable=lacking, errand=puzzling), NOON)

    assert line.title == "A message that could not be read"
    assert (line.notes[0].text, line.notes[0].tone) == ("Could not be read", Tone.BAD)


def test_a_subject_cannot_hide_what_it_says() -> None:
    line = headline_row(headline(subject="fdp.\u202eexe\nrad två"), NOON)

    assert "\n" not in line.title
    assert "\u202e" not in line.title


def test_a_draft_says_what_it_lacks() -> None:
    line = draft_row(draft(), NOON)

    assert line.title == "No subject yet"
    assert line.who == "No recipient yet"
    assert line.time == ""


def test_a_draft_says_whom_it_is_for() -> None:
    recipient = DraftRecipient("0203:a.se", "Region A", "sdk.bup", "BUP")
    line = draft_row(
        draft(label="Fråga", recipients=(recipient,), changed=NOON - timedelta(days=1)), NOON
    )

    assert (line.title, line.who, line.time) == ("Fråga", "BUP", "yesterday")
