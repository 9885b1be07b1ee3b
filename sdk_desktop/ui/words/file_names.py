"""What an attached file is called on the screen: as what it is, whatever its name says."""

from __future__ import annotations

from sdk_desktop.domain.file_type import FileHarm, file_harm, is_named_otherwise
from sdk_desktop.ui.words import mark, tr
from sdk_desktop.ui.words.plain_text import file_name_line
from sdk_desktop.ui.words.type_names import type_word

_HARMS = {FileHarm.PROGRAM: mark("Program"), FileHarm.MACROS: mark("With macros")}


def file_words(name: str, content_type: str) -> str:
    """Return a file's name, and before it what the file is where the name hides that."""
    shown = file_name_line(name)
    harm = file_harm(name, content_type)
    if harm is not FileHarm.NONE:
        return f"{tr(_HARMS[harm])}: {shown}"
    if is_named_otherwise(name, content_type):
        return f"{type_word(content_type)}: {shown}"
    return shown


def is_alarming(name: str, content_type: str) -> bool:
    """Return whether a file is something else than its name says, or may run something."""
    harm = file_harm(name, content_type)
    return harm is not FileHarm.NONE or is_named_otherwise(name, content_type)
