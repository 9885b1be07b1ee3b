"""The page that says what the program is and under which licences."""

from sdk_desktop import __version__
from sdk_desktop.ui.about import AboutDialog
from sdk_desktop.ui.preferences import PreferencesDialog
from tests.ui.conftest import Client
from tests.ui.screens import shown_words


def test_the_settings_lead_to_the_licences_of_what_it_is_built_on(client: Client) -> None:
    main = client.unlock()
    client.show()
    main.settingsWanted.emit()
    (settings,) = main.findChildren(PreferencesDialog)
    settings.about.click()
    (dialog,) = settings.findChildren(AboutDialog)

    assert f"SDK Desktop {__version__}" in shown_words(dialog)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in dialog.texts.toPlainText()
    assert "ZETETIC" in dialog.texts.toPlainText()
