from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.preferences import PreferencesDialog


def test_what_is_chosen_is_saved_before_it_closes(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget

    from tests.ui.screens import a_background, settle

    parent = QWidget()
    qtbot.addWidget(parent)
    kept: list[Preferences] = []
    dialog = PreferencesDialog(Preferences("en", 110, 7), parent)
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    dialog.open()
    shown = (dialog.language.currentData(), dialog.text.currentData(), dialog.idle.value())
    dialog.language.setCurrentIndex(dialog.language.findData("sv"))
    dialog.text.setCurrentIndex(dialog.text.findData(200))
    dialog.idle.setValue(20)
    dialog.dense.setChecked(True)

    with a_background() as background:
        dialog.save_by(background, parent, kept.append, lambda _: None)
        dialog.save.click()
        stayed = closed == []
        settle(qtbot, background)

    assert shown == ("en", 110, 7)
    assert kept == [Preferences("sv", 200, 20, dense_rows=True)]
    assert stayed
    assert closed == [PreferencesDialog.DialogCode.Accepted]


def test_what_the_organisation_has_decided_is_shown_and_cannot_be_changed(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PreferencesDialog(Preferences("en", 110, 7), parent, locked=True)
    dialog.show()

    fields = (dialog.language, dialog.text, dialog.dense, dialog.idle, dialog.save)
    assert [field.isEnabled() for field in fields] == [False] * 5
    assert dialog.idle.value() == 7
    assert dialog.decided.isVisible()


def test_nothing_is_said_of_the_organisation_where_it_has_decided_nothing(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PreferencesDialog(Preferences(), parent)
    dialog.show()

    assert not dialog.decided.isVisible()
    assert dialog.save.isEnabled()
