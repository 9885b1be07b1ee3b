"""Looking at documents and pictures: pages, sizes, search, text, passwords, sentences."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sdk_desktop.ui.viewing import viewer_process
from sdk_desktop.ui.viewing.drawn_file import PasswordRow
from sdk_desktop.ui.viewing.page_area import PageArea
from tests.kit.files.foreign_files import (
    fax,
    form,
    letter,
    memory_bomb,
    picture,
    portfolio,
    scan_with_a_bad_page,
    xfa,
)
from tests.kit.files.locked_pdf import LOCKED, PASSWORD
from tests.kit.project import not_in_wine
from tests.kit.typing_keys import type_text
from tests.ui.keys.tab_order import stuck
from tests.ui.screens import button, press, shown_words
from tests.ui.viewing.showing import Opener

THREE = letter(b"Ett", b"Kalle Testsson", b"Tre")


def test_a_document_is_turned_page_by_page(view: Opener) -> None:
    pages = view.drawn(THREE)
    before = shown_words(pages)

    button(pages, "Next page").click()
    view.page(pages, 1)
    button(pages, "Next page").click()
    view.page(pages, 2)

    assert "Page 1 of 3" in before
    assert "Page 3 of 3" in shown_words(pages)
    assert not button(pages, "Next page").isEnabled()
    assert button(pages, "Previous page").isEnabled()


def test_a_page_that_is_not_whole_is_said_when_it_is_seen(view: Opener) -> None:
    pages = view.drawn(scan_with_a_bad_page(), "fax.tif")
    before = shown_words(pages)

    button(pages, "Next page").click()
    view.page(pages, 1)

    assert "not whole" not in before
    assert "The file is not whole: only a part of it is shown." in shown_words(pages)


def test_the_page_keys_scroll_and_turn_at_the_end(view: Opener) -> None:
    pages = view.drawn(THREE)
    bar = pages.area.verticalScrollBar()

    press(pages.area, Qt.Key.Key_PageDown)
    scrolled = bar.value()
    bar.setValue(bar.maximum())
    press(pages.area, Qt.Key.Key_PageDown)
    view.page(pages, 1)
    top = bar.value()
    press(pages.area, Qt.Key.Key_PageUp)
    view.page(pages, 0)

    assert scrolled > 0
    assert top == 0


def test_the_wheel_turns_at_the_end_of_a_page(view: Opener) -> None:
    pages = view.drawn(THREE)
    pages.area.verticalScrollBar().setValue(pages.area.verticalScrollBar().maximum())

    roll(pages.area, -120)
    view.page(pages, 1)
    roll(pages.area, 120)
    view.page(pages, 0)


def roll(area: PageArea, steps: int) -> None:
    middle = QPointF(50, 50)
    none = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    buttons = Qt.MouseButton.NoButton
    wheel = QWheelEvent(middle, middle, QPoint(), QPoint(0, steps), buttons, *none, False)
    area.wheelEvent(wheel)


def test_a_page_fits_the_width_the_window_or_what_is_chosen(view: Opener) -> None:
    pages = view.drawn(THREE)
    wide = pages.area.shown_size

    button(pages, "Whole page").click()
    view.until(lambda: pages.area.shown_size.height() <= pages.area.viewport().height())
    whole = pages.area.shown_size
    button(pages, "Larger").click()
    view.until(lambda: pages.area.shown_size.width() > whole.width())

    assert abs(wide.width() - pages.area.room.width()) <= 2
    assert wide.height() > pages.area.viewport().height()
    assert not button(pages, "Whole page").isChecked()


def test_a_page_can_be_turned_to_the_right(view: Opener) -> None:
    pages = view.drawn(THREE)

    button(pages, "Turn to the right").click()

    view.until(lambda: pages.area.shown_size.width() > pages.area.shown_size.height())


def test_a_page_grows_and_shrinks_within_bounds(view: Opener) -> None:
    pages = view.drawn(picture("PNG"))

    for _ in range(9):
        pages.magnify(1 / 1.25)
    view.words(pages, "25%")

    assert not button(pages, "Smaller").isEnabled()
    assert button(pages, "Larger").isEnabled()


def test_a_word_is_found_on_its_page_by_the_keyboard_alone(view: Opener) -> None:
    pages = view.drawn(THREE)
    pages.window().activateWindow()

    press(pages.area, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    type_text(pages.tools.search, "testsson")
    press(pages.tools.search, Qt.Key.Key_Return)
    view.page(pages, 1)
    view.words(pages, "Found on page 2")


def test_what_is_not_there_is_not_found(view: Opener) -> None:
    pages = view.drawn(THREE)

    pages.tools.search.setText("Svensson")
    button(pages, "Next hit").click()

    view.words(pages, "Not found")


def test_the_text_of_a_page_can_be_read_and_copied(view: Opener) -> None:
    pages = view.drawn(form(b"Kalle Testsson", appearance=False))

    button(pages, "Text").click()
    view.until(lambda: bool(pages.text.toPlainText()))

    assert pages.text.isVisible()
    assert pages.text.toPlainText() == "Ansokan\nNamn: Kalle Testsson"
    assert "Kalle" in pages.area._label.accessibleDescription()


def test_the_border_between_a_page_and_its_text_is_moved_by_keys(view: Opener) -> None:
    pages = view.drawn(THREE)
    button(pages, "Text").click()

    assert list(stuck(pages)) == []


def test_a_page_without_text_says_so(view: Opener) -> None:
    pages = view.drawn(fax(2), "fax.tif")

    view.until(lambda: bool(pages.text.toPlainText()))

    assert pages.text.toPlainText() == "This page is a picture without text."
    assert "Page 1 of 2" in shown_words(pages)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (xfa(), "can only be read with another program"),
        (portfolio(), "bilaga.xlsx"),
        (picture("JPEG", size=(400, 300))[:-900], "only a part of it is shown"),
        (letter(b"Ett")[:-20], "only a part of it is shown"),
    ],
)
def test_a_file_that_holds_more_than_is_shown_says_so(
    view: Opener, content: bytes, sentence: str
) -> None:
    pages = view.drawn(content)

    assert sentence in shown_words(pages)


def test_a_password_is_asked_for_in_place(view: Opener) -> None:
    pages = view.pages(LOCKED)
    row = pages.findChild(PasswordRow)
    assert isinstance(row, PasswordRow)
    view.until(row.isVisible)

    type_text(row.field, "fel")
    button(pages, "Open the file").click()
    view.words(pages, "That password does not open the file.")
    row.field.setText(PASSWORD)
    press(row.field, Qt.Key.Key_Return)
    view.page(pages, 0)

    assert not row.isVisible()


def test_a_damaged_document_says_so_in_its_window(view: Opener) -> None:
    pages = view.pages(b"%PDF-1.4")

    view.words(pages, "damaged and cannot be shown")

    assert not button(pages, "Print …").isEnabled()


@not_in_wine("bounds no process's memory")
def test_a_bomb_ends_in_a_sentence_and_other_pages_can_still_be_seen(view: Opener) -> None:
    pages = view.pages(memory_bomb())

    view.words(pages, "needs more memory than a file may have")


def test_what_takes_too_long_is_given_up_with_a_sentence(
    view: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewer_process, "PATIENCE", 1)
    pages = view.pages(THREE)

    view.words(pages, "takes too long to draw")


def test_a_new_size_of_the_window_draws_the_page_anew(view: Opener) -> None:
    pages = view.drawn(THREE)
    before = pages.area.shown_size.width()

    pages.window().resize(1300, 700)

    view.until(lambda: pages.area.shown_size.width() > before)


def test_the_tab_key_reaches_every_button(view: Opener) -> None:
    pages = view.drawn(THREE)
    pages.window().activateWindow()
    reached = set()
    for _ in range(20):
        QTest.keyClick(QApplication.focusWidget() or pages, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())

    assert {pages.tools.later, pages.tools.larger, pages.tools.search, pages.tools.print} <= reached
