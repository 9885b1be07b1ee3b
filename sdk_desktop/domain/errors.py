"""What can go wrong, grouped by what the caller can do about it.

SdkError
├── Locked            unlock, then try again
├── ProofNeeded       prove who you are again, then try again
├── Unavailable       try again later (the only one that the outbox retries)
│   ├── Unanswered    the same, but what was asked may have arrived, or arrive late
│   └── Faulty        the same, but something else may be had from the other side now
├── Refused           do not try again
│   ├── Gone          the same, for it is not there, or no longer
│   ├── TooSoon       the same, until some seconds have gone by
│   └── InOtherHands  the same, unless the person agrees to take it over from a colleague
├── InvalidMessage    the message breaks a rule; which one, where
└── Untrusted         signature or certificate not accepted
"""

from __future__ import annotations

import json
import traceback
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sdk_desktop.domain.clearance import Purpose


class SdkError(Exception):
    """A known failure; its text is an English sentence that the window translates.

    `text` may hold `{names}` filled from `values`, so that the catalogue has one entry for it.
    Neither ever holds content of a message.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        """Keep the sentence and what fills it."""
        super().__init__(text)
        self.text = text
        self.values = values

    def __str__(self) -> str:
        """Return the whole sentence in English."""
        return self.text.format(**self.values) if self.values else self.text


class Locked(SdkError):
    """The store is closed: unlock, then try again."""


class ProofNeeded(SdkError):
    """The proof of who the user is does not do for a purpose: prove it again, then try again."""

    def __init__(self, text: str, /, purpose: Purpose = Purpose.READ) -> None:
        """Keep the sentence and what the proof is needed for."""
        super().__init__(text)
        self.purpose = purpose


class Unavailable(SdkError):
    """The other side cannot be reached or is busy: try again later."""


class Unanswered(Unavailable):
    """What was asked was sent, and no answer came: it may have arrived, or arrive late."""


class Faulty(Unavailable):
    """The other side answers, with a fault: what else is asked of it may do better."""


class Refused(SdkError):
    """The answer is no, and will be no again."""


class Gone(Refused):
    """What was asked for is not there, or no longer."""


class TooSoon(Refused):
    """The answer is no until so many `seconds` have gone by."""

    def __init__(self, text: str, /, seconds: int) -> None:
        """Keep the sentence, and how long to wait."""
        super().__init__(text, seconds=seconds)
        self.seconds = seconds


class Untrusted(SdkError):
    """A signature or a certificate is not accepted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule.

    `cause` (`SV`, `BV`, `SIG`) and `code` are an acknowledgement's (transport.md §4.2, §4.3);
    `path` is an XPath without prefixes; `text` never repeats content.
    """

    rule: str
    cause: str
    code: str
    path: str
    text: str


class InOtherHands(Refused):
    """A colleague has the message, or writes an answer since a moment: ask, then take it over.

    A colleague may have several `messages`.
    """

    def __init__(
        self,
        text: str,
        /,
        name: str,
        who_id: str,
        since: datetime | None = None,
        messages: int = 1,
    ) -> None:
        """Keep the sentence, and whom it must be taken over from."""
        super().__init__(text, name=name)
        self.messages = messages
        self.name = name
        self.who_id = who_id
        self.since = since


class InvalidMessage(SdkError):
    """A message breaks a rule of its specification."""

    def __init__(self, text: str, /, findings: tuple[Finding, ...] = (), **values: object) -> None:
        """Keep the sentence and every broken rule."""
        super().__init__(text, **values)
        self.findings = findings


def trace_lines(error: BaseException) -> str:
    """Return an error's type and traceback, without its text, which may hold content."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join((type(error).__name__, *lines))


def to_line(error: SdkError) -> str:
    """Return an error's sentence as one line to keep, with what fills it, for `from_line`."""
    if not error.values:
        return error.text
    filled = {name: str(value) for name, value in error.values.items()}
    return f"{error.text}\t{json.dumps(filled, ensure_ascii=False)}"


def from_line(line: str) -> SdkError:
    """Return the error of a line; one that `to_line` has not written is its own sentence."""
    text, _, filling = line.partition("\t")
    try:
        values = json.loads(filling)
        text.format(**values)
    except (ValueError, TypeError, LookupError, AttributeError):
        return SdkError(line)
    return SdkError(text, **values)
