import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QIcon, QImage, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.resources import resource
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.painting import Tone
from sdk_desktop.ui.top_window import TopWindow
from tests.ui import looks

MARKS = {
    QCheckBox: QStyle.SubElement.SE_CheckBoxIndicator,
    QRadioButton: QStyle.SubElement.SE_RadioButtonIndicator,
}
BLACK, WHITE = "#000000", "#ffffff"


@pytest.mark.parametrize(("dark", "colours"), [(False, theme.LIGHT), (True, theme.DARK)])
def test_the_colours_are_those_of_the_scheme(
    qapp: QApplication, undressed: None, dark: bool, colours: theme.Colours
) -> None:
    theme.apply(qapp, Preferences(), dark=dark)

    assert theme.colours() == colours


def test_the_tests_see_letters_of_widths_of_their_own_as_users_do(qapp: QApplication) -> None:
    assert not QFontInfo(qapp.font()).fixedPitch()


def test_text_grows_from_what_the_system_has_and_not_from_itself(
    qapp: QApplication, undressed: None
) -> None:
    theme.apply(qapp, Preferences(text_percent=100))
    plain = qapp.font().pointSizeF()

    theme.apply(qapp, Preferences(text_percent=200))
    theme.apply(qapp, Preferences(text_percent=200))

    assert qapp.font().pointSizeF() == 2 * plain


@pytest.mark.parametrize("made", [QCheckBox, QRadioButton])
def test_the_mark_of_a_choice_grows_with_the_text(
    qapp: QApplication, undressed: None, qtbot: QtBot, made: type[QCheckBox | QRadioButton]
) -> None:
    sizes = []
    for percent in (100, 200):
        theme.apply(qapp, Preferences(text_percent=percent))
        box = made("Nej")
        qtbot.addWidget(box)
        box.ensurePolished()
        option = QStyleOptionButton()
        box.initStyleOption(option)
        mark = box.style().subElementRect(MARKS[made], option, box)
        sizes.append(mark.width() / QFontMetrics(box.font()).height())

    assert min(sizes) > 1


def test_faces_and_colours_are_made_once_for_a_size_and_a_scheme(
    qapp: QApplication, undressed: None
) -> None:
    theme.apply(qapp, Preferences(text_percent=100), dark=False)
    plain, light = theme.face(theme.SMALL), theme.colours()
    theme.apply(qapp, Preferences(text_percent=200), dark=True)
    large, dark = theme.face(theme.SMALL), theme.colours()
    made = theme._face_of.cache_info().misses, theme._colours_of.cache_info().misses

    theme.face(theme.SMALL).setPixelSize(99)  # which changes no other

    assert theme.face(theme.SMALL) == large
    assert (large.pointSizeF(), dark) == (2 * plain.pointSizeF(), theme.colours())
    assert light != dark
    assert made == (theme._face_of.cache_info().misses, theme._colours_of.cache_info().misses)


def test_an_icon_has_the_colour_of_the_text(qapp: QApplication, undressed: None) -> None:
    theme.apply(qapp, Preferences(), dark=True)
    icon = theme.icon("minus")
    light = icon.pixmap(QSize(24, 24)).toImage().pixelColor(12, 12).lightness()
    theme.apply(qapp, Preferences(), dark=False)
    dark = icon.pixmap(QSize(24, 24)).toImage().pixelColor(12, 12).lightness()

    assert light > 220
    assert dark < 50


def test_an_icon_beside_words_follows_other_colours_at_once(
    qapp: QApplication, undressed: None, qtbot: QtBot
) -> None:
    theme.apply(qapp, Preferences(), dark=False)
    window = QWidget()
    qtbot.addWidget(window)
    icon = IconLabel("warning", window, Tone.WAITING, theme.ICON)
    before = colours_of(icon)

    theme.apply(qapp, Preferences(), dark=True)

    assert theme.LIGHT.warning in before
    assert theme.DARK.warning in colours_of(icon)


def colours_of(widget: QWidget) -> set[str]:
    picture = widget.grab().toImage()
    places = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    return {picture.pixelColor(*place).name() for place in places}


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda p: p.stem)
def test_every_icon_can_be_drawn(qapp: QApplication, undressed: None, path: object) -> None:

    assert isinstance(path, Path)
    picture = theme.icon(path.stem).pixmap(QSize(24, 24), QIcon.Mode.Normal).toImage()

    inked = [picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24)]
    assert max(inked) > 128


@pytest.mark.parametrize(("dark", "text", "ground"), [(False, BLACK, WHITE), (True, WHITE, BLACK)])
def test_high_contrast_is_black_and_white_where_the_system_has_no_colours_for_it(
    qapp: QApplication, undressed: None, dark: bool, text: str, ground: str
) -> None:
    theme.apply(qapp, Preferences(), dark=dark, stark=True)

    chosen = theme.colours()
    assert chosen.stark
    assert (chosen.text, chosen.base, chosen.danger) == (text, ground, text)


def test_a_strip_without_a_ground_of_its_own_has_an_edge(
    qapp: QApplication, qtbot: QtBot, undressed: None
) -> None:
    strip = QFrame()
    qtbot.addWidget(strip)
    strip.setProperty("role", "strip")
    strip.resize(80, 32)
    edges = []
    theme.apply(qapp, Preferences(), dark=False, stark=False)
    edges.append(strip.grab().toImage().pixelColor(40, 0).name())
    theme.apply(qapp, Preferences(), dark=True, stark=True)
    edges.append(strip.grab().toImage().pixelColor(40, 0).name())

    assert edges == [theme.LIGHT.hover, "#ffffff"]


def test_it_looks_the_same_wherever_it_is_installed(
    qapp: QApplication, undressed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt reads a name with other letters than a to z in quotation marks only."""
    style = tmp_path / "Åsas program (1)" / "style"
    shutil.copytree(resource("style"), style)
    monkeypatch.setattr(theme, "resource", style.parent.joinpath)
    caption = QLabel("Brevlådor")
    caption.setProperty("role", "title")

    theme.apply(qapp, Preferences())
    caption.ensurePolished()

    assert caption.font().pointSizeF() > qapp.font().pointSizeF()


def test_high_contrast_has_the_colours_of_the_user(
    qapp: QApplication, undressed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    night, sand, sky, sea = "#202020", "#fff4c8", "#8ee3f0", "#263b50"
    palette, role = QPalette(QColor(night)), QPalette.ColorRole
    for one, colour in {
        **dict.fromkeys((role.Window, role.Base, role.Button), night),
        role.WindowText: sand,
        role.Highlight: sky,
        role.HighlightedText: sea,
    }.items():
        palette.setColor(one, QColor(colour))
    monkeypatch.setattr(theme, "_system_palette", lambda _app: palette)

    theme.apply(qapp, Preferences(), stark=True)

    chosen = theme.colours()
    assert {chosen.window, chosen.base, chosen.soft, chosen.hover} == {night}
    assert {chosen.text, chosen.muted, chosen.edge, chosen.danger} == {sand}
    assert (chosen.accent, chosen.on_accent) == (sky, sea)


def test_other_colours_of_the_system_are_followed_at_once(qtbot: QtBot) -> None:
    window = TopWindow()
    qtbot.addWidget(window)

    with qtbot.waitSignal(window.themeChanged):
        QApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))


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


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("primary", [False, True])
def test_the_ring_of_the_focus_can_be_told_from_both_its_sides(
    qapp: QApplication, undressed: None, qtbot: QtBot, primary: bool, dark: bool
) -> None:
    theme.apply(qapp, Preferences(), dark=dark)
    window = QWidget()
    qtbot.addWidget(window)
    control = QPushButton("Skicka", window)
    control.setProperty("primary", primary)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    control.setFocus()

    picture = control.grab().toImage()
    ring, inside = (picture.pixelColor(x, picture.height() // 2).name() for x in (1, 5))

    assert contrast(ring, inside) >= SHAPES
    assert contrast(ring, theme.colours().window) >= SHAPES


TEXT, WORDS, SHAPES = 7, 4.5, 3
"""The least contrasts (WCAG 2.2) of long text, of words, and of what must be found."""
PAIRS = [
    *(("text", ground, TEXT) for ground in ("base", "window", "soft", "hover")),
    *(("text", ground, TEXT) for ground in ("danger_soft", "warning_soft")),
    *(("muted", ground, WORDS) for ground in ("base", "window", "soft", "hover", "warning_soft")),
    *(("accent", ground, WORDS) for ground in ("base", "window", "soft", "hover")),
    *(("accent", ground, WORDS) for ground in ("warning_soft", "danger_soft")),
    *(("on_accent", ground, WORDS) for ground in ("accent", "accent_hover")),
    *(("danger", ground, WORDS) for ground in ("base", "danger_soft", "soft")),
    *(("warning", ground, WORDS) for ground in ("base", "warning_soft", "soft")),
    *(("success", ground, WORDS) for ground in ("base", "success_soft", "soft", "window")),
    *(("base", ground, WORDS) for ground in ("warning", "danger")),
    ("base", "text", TEXT),
    *(("edge", ground, SHAPES) for ground in ("base", "window", "hover")),
]
SCHEMES = {
    "light": theme.LIGHT,
    "dark": theme.DARK,
    "stark light": theme._stark(theme._black_and_white(dark=False)),
    "stark dark": theme._stark(theme._black_and_white(dark=True)),
}


def contrast(one: str, other: str) -> float:
    return looks.contrast(rgb(one), rgb(other))


def rgb(colour: str) -> looks.Colour:
    ink = QColor(colour)
    return ink.red(), ink.green(), ink.blue()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_everything_can_be_told_from_its_ground(
    scheme: str, ink: str, ground: str, least: float
) -> None:
    colours = SCHEMES[scheme]

    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= least


def test_an_icon_on_the_accent_colour_has_the_colour_of_its_text(
    qapp: QApplication, undressed: None
) -> None:
    theme.apply(qapp, Preferences(), dark=False)
    size = QSize(32, 32)
    filled, plain = theme.icon("check", ink="on_accent"), theme.icon("check")

    assert ink(filled.pixmap(size).toImage()) == theme.LIGHT.on_accent
    assert ink(plain.pixmap(size).toImage()) == theme.LIGHT.text


def ink(image: QImage) -> str:
    """Return the colour of an icon's lines, which hides what is below it most."""
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return max((image.pixelColor(*place) for place in places), key=QColor.alpha).name()
