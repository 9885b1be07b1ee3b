"""What the viewer says of a file."""

from __future__ import annotations

from collections.abc import Iterator

from sdk_desktop.ui.words import mark, tr
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.viewer.frames import PAGES, Note, Opened, ViewerProblem

_LISTED = 10

PROBLEMS = {
    ViewerProblem.PASSWORD: mark("This file needs a password."),
    ViewerProblem.DAMAGED: mark("This is damaged and cannot be shown. Ask for the file again."),
    ViewerProblem.TOO_LARGE: mark(
        "This is too large to be shown here. Save the file to open it elsewhere."
    ),
    ViewerProblem.OTHER_TYPE: mark(
        "This program cannot show this type of file. Save it to open it elsewhere."
    ),
}

_NOTES = {
    Note.INCOMPLETE: mark("The file is not whole: only a part of it is shown. Ask for it again."),
    Note.OTHER_READER: mark(
        "This form can only be read with another program, such as Adobe Acrobat."
        " What is shown here is not its content. Save the file to open it there."
    ),
    Note.ANIMATED: mark("This picture moves. Only the first picture is shown."),
    Note.UNDRAWN: mark(
        "A part of this file is not shown here: a file in it, sound, film or a drawn comment."
        " Save the file to open it elsewhere."
    ),
}


def viewer_problem_words(problem: ViewerProblem) -> str:
    """Return the sentence for a problem."""
    return tr(PROBLEMS[problem])


def incomplete_words() -> str:
    """Return the sentence for a file of which only a part is there."""
    return tr(_NOTES[Note.INCOMPLETE])


def note_lines(opened: Opened) -> Iterator[str]:
    """Return a sentence for each thing that a reader must know of a file."""
    for note, text in _NOTES.items():
        if note in opened.notes:
            yield tr(text)
    if Note.MORE_PAGES in opened.notes:
        yield tr("Only the first {number} pages are shown.").format(number=PAGES)
    if opened.embedded:
        names = ", ".join(one_line(name, 60) for name in opened.embedded[:_LISTED])
        more = " …" if len(opened.embedded) > _LISTED else ""
        counted = tr("%n files are embedded in this one: {names}", len(opened.embedded))
        yield counted.format(names=names + more)
        yield tr("They are not shown here. Save the file to open it elsewhere.")
