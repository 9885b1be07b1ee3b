"""Measures the window's heartbeat while files are opened, closed and opened again.

`viewer heartbeat [FOLDER]`: open every file of a folder, and ten that are made here, while a
draft is written; print the longest pause of the event loop, and the longest time from a letter to
the draft that is stored with it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from installer.bench import data
from sdk_desktop.domain.changes import Changes, TableFamily
from sdk_desktop.domain.message import File
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.viewing.attachment_view import AttachmentView

BEAT = 5
"""Milliseconds."""
LOOKED_AT = 2_000
"""Milliseconds that each file stays open the first time."""
GLANCE = 300


class Heart:
    """Measures the longest pause of the event loop, in milliseconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


class Writer:
    """Writes a draft in a window over a real store, and notes when it is stored."""

    def __init__(self, folder: str, background: Background) -> None:
        data.profile_app(folder).prepare("http://127.0.0.1:9")  # nobody is there
        self._stored: deque[float] = deque()
        self.app, self._workspace = data.unlock(folder, self._note)
        draft = self._workspace.drafts.new(data.SOCIAL)
        self.window = ComposeWindow(self._workspace, background, draft, None)
        self.window.show()

    def save(self) -> float:
        """Write a letter, and return the milliseconds until it is stored."""
        self._stored.clear()
        began = time.perf_counter()
        self.window.form.text.editor.insertPlainText("å")
        while not self._stored:
            _rest(BEAT)
        return (self._stored[0] - began) * 1000

    def close(self) -> None:
        """Close the window and the store."""
        self.window.close()
        self._workspace.close()
        self.app.close()

    def _note(self, changes: Changes) -> None:
        if TableFamily.DRAFTS in changes:
            self._stored.append(time.perf_counter())


def heartbeat(folder: str = "") -> dict[str, float]:
    """Open, close and open again each file, while a draft is written and stored."""
    files = list(_all(folder))
    _qt = QApplication([])
    background = Background()
    with tempfile.TemporaryDirectory() as profile:
        writer = Writer(profile, background)
        heart = Heart()
        saved = max([_open(writer, *file) for file in files])
        pause = heart.longest
        writer.close()
        background.close()
    return {"pause": pause, "saved": saved}


def _open(writer: Writer, name: str, content: bytes) -> float:
    """Open a file three times; return the milliseconds until a letter was stored meanwhile."""
    saved = 0.0
    for wait in (GLANCE, LOOKED_AT, GLANCE):
        view = AttachmentView(File(name, "application/octet-stream", content), writer.window)
        view.show()
        if wait == LOOKED_AT:
            saved = writer.save()
        _rest(wait)
        view.close()
    QApplication.processEvents()
    return saved


def _rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _all(folder: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(Path(folder).iterdir()) if folder else ():
        yield path.name, path.read_bytes()
    large = Image.radial_gradient("L").resize((8000, 6000)).convert("RGB")
    scan = Image.new("1", (4960, 7016), 1)
    small = large.resize((800, 600))
    yield "phone.jpg", _saved(large, "JPEG")
    yield "half.jpg", _saved(large, "JPEG")[:100_000]
    yield "large.png", _saved(large.resize((5000, 4000)), "PNG")
    yield "scan.png", _saved(scan, "PNG")
    yield "fax.tif", _saved(scan, "TIFF", compression="group4", append_images=[scan] * 9)
    yield "cmyk.jpg", _saved(small.convert("CMYK"), "JPEG")
    yield "photo.webp", _saved(small, "WEBP")
    yield "pages.pdf", _saved(small, "PDF", append_images=[small] * 30)
    yield "line.txt", ("ordutanslut" * 30_000).encode()
    yield "long.txt", ("En rad med ord.\n" * 100_000).encode("utf-16")


def _saved(image: Image.Image, kind: str, **how: object) -> bytes:
    store = BytesIO()
    image.save(store, kind, save_all="append_images" in how, **how)
    return store.getvalue()


PARTS: dict[str, Callable[..., dict[str, float]]] = {"heartbeat": heartbeat}

if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](*sys.argv[2:])), flush=True)
    os._exit(0)
