"""How long a thread that has nothing to do is kept from it by another."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

BEAT = 0.001
"""Seconds between two looks at the clock."""


def longest_block(work: Callable[[], object]) -> float:
    """Return the longest time in milliseconds that this thread waited while another worked."""
    worker = threading.Thread(target=work)
    longest, last = 0.0, time.perf_counter()
    worker.start()
    while worker.is_alive():
        time.sleep(BEAT)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    worker.join()
    return longest * 1000
