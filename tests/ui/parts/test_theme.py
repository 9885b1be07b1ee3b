import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.resources import resource
from sdk_desktop.ui.parts import theme


@pytest.mark.parametrize(("dark", "colours"), [(False, theme.LIGHT), (True, theme.DARK)])
def test_the_colours_are_those_of_the_scheme(
    qapp: QApplication, undressed: None, dark: bool, colours: theme.Colours
) -> None:
    theme.apply(qapp, Preferences(), dark=dark)

    assert theme.colours() == colours


def test_text_grows_from_what_the_system_has_and_not_from_itself(
    qapp: QApplication, undressed: None
) -> None:
    theme.apply(qapp, Preferences(text_percent=100))
    plain = qapp.font().pointSizeF()

    theme.apply(qapp, Preferences(text_percent=200))
    theme.apply(qapp, Preferences(text_percent=200))

    assert qapp.font().pointSizeF() == 2 * plain


def test_an_icon_has_the_colour_of_the_text(qapp: QApplication, undressed: None) -> None:
    theme.apply(qapp, Preferences(), dark=True)
    icon = theme.icon("minus")
    light = icon.pixmap(QSize(24, 24)).toImage().pixelColor(12, 12).lightness()
    theme.apply(qapp, Preferences(), dark=False)
    dark = icon.pixmap(QSize(24, 24)).toImage().pixelColor(12, 12).lightness()

    assert light > 220
    assert dark < 50


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda p: p.stem)
def test_every_icon_can_be_drawn(qapp: QApplication, undressed: None, path: object) -> None:
    from pathlib import Path

    assert isinstance(path, Path)
    picture = theme.icon(path.stem).pixmap(QSize(24, 24), QIcon.Mode.Normal).toImage()

    inked = [picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24)]
    assert max(inked) > 128


def test_high_contrast_is_black_and_white() -> None:
    assert theme._stark(theme.LIGHT).text == "#000000"
    assert theme._stark(theme.DARK).base == "#000000"


LOOKS: dict[str, tuple[type[QWidget], dict[str, object]]] = {
    "plain": (QPushButton, {}),
    "chosen": (QToolButton, {"checkable": True, "checked": True}),
    "primary": (QPushButton, {"primary": True}),
    "link": (QPushButton, {"role": "link"}),
    "box": (QCheckBox, {}),
    "radio": (QRadioButton, {}),
    "line": (QLineEdit, {}),
    "choice": (QComboBox, {}),
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("look", LOOKS)
def test_the_focus_is_seen_on_everything_that_takes_it(
    qapp: QApplication, undressed: None, qtbot: QtBot, look: str, dark: bool
) -> None:
    theme.apply(qapp, Preferences(), dark=dark)
    kind, properties = LOOKS[look]
    window = QWidget()
    qtbot.addWidget(window)
    other, control = QPushButton("Annan", window), kind(window)
    control.move(0, 60)
    for name, value in properties.items():
        control.setProperty(name, value)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()
    without = control.grab().toImage()

    control.setFocus()

    assert control.hasFocus()
    assert control.grab().toImage() != without
