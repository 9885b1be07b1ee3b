import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.draft import DraftHandedOver
from sdk_desktop.domain.errors import InOtherHands, Refused
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.ui.words import sentence, set_language, shown_names, tr
from sdk_desktop.ui.words.dates_and_sizes import (
    date_and_time,
    file_size,
    on_coming_day,
    on_day,
    short_date,
    time_of_day,
)
from sdk_desktop.ui.words.errand_words import answers_of, question_of
from tests.kit.language import forget_language
from tests.kit.project import PROJECT

NOW = datetime(2026, 5, 12, 9, 14, tzinfo=UTC)


@pytest.fixture
def swedish(qapp: QApplication) -> Iterator[None]:
    set_language(qapp, "sv")
    yield
    forget_language(qapp)


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    set_language(qapp, "en")
    yield
    forget_language(qapp)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW, NOW.astimezone().strftime("%H:%M")),
        (NOW - timedelta(days=1), "i går"),
        (NOW - timedelta(days=40), "2 apr."),
        (NOW - timedelta(days=400), "2025-04-07"),
    ],
)
def test_a_moment_is_told_as_short_as_it_can_be(swedish: None, moment: datetime, said: str) -> None:
    assert short_date(moment, NOW) == said


@pytest.mark.parametrize(
    ("count", "said"), [(800, "800 byte"), (12_300, "12 kB"), (1_234_567, "1,2 MB")]
)
def test_sizes_are_told_as_swedes_do(swedish: None, count: int, said: str) -> None:
    assert file_size(count).replace("\xa0", " ") == said


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.QUEUED, "I kö"),
        (Status.SUBMITTED, "Lämnat för leverans"),
        (Status.SCHEDULED_FOR_RESEND, "Försöker igen – mottagarens system svarar inte"),
        (Status.ACKNOWLEDGE, "Framme hos mottagarens system"),
        (Status.WAITING_FOR_RECEIPT, "Väntar på mottagarens kvittens"),
        (Status.ACCEPTED, "Levererat och accepterat"),
        (Status.REJECTED, "Avvisat av mottagaren"),
        (Status.MESSAGE_EXCHANGE_ERROR, "Kunde inte levereras"),
    ],
)
def test_a_status_has_its_words(swedish: None, status: Status, said: str) -> None:
    assert shown_names.status_name(status) == said


@pytest.mark.parametrize("status", Status)
def test_every_status_has_words(status: Status) -> None:
    assert shown_names.status_name(status)


@pytest.mark.parametrize("folder", Folder)
def test_every_folder_has_a_name(folder: Folder) -> None:
    assert shown_names.folder_name(folder)


def test_a_rejection_that_the_service_reports_as_an_error_is_told_as_one(swedish: None) -> None:
    said = shown_names.status_name(Status.MESSAGE_EXCHANGE_ERROR, rejected=True)

    assert said == "Avvisat av mottagaren"


def test_an_error_is_translated_before_its_values_are_put_in(swedish: None) -> None:
    error = Refused("The passphrase or the code is wrong. Try again in {seconds} s.", seconds=4)

    assert sentence(error) == "Lösenfrasen eller koden är fel. Försök igen om 4 s."


def test_english_has_its_plurals(english: None) -> None:
    assert tr("%n messages", n=1) == "1 message"
    assert tr("%n messages", n=2) == "2 messages"


def test_the_buttons_of_qt_speak_swedish_too(swedish: None) -> None:
    from PySide6.QtCore import QCoreApplication

    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Avbryt"


def test_a_second_language_replaces_the_first(swedish: None, qapp: QApplication) -> None:
    set_language(qapp, "en")

    assert tr("Answer") == "Answer"


@pytest.mark.parametrize(
    "moment",
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(1969, 12, 31, 23, tzinfo=UTC),
        datetime(3001, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
    ],
)
def test_every_time_that_a_message_may_hold_can_be_shown(moment: datetime) -> None:
    assert len(date_and_time(moment)) == len("2026-05-12 09:14")
    assert len(time_of_day(moment)) == len("09:14")
    assert len(short_date(moment, NOW)) == len("2026-05-12")


def test_only_what_a_server_meets_is_called_a_client() -> None:
    catalogue = (PROJECT / "resources" / "i18n" / "sv.ts").read_text(encoding="utf-8")
    said = re.findall(r"<(?:translation|numerusform)>(.*?)</", catalogue, re.DOTALL)
    beside = re.compile(
        "certifikat|nyckel|inloggning|lösenord|hemlighet|rättighet|namn där"
        "|meddelandetjänst|accesspunkt|liggare",
        re.IGNORECASE,
    )

    assert [one for one in said if "klient" in one.casefold() and not beside.search(one)] == []


def test_a_draft_is_taken_back_after_another_question_than_a_message(english: None) -> None:
    draft, message = DraftHandedOver("Sara"), InOtherHands("{name} has it.", "Sara", "the id")

    assert "Do you want to take it back?" in question_of(draft)
    assert answers_of(draft) == ("Take it back", "Leave it to Sara")
    assert "Do you want to take it over?" in question_of(message)
    assert answers_of(message) == ("Take over", "Leave it to Sara")


def test_days_have_the_letters_of_their_language_within_a_sentence(
    qapp: QApplication, swedish: None
) -> None:
    monday, now = datetime(2026, 5, 11, 12, tzinfo=UTC), datetime(2026, 5, 14, 12, tzinfo=UTC)
    in_swedish = on_day(monday, now), on_coming_day(now, monday), on_day(now, now)
    set_language(qapp, "en")
    in_english = on_day(monday, now), on_coming_day(now, monday), on_day(now, now)

    assert in_swedish == ("måndag", "tors 14 maj", "i dag")
    assert in_english == ("Monday", "Thu 14 May", "today")


def test_every_text_with_a_number_is_given_it_at_once() -> None:
    """What is translated without it has one form only, whatever number is put in afterwards."""
    modules = (PROJECT / "sdk_desktop").rglob("*.py")
    calls = (
        (path.name, node)
        for path in modules
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "tr"
    )

    without = [
        f"{name}: {ast.unparse(call)}"
        for name, call in calls
        if "%n" in ast.unparse(call.args[0]) and len(call.args) + len(call.keywords) < 2
    ]

    assert without == []
