"""A check as a function call; an error becomes a failed check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from sdk_desktop.domain.configuration import Check
from sdk_desktop.domain.errors import Refused, SdkError, Untrusted

_T = TypeVar("_T")


class NotTriedError(Refused):
    """A check is not made because one that it depends on failed."""

    def __init__(self) -> None:
        super().__init__("This is not tried before what stands above works.")


@dataclass(frozen=True, slots=True)
class ErrorAdvice:
    """Advice on errors; `refused` and `untrusted` are for those kinds, if not empty."""

    otherwise: str = ""
    refused: str = ""
    untrusted: str = ""

    def about(self, error: SdkError) -> str:
        """Return the advice on an error."""
        match error:
            case NotTriedError():
                return ""
            case Refused() if self.refused:
                return self.refused
            case Untrusted() if self.untrusted:
                return self.untrusted
        return self.otherwise


def tried(name: str, work: Callable[[], Check], advice: ErrorAdvice) -> Check:
    """Return the result of a check under a name; a failed one for an `SdkError`."""
    try:
        return replace(work(), name=name)
    except SdkError as error:
        return replace(fails(error.text, advice.about(error), **error.values), name=name)


def needed(found: _T | None) -> _T:
    """Return what an earlier check has found; raise `NotTriedError` for None."""
    if found is None:
        raise NotTriedError
    return found


def works(text: str, /, advice: str = "", **values: object) -> Check:
    """Return a check that passes; `advice` is about what will fail soon, or could be better."""
    return Check("", ok=True, text=text, advice=advice, values=values)


def fails(text: str, /, advice: str, **values: object) -> Check:
    """Return a check that fails, with advice."""
    return Check("", ok=False, text=text, advice=advice, values=values)
