"""What the window leaves in the person's own folders: no name and no text of a message."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CANARY = "kanariefågel"

USE = f"""
import sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QBuffer, QEvent, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from sdk_desktop.domain.mailbox import Attachment
from sdk_desktop.domain.message import File
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.compose.attachment_field import AttachmentField
from sdk_desktop.ui.parts.file_dialogs import FileDialogs
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from sdk_desktop.ui.reading.attachments import AttachmentList
from sdk_desktop.ui.reading.file_actions import FileActions
from tests.ui.fake_workspace import FakeFolders, FakeInbox

def when(ready, do):
    do() if ready() else QTimer.singleShot(20, partial(when, ready, do))

def choose(path):
    dialog = QApplication.activeModalWidget()
    dialog.findChild(QLineEdit).setText(str(path))
    dialog.accept()

def attach():
    field._choose()
    when(QApplication.activeModalWidget, partial(choose, folder / "{CANARY}.pdf"))

folder = Path(sys.argv[1])
qt = QApplication([])
background = Background()
pane = QWidget()
pane.show()
picture = QBuffer()
image = QImage(400, 300, QImage.Format.Format_RGB32)
image.save(picture, "PNG")
files = {{
    1: File("{CANARY}.png", "image/png", picture.data().data()),
    2: File("{CANARY}.txt", "text/plain", "Om {CANARY}".encode()),
}}
for file in files.values():
    AttachmentView(file, pane).show()
inbox = FakeInbox(files=files)
dialogs = FileDialogs(FakeFolders(), background)
actions = FileActions(inbox, dialogs, background, pane)
attachment = Attachment(1, "{CANARY}.png", "image/png", 100)
field = AttachmentField((), dialogs, background, pane)
field.changed.connect(lambda: QTimer.singleShot(200, qt.quit))
actions._save(1, (attachment,))
when(QApplication.activeModalWidget, partial(choose, folder))
when(lambda: inbox.saved, attach)
qt.exec()
print(*(file.name for file in field.files), *(path.name for _, path in inbox.saved))
background.close()
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make an empty home, apart from one document of a case that the person already has."""
    home = tmp_path / "hem"
    documents = home / CANARY
    documents.mkdir(parents=True)
    (documents / f"{CANARY}.pdf").write_bytes(b"%PDF-1.7\n")
    (home / "tmp").mkdir()
    return home


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have their dialogs of their own")
def test_opening_and_saving_attachments_leaves_no_trace_of_them(project: Path, home: Path) -> None:
    documents = home / CANARY
    wanted = {"HOME": str(home), "TMPDIR": str(home / "tmp"), "PYTHONPATH": str(project)}
    environment = {name: value for name, value in os.environ.items() if "XDG" not in name}
    done = subprocess.run(
        [sys.executable, "-c", USE, str(documents)],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
        env={**environment, **wanted},
    )
    files = [path for path in home.rglob("*") if path.is_file()]
    (known,) = [path for path in files if path.parent == documents]
    left = [path for path in files if path != known]

    assert done.stdout.split() == [f"{CANARY}.pdf", CANARY], done.stderr
    assert left == []
