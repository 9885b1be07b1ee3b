"""A draft of the list goes by a key and after a question."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sdk_desktop.ui.messages.folder_choice import FolderChoice
from tests.ui.conftest import Client


def test_delete_throws_a_draft_away_after_a_question(client: Client) -> None:
    main = client.unlock()
    client.show()
    drafts = main._workspace.drafts
    drafts.save(drafts.new(main._workspace.mailboxes[0].address))
    main.messages.show_folder(FolderChoice("", None))
    client.qtbot.waitUntil(lambda: len(main.messages.list.model.rows) == 1)
    client.rest()
    main.messages.list.table.choose(0)

    QTest.keyClick(main.messages.list.table, Qt.Key.Key_Delete)
    asked, kept = main.messages.question.isVisible(), len(drafts.all())
    main.messages.question.yes.click()
    client.rest()

    assert (asked, kept, drafts.all()) == (True, 1, ())
