"""Text files: parts that are laid out quickly, and searching over them."""

import pytest
from PySide6.QtPrintSupport import QPrinterInfo

from sdk_desktop.ui.viewing.text_file import CHARACTERS, PART, TextFile, parts
from tests.ui.screens import button, shown_words
from tests.ui.viewing.showing import Opener

LONG = "".join(f"Rad {number}: Kalle\n" for number in range(4000)) + "Slutet: Svensson\n"


def shown(view: Opener, text: str) -> TextFile:
    found = view(text.encode(), "a.txt").findChild(TextFile)
    assert isinstance(found, TextFile)
    return found


@pytest.mark.parametrize("text", [LONG, "å" * (3 * PART + 1), "kort", "\n" * PART * 2])
def test_parts_are_the_whole_text_and_none_is_long(text: str) -> None:
    made = list(parts(text))

    assert "".join(made) == text
    assert max(map(len, made)) <= PART


def test_a_short_text_has_no_parts_to_turn(view: Opener) -> None:
    assert "Part" not in shown_words(shown(view, "Hej"))


def test_no_override_turns_letters_round_unseen(view: Opener) -> None:
    assert shown(view, "a\u202eb").text.toPlainText() == "a�b"


def test_a_long_text_is_turned_part_by_part(view: Opener) -> None:
    text = shown(view, LONG)
    before = shown_words(text)

    button(text, "Next page").click()

    assert "Part 1 of 4" in before
    assert "Part 2 of 4" in shown_words(text)
    assert text.text.toPlainText().startswith("Rad ")


def test_a_word_is_found_in_whichever_part_it_is(view: Opener) -> None:
    text = shown(view, LONG)

    text.search("svensson", 1)
    found, place = text.text.textCursor().selectedText(), shown_words(text)
    text.search("Rad 0:", -1)
    first = text.text.textCursor().selectedText()
    text.search("finns inte", 1)

    assert (found, first) == ("Svensson", "Rad 0:")
    assert "Part 4 of 4" in place
    assert "Not found" in shown_words(text)


def test_a_text_that_is_too_long_says_that_it_is_cut(view: Opener) -> None:
    assert "Only the beginning" in shown_words(shown(view, "rad\n" * (CHARACTERS // 4 + 1)))


def test_letters_grow_and_shrink_within_bounds(view: Opener) -> None:
    text = shown(view, "Hej")
    size = text.text.font().pointSizeF()

    for _ in range(40):
        text.magnify(1.25)
    largest = text.text.font().pointSizeF()
    for _ in range(40):
        text.magnify(0.8)

    assert largest == size + 12
    assert text.text.font().pointSizeF() == size - 4


def test_without_a_printer_one_is_told(view: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    text = shown(view, "Hej")

    button(text, "Print …").click()

    assert "There is no printer." in shown_words(text)
