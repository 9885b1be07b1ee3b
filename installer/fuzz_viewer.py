"""Throws damaged files at the child process that draws them, and what it sends at the window.

Children may die of a file, or be given up; the process that asks must neither crash, nor wait, nor
grow.
"""

from __future__ import annotations

import contextlib
import os
import random
import resource
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

from sdk_desktop.domain.errors import Refused
from sdk_desktop.viewer import CHILD
from sdk_desktop.viewer.frames import (
    Answer,
    AnswerReader,
    Draw,
    Failed,
    Find,
    Open,
    Read,
    Request,
    ViewerProblem,
    write_answer,
    write_request,
)

GIVEN_UP_AFTER = 8.0
"""Seconds, as in the window."""
FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP", "PDF")
WORDS = (
    *(b"/XObject", b"/Annots[5 0 R]", b"/AcroForm<<>>", b"/Filter/FlateDecode", b"[[[["),
    *(b"99999999999", b"-1", b"\xff" * 4, b"\0" * 8, b"<<" * 99, b"endstream", b"/Kids[2 0 R]"),
)
TEXT = b"BT /F1 24 Tf 72 700 Td (Kalle Testsson) Tj ET"


class FuzzedChild:
    """A child process that is started again when it has died or was given up."""

    def __init__(self) -> None:
        self.died, self.given_up, self.refused = 0, 0, 0
        self.slowest = 0.0
        self._start()

    def show(self, content: bytes) -> None:
        """Do with a file what a window does."""
        for request in (Open(content), Draw(0, 0, 4.0, 900), Read(0), Find("kalle", 0)):
            answer = self._ask(request)
            if answer is None or (isinstance(request, Open) and isinstance(answer, Failed)):
                return

    def end(self) -> None:
        """End the child."""
        self._process.kill()
        self._process.wait()

    def _start(self) -> None:
        command = [sys.executable, "-I", "-m", "sdk_desktop", CHILD]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._reader = AnswerReader()

    def _ask(self, request: Request) -> Answer | None:
        """Return the answer, None when there is none."""
        into, out = self._process.stdin, self._process.stdout
        if into is None or out is None:
            return None
        try:
            into.write(write_request(request))
            into.flush()
        except BrokenPipeError:
            self._again()
            return None
        until = time.monotonic() + GIVEN_UP_AFTER
        while select.select([out], [], [], max(until - time.monotonic(), 0))[0]:
            data = os.read(out.fileno(), 1 << 20)
            if not data:
                self.died += 1
                self._again()
                return None
            if answers := self._fed(data):
                return answers[0]
        self.given_up += 1
        self._again()
        return None

    def _fed(self, data: bytes) -> Sequence[Answer]:
        began = time.perf_counter()
        try:
            return self._reader.feed(data)
        except Refused:
            self.refused += 1
            self._again()
            return ()
        finally:
            self.slowest = max(self.slowest, time.perf_counter() - began)

    def _again(self) -> None:
        self.end()
        self._start()


def fuzz_files(inputs: int, chance: random.Random, folder: Path | None) -> tuple[float, float]:
    """Show damaged files; return the longest that the asker was busy, and its memory in bytes."""
    seeds = [*_seeds(), *(path.read_bytes() for path in _files(folder))]
    child = FuzzedChild()
    for _ in range(inputs):
        child.show(_damaged(chance.choice(seeds), seeds, chance))
    child.end()
    busiest = max(child.slowest, _fuzz_answers(inputs * 10, chance))
    print(
        f"{inputs} files: {child.died} children died, {child.given_up} were given up,"
        f" {child.refused} said nonsense"
    )
    return busiest, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _fuzz_answers(inputs: int, chance: random.Random) -> float:
    """Feed the window's reader with damaged answers; return the longest that one took."""
    seeds = [write_answer(Failed(kind)) for kind in ViewerProblem] + [bytes(range(1, 60))]
    slowest = 0.0
    for _ in range(inputs):
        data = _damaged(chance.choice(seeds), seeds, chance)
        began = time.perf_counter()
        with contextlib.suppress(Refused):
            AnswerReader().feed(data)
        slowest = max(slowest, time.perf_counter() - began)
    return slowest


def _files(folder: Path | None) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder else []


def _seeds() -> Iterator[bytes]:
    image = Image.radial_gradient("L").convert("RGB").resize((120, 90))
    for kind in FORMATS:
        store = BytesIO()
        image.save(store, kind)
        yield store.getvalue()
    for compression in ("group3", "group4", "tiff_lzw"):
        store = BytesIO()
        page = image.convert("1")
        page.save(store, "TIFF", compression=compression, save_all=True, append_images=[page])
        yield store.getvalue()
    yield (
        b"%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]>>>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R"
        b"/MediaBox[0 0 595 842]/Annots[5 0 R]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font"
        b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%b\nendstream endobj\n"
        b"5 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(Kalle)/Rect[72 500 300 530]>>endobj\n"
        b"trailer<</Size 6/Root 1 0 R>>\n%%%%EOF" % (len(TEXT), TEXT)
    )


def _damaged(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + chance.choice((1, 2, 8, 200)))
        match chance.randrange(6):
            case 0:
                changed[at:end] = chance.randbytes(end - at)
            case 1:
                del changed[at:end]
            case 2:
                changed[at:at] = chance.choice(WORDS)
            case 3:
                changed[at:at] = changed[at:end] * chance.choice((1, 3, 40))
            case 4:
                del changed[at:]
            case _:
                changed[at:end] = chance.choice(seeds)[at : at + chance.choice((4, 64, 900))]
    return bytes(changed)
