"""Digg's own example messages come by the sandbox's line and are shown with every field."""

from pathlib import Path

import httpx
import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit

from sdk_desktop.ui.parts.collapsible import Collapsible
from sdk_desktop.ui.reading.message_view import MessageView
from tests.kit.sandbox_network import ADDRESS, SOCIAL
from tests.ui.conftest import Client

MINIMAL = (
    "Printerpapper",
    "Teststring",
    "Confidential",
    "SDK: The function ID of the sender",
    "SDK: The function ID of the recipient",
    "test.sender.inera.se",
    "test.recipient.inera.se",
    "19121212-1212",
    "3a94b4ed-a6d7-41e2-945d-b3fa91e8a6e9",
    "SDK-Meddelande",
    "1234",
    "567",
)
OTHER = (
    "En rubrik",
    "Anslut till SDK!",
    "testb.testbed.inera.se",
    "testa.testbed.inera.se",
    "sdk.testbed.0203:testb.testbed.inera.se",
    "7bc5576a-3f87-4cf5-a0c5-277da06fcacb",
    "SDK Test MessageService",
)


@pytest.mark.parametrize(
    ("name", "fields"), [("min.xml", MINIMAL), ("messageWithAttachments3.xml", OTHER)]
)
def test_an_official_message_is_shown_with_every_field(
    client: Client, artefacts: Path, name: str, fields: tuple[str, ...]
) -> None:
    data = (artefacts / "message/examples" / name).read_bytes()
    httpx.Client(transport=client.line).post(f"{ADDRESS}/practice/mailboxes/{SOCIAL}", content=data)
    main = client.unlock()
    model = main.messages.list.model
    client.qtbot.waitUntil(lambda: fields[0] in [line.title for line in model.rows])
    place = [line.title for line in model.rows].index(fields[0])

    main.messages.list.table.choose(place)
    main.messages.open(main.messages.list.current)
    client.qtbot.waitUntil(lambda: fields[1] in shown(client))
    for view in main.messages.reading.findChildren(MessageView):
        assert view.foot is not None
        view.foot.details.click()
    for folded in main.messages.reading.findChildren(Collapsible):
        folded.button.click()

    assert [field for field in fields if field not in shown(client)] == []


def shown(client: Client) -> str:
    pane = client.main.messages.reading
    labels = [label.text() for label in pane.findChildren(QLabel)]
    texts = [text.toPlainText() for text in pane.findChildren(QTextEdit)]
    texts += [text.toPlainText() for text in pane.findChildren(QPlainTextEdit)]
    return "\n".join((*labels, *texts))
