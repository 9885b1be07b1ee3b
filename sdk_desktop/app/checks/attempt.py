"""One line of a check-up: something is tried, and what goes wrong becomes a line, too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from sdk_desktop.domain.configuration import Check
from sdk_desktop.domain.errors import Refused, SdkError, Untrusted

_T = TypeVar("_T")


class NotTriedError(Refused):
    """What something rests on does not work: that line says what to do."""

    def __init__(self) -> None:
        super().__init__("This is not tried before what stands above works.")


@dataclass(frozen=True, slots=True)
class ErrorAdvice:
    """What to do about an error; `refused` and `untrusted` where that is something else."""

    otherwise: str = ""
    refused: str = ""
    untrusted: str = ""

    def about(self, error: SdkError) -> str:
        """Return what to do about this one."""
        match error:
            case NotTriedError():
                return ""
            case Refused() if self.refused:
                return self.refused
            case Untrusted() if self.untrusted:
                return self.untrusted
        return self.otherwise


def tried(name: str, work: Callable[[], Check], advice: ErrorAdvice) -> Check:
    """Return what was seen under a name; an SdkError is a line that fails."""
    try:
        return replace(work(), name=name)
    except SdkError as error:
        return replace(fails(error.text, advice.about(error), **error.values), name=name)


def needed(found: _T | None) -> _T:
    """Return what an earlier line has found; raise `NotTriedError` without it."""
    if found is None:
        raise NotTriedError
    return found


def works(text: str, /, advice: str = "", **values: object) -> Check:
    """Say that something works; with advice it will not for ever, or could work better."""
    return Check("", ok=True, text=text, advice=advice, values=values)


def fails(text: str, /, advice: str, **values: object) -> Check:
    """Say what does not work, and what to do about it."""
    return Check("", ok=False, text=text, advice=advice, values=values)
