"""What a list of messages loads, and when."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.domain.mailbox import A_PAGE, Folder, Headline, Order, Page
from sdk_desktop.ui import pauses
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.message_list import MessageList
from sdk_desktop.ui.messages.row_text import ListRow
from tests.ui.fake_workspace import FakeInbox, FakeWorkspace, headline
from tests.ui.screens import a_background, opened, settle

MANY = 1_000


@dataclass
class PagedInbox(FakeInbox):
    """An inbox of a thousand messages, and what of them was asked for."""

    many: int = MANY
    looked: list[tuple[int, int]] = field(default_factory=list)

    busy: bool = False

    def page(
        self,
        _mailbox: str,
        _folder: Folder,
        _first: int = 0,
        *,
        order: Order = Order.NEWEST,
        count: int = A_PAGE,
    ) -> Page:
        self.looked.append((_first, count))
        if self.busy:
            raise Unavailable("The store is busy.")
        end = min(_first + count, self.many)
        rows = (headline(self.many - place) for place in range(_first, end))
        return Page(tuple(rows), end if end < self.many else None, self.many)

    def place(
        self, row: int, _mailbox: str, _folder: Folder, *, order: Order = Order.NEWEST
    ) -> int:
        return self.many - row

    def search(self, text: str, mailbox: str = "", first: int = 0, *, count: int = A_PAGE) -> Page:
        assert (mailbox, first) == ("", 0)
        return Page((headline(1),), None, 1, confidential=text == "secret")

    def covered(self) -> None:
        """Everything may be shown."""


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


@pytest.mark.parametrize(("sought", "pause"), [("secret", 99), ("else", 11)])
def test_what_is_recorded_is_searched_for_after_a_longer_pause(
    qtbot: QtBot,
    background: Background,
    monkeypatch: pytest.MonkeyPatch,
    sought: str,
    pause: int,
) -> None:
    def after_search(_took: int, *, recorded: bool) -> int:
        return 99 if recorded else 11

    monkeypatch.setattr(pauses, "after_search", after_search)
    workspace = FakeWorkspace(inbox=PagedInbox())
    window = QWidget()
    shown = MessageList(workspace.real, background, window)
    opened(qtbot, window, background)

    with qtbot.waitSignal(shown.refreshed):
        shown.search_field.setText(sought)

    assert shown._pause.interval() == pause


@pytest.mark.parametrize(
    ("took", "recorded", "pause"),
    [(5, False, 80), (60, False, 120), (5, True, 250), (200, True, 400), (3000, False, 1000)],
)
def test_a_search_waits_twice_as_long_as_the_last_one_took_within_bounds(
    monkeypatch: pytest.MonkeyPatch, took: int, recorded: bool, pause: int
) -> None:
    monkeypatch.setattr(pauses, "SEARCH", 250)
    monkeypatch.setattr(pauses, "QUICK_SEARCH", 80)

    assert pauses.after_search(took, recorded=recorded) == pause


@pytest.fixture
def inbox() -> PagedInbox:
    return PagedInbox()


@pytest.fixture
def shown(qtbot: QtBot, background: Background, inbox: PagedInbox) -> Iterator[MessageList]:
    """A list that shows the first of a thousand messages."""
    window = QWidget()
    shown = MessageList(FakeWorkspace(inbox=inbox).real, background, window)
    shown.resize(432, 400)
    opened(qtbot, window, background)
    shown.show_folder(FolderChoice())
    settle(qtbot, background)
    yield shown
    window.hide()


def test_all_have_their_place_though_only_the_first_are_loaded(shown: MessageList) -> None:
    assert shown.model.rowCount() == MANY
    assert len(shown.model.rows) == A_PAGE


def test_one_comes_anywhere_at_once(
    shown: MessageList, inbox: PagedInbox, qtbot: QtBot, background: Background
) -> None:
    inbox.looked.clear()

    shown.table.choose(700)
    qtbot.waitUntil(lambda: shown.current is not None)
    settle(qtbot, background)

    assert isinstance(shown.current, Headline)
    assert shown.current.row == MANY - 700
    assert set(inbox.looked) == {(650, A_PAGE), (700, A_PAGE)}


def test_who_goes_on_by_keys_finds_the_next_one_loaded(
    shown: MessageList, qtbot: QtBot, background: Background
) -> None:
    for place in range(120):
        shown.table.step(1)
        settle(qtbot, background)
        assert isinstance(shown.current, Headline)
        assert shown.current.row == MANY - place


def test_who_reads_on_where_the_list_is_not_seen_finds_the_next_one_loaded(
    shown: MessageList, qtbot: QtBot, background: Background
) -> None:
    shown.window().hide()  # as in a narrow window, where the message has its place

    shown.table.choose(A_PAGE - 1)
    settle(qtbot, background)
    shown.table.step(1)

    assert isinstance(shown.current, Headline)
    assert shown.current.row == MANY - A_PAGE


def test_a_change_loads_what_is_looked_at_and_not_all_that_was(
    shown: MessageList, inbox: PagedInbox, qtbot: QtBot, background: Background
) -> None:
    shown.table.choose(700)
    settle(qtbot, background)
    inbox.looked.clear()
    seen = shown.table.rowAt(0)

    shown.reload()
    settle(qtbot, background)

    assert inbox.looked == [(seen, A_PAGE)]
    assert len(shown.model.rows) == A_PAGE
    assert isinstance(shown.current, Headline)
    assert shown.current.row == MANY - 700


def test_all_that_is_selected_is_loaded(
    shown: MessageList, qtbot: QtBot, background: Background
) -> None:
    shown.table.selectAll()
    settle(qtbot, background)

    assert [one.row for one in shown.selected] == list(range(MANY, 0, -1))


def test_at_the_top_what_has_come_is_loaded_though_nobody_has_looked_yet(
    shown: MessageList, inbox: PagedInbox, qtbot: QtBot, background: Background
) -> None:
    inbox.many += 2

    shown.reload()
    settle(qtbot, background)

    assert [row.key for row in shown.model.rows][:3] == [MANY + 2, MANY + 1, MANY]


def test_a_page_that_could_not_be_read_comes_when_it_is_looked_at_again(
    shown: MessageList, inbox: PagedInbox, qtbot: QtBot, background: Background
) -> None:
    told: list[SdkError] = []
    background.on_failure = told.append
    inbox.busy = True
    shown.model.wanted.emit(700)
    settle(qtbot, background)
    inbox.busy = False

    shown.model.wanted.emit(700)
    settle(qtbot, background)

    assert {error.text for error in told} == {"The store is busy."}
    assert isinstance(shown.model.row(700), ListRow)
