"""What tests of screens do with them: find, read, wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import accessibility
from sdk_desktop.ui.parts.message_text import MessageText
from sdk_desktop.ui.proof.proof_form import ProofForm
from sdk_desktop.ui.proof.way_forms import PassphraseForm
from sdk_desktop.ui.reading.header_text import HeaderText

Screen = TypeVar("Screen", bound=QWidget)


@contextmanager
def a_background() -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


def opened(qtbot: QtBot, screen: Screen, background: Background) -> Screen:
    """Show a screen and wait until it has fetched what it shows."""
    qtbot.addWidget(screen)
    screen.show()
    settle(qtbot, background)
    return screen


def settle(qtbot: QtBot, background: Background) -> None:
    """Wait until every result has been delivered."""
    qtbot.waitUntil(lambda: background.idle)


def lay_out() -> None:
    """Let every widget take its place: one that has taken its own may move those around it."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def drawn(widget: QWidget, folder: Path | None, name: str) -> bool:
    """Draw a widget, and put the picture into a folder if there is one; say whether it worked."""
    picture = widget.grab()
    return not picture.isNull() and (folder is None or picture.save(str(folder / f"{name}.png")))


def button(screen: QWidget, words: str) -> QAbstractButton:
    """Return the one button of these words, by its text or its accessible name."""
    (found,) = [
        one
        for one in screen.findChildren(QAbstractButton)
        if words in {one.text(), one.accessibleName()} and one.isVisibleTo(screen)
    ]
    return found


def passphrase_form(form: ProofForm) -> PassphraseForm:
    """Return the fields for a passphrase and a code, which must be what is shown."""
    assert isinstance(form.current, PassphraseForm)
    return form.current


def listen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what a screen reader is told to speak from now on: announcements and chosen rows."""
    heard: list[str] = []
    QAccessible.setActive(True)  # or else Qt does not follow what changes in a list
    monkeypatch.setattr(accessibility, "_tell", lambda event: heard.extend(spoken(event)))
    return heard


def spoken(event: QAccessibleEvent) -> list[str]:
    """Return the words of an announcement, or the name of the row that gets the focus."""
    if isinstance(event, QAccessibleAnnouncementEvent):
        return [event.message()]
    if event.type() is not QAccessible.Event.Focus:
        return []
    row = QAccessible.queryAccessibleInterface(event.object()).child(event.child())
    return [row.text(QAccessible.Text.Name)]


def shown_words(screen: QWidget) -> str:
    """Return the words of every label that is to be seen."""
    labels = screen.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(screen))


def message_texts(screen: QWidget) -> list[MessageText]:
    """Return the texts of the message that is shown; its head is one, too."""
    texts = screen.findChildren(MessageText)
    return [one for one in texts if not isinstance(one, HeaderText)]


def press(
    widget: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key that is no letter."""
    QTest.keyClick(widget, key, modifier)
