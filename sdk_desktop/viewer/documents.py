"""Draws PDF documents as a reader does: with form fields, signatures and stamps, never scripts."""

from __future__ import annotations

import ctypes
import logging
import re
from collections.abc import Iterator
from contextlib import closing, suppress

import pypdfium2
import pypdfium2.raw as pdfium

from sdk_desktop.viewer.failure import CannotShow
from sdk_desktop.viewer.frames import (
    CHARACTERS,
    LARGEST,
    NAMES,
    PAGES,
    Draw,
    Drawn,
    Note,
    Opened,
    PageText,
    ViewerProblem,
)
from sdk_desktop.viewer.scaling import scale_for

_UNITS_PER_POINT = 96 / 72
_NO_MORE = 1 - 1e-9
"""Sides are rounded up: without it a page that fits exactly is a pixel wider than its window."""
_END = b"%%EOF"
_TAIL = 2048
_CATALOG = re.compile(rb"(\d{1,8})\s(\d{1,5})\sobj\b[^>]{0,400}?/Type\s*/Catalog\b")
_ANNOTATIONS = 1000
"""Comments and fields of a page that are read."""
_MARKS = 1000
"""Places of a text that are marked on a page."""
_PIXEL = 4
_BROKEN = "\ufffe"
"""What pdfium gives for a hyphen and the end of the line after it: the word goes on."""
_YELLOW = bytes(value * 2 // 5 for value in range(256))
"""What becomes of a pixel's blue under a marker."""
_VALUE_LENGTH = 4000
_TURNS = (0, 90, 180, 270)
_NO_COMMENTS = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP}
_DRAWN_ALONE = {
    pdfium.FPDF_ANNOT_TEXT,
    pdfium.FPDF_ANNOT_FREETEXT,
    pdfium.FPDF_ANNOT_HIGHLIGHT,
    pdfium.FPDF_ANNOT_UNDERLINE,
    pdfium.FPDF_ANNOT_STRIKEOUT,
    pdfium.FPDF_ANNOT_SQUIGGLY,
    pdfium.FPDF_ANNOT_SQUARE,
    pdfium.FPDF_ANNOT_CIRCLE,
    pdfium.FPDF_ANNOT_INK,
}
"""What pdfium draws even where the file does not say how it looks."""
_HOLDING_MORE = {
    pdfium.FPDF_ANNOT_FILEATTACHMENT,
    pdfium.FPDF_ANNOT_SOUND,
    pdfium.FPDF_ANNOT_MOVIE,
    pdfium.FPDF_ANNOT_SCREEN,
    pdfium.FPDF_ANNOT_THREED,
    pdfium.FPDF_ANNOT_RICHMEDIA,
}
"""What is more than it looks like."""
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_STAND_IN_PAGES = 10
"""Pages that are looked through for fields to tell a form from its stand-in."""
_PROBLEMS = {
    pdfium.FPDF_ERR_PASSWORD: ViewerProblem.PASSWORD,
    pdfium.FPDF_ERR_SECURITY: ViewerProblem.OTHER_TYPE,
}
_OFF = {"", "Off"}

logging.getLogger("pypdfium2").setLevel(logging.ERROR)  # it warns of each XFA form, as we do


class PdfDrawing:
    """A PDF document that is open; raises `CannotShow` when it cannot be."""

    def __init__(self, content: bytes, password: str) -> None:
        self._whole = _END in content.rstrip(b"\0\r\n\t ")[-_TAIL:]
        try:
            self._document = _opened(content, password)
        except pypdfium2.PdfiumError as error:
            problem = _PROBLEMS.get(error.err_code, ViewerProblem.DAMAGED)
            raise CannotShow(problem) from error
        self._type = self._document.get_formtype()
        if self._type != pdfium.FORMTYPE_XFA_FULL:
            self._document.init_forms()
        if self._document.formenv is not None:
            pdfium.FPDF_SetFormFieldHighlightAlpha(self._document.formenv, 0)
        self._pages = len(self._document)
        if self._pages < 1:
            raise CannotShow(ViewerProblem.DAMAGED)

    @property
    def opened(self) -> Opened:
        """What is known of the document."""
        notes = Note(0)
        if not self._whole:
            notes |= Note.INCOMPLETE
        if self._type == pdfium.FORMTYPE_XFA_FULL or self._is_stand_in():
            notes |= Note.OTHER_READER
        if self._pages > PAGES:
            notes |= Note.MORE_PAGES
        return Opened(min(self._pages, PAGES), notes, tuple(self._embedded()))

    def draw(self, wanted: Draw) -> Drawn:
        """Draw a page."""
        with closing(self._page(wanted.page)) as page:
            turns = wanted.turns % len(_TURNS)
            width, height = (_side(points) for points in page.get_size())
            if turns % 2:
                width, height = height, width
            scale = scale_for(wanted, width, height)
            bitmap = page.render(
                scale=scale * _UNITS_PER_POINT * _NO_MORE,
                rotation=_TURNS[turns],
                prefer_bgrx=True,
            )
            pixels = bytearray(bitmap.buffer)
            first = _mark(page, bitmap, wanted.marked, pixels) if wanted.marked else -1
            return Drawn(
                *(wanted.page, bitmap.width, bitmap.height, width, height, scale, first),
                pixels=bytes(pixels),
                notes=_notes(page),
            )

    def read(self, number: int) -> PageText:
        """Return the text of a page, then its fields and comments, a line each."""
        with closing(self._page(number)) as page:
            with closing(page.get_textpage()) as text:
                said = text.get_text_range(0, min(text.count_chars(), CHARACTERS))
            said = said.replace("\r\n", "\n").replace(_BROKEN, "").strip()
            parts = (said, *self._said(page))
            return PageText(number, "\n".join(filter(None, parts)))

    def holds(self, number: int, wanted: str) -> bool:
        """Return whether a page has a text; a page that is damaged has none."""
        try:
            with closing(self._page(number)) as page, closing(page.get_textpage()) as text:
                if any(text.search(way).get_next() is not None for way in _ways(text, wanted)):
                    return True
            return wanted.casefold() in self.read(number).text.casefold()
        except CannotShow:
            return False

    def _page(self, number: int) -> pypdfium2.PdfPage:
        if not 0 <= number < self._pages:
            raise CannotShow(ViewerProblem.DAMAGED)
        try:
            return self._document[number]
        except pypdfium2.PdfiumError as error:
            raise CannotShow(ViewerProblem.DAMAGED) from error

    def _embedded(self) -> Iterator[str]:
        for number in range(min(self._document.count_attachments(), NAMES)):
            try:
                yield self._document.get_attachment(number).get_name()
            except pypdfium2.PdfiumError:
                yield "?"

    def _is_stand_in(self) -> bool:
        """Return whether the pages of an XFA form stand in for it: they have no fields."""
        if self._type != pdfium.FORMTYPE_XFA_FOREGROUND:
            return False
        kinds = set[int]()
        for number in range(min(self._pages, _STAND_IN_PAGES)):
            with suppress(CannotShow), closing(self._page(number)) as page:
                kinds.update(map(pdfium.FPDFAnnot_GetSubtype, _annotations(page)))
        return pdfium.FPDF_ANNOT_WIDGET not in kinds

    def _said(self, page: pypdfium2.PdfPage) -> Iterator[str]:
        """Yield what the comments and fields of a page say."""
        for annotation in _annotations(page):
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if kind not in _NO_COMMENTS:
                yield _text(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents")
            elif kind == pdfium.FPDF_ANNOT_WIDGET and self._document.formenv is not None:
                yield self._field(annotation)

    def _field(self, annotation: object) -> str:
        """Return a form field's name and value, empty for one without."""
        form = self._document.formenv
        value = ", ".join(self._chosen(annotation))
        value = value or _text(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation)
        name = _text(pdfium.FPDFAnnot_GetFormFieldAlternateName, form, annotation)
        name = name or _text(pdfium.FPDFAnnot_GetFormFieldName, form, annotation)
        return "" if value in _OFF else f"{name}: {value}"

    def _chosen(self, annotation: object) -> Iterator[str]:
        """Yield what is chosen in a list, as its reader sees it."""
        form = self._document.formenv
        for number in range(min(pdfium.FPDFAnnot_GetOptionCount(form, annotation), _ANNOTATIONS)):
            if pdfium.FPDFAnnot_IsOptionSelected(form, annotation, number):
                yield _text(pdfium.FPDFAnnot_GetOptionLabel, form, annotation, number)


def _annotations(page: pypdfium2.PdfPage) -> Iterator[object]:
    """Yield the comments, fields and links of a page, each open until the next."""
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), _ANNOTATIONS)):
        if annotation := pdfium.FPDFPage_GetAnnot(page, number):
            try:
                yield annotation
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def _notes(page: pypdfium2.PdfPage) -> Note:
    """Return what there is to say of a page that is drawn."""
    return Note.UNDRAWN if any(map(_is_undrawn, _annotations(page))) else Note(0)


def _is_undrawn(annotation: object) -> bool:
    """Return whether something on a page is not, or not wholly, what is drawn of it."""
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN or kind in _NO_COMMENTS:
        return False
    looks_like = kind in _DRAWN_ALONE or pdfium.FPDFAnnot_HasKey(annotation, b"AP")
    return kind in _HOLDING_MORE or not looks_like


def _opened(content: bytes, password: str) -> pypdfium2.PdfDocument:
    """Open a document; one whose end is missing is given one that leads to its catalog."""
    try:
        return pypdfium2.PdfDocument(content, password or None)
    except pypdfium2.PdfiumError:
        catalogs = _CATALOG.findall(content)
        if not catalogs or b"/Encrypt" in content:
            raise
        end = b"\ntrailer<</Root %b %b R>>\n%%%%EOF" % catalogs[-1]
        return pypdfium2.PdfDocument(content + end, None)


def _side(points: float) -> float:
    """Return a page's side in units, within what the window takes."""
    return min(max(points * _UNITS_PER_POINT, 0.1), LARGEST)


def _mark(
    page: pypdfium2.PdfPage, bitmap: pypdfium2.PdfBitmap, wanted: str, pixels: bytearray
) -> int:
    """Mark where a page has a text; return the row of pixels of the first place, else -1."""
    tops = []
    place = bitmap.get_posconv(page)
    with closing(page.get_textpage()) as text:
        for left, bottom, right, top in _places(text, wanted):
            ends = [place.to_bitmap(left, bottom), place.to_bitmap(right, top)]
            (near, far), (above, below) = (sorted(side) for side in zip(*ends, strict=True))
            near, far = max(near - 1, 0), min(far + 2, bitmap.width)
            tops.append(min(max(above, 0), bitmap.height - 1))
            for row in range(max(above - 1, 0), min(below + 2, bitmap.height)):
                start, end = row * bitmap.stride + near * _PIXEL, row * bitmap.stride + far * _PIXEL
                pixels[start:end:_PIXEL] = pixels[start:end:_PIXEL].translate(_YELLOW)
    return tops[0] if tops else -1


def _places(text: pypdfium2.PdfTextPage, wanted: str) -> Iterator[tuple[float, ...]]:
    """Yield the rectangles, in points, where a page has a text."""
    left = _MARKS
    for way in _ways(text, wanted):
        searcher = text.search(way)
        while left > 0 and (found := searcher.get_next()) is not None:
            for number in range(min(text.count_rects(*found), left)):
                left -= 1
                yield text.get_rect(number)


def _ways(text: pypdfium2.PdfTextPage, wanted: str) -> Iterator[str]:
    """Yield how a page may write a text: as it is, and broken at the end of a line."""
    yield wanted
    said = text.get_text_range(0, min(text.count_chars(), CHARACTERS))
    if _BROKEN in said:
        hyphen = f"[-{_BROKEN}]"
        letters = (hyphen if letter == "-" else re.escape(letter) for letter in wanted)
        found = re.findall(f"{_BROKEN}?".join(letters), said, re.IGNORECASE)
        yield from sorted({way for way in found if _BROKEN in way})[:_MARKS]


def _text(read: object, *arguments: object) -> str:
    """Return a text that pdfium writes as UTF-16 into a buffer."""
    call = read if callable(read) else None
    if call is None:
        return ""
    length = min(call(*arguments, None, 0), _VALUE_LENGTH * 2)
    buffer = ctypes.create_string_buffer(length)
    call(*arguments, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le", errors="replace").rstrip("\0").strip()
