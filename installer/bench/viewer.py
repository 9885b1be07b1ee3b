"""Measures the window's heartbeat while files are opened, closed and opened again.

`viewer heartbeat [FOLDER]`: open every file of a folder, and ten that are made here; print
the longest pause of the event loop and the longest that a piece of work in the background waited.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from sdk_desktop.domain.message import File
from sdk_desktop.ui.background import Background
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


def heartbeat(folder: str = "") -> dict[str, float]:
    """Open, close and open again each file, with work in the background meanwhile."""
    files = list(_all(folder))
    qt = QApplication([])
    window, background, heart = QWidget(), Background(), Heart()
    window.show()
    saved = 0.0
    for name, content in files:
        for wait in (GLANCE, LOOKED_AT, GLANCE):
            view = AttachmentView(File(name, "application/octet-stream", content), window)
            view.show()
            saved = max(saved, _saving(background, window))
            _rest(wait)
            view.close()
        qt.processEvents()
    background.close()
    return {"pause": heart.longest, "saved": saved}


def _saving(background: Background, owner: QWidget) -> float:
    """Return the milliseconds that a piece of work in the background took to come back."""
    clock, done = QElapsedTimer(), QEventLoop()
    clock.start()
    background.run(owner, int, lambda _: done.quit())
    done.exec()
    return float(clock.elapsed())


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
