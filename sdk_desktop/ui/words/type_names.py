"""The names of code systems and file types on the screen, never their OIDs."""

from __future__ import annotations

from sdk_desktop.domain.message import CodeSystem, Identifier, Person, Reference
from sdk_desktop.ui.words import mark, tr
from sdk_desktop.ui.words.plain_text import one_line

PERSON_ROOTS = (CodeSystem.PERSONAL_NUMBER, CodeSystem.HSA_ID, CodeSystem.E_MAIL, CodeSystem.OTHER)
"""Code systems that may name a person (message.md §Header)."""

REFERENCE_ROOTS = (
    CodeSystem.DIARY_NUMBER,
    CodeSystem.PERSONAL_NUMBER,
    CodeSystem.COORDINATION_NUMBER,
    CodeSystem.NATIONAL_RESERVE,
    CodeSystem.GLN,
    CodeSystem.UNREGISTERED,
)
"""Code systems that may name a case or a person that a message is about."""

_ROOTS = {
    CodeSystem.PERSONAL_NUMBER: mark("Personal number"),
    CodeSystem.COORDINATION_NUMBER: mark("Coordination number"),
    CodeSystem.NATIONAL_RESERVE: mark("National reserve number"),
    CodeSystem.HSA_ID: mark("HSA-id"),
    CodeSystem.E_MAIL: mark("E-mail"),
    CodeSystem.OTHER: mark("Other number"),
    CodeSystem.DIARY_NUMBER: mark("Diary number"),
    CodeSystem.GLN: mark("GLN"),
    CodeSystem.UNREGISTERED: mark("Other reference"),
}

_TYPES = {
    "application/pdf": mark("PDF document"),
    "image/png": mark("Picture (PNG)"),
    "image/jpeg": mark("Picture (JPEG)"),
    "image/tiff": mark("Picture (TIFF)"),
    "image/heic": mark("Picture (HEIC)"),
    "image/heif": mark("Picture (HEIC)"),
    "image/webp": mark("Picture (WebP)"),
    "image/gif": mark("Picture (GIF)"),
    "image/bmp": mark("Picture (BMP)"),
    "image/avif": mark("Picture (AVIF)"),
    "image/svg+xml": mark("Drawing (SVG)"),
    "text/plain": mark("Plain text"),
    "text/xml": mark("XML data"),
    "application/xml": mark("XML data"),
    "text/html": mark("Web page"),
    "text/csv": mark("Table (CSV)"),
    "application/zip": mark("Zip archive"),
    "application/vnd.rar": mark("Archive"),
    "application/x-7z-compressed": mark("Archive"),
    "application/gzip": mark("Archive"),
    "application/msword": mark("Word document"),
    "application/vnd.ms-excel": mark("Excel sheet"),
    "application/vnd.ms-powerpoint": mark("PowerPoint presentation"),
    "application/vnd.ms-outlook": mark("E-mail message"),
    "application/x-ole-storage": mark("Document of an older Office"),
    "application/rtf": mark("Text document (RTF)"),
    "application/x-msdownload": mark("Program"),
    "application/x-executable": mark("Program"),
    "audio/mpeg": mark("Sound recording"),
    "audio/mp4": mark("Sound recording"),
    "audio/wav": mark("Sound recording"),
    "video/mp4": mark("Film"),
    "video/x-msvideo": mark("Film"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": mark(
        "Word document"
    ),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": mark("Excel sheet"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": mark(
        "PowerPoint presentation"
    ),
    "application/vnd.ms-word.document.macroenabled.12": mark("Word document with macros"),
    "application/vnd.ms-excel.sheet.macroenabled.12": mark("Excel sheet with macros"),
    "application/vnd.ms-powerpoint.presentation.macroenabled.12": mark(
        "PowerPoint presentation with macros"
    ),
    "application/vnd.oasis.opendocument.text": mark("Text document (ODF)"),
    "application/vnd.oasis.opendocument.spreadsheet": mark("Sheet (ODF)"),
    "application/vnd.oasis.opendocument.presentation": mark("Presentation (ODF)"),
}


def root_word(root: str) -> str:
    """Return the name of a code system; an unknown one is "Other number"."""
    known = root in set(CodeSystem)
    return tr(_ROOTS[CodeSystem(root)]) if known else tr("Other number")


def type_word(content_type: str) -> str:
    """Return the word for a file's MIME type."""
    plain = content_type.partition(";")[0].strip().lower()
    return tr(_TYPES[plain]) if plain in _TYPES else tr("Other type of file")


def person_words(person: Person) -> str:
    """Return a person's name, kind of number and number."""
    parts = (one_line(person.label or ""), identifier_words(person.identifier))
    return " · ".join(part for part in parts if part)


def reference_words(reference: Reference) -> str:
    """Return a reference's kind, number and label."""
    label = one_line(reference.label or "")
    kind = root_word(reference.identifier.root)
    again = label.casefold() == kind.casefold()
    parts = (identifier_words(reference.identifier), "" if again else label)
    return " · ".join(part for part in parts if part)


def identifier_words(identifier: Identifier | None) -> str:
    """Return the kind in words and the value, empty without one."""
    if identifier is None:
        return ""
    return f"{root_word(identifier.root)} {one_line(identifier.extension)}"
