"""The names of code systems and file types on the screen, never their OIDs."""

from __future__ import annotations

from sdk_desktop.domain.message import Identifier, Person, Reference, Root
from sdk_desktop.ui.words import mark, tr
from sdk_desktop.ui.words.plain_text import one_line

PERSON_ROOTS = (Root.PERSONAL_NUMBER, Root.HSA_ID, Root.E_MAIL, Root.OTHER)
"""Code systems that may name a person (message.md §Header)."""

REFERENCE_ROOTS = (
    Root.DIARY_NUMBER,
    Root.PERSONAL_NUMBER,
    Root.COORDINATION_NUMBER,
    Root.NATIONAL_RESERVE,
    Root.GLN,
    Root.UNREGISTERED,
)
"""Code systems that may name a case or a person that a message is about."""

_ROOTS = {
    Root.PERSONAL_NUMBER: mark("Personal number"),
    Root.COORDINATION_NUMBER: mark("Coordination number"),
    Root.NATIONAL_RESERVE: mark("National reserve number"),
    Root.HSA_ID: mark("HSA-id"),
    Root.E_MAIL: mark("E-mail"),
    Root.OTHER: mark("Other number"),
    Root.DIARY_NUMBER: mark("Diary number"),
    Root.GLN: mark("GLN"),
    Root.UNREGISTERED: mark("Other reference"),
}

_TYPES = {
    "application/pdf": mark("PDF document"),
    "image/png": mark("Picture (PNG)"),
    "image/jpeg": mark("Picture (JPEG)"),
    "image/tiff": mark("Picture (TIFF)"),
    "text/plain": mark("Plain text"),
    "text/xml": mark("XML data"),
    "application/xml": mark("XML data"),
    "application/zip": mark("Zip archive"),
    "application/msword": mark("Word document"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": mark(
        "Word document"
    ),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": mark("Excel sheet"),
    "application/vnd.oasis.opendocument.text": mark("Text document (ODF)"),
}


def root_word(root: str) -> str:
    """Return the name of a code system; an unknown one is "Other number"."""
    known = root in set(Root)
    return tr(_ROOTS[Root(root)]) if known else tr("Other number")


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
