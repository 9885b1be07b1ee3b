"""What a message is about – cases and persons – as chips that copy their number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import CodeSystem, Message, Party, Person
from sdk_desktop.ui.parts.chip import Chip
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import tip
from sdk_desktop.ui.reading.copying import copy_text
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.ui.words.type_names import person_words, reference_words, root_word

_GAP = 8
AT_ONCE = 30
"""So many chips are shown at first, and at each wish for more: a message may name thousands."""
PERSONS = frozenset(
    {CodeSystem.PERSONAL_NUMBER, CodeSystem.COORDINATION_NUMBER, CodeSystem.NATIONAL_RESERVE}
)
"""The code systems whose numbers are people's."""


@dataclass(frozen=True, slots=True)
class ChipContent:
    """The words of a chip, what it copies, and all that is known of it."""

    words: str
    copied: str
    whole: str
    icon: str = "copy"


class ReferenceChips(QWidget):
    """Shows references and persons; a press copies the number. Of very many the rest when asked."""

    def __init__(self, message: Message, direction: Direction, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow = Flow()
        self._flow.setSpacing(_GAP)
        self.setLayout(self._flow)
        self._rest = chip_contents(message, direction)
        self._more = Chip("", "down", self)
        self._more.clicked.connect(self._show_more)
        self._show_more()
        self.setVisible(bool(self._flow.count()))

    @Slot()
    def _show_more(self) -> None:
        """Show the next ones, and how many are left; the keyboard goes on at the first of them."""
        shown, self._rest = self._rest[:AT_ONCE], self._rest[AT_ONCE:]
        asked = self._more.hasFocus()
        chips = [copying_chip(content, self) for content in shown]
        for chip in chips:
            self._flow.addWidget(chip)
            chip.show()
        self._more.setVisible(bool(self._rest))
        if self._rest:
            self._more.set_words(tr("Show %n more", len(self._rest)))
            self._flow.addWidget(self._more)
        if asked:
            chips[0].setFocus()


def copying_chip(content: ChipContent, parent: QWidget) -> Chip:
    """Return a chip that copies its number when it is pressed."""
    chip = Chip(content.words, content.icon, parent)
    chip.setAccessibleName(content.whole)
    chip.setAccessibleDescription(tr("Copies {text}").format(text=content.copied))
    chip.setToolTip(tip(content.whole))
    chip.clicked.connect(partial(copy_text, content.copied, chip))
    return chip


def number_chip(number: str, named: str) -> ChipContent:
    """Return the chip of a diary number, named as the text says that has room for it."""
    words = named.format(number=number)
    return ChipContent(words, number, f"{words} · {root_word(CodeSystem.DIARY_NUMBER)}")


def chip_contents(message: Message, direction: Direction) -> tuple[ChipContent, ...]:
    """Return the chips of a message, as `party_chips` does."""
    sides = (message.sender, message.recipient)
    return party_chips(*(sides if direction is Direction.IN else sides[::-1]))


def party_chips(theirs: Party, ours: Party) -> tuple[ChipContent, ...]:
    """Return the chips of two sides: the other side's references, ours, then the persons.

    What stands there twice, as a person and as what the message is about, is shown once.
    """
    found = (
        *_references(theirs, tr("Theirs {number}")),
        *_references(ours, tr("Ours {number}")),
        *(_person(person) for party in (theirs, ours) for person in party.persons),
    )
    return tuple({content.copied: content for content in reversed(found)}.values())[::-1]


def _references(party: Party, named: str) -> Iterator[ChipContent]:
    for reference in party.references:
        number, whole = one_line(reference.identifier.extension), reference_words(reference)
        if reference.identifier.root == CodeSystem.DIARY_NUMBER:
            yield number_chip(number, named)
        elif reference.identifier.root in PERSONS:
            yield ChipContent(one_line(reference.label or "") or whole, number, whole, "mine")
        else:
            yield ChipContent(whole, number, whole)


def _person(person: Person) -> ChipContent:
    name, whole = one_line(person.label or ""), person_words(person)
    number = one_line(person.identifier.extension) if person.identifier else name
    return ChipContent(name or whole, number, whole, "mine")
