"""A message that names thousands of cases, or brings thousands of files, opens at once."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.mailbox import Attachment, Direction
from sdk_desktop.domain.message import Attention, CodeSystem, Identifier, Message, Reference
from sdk_desktop.ui.parts.chip import Chip
from sdk_desktop.ui.parts.labels import LineButton
from sdk_desktop.ui.reading.attachments import BESIDE, AttachmentList
from sdk_desktop.ui.reading.conversation import MOST, Conversation
from sdk_desktop.ui.reading.references import AT_ONCE, ReferenceChips
from tests.kit.messages import message_between, party
from tests.ui.fake_workspace import headline
from tests.ui.screens import button, lay_out

MANY = 2 * AT_ONCE + 5


def about(count: int) -> Message:
    """Return a message about so many numbers."""
    theirs, ours = party("0203:a.example.se", "a"), party("0203:b.example.se", "b")
    numbers = (Identifier(CodeSystem.OTHER, f"A-{number}") for number in range(count))
    references = tuple(map(Reference, numbers))
    sender = replace(theirs, attention=Attention("a", references=references))
    return message_between(sender, ours)


def files(count: int) -> tuple[Attachment, ...]:
    return tuple(Attachment(key, f"{key}.pdf", "application/pdf", 9) for key in range(count))


def shown_list(attachments: tuple[Attachment, ...], parent: QWidget) -> AttachmentList:
    listed = AttachmentList(attachments, parent)
    listed.show()
    return listed


def shown(widget: QWidget) -> list[Chip]:
    return [chip for chip in widget.findChildren(Chip) if chip.isVisibleTo(widget)]


def more(chips: ReferenceChips) -> Chip:
    (found,) = [chip for chip in shown(chips) if chip.accessibleName().startswith("Show ")]
    return found


def menus(menu: QMenu) -> list[QMenu]:
    """Open a menu, and return those within."""
    menu.aboutToShow.emit()
    return [one for action in menu.actions() if isinstance(one := action.menu(), QMenu)]


def folded(attachments: AttachmentList) -> QMenu:
    (chip,) = shown(attachments)
    return chip.menu()


def test_of_many_references_the_first_are_shown_and_how_many_are_left(parent: QWidget) -> None:
    chips = ReferenceChips(about(MANY), Direction.IN, parent)

    assert len(shown(chips)) == AT_ONCE + 1
    assert more(chips).accessibleName() == f"Show {MANY - AT_ONCE} more"


def test_the_rest_is_shown_when_asked_until_there_is_no_more(parent: QWidget) -> None:
    chips = ReferenceChips(about(MANY), Direction.IN, parent)

    more(chips).click()
    more(chips).click()

    named = {chip.accessibleName().partition(" · ")[0] for chip in shown(chips)}
    assert named == {f"Other number A-{number}" for number in range(MANY)}


def test_the_keyboard_goes_on_at_the_first_that_was_not_shown(parent: QWidget) -> None:
    chips = ReferenceChips(about(MANY), Direction.IN, parent)
    chips.show()
    parent.activateWindow()
    more(chips).setFocus()

    more(chips).click()

    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName().startswith(f"Other number A-{AT_ONCE}")


def test_a_few_references_have_nothing_to_show_more_of(parent: QWidget) -> None:
    chips = ReferenceChips(about(AT_ONCE), Direction.IN, parent)

    assert len(shown(chips)) == AT_ONCE


def test_many_files_are_in_one_menu_by_their_places(parent: QWidget) -> None:
    attachments = shown_list(files(2 * BESIDE + 1), parent)

    groups = menus(folded(attachments))

    assert [one.title() for one in groups] == ["1 to 50", "51 to 100", "101 to 101"]
    assert [one.title() for one in menus(groups[2])] == ["100.pdf · 9 bytes"]
    assert len(menus(groups[0])) == BESIDE


def test_one_of_many_files_can_be_opened(qtbot: QtBot, parent: QWidget) -> None:
    attachments = shown_list(files(BESIDE + 3), parent)
    (_, group) = menus(folded(attachments))
    show, _save = menus(group)[2].actions()

    with qtbot.waitSignal(attachments.openRequested) as opened:
        show.trigger()

    assert opened.args == [files(BESIDE + 3)[-1]]


def test_those_of_many_that_hold_what_was_searched_for_say_so(parent: QWidget) -> None:
    attachments = shown_list(files(BESIDE + 3), parent)
    (early, late) = menus(folded(attachments))
    menus(early)

    attachments.mark({3: "vårdplan", BESIDE: "vårdplan"})

    assert [one.title() for one in (*menus(early), *menus(late)) if "found" in one.title()] == [
        "3.pdf · 9 bytes · found here",
        f"{BESIDE}.pdf · 9 bytes · found here",
    ]


def test_a_window_has_no_part_for_each_of_many_files(parent: QWidget) -> None:
    attachments = shown_list(files(20 * BESIDE), parent)

    assert len(attachments.findChildren(QWidget)) < 2 * BESIDE


def headings(conversation: Conversation) -> list[str]:
    """Return the subjects of the headings, from top to bottom."""
    lay_out()
    found = [one for one in conversation.findChildren(LineButton) if one.isVisible()]
    found.sort(key=lambda one: one.y())
    return [one.accessibleName().rpartition(", ")[2] for one in found]


def test_of_a_long_conversation_the_latest_are_shown_and_the_earlier_when_asked(
    parent: QWidget,
) -> None:
    many = tuple(headline(row, subject=f"Nr {row}") for row in range(2 * MOST))
    conversation = Conversation(many, 2 * MOST - 1, parent)
    conversation.show()
    before = headings(conversation)

    button(conversation, f"Show {MOST - 1} earlier").click()

    subjects = [f"Nr {row}" for row in range(2 * MOST - 1)]
    assert before == subjects[-MOST:]
    assert headings(conversation) == subjects
    assert conversation.wanted == tuple(range(MOST - 1, 2 * MOST - 1))


def test_the_keyboard_goes_on_at_the_first_of_the_earlier(parent: QWidget) -> None:
    conversation = Conversation(tuple(map(headline, range(2 * MOST))), 2 * MOST - 1, parent)
    conversation.show()
    parent.activateWindow()
    more = button(conversation, f"Show {MOST - 1} earlier")
    more.setFocus()

    more.click()

    assert isinstance(QApplication.focusWidget(), LineButton)
