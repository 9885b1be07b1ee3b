"""The address book on the screen."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.address import AddressBookAge, AddressHit
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.ui.addresses.address_book_view import AddressBookView
from sdk_desktop.ui.addresses.address_list import ROW
from sdk_desktop.ui.addresses.last_written import LastWritten
from sdk_desktop.ui.addresses.organisation_tree import FAVOURITES, RECENT, AddressPart
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.row_text import covered_title
from sdk_desktop.ui.parts.labels import LineButton
from sdk_desktop.ui.words.dates_and_sizes import day_and_time
from tests.kit.typing_keys import type_text
from tests.ui.fake_workspace import (
    BUP,
    CENTRAL,
    HITS,
    KOMMUN,
    NOON,
    OURS,
    SOC,
    FakeWorkspace,
    headline,
)
from tests.ui.screens import a_background, button, opened, press, settle, shown_words


@dataclass
class Book:
    """The view with its neighbours."""

    qtbot: QtBot
    background: Background
    workspace: FakeWorkspace = field(default_factory=FakeWorkspace)

    def open(self) -> AddressBookView:
        view = AddressBookView(self.workspace.real, self.background, None)
        view.resize(1300, 700)
        return opened(self.qtbot, view, self.background)

    def settle(self) -> None:
        settle(self.qtbot, self.background)

    def names(self, view: AddressBookView) -> list[str]:
        places = range(view.functions.count())
        return [view.functions.item(place).text().partition(" · ")[0] for place in places]


@pytest.fixture
def book(qtbot: QtBot) -> Iterator[Book]:
    with a_background() as background:
        yield Book(qtbot, background)


def test_all_that_is_known_of_a_function_is_shown(book: Book) -> None:
    shown = shown_words(book.open())

    assert "BUP mottagning" in shown
    assert "Remisser och frågor om barns och ungas psykiska hälsa." in shown
    assert "Norrstrandsregionen" in shown
    assert "Vård, Barn och unga" in shown
    assert "remiss, psykiatri" in shown
    assert "232100-0000" in shown
    assert "sdk.bup-mottagning" in shown


def test_typing_finds_functions(book: Book) -> None:
    view = book.open()

    type_text(view.search, "vård")
    book.qtbot.waitUntil(lambda: book.names(view) == ["Vårdcentral Hamnen"])

    assert "Vårdcentral Hamnen" in shown_words(view)


def test_a_search_without_hits_says_so(book: Book) -> None:
    view = book.open()

    type_text(view.search, "finns inte")
    book.qtbot.waitUntil(lambda: book.names(view) == [])

    assert "Nothing was found." in shown_words(view)


def test_an_empty_book_says_where_to_begin(book: Book) -> None:
    book.workspace.address_book.hits = ()
    view = book.open()

    assert "Search, or choose an organisation" in shown_words(view)
    assert view.functions.count() == 0


def test_favourites_and_those_written_to_lately_have_their_places(book: Book) -> None:
    later = NOON + timedelta(days=1)
    book.workspace.address_book.hits = (
        HITS[0],
        replace(HITS[1], last_used=NOON),
        replace(HITS[2], last_used=later),
    )
    view = book.open()

    view.organisations.choose(FAVOURITES)
    book.settle()
    favourites = book.names(view)
    view.organisations.choose(RECENT)
    book.settle()

    assert favourites == ["BUP mottagning"]
    assert book.names(view) == ["Vårdcentral Hamnen", "Socialkontor"]


def test_a_screen_reader_hears_how_many_favourites_there_are(book: Book) -> None:
    view = book.open()

    index = view.organisations.model().index(0, 0)

    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Favourites, 1"


def test_hits_stand_by_organisation_and_those_alone_in_theirs_last(book: Book) -> None:
    view = book.open()

    type_text(view.search, "a")
    book.qtbot.waitUntil(lambda: book.names(view) == [BUP.name, CENTRAL.name, SOC.name])

    rows = [view.functions.item(place).data(ROW) for place in range(3)]
    assert [row.group for row in rows] == ["Region Norrstrand", "", "Others"]
    assert rows[2].more == "Åbyhamns kommun · Orosanmälningar, placeringar och ekonomiskt bistånd."
    assert "3 hits of 3 functions" in shown_words(view)


def test_choosing_an_organisation_shows_its_functions(book: Book) -> None:
    view = book.open()
    second = view.organisations.topLevelItem(3)
    assert second is not None

    second.setSelected(True)
    book.settle()

    assert second.text(0) == "Åbyhamns kommun"
    assert book.names(view) == ["Socialkontor"]


def test_the_own_organisation_stands_before_the_others(book: Book) -> None:
    book.workspace.mailboxes = (replace(OURS, organisation=KOMMUN.participant),)
    view = book.open()

    rows = [view.organisations.topLevelItem(place) for place in (2, 3)]

    assert [row.text(0) for row in rows if row] == ["Åbyhamns kommun", "Region Norrstrand"]


def test_units_stand_below_their_organisation(book: Book) -> None:
    view = book.open()

    first = view.organisations.topLevelItem(2)

    assert first is not None
    assert (
        view.organisations.model().index(0, 0, view.organisations.indexFromItem(first)).data()
        == "Barn och unga"
    )


def test_clearing_the_search_shows_the_favourites_again(book: Book) -> None:
    view = book.open()
    type_text(view.search, "vård")
    book.qtbot.waitUntil(lambda: len(book.names(view)) == 1)

    view.search.clear()
    book.qtbot.waitUntil(lambda: len(book.names(view)) == 3)

    assert book.workspace.address_book.asked[-1] == ""


def test_a_favourite_is_made_and_stays_chosen(book: Book) -> None:
    view = book.open()
    view.functions.setCurrentRow(1)

    button(view, "Make a favourite").click()
    book.settle()

    assert view.functions.chosen == replace(HITS[1], favourite=True)
    assert button(view, "Remove favourite").isVisibleTo(view)


def test_the_keyboard_stays_on_the_button_that_made_a_favourite(book: Book) -> None:
    view = book.open()
    view.activateWindow()
    view.functions.setCurrentRow(1)
    book.settle()
    pressed = button(view.details, "Make a favourite")
    pressed.setFocus()

    QTest.keyClick(pressed, Qt.Key.Key_Space)
    book.settle()

    now = button(view.details, "Remove favourite")
    assert view.window().focusWidget() is now


def test_what_is_unfolded_stays_so_when_the_book_is_fetched_anew(book: Book) -> None:
    view = book.open()
    above = view.organisations.topLevelItem(2)
    assert above is not None
    above.setExpanded(True)
    name, units = above.text(0), above.childCount()

    view.reload()
    book.settle()

    again = view.organisations.topLevelItem(2)
    assert again is not None
    assert units > 0
    assert (again.text(0), again.isExpanded()) == (name, True)


def test_a_mailbox_has_a_favourite_of_its_own(book: Book) -> None:
    view = book.open()
    view.functions.setCurrentRow(1)
    menu = button(view, "Favourite of the mailbox").menu()  # type: ignore[attr-defined] # a push
    chosen = menu.actions()[0]

    chosen.trigger()
    book.settle()

    assert view.functions.chosen == replace(HITS[1], mailboxes=(OURS.address,))
    assert book.names(view)[1].endswith("Socialkontor")


def test_a_star_is_pressed_in_the_list(book: Book) -> None:
    view = book.open()
    star = view.functions.star_of(view.functions.item(1)).center()

    QTest.mouseClick(
        view.functions.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, star
    )
    book.settle()

    assert view.functions.item(1).data(ROW).hit == replace(HITS[1], favourite=True)
    assert view.functions.chosen == HITS[0]


def test_details_are_copied_as_lines(book: Book) -> None:
    view = book.open()

    button(view, "Copy the details").click()

    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "BUP mottagning"
    assert "Function address: sdk.bup-mottagning" in copied


def test_writing_to_a_function_gives_the_function(book: Book) -> None:
    view = book.open()

    with book.qtbot.waitSignal(view.writeTo) as asked:
        button(view, "Write").click()

    assert asked.args == [BUP]


def test_what_is_gone_is_said_in_words_and_cannot_be_written_to(book: Book) -> None:
    book.workspace.address_book.hits = (AddressHit(BUP, favourite=True, gone=True),)
    view = book.open()

    assert "No longer in the address book" in shown_words(view)
    assert not button(view, "Write").isEnabled()


def test_what_may_have_replaced_a_function_is_offered_in_its_place(book: Book) -> None:
    gone = AddressHit(BUP, favourite=True, gone=True, gone_since=NOON)
    book.workspace.address_book.hits = (gone, AddressHit(CENTRAL))
    book.workspace.address_book.replaces = CENTRAL.identifier
    view = book.open()
    told = shown_words(view)

    button(view, "Change to Vårdcentral Hamnen in 3 places").click()
    book.settle()

    assert "No longer in the address book since 12 May" in told
    assert "Probably replaced by Vårdcentral Hamnen, Region Norrstrand" in told
    assert "2 of your drafts are for it." in told
    assert book.workspace.address_book.changed == [(gone, AddressHit(CENTRAL))]
    assert "Vårdcentral Hamnen" in shown_words(view.details)


def test_the_age_of_the_copy_is_told_and_can_be_renewed(book: Book) -> None:
    view = book.open()
    told = shown_words(view)

    button(view, "Fetch anew").click()
    book.settle()

    assert "3 functions" in told
    assert f"Copy of {day_and_time(NOON, system_clock())}" in told
    assert book.workspace.address_book.refreshed == 1
    assert button(view, "Fetch anew").isEnabled()


def test_a_book_that_was_never_fetched_says_so(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    never = AddressBookAge(None, 0, 0)
    monkeypatch.setattr(book.workspace.address_book, "age", lambda: never)

    assert "Not fetched yet" in shown_words(book.open())


def test_a_book_that_does_not_answer_is_told(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*, may_shrink: bool) -> AddressBookAge:
        raise Unavailable("The address book does not answer.")

    monkeypatch.setattr(book.workspace.address_book, "refresh", fail)
    view = book.open()

    button(view, "Fetch anew").click()
    book.settle()

    assert "The address book does not answer." in shown_words(view)


def test_what_the_last_fetch_lacked_is_said(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    trouble = Unavailable("The address book is empty.")
    age = AddressBookAge(NOON, 1, 2, gone=2, homeless=3, trouble=trouble)
    monkeypatch.setattr(book.workspace.address_book, "age", lambda: age)

    words = shown_words(book.open())

    assert "The address book is empty." in words
    assert "2 functions are no longer in the address book." in words
    assert "3 functions have an organisation that it does not have." in words


def test_the_list_is_walked_by_keys(book: Book) -> None:
    view = book.open()
    view.functions.setFocus()

    press(view.functions, Qt.Key.Key_Down)

    assert "Orosanmälningar, placeringar" in shown_words(view)


def test_where_there_is_little_room_one_part_is_shown_with_a_way_back(book: Book) -> None:
    view = book.open()
    view.resize(600, 600)

    view.organisations.choose(AddressPart("o2"))
    book.settle()
    functions = view.functions.isVisible(), view.organisations.isVisible()
    press(view.functions, Qt.Key.Key_Return)
    details = view.details.isVisible(), view.functions.isVisible()
    button(view, "Functions").click()
    press(view, Qt.Key.Key_Escape)

    assert functions == (True, False)
    assert details == (True, False)
    assert view.organisations.isVisible()


def test_where_there_is_little_room_a_search_shows_what_it_finds(book: Book) -> None:
    view = book.open()
    view.resize(600, 600)

    type_text(view.search, "vård")
    book.qtbot.waitUntil(lambda: book.names(view) == ["Vårdcentral Hamnen"])
    found = view.functions.isVisible()
    type_text(view.search, "x")
    book.qtbot.waitUntil(lambda: book.names(view) == [])

    assert found
    assert "Nothing was found." in shown_words(view)


def test_where_there_is_room_all_parts_stand_beside_each_other(book: Book) -> None:
    view = book.open()
    view.resize(1300, 600)

    beside = (view.organisations, view.functions, view.details)
    assert all(part.isVisible() for part in beside)
    assert not any(one.isVisible() for one in (view._to_functions, view._to_organisations))


def test_what_was_written_to_a_function_last_is_shown_and_leads_to_it(book: Book) -> None:
    last = headline(7, subject="Fråga om samverkan", diary_number="SOC 26/41")
    secret = headline(6, subject="", confidential=True, covered=True)
    book.workspace.address_book.written = (last, secret)
    view = book.open()

    first, second = written_in(view)
    with book.qtbot.waitSignal(view.opened) as opened_one:
        first.click()

    assert "You wrote last" in shown_words(view)
    assert first.accessibleName() == "Fråga om samverkan · SOC 26/41"
    assert second.accessibleName() == covered_title()
    assert opened_one.args == [last]


def test_nothing_that_was_written_is_shown_while_somebody_looks_on(book: Book) -> None:
    book.workspace.address_book.written = (headline(7, subject="Fråga om samverkan"),)
    view = book.open()

    (last,) = written_in(view)
    view.details.hide_words(True)
    hidden = last.isVisible()
    view.details.hide_words(False)

    assert (hidden, last.isVisible()) == (False, True)


def test_nothing_is_said_of_what_was_written_to_one_that_nobody_wrote_to(book: Book) -> None:
    assert written_in(book.open()) == ()


def written_in(view: AddressBookView) -> tuple[LineButton, ...]:
    """Return the buttons of what was written to the function that is shown."""
    shown = view.details.findChildren(LastWritten)
    return shown[0].buttons if shown else ()
