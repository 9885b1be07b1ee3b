"""Runs blocking work on worker threads; only this module uses threads."""

from __future__ import annotations

import gc
import itertools
import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from sdk_desktop.domain.errors import SdkError, Unavailable

WORKERS = 4
TURN = 0.0003
"""Seconds after which a thread that computes lets the window go on; Python's own are 5 ms.

A window that draws waits so long at every call of Qt, once for each thread that computes.
"""
LONGEST_FIRST = 500
"""Milliseconds that others wait at most for what comes first: a search may take long."""
PATIENCE = 60
"""Seconds that what runs has for its end; all that we call ourselves ends sooner."""
GARBAGE = 1000
"""Milliseconds between two looks for garbage."""
_OLDER, _OLDEST = 10, 100
"""Each tenth time older garbage is sought, too, and each hundredth time all of it."""

T = TypeVar("T")


def attempt(duty: Callable[[], object]) -> SdkError | None:
    """Do what nothing else may depend on, such as one step of locking; return what hindered it.

    A bug in it is shown as a fault, as one that nothing catches.
    """
    try:
        duty()
    except SdkError as error:
        return error
    except Exception as error:  # noqa: BLE001 - what one duty raises must not hinder the next
        sys.excepthook(type(error), error, error.__traceback__)
        return _fault()
    return None


class Background(QObject):
    """Runs blocking calls on worker threads; must be closed before the program ends.

    `on_failure` is called with each `SdkError` for which `run` got no `fail`. Any other exception
    is a bug: it is raised again on the main thread, where the crash dialog is shown, after `fail`
    was called with an `Unavailable`, so that whoever waits for the result waits no longer.

    Of several results one is delivered at each turn of the event loop, so that the window is drawn,
    and keys are taken, between them.

    From the first one on garbage is sought on the main thread only. Python seeks it on whichever
    thread happens to run, and the program ends at once where a worker destroys a part of a window.
    """

    rested = Signal()
    """Emitted whenever every result has been delivered."""

    _finished = Signal(int, object)
    _wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on_failure: Callable[[SdkError], None] | None = None
        sys.setswitchinterval(TURN)
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="background")
        self._numbers = itertools.count()
        self._jobs: dict[int, _Job] = {}
        self._closed_over: dict[int, _Job] = {}
        self._firsts: set[int] = set()
        self._results: deque[tuple[int, Future[Any]]] = deque()
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._deliver)
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._go_on)
        self._too_long = QTimer(self, singleShot=True, interval=LONGEST_FIRST)
        self._too_long.timeout.connect(self._wait_no_longer)
        gc.disable()
        self._garbage = GarbageSearch()
        search = QTimer(self, interval=GARBAGE)
        search.timeout.connect(self._garbage.go_on)
        search.start()
        self._later: list[int] = []
        self._running: set[Future[Any]] = set()
        self._closed = False
        self._finished.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._wanted.connect(self._do, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        then: Callable[[T], object],
        fail: Callable[[SdkError], None] | None = None,
        *,
        first: bool = False,
    ) -> None:
        """Call `work` on a worker thread and `then` with its result on the main thread.

        Nothing is called when `owner` is gone by then, nor after `close`. `work` must not touch Qt.
        What is asked for after one that comes `first` waits until its result has been painted, but
        not for long: the threads of a Python program take the time from each other.
        """
        if self._closed:
            return
        number = next(self._numbers)
        self._jobs[number] = _Job(owner, work, then, fail)
        if first:
            self._firsts.add(number)
            self._too_long.start()
        elif self._firsts or self._painted.isActive():
            self._later.append(number)
            return
        self._submit(number)

    def do_duty(
        self, owner: QObject, work: Callable[[], object], fail: Callable[[SdkError], None]
    ) -> None:
        """Do what must be done once it is asked for, as recording what is shown.

        It waits for nothing that comes first, and is done even where it has not begun by `close`.
        """
        if not self._closed:
            number = next(self._numbers)
            self._jobs[number] = _Job(owner, work, lambda _: None, fail, is_duty=True)
            self._submit(number)

    def on_main_thread(self, do: Callable[[], object]) -> None:
        """Have something done on the main thread, soon; `work` that runs may call this."""
        if shiboken6.isValid(self):
            self._wanted.emit(do)

    @property
    def idle(self) -> bool:
        """Whether every result has been delivered."""
        return not self._jobs

    def close(self, patience: float = PATIENCE) -> bool:
        """Forget what has not begun and is no duty, wait for the rest, and deliver nothing more.

        Return whether that ended in `patience` seconds: a key store may wait for its user for ever.
        """
        self._closed = True
        self._painted.stop()
        self._too_long.stop()
        self._turn.stop()
        self._later.clear()
        self._closed_over = self._jobs  # a worker must not be the last to refer to what it does
        self._jobs = {number: job for number, job in self._jobs.items() if job.is_duty}
        self._pool.shutdown(wait=False)
        ended = not wait(tuple(self._running), patience).not_done
        self._jobs.clear()
        self._results.clear()
        if ended:
            self._pool.shutdown()  # no worker is left that could be the last to refer to this
            self._closed_over.clear()
        return ended

    def _submit(self, number: int) -> None:
        if self._closed:
            return
        future = self._pool.submit(self._call, number)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        future.add_done_callback(partial(self._report, number))

    @Slot()
    def _wait_no_longer(self) -> None:
        self._firsts.clear()
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        """Begin what waited for those that came first."""
        if not self._firsts:
            later, self._later = self._later, []
            for number in later:
                self._submit(number)

    def _call(self, number: int) -> object:
        """Call the work of a job, which is kept: a worker must not be the last to refer to it."""
        job = self._jobs.get(number)
        return None if job is None else job.work()

    def _report(self, number: int, future: Future[object]) -> None:
        """Pass a result to the main thread; only there may widgets be referenced and released."""
        if shiboken6.isValid(self) and not future.cancelled():
            self._finished.emit(number, future)

    @Slot(object)
    def _do(self, do: Callable[[], object]) -> None:
        if not self._closed:
            do()

    @Slot(int, object)
    def _take(self, number: int, future: Future[object]) -> None:
        self._results.append((number, future))
        self._turn.start()

    @Slot()
    def _deliver(self) -> None:
        """Deliver the oldest result; the next one also while what takes it has a loop of its own.

        Until then it counts as not delivered.
        """
        number, future = self._results.popleft()
        if self._results:
            self._turn.start()
        job = self._jobs.pop(number, None)
        if job is None:
            return
        try:
            self._hand_over(job, future)
        finally:
            if number in self._firsts:
                self._firsts.discard(number)
                self._painted.start()
            if self._results:
                self._turn.start()  # anew: on Windows it would come before what was posted now
            if not self._jobs:
                self.rested.emit()

    def _hand_over(self, job: _Job, future: Future[object]) -> None:
        error, wanted = future.exception(), shiboken6.isValid(job.owner)
        if error is None:
            if wanted:
                job.then(future.result())
            return
        if wanted:
            self._report_failure(job, error)
        if not isinstance(error, SdkError):
            raise error

    def _report_failure(self, job: _Job, error: BaseException) -> None:
        if not isinstance(error, SdkError):
            if job.fail is not None:
                attempt(partial(job.fail, _fault()))
        elif (fail := job.fail or self.on_failure) is not None:
            fail(error)


class GarbageSearch:
    """Seeks garbage when its caller has time for it: young one most often, as Python does."""

    def __init__(self) -> None:
        """Begin with what is youngest."""
        self._times = itertools.count(1)

    def go_on(self) -> None:
        """Seek garbage, where enough was made since the last time."""
        if gc.get_count()[0] > gc.get_threshold()[0]:
            time = next(self._times)
            gc.collect(2 if time % _OLDEST == 0 else 1 if time % _OLDER == 0 else 0)


@dataclass(frozen=True, slots=True)
class _Job:
    """What is called, and who waits for its result."""

    owner: QObject
    work: Callable[[], object]
    then: Callable[[Any], object]
    fail: Callable[[SdkError], None] | None
    is_duty: bool = False


def _fault() -> Unavailable:
    return Unavailable("Something went wrong in the program.")
