"""Draws pictures: scans, faxes and what phones make, made smaller on the way in."""

from __future__ import annotations

import io
import math
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pi_heif
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from sdk_desktop.viewer.failure import CannotShow
from sdk_desktop.viewer.frames import (
    FILE,
    PIXELS,
    Draw,
    Drawn,
    Note,
    Opened,
    PageText,
    ViewerProblem,
)
from sdk_desktop.viewer.scaling import pixels_of, scale_for

MEMORY = 400_000_000
"""Bytes that a picture may take while it is decoded."""
MOST_PICTURES = 1_000
"""Pages of a fax that can be looked at."""
_ODDEST_PIXELS = 4.0
"""A pixel that is said to be longer than this against its width is a mistake."""
_SIXTEEN_BITS = {"I;16", "I;16B", "I;16L", "I;16N"}
_NUMBERS = {"I", "F"}
_BYTES_A_PIXEL = {"1": 2, "L": 1, "P": 5, "PA": 8, **dict.fromkeys(_SIXTEEN_BITS, 3)}
"""While a picture of this mode is decoded; 4 for all others."""
_MISSING: dict[str, float | tuple[float, ...]] = {"L": 200, "RGB": (200, 200, 200)}
"""The grey of the part of a picture that is missing."""
_ORIENTATION = 0x0112
_STRAIGHTENED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each value of a camera's orientation tag."""
_LYING = 5
_PAGED = {"image/tiff", "image/heic"}
_FILLED = {"image/webp", "image/heic"}
"""Show nothing at all when their end is missing, unless something stands for it."""
_JPEG_END = b"\xff\xd9"
_NOTHING = bytes(4096)
"""The end of a packed picture whose rest never came, where the room for it was there before."""
_TURNS = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}
_DAMAGE = (
    *(OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, AttributeError),
    *(ArithmeticError, RuntimeError, struct.error, zlib.error),
)
"""What Pillow's readers raise for files that are none."""

pi_heif.options.DECODE_THREADS = 1

_READERS: dict[str, Callable[[io.BytesIO], ImageFile.ImageFile]] = {
    "image/png": PngImagePlugin.PngImageFile,
    "image/jpeg": JpegImagePlugin.JpegImageFile,
    "image/tiff": TiffImagePlugin.TiffImageFile,
    "image/gif": GifImagePlugin.GifImageFile,
    "image/bmp": BmpImagePlugin.BmpImageFile,
    "image/webp": WebPImagePlugin.WebPImageFile,
    "image/heic": pi_heif.HeifImageFile,
}
"""The only formats of Pillow's that are ever read."""


class PictureDrawing:
    """A picture that is open; its pages are those of a fax. Raises `CannotShow` for a bad one."""

    def __init__(self, content: bytes, kind: str) -> None:
        self._content, self._kind, self._notes = content, kind, Note(0)
        self._number = 0
        try:
            self._page = self._begin()
        except CannotShow as error:
            if kind not in _FILLED or error.problem is not ViewerProblem.DAMAGED:
                raise
            self._content += _filling(content)
            self._page = self._begin()
            self._notes |= Note.INCOMPLETE

    @property
    def opened(self) -> Opened:
        """What is known of the picture."""
        return Opened(self._pages, self._notes)

    def draw(self, wanted: Draw) -> Drawn:
        """Draw a page."""
        if self._number != wanted.page:
            self._number, self._page = wanted.page, self._load(wanted.page)
        width, height = self._page.own_size
        turns = wanted.turns % 4
        own = (height, width) if turns % 2 else (width, height)
        scale = scale_for(wanted, *own)
        size = (pixels_of(width, scale), pixels_of(height, scale))
        drawn = self._page.image.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
        if turns:
            drawn = drawn.transpose(_TURNS[turns])
        pixels = drawn.tobytes("raw", "BGRX")
        return Drawn(wanted.page, *drawn.size, *own, scale, pixels=pixels, notes=self._notes)

    def read(self, number: int) -> PageText:
        """Return no text: a picture has none."""
        return PageText(number, "")

    def holds(self, _number: int, _wanted: str) -> bool:
        """Return that a picture holds no text."""
        return False

    def _begin(self) -> _Page:
        """Look through the file; return its first page."""
        with self._file() as file:
            if _lacks_its_end(file, self._content, self._kind):
                self._notes |= Note.INCOMPLETE
            self._pages, more = _pages(file, MOST_PICTURES if self._kind in _PAGED else 1)
            self._notes |= more
        return self._load(0)

    @contextmanager
    def _file(self, more: bytes = b"") -> Iterator[ImageFile.ImageFile]:
        try:
            with _READERS[self._kind](io.BytesIO(self._content + more)) as file:
                yield file
        except CannotShow:
            raise
        except _DAMAGE as error:
            raise CannotShow(ViewerProblem.DAMAGED) from error

    def _load(self, number: int) -> _Page:
        """Decode a page, and note when not all of it is there."""
        if not 0 <= number < self._pages:
            raise CannotShow(ViewerProblem.DAMAGED)
        with self._file() as file:
            page, is_whole = _read(file, number)
            more = b"" if is_whole else _what_helps(file, self._content)
        if not is_whole:
            self._notes |= Note.INCOMPLETE
        if not more:
            return page
        with self._file(more) as file:
            page, _ = _read(file, number)
        return page


@dataclass(frozen=True, slots=True)
class _Page:
    """A picture in RGB, made smaller where it was large, and its own size in square pixels."""

    image: Image.Image
    own_size: tuple[float, float]


def _read(file: ImageFile.ImageFile, number: int) -> tuple[_Page, bool]:
    """Decode a page of a file; return it, and whether all of it was there."""
    if number:
        file.seek(number)
    wide, high = _pixel_shape(file)
    own = (file.width * wide, file.height * high)
    is_whole = _decode(file)
    turned = file.getexif().get(_ORIENTATION, 1)
    image = _plain(file)
    straightening = _STRAIGHTENED.get(turned)
    if straightening is None:
        return _Page(image, own), is_whole
    upright = image.transpose(straightening)
    return _Page(upright, own[::-1] if turned >= _LYING else own), is_whole


def _lacks_its_end(file: ImageFile.ImageFile, content: bytes, kind: str) -> bool:
    """Return whether the rest of a picture never came, although it can be decoded."""
    if isinstance(file, JpegImagePlugin.JpegImageFile) and file.fp:
        return content.find(_JPEG_END, file.fp.tell()) < 0
    return content.endswith(_NOTHING) and (kind in _FILLED or _is_packed_scan(file))


def _is_packed_scan(file: ImageFile.ImageFile) -> bool:
    is_tiff = isinstance(file, TiffImagePlugin.TiffImageFile)
    return is_tiff and file.info.get("compression") != "raw"


def _what_helps(file: ImageFile.ImageFile, content: bytes) -> bytes:
    """Return what, after a picture that was cut, lets its decoder give what it has of it."""
    if file.info.get("progressive"):
        return _JPEG_END
    return _filling(content) if _is_packed_scan(file) else b""


def _filling(content: bytes) -> bytes:
    """Return what is put for the missing part of a picture: three times of what there is."""
    return bytes(max(min(3 * len(content), FILE - len(content)), 0))


def _pages(file: ImageFile.ImageFile, most: int) -> tuple[int, Note]:
    """Count the pictures of a file; return what can be looked at, and what to say of it."""
    for number in range(1, most + 1):
        try:
            file.seek(number)
        except EOFError:
            return number, Note(0)
        except _DAMAGE:
            return number, Note.INCOMPLETE
    return most, Note.ANIMATED if most == 1 else Note.MORE_PAGES


def _stored_size(file: ImageFile.ImageFile) -> tuple[int, int]:
    """Return the size as it is decoded; Pillow tells that of a lying TIFF as it stands upright."""
    if isinstance(file, TiffImagePlugin.TiffImageFile) and _lies(file):
        return file.height, file.width
    return file.size


def _lies(file: ImageFile.ImageFile) -> bool:
    return int(file.getexif().get(_ORIENTATION, 1)) >= _LYING


def _pixel_shape(file: ImageFile.ImageFile) -> tuple[float, float]:
    """Return the width and height of a pixel; those of a fax are twice as high as wide."""
    across, down = map(float, file.info.get("dpi", (1, 1)))
    if _stored_size(file) != file.size:
        across, down = down, across
    if not across > 0 or not down > 0 or not 1 / _ODDEST_PIXELS <= across / down <= _ODDEST_PIXELS:
        return 1.0, 1.0
    return (1.0, across / down) if across > down else (down / across, 1.0)


def _decode(file: ImageFile.ImageFile) -> bool:
    """Decode what there is of a picture; return whether that is all."""
    if file.width * file.height > PIXELS:
        smaller = math.sqrt(file.width * file.height / PIXELS)
        file.draft(file.mode, (int(file.width / smaller), int(file.height / smaller)))
    if file.width * file.height * _BYTES_A_PIXEL.get(file.mode, 4) > MEMORY:
        raise CannotShow(ViewerProblem.TOO_LARGE)
    if file.mode in _MISSING:
        file.im = Image.new(file.mode, _stored_size(file), _MISSING[file.mode]).im
    try:
        file.load()
    except _DAMAGE:
        file.tile = []  # what was decoded before stays
        file.load()
        return False
    return True


def _plain(file: Image.Image) -> Image.Image:
    """Return a picture of any kind in RGB on white, made smaller where it is large."""
    image = file
    if image.mode in _SIXTEEN_BITS:
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode == "1":
        image = image.convert("L")
    elif image.mode in {"P", "PA"}:
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    smaller = math.ceil(math.sqrt(image.width * image.height / PIXELS))
    image = image.reduce(smaller) if smaller > 1 else image
    if image.mode in _NUMBERS:
        image = _stretched(image)
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        image = Image.new("RGB", clear.size, "white")
        image.paste(clear, mask=clear)
    return image.convert("RGB")


def _stretched(image: Image.Image) -> Image.Image:
    """Return a picture of numbers as one of greys, from its least to its greatest."""
    least, greatest = image.getextrema()
    if not isinstance(least, int | float) or not isinstance(greatest, int | float):
        raise CannotShow(ViewerProblem.DAMAGED)
    factor = 255 / ((greatest - least) or 1)
    return image.point(lambda value: value * factor + (-least * factor)).convert("L")
