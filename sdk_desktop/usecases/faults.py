"""A bug in the work on one message: the others go on, and it is tried again later."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from sdk_desktop.domain.errors import SdkError, Unavailable, trace_lines

T = TypeVar("T")

_log = logging.getLogger(__name__)


class ProgramFault(Unavailable):
    """Something failed in a way that nobody foresaw; the log says where, without its text."""


def with_faults_said(work: Callable[[], T]) -> T:
    """Return what some work on one message gives; raise `ProgramFault` for a bug in it."""
    try:
        return work()
    except SdkError:
        raise
    except Exception as error:
        _log.error("fault: %s", trace_lines(error).replace("\n", " < "))
        raise ProgramFault(
            "A fault in the program hinders one message. The others go on, and it is tried again"
            " later. Tell whoever looks after the program."
        ) from error
