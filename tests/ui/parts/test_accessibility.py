"""Everything that can have the focus has a name; nothing to click is small."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.guide.guide import Guide
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout, parts_of, swap
from sdk_desktop.ui.parts.dialog import Dialog
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.preferences import PreferencesDialog
from tests.ui.conftest import Client
from tests.ui.looks import kept_items

LEAST = 24


def focusable(root: QWidget) -> Iterator[QWidget]:
    for widget in (root, *root.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def nameless(root: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in focusable(root)
        if not name_of(widget) and widget.isVisibleTo(root) and not inner(widget)
    ]


def inner(widget: QWidget) -> bool:
    """Tell the parts that Qt makes inside its own widgets: they speak through their parents."""
    parent = widget.parent()
    return widget.objectName().startswith("qt_") or isinstance(
        parent, QAbstractScrollArea | QComboBox
    )


def small(root: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} {name_of(widget)!r}: {widget.height()}"
        for widget in root.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox)
        if widget.isVisible() and not inner(widget) and not isinstance(widget.parent(), QLineEdit)
        if min(widget.width(), widget.height()) < LEAST
    ]


def test_everything_in_the_main_window_has_a_name(client: Client) -> None:
    main = client.unlock()
    client.shell.window.show()

    for page in range(3):
        main.show_page(page)
        client.rest()
        assert nameless(client.shell.window) == []
        assert small(client.shell.window) == []


def test_every_choice_of_the_audit_trail_has_a_label(client: Client) -> None:
    main = client.unlock()

    assert [labels_of(box) for box in main.pages.audit.findChildren(QComboBox)] == [
        ["Kind of event"],
        ["Mailbox"],
        ["Period"],
    ]


def labels_of(box: QComboBox) -> list[str]:
    """Return the labels of a box of choices; its name may be the value that is chosen."""
    related = QAccessible.queryAccessibleInterface(box).relations()
    return [
        label.text(QAccessible.Text.Name)
        for label, relation in related
        if relation & QAccessible.RelationFlag.Label
    ]


def test_everything_on_the_lock_screen_has_a_name(client: Client) -> None:
    client.shell.start()
    client.qtbot.waitUntil(lambda: client.shell.window.content is not None)
    client.qtbot.waitUntil(lambda: client.background.idle)

    assert nameless(client.shell.window) == []
    assert small(client.shell.window) == []


def test_everything_in_the_guide_has_a_name(client: Client) -> None:
    from dataclasses import replace

    client.app.settings = replace(client.app.settings, connection=None)
    guide = Guide(client.app, client.background, client.shell.window)
    client.shell.window.show_content(guide)
    client.shell.window.show()

    for step in range(guide.steps.count()):
        guide.steps.setCurrentIndex(step)
        assert nameless(guide) == []


def test_everything_in_the_settings_has_a_name(client: Client) -> None:
    dialog = PreferencesDialog(Preferences(), client.shell.window)

    assert nameless(dialog) == []


def test_text_stands_out_from_its_ground() -> None:
    for colours in (theme.LIGHT, theme.DARK):
        for ground in (colours.window, colours.base, colours.hover, colours.soft):
            assert contrast(colours.text, ground) >= 4.5
            assert contrast(colours.danger, ground) >= 4.5
        for ground in (colours.window, colours.base):
            assert contrast(colours.muted, ground) >= 4.5
            assert contrast(colours.success, ground) >= 4.5
            assert contrast(colours.warning, ground) >= 4.5
            assert contrast(colours.edge, ground) >= 3
            assert contrast(colours.accent, ground) >= 3
        assert contrast(colours.on_accent, colours.accent) >= 4.5


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_parts_of_a_layout_come_in_their_order_and_no_item_is_kept(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first, second, third, fourth = (QLabel(name, window) for name in "1234")
    below, beside = QHBoxLayout(), Flow()
    column = QVBoxLayout(window)
    column.addWidget(second)
    column.addLayout(below)
    below.addLayout(beside)
    below.addWidget(fourth)
    beside.addWidget(third)
    column.insertWidget(0, first)
    column.addStretch()

    parts = list(parts_of(column))

    assert parts == [first, second, third, fourth]
    assert kept_items() == []


def test_no_item_of_a_filled_layout_is_kept_that_is_laid_into_another(qtbot: QtBot) -> None:
    window, row, inner = QWidget(), QHBoxLayout(), QHBoxLayout()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    row.addWidget(QLabel("one", window))
    row.addStretch()
    row.addLayout(inner)
    inner.addWidget(QLabel("two", window))

    add_layout(column, row)

    assert kept_items() == []
    assert [label.text() for label in window.findChildren(QLabel)] == ["one", "two"]


def test_no_item_is_kept_of_a_widget_that_gave_its_place_to_another(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column, before, now = QVBoxLayout(window), QLabel("before", window), QLabel("now", window)
    column.addWidget(before)

    swap(column, before, now)

    assert list(parts_of(column)) == [now]
    assert kept_items() == []


def test_a_dialog_grows_with_the_words_that_come_later(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = Dialog("Fråga", window)
    words = QLabel("Kort.", dialog, wordWrap=True)
    QVBoxLayout(dialog).addWidget(words)
    dialog.show()
    dialog.resize(200, dialog.height())

    words.setText("Så långt att det inte får plats på en enda rad. " * 4)

    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()) > 60)


def test_no_widget_is_asked_for_its_screen(project: Path) -> None:
    sources = (project / "sdk_desktop").rglob("*.py")

    asked = [path.name for path in sources if ".screen()" in path.read_text(encoding="utf-8")]

    assert asked == [], "Python would destroy the screen with the widget: ask room_of"
