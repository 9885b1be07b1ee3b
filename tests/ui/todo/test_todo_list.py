"""The list of what needs somebody."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.clock import local, midnight
from sdk_desktop.domain.errand import Errand, Reason
from sdk_desktop.domain.mailbox import Counts, Upcoming
from sdk_desktop.domain.message import Attention, Party
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.avatar import Avatar
from sdk_desktop.ui.parts.painting import Tone
from sdk_desktop.ui.todo import todo_list, what_is_to_do
from sdk_desktop.ui.todo.todo_head import greeting
from sdk_desktop.ui.todo.todo_list import TodoList
from sdk_desktop.ui.todo.todo_row import tone_of, when_words
from sdk_desktop.ui.words.dates_and_sizes import time_of_day
from sdk_desktop.ui.words.errand_words import upcoming_words
from tests.ui.fake_workspace import NOON, OURS, RECEPTION, FakeWorkspace, headline
from tests.ui.screens import a_background, button, shown_words


def in_days(days: int) -> datetime:
    """Return the beginning of a day after that of NOON."""
    return midnight(local(NOON).date() + timedelta(days=days))


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


def test_only_what_one_has_taken_is_shown_on_wish_and_all_again(
    qtbot: QtBot, background: Background
) -> None:
    workspace, window = FakeWorkspace(), QWidget()
    qtbot.addWidget(window)
    mine = headline(1, errand=Errand(reason=Reason.UNANSWERED), handler_id=workspace.who_id)
    other = headline(2, errand=Errand(reason=Reason.UNREGISTERED), handler_id="somebody else")
    workspace.inbox.todo = (mine, other)
    todo = TodoList(workspace.real, background, window)
    window.show()
    shown: list[list[int]] = []

    def press() -> None:
        todo.head.only_mine.click()
        qtbot.waitUntil(lambda: background.idle)
        shown.append(sorted(row.headline.row for row in todo.rows))

    todo.show_mailbox("")
    qtbot.waitUntil(lambda: background.idle)
    press()
    workspace.inbox.todo = (other,)
    todo.reload()
    qtbot.waitUntil(lambda: background.idle)
    nothing = shown_words(todo)
    press()

    assert shown == [[1], [2]]
    assert "Nothing of yours needs you now." in nothing


def test_one_is_greeted_and_sees_how_far_one_has_come(qtbot: QtBot, background: Background) -> None:
    workspace, window = FakeWorkspace(), QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    workspace.handling.done = 3
    workspace.inbox.todo = (
        headline(1, errand=Errand(reason=Reason.REJECTED), handler="Åsa Öberg"),
        headline(2, errand=Errand(reason=Reason.LATE)),
    )
    todo = TodoList(workspace.real, background, window)
    todo.resize(900, 600)
    window.show()

    todo.show_mailbox("")
    qtbot.waitUntil(lambda: background.idle)

    assert todo.head.title.text().endswith(", Åsa")
    assert todo.head.counts.text() == "2 to see to · 1 overdue · you have done 3 today"
    assert (todo.head.share.isVisible(), todo.head.share.text()) == (True, "3 of 5")
    described = [row.button.accessibleDescription() for row in todo.rows]
    assert "Åsa Öberg has it" in described[0]
    assert "Nobody has it" in described[1]


def test_what_has_come_due_meanwhile_is_shown_without_a_change_in_the_store(
    qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, window = FakeWorkspace(), QWidget()
    qtbot.addWidget(window)
    workspace.inbox.todo = (headline(1, errand=Errand(reason=Reason.UNANSWERED, due=in_days(1))),)
    todo = TodoList(workspace.real, background, window)
    window.show()
    monkeypatch.setattr(what_is_to_do, "system_clock", lambda: NOON)
    monkeypatch.setattr(todo_list, "system_clock", lambda: NOON)
    todo.show_mailbox("")
    qtbot.waitUntil(lambda: background.idle)
    before = todo.head.counts.text()
    monkeypatch.setattr(todo_list, "system_clock", lambda: NOON + timedelta(days=1))

    todo.look_again()
    qtbot.waitUntil(lambda: background.idle)

    assert (before, todo.head.counts.text()) == ("1 to see to", "1 to see to · 1 overdue")


def test_a_change_makes_only_those_rows_anew_that_show_something_else(
    qtbot: QtBot, background: Background
) -> None:
    workspace, window = FakeWorkspace(), QWidget()
    qtbot.addWidget(window)
    first, second = (headline(row, errand=Errand(reason=Reason.REJECTED)) for row in (1, 2))
    workspace.inbox.todo = (first, second)
    todo = TodoList(workspace.real, background, window)
    window.show()
    todo.show_mailbox("")
    qtbot.waitUntil(lambda: background.idle)
    before = todo.rows
    todo.focus_first()

    new = replace(first, row=3, time=first.time - timedelta(days=1))
    workspace.inbox.todo = (new, first, replace(second, subject="Changed"))
    todo.reload()
    qtbot.waitUntil(lambda: background.idle)

    assert [row.headline.row for row in todo.rows] == [3, 1, 2]
    assert [row in before for row in todo.rows] == [False, True, False]
    assert todo.rows[1].button.hasFocus()
    assert tab_order(todo) == [row.button for row in todo.rows]


@pytest.fixture
def many_to_do(
    qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch
) -> Callable[[int], TodoList]:
    """Return what shows thirty messages to see to, four rows at once, in so many pixels."""
    monkeypatch.setattr(todo_list, "AT_ONCE", 4)
    window = QWidget()
    qtbot.addWidget(window)

    def show(height: int) -> TodoList:
        workspace = FakeWorkspace()
        late = Errand(reason=Reason.REJECTED)
        workspace.inbox.todo = tuple(headline(row, errand=late) for row in range(1, 31))
        todo = TodoList(workspace.real, background, window)
        todo.resize(600, height)
        window.show()
        todo.show_mailbox("")
        qtbot.waitUntil(lambda: background.idle and bool(todo.rows))
        return todo

    return show


def test_whoever_comes_near_the_last_row_finds_more_below(
    many_to_do: Callable[[int], TodoList],
) -> None:
    todo = many_to_do(300)
    at_first = todo.rows
    assert 4 <= len(at_first) < 30

    todo.step(len(at_first))

    assert todo.rows[: len(at_first)] == at_first
    assert todo.current == todo.rows[len(at_first)].headline
    assert tab_order(todo) == [row.button for row in todo.rows]
    todo.step(30)
    while len(at_first) != len(todo.rows):
        at_first = todo.rows
        todo.step(30)
    assert [row.headline.row for row in todo.rows] == [*range(1, 31)]


def test_a_high_screen_is_filled_with_rows(many_to_do: Callable[[int], TodoList]) -> None:
    todo = many_to_do(200)
    at_first = todo.rows

    todo.resize(600, 4000)

    assert len(at_first) < len(todo.rows) == 30


def test_who_has_the_messages_stands_in_a_column_also_after_a_change(
    qtbot: QtBot, background: Background
) -> None:
    workspace, window = FakeWorkspace(), QWidget()
    qtbot.addWidget(window)
    narrow, wide = (
        headline(row, errand=Errand(reason=reason))
        for row, reason in ((1, Reason.UNANSWERED), (2, Reason.UNREGISTERED))
    )
    workspace.inbox.todo = (narrow,)
    todo = TodoList(workspace.real, background, window)
    todo.resize(1200, 600)
    window.show()
    todo.show_mailbox("")
    qtbot.waitUntil(lambda: background.idle and todo.rows[0].width() > 1000)

    workspace.inbox.todo = (narrow, wide)
    todo.reload()
    qtbot.waitUntil(lambda: len(todo.rows) == len({narrow, wide}))

    qtbot.waitUntil(lambda: len({row.findChildren(Avatar)[0].x() for row in todo.rows}) == 1)


def tab_order(todo: TodoList) -> list[QWidget]:
    """Return the buttons of the rows as Tab reaches them from the head of the list."""
    chain: list[QWidget | None] = [todo.head.only_mine]
    while (one := chain[-1]) is not None and len(chain) == len(set(chain)):
        chain.append(one.nextInFocusChain())
    buttons = {row.button for row in todo.rows}
    return [one for one in chain if one in buttons]


@pytest.mark.parametrize(
    ("hour", "said"), [(8, "Good morning, Kim"), (13, "Hello, Kim"), (18, "Good evening, Kim")]
)
def test_one_is_greeted_by_the_time_of_the_day(hour: int, said: str) -> None:
    assert greeting("Kim Berg", midnight(date(2026, 3, 2)) + timedelta(hours=hour)) == said


@pytest.mark.parametrize(
    ("errand", "words", "tone"),
    [
        (Errand(reason=Reason.REJECTED), ("Today", "overdue"), Tone.BAD),
        (Errand(reason=Reason.LATE), ("Today", time_of_day(NOON)), Tone.WAITING),
        (Errand(reason=Reason.UNANSWERED, due=in_days(0)), ("Yesterday", "overdue"), Tone.BAD),
        (Errand(reason=Reason.UNREGISTERED, due=in_days(1)), ("Today", ""), Tone.QUIET),
        (Errand(reason=Reason.UNANSWERED, due=in_days(2)), ("Tomorrow", ""), Tone.QUIET),
        (Errand(reason=Reason.UNANSWERED, due=in_days(4)), ("Fri 15 May", "in 3 days"), Tone.QUIET),
    ],
)
def test_a_row_says_which_day_counts(errand: Errand, words: tuple[str, str], tone: Tone) -> None:
    one = headline(1, errand=errand)

    assert (when_words(one, NOON), tone_of(one, NOON)) == (words, tone)


def test_whoever_has_swept_all_is_led_to_what_is_new(qtbot: QtBot, background: Background) -> None:
    workspace, window = FakeWorkspace(), QWidget()
    qtbot.addWidget(window)
    workspace.inbox.counted = Counts(OURS.address), Counts(RECEPTION.address, new=3)
    workspace.inbox.next = Upcoming(headline(), in_days(400), Reason.REMINDER)
    todo = TodoList(workspace.real, background, window)
    window.show()
    todo.show_mailbox("")
    qtbot.waitUntil(lambda: background.idle)

    assert "Nothing needs anybody now. Next to watch: 2027-06-15, your" in shown_words(todo)
    with qtbot.waitSignal(todo.newWanted) as wanted:
        button(todo, "Go to what is new: Reception · 3").click()

    assert wanted.args == [RECEPTION.address]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason.UNANSWERED, "Next to watch: Fri 15 May, answer to Elevhälsan."),
        (Reason.REMINDER, "Next to watch: Fri 15 May, your reminder about Elevhälsan."),
    ],
)
def test_what_comes_up_next_is_said_with_its_day(reason: Reason, said: str) -> None:
    party = Party("0203:skola.example.se", "Skolan", Attention("sdk:e", "Elevhälsan"))

    assert upcoming_words(Upcoming(headline(counterpart=party), in_days(4), reason), NOON) == said
