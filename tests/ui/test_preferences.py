from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.preferences import PreferencesDialog


def test_what_is_chosen_is_given(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QPushButton, QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PreferencesDialog(Preferences("en", 110, 7), parent)
    shown = (dialog.language.currentData(), dialog.text.currentData(), dialog.idle.value())
    dialog.language.setCurrentIndex(dialog.language.findData("sv"))
    dialog.text.setCurrentIndex(dialog.text.findData(200))
    dialog.idle.setValue(20)
    (save,) = [one for one in dialog.findChildren(QPushButton) if one.text() == "Save"]

    with qtbot.waitSignal(dialog.chosen) as chosen:
        save.click()

    assert shown == ("en", 110, 7)
    assert chosen.args == [Preferences("sv", 200, 20)]
