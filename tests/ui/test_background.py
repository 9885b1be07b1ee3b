import gc
import sys
import threading
import weakref
from collections.abc import Collection, Iterator
from concurrent.futures import Future, wait
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QThread
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.errors import Refused, SdkError
from sdk_desktop.ui import background as module
from sdk_desktop.ui.background import TURN, WORKERS, Background, GarbageSearch, attempt

WORDS = "Nobody must see this"


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    background = Background()
    yield background
    background.close()


class Knot(QObject):
    """A part of a window that refers to itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def make_much() -> list[list[int]]:
    return [[] for _ in range(10_000)]


def alone_with(_part: QObject, alone: threading.Event) -> None:
    alone.wait()


def keep_busy(background: Background, gate: threading.Event) -> None:
    """Let every worker wait for a gate."""
    for _ in range(WORKERS):
        background.run(background, gate.wait, lambda _: None)


def refuse() -> None:
    raise Refused("No.")


def stumble() -> None:
    raise ZeroDivisionError(WORDS)


def test_work_runs_elsewhere_and_its_result_comes_here(
    background: Background, qtbot: QtBot
) -> None:
    seen: list[tuple[int, bool]] = []
    here = QThread.currentThread()

    background.run(
        background,
        threading.get_ident,
        lambda ident: seen.append((ident, QThread.currentThread() is here)),
    )
    qtbot.waitUntil(lambda: background.idle)

    assert [thread for _, thread in seen] == [True]
    assert seen[0][0] != threading.get_ident()


def test_the_window_goes_on_between_two_results(background: Background, qtbot: QtBot) -> None:
    order: list[str] = []
    both = threading.Barrier(2)

    def take(which: str) -> None:
        order.append(which)
        background.on_main_thread(lambda: order.append("window"))

    for _ in range(2):
        background.run(background, both.wait, lambda _: take("result"))
    wait(tuple(background._running))
    qtbot.waitUntil(lambda: len(order) == 4)

    assert order == ["result", "window", "result", "window"]


def test_a_loop_within_a_result_is_given_the_others(background: Background, qtbot: QtBot) -> None:
    order: list[str] = []

    def ask(_: object) -> None:
        qtbot.waitUntil(lambda: "other" in order)
        order.append("asked")

    background.run(background, lambda: None, ask)
    background.run(background, lambda: None, lambda _: order.append("other"))
    qtbot.waitUntil(lambda: background.idle)

    assert order == ["other", "asked"]


def test_threads_that_compute_let_the_window_go_on_soon(background: Background) -> None:
    assert sys.getswitchinterval() == pytest.approx(TURN)


@pytest.mark.usefixtures("qapp")
def test_no_worker_seeks_garbage() -> None:
    gc.enable()

    Background().close()

    assert not gc.isenabled()


def test_what_refers_to_itself_is_destroyed_on_the_main_thread(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "GARBAGE", 0)
    threads: list[int] = []
    kept: list[list[list[int]]] = []
    weakref.finalize(Knot(), lambda: threads.append(threading.get_ident()))

    background = Background()
    background.run(background, make_much, kept.append)
    qtbot.waitUntil(lambda: threads != [])
    background.close()

    assert threads == [threading.get_ident()]


def test_what_work_refers_to_is_released_on_the_main_thread(qtbot: QtBot) -> None:
    threads: list[int] = []
    background, part, alone = Background(), QObject(), threading.Event()
    weakref.finalize(part, lambda: threads.append(threading.get_ident()))

    background.run(background, partial(alone_with, part, alone), lambda _: None)
    del part
    alone.set()
    qtbot.waitUntil(lambda: background.idle)
    background.close()

    assert threads == [threading.get_ident()]


@pytest.mark.usefixtures("qapp")
def test_what_still_runs_at_the_end_is_released_on_the_main_thread_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads: list[int] = []
    background, part, ends = Background(), QObject(), threading.Event()
    weakref.finalize(part, lambda: threads.append(threading.get_ident()))

    def wait_and_let_end(running: Collection[Future[object]], patience: float) -> object:
        ends.set()
        return wait(running, patience)

    monkeypatch.setattr(module, "wait", wait_and_let_end)
    begun = threading.Barrier(2)
    background.run(part, lambda: (begun.wait(), ends.wait()), lambda _: None)
    begun.wait()
    del part
    background.close()

    assert threads == [threading.get_ident()]


@pytest.mark.usefixtures("qapp")
def test_no_thread_is_left_that_could_destroy_it() -> None:
    background = Background()
    background.run(background, make_much, lambda _: None)

    assert background.close()

    assert [thread.is_alive() for thread in background._pool._threads] == [False]


def test_older_garbage_is_sought_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    sought: list[int] = []
    monkeypatch.setattr(gc, "collect", sought.append)
    monkeypatch.setattr(gc, "get_count", iter([*[(10_000, 0, 0)] * 100, (1, 0, 0)]).__next__)
    search = GarbageSearch()

    for _ in range(101):
        search.go_on()

    assert [sought.count(generation) for generation in (0, 1, 2)] == [90, 9, 1]


def test_a_known_failure_goes_to_whoever_asked(background: Background, qtbot: QtBot) -> None:
    failures: list[SdkError] = []

    background.run(background, refuse, lambda _: None, failures.append)
    qtbot.waitUntil(lambda: background.idle)

    assert [str(error) for error in failures] == ["No."]


def test_a_known_failure_that_nobody_takes_goes_to_the_window(
    background: Background, qtbot: QtBot
) -> None:
    failures: list[SdkError] = []
    background.on_failure = failures.append

    background.run(background, refuse, lambda _: None)
    qtbot.waitUntil(lambda: background.idle)

    assert [str(error) for error in failures] == ["No."]


def test_a_fault_is_raised_again_on_the_main_thread(background: Background, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as faults:
        background.run(background, stumble, lambda _: None)
        qtbot.waitUntil(lambda: background.idle)

    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]


def test_whoever_waits_for_a_result_hears_of_a_fault_too(
    background: Background, qtbot: QtBot
) -> None:
    failures: list[SdkError] = []

    with qtbot.captureExceptions() as faults:
        background.run(background, stumble, lambda _: None, failures.append)
        qtbot.waitUntil(lambda: background.idle)

    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]
    assert [str(error) for error in failures] == ["Something went wrong in the program."]


def test_a_fault_is_seen_even_when_nobody_waits_for_the_result(
    background: Background, qtbot: QtBot
) -> None:
    owner = QObject()
    gate = threading.Event()

    def work() -> None:
        gate.wait(60)
        stumble()

    with qtbot.captureExceptions() as faults:
        background.run(owner, work, lambda _: None)
        shiboken6.delete(owner)
        gate.set()
        qtbot.waitUntil(lambda: background.idle)

    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]


def test_a_duty_says_what_hindered_it_and_hinders_nothing(qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as faults:
        hindrances = [attempt(duty) for duty in (refuse, stumble, bool)]

    assert [hindrance and hindrance.text for hindrance in hindrances] == [
        "No.",
        "Something went wrong in the program.",
        None,
    ]
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]


def test_a_result_for_something_that_is_gone_is_dropped(
    background: Background, qtbot: QtBot
) -> None:
    owner = QObject()
    gate = threading.Event()
    results: list[bool] = []

    background.run(owner, lambda: gate.wait(60), results.append)
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: background.idle)

    assert results == []


def test_closing_waits_for_what_runs_and_delivers_nothing_more(qtbot: QtBot) -> None:
    background = Background()
    results: list[object] = []
    background.run(background, lambda: sys.version, results.append)

    background.close()
    background.run(background, lambda: sys.version, results.append)

    assert results == []


def test_closing_says_when_something_does_not_come_to_its_end(qtbot: QtBot) -> None:
    background = Background()
    begun, gate = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        gate.wait()

    background.run(background, work, lambda _: None)
    assert begun.wait(timeout=60)

    in_time = background.close(patience=0)
    gate.set()

    assert not in_time
    assert background.close()


def test_what_comes_first_is_shown_before_anything_else_begins(
    background: Background, qtbot: QtBot
) -> None:
    gate, seen = threading.Event(), list[str]()

    background.run(background, gate.wait, lambda _: seen.append("the page"), first=True)
    background.run(background, lambda: seen.append("a counter"), lambda _: None)
    gate.set()
    qtbot.waitUntil(lambda: background.idle)

    assert seen == ["the page", "a counter"]


def test_what_waited_goes_on_when_what_came_first_has_failed(
    background: Background, qtbot: QtBot
) -> None:
    seen: list[str] = []

    background.run(background, refuse, lambda _: None, lambda _: seen.append("No."), first=True)
    background.run(background, lambda: seen.append("a counter"), lambda _: None)
    qtbot.waitUntil(lambda: background.idle)

    assert seen == ["No.", "a counter"]


def test_what_waits_for_two_that_come_first_waits_for_both(
    background: Background, qtbot: QtBot
) -> None:
    gate, seen = threading.Event(), list[str]()
    background.run(background, lambda: None, lambda _: seen.append("a page"), first=True)
    background.run(background, gate.wait, lambda _: seen.append("another"), first=True)
    background.run(background, lambda: seen.append("a counter"), lambda _: None)
    qtbot.waitUntil(lambda: seen == ["a page"] and not background._painted.isActive())

    gate.set()
    qtbot.waitUntil(lambda: background.idle)

    assert seen == ["a page", "another", "a counter"]


def test_nothing_waits_long_for_what_comes_first(background: Background, qtbot: QtBot) -> None:
    gate, seen = threading.Event(), list[str]()
    background.run(background, gate.wait, lambda _: seen.append("a long search"), first=True)
    background.run(background, lambda: seen.append("sending"), lambda _: None)

    background._too_long.timeout.emit()
    qtbot.waitUntil(lambda: seen == ["sending"])
    gate.set()
    qtbot.waitUntil(lambda: background.idle)

    assert seen == ["sending", "a long search"]


def test_a_duty_waits_for_nothing_that_comes_first(background: Background, qtbot: QtBot) -> None:
    gate, seen = threading.Event(), list[str]()
    background.run(background, gate.wait, lambda _: None, first=True)

    background.do_duty(background, lambda: seen.append("recorded"), lambda _: None)
    qtbot.waitUntil(lambda: seen == ["recorded"])
    gate.set()


def test_a_duty_that_has_not_begun_is_done_before_the_end(
    background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, seen = threading.Event(), list[str]()

    def let_go_and_wait(futures: Collection[Future[object]], patience: float) -> object:
        gate.set()
        return wait(futures, patience)

    monkeypatch.setattr(module, "wait", let_go_and_wait)
    keep_busy(background, gate)
    background.run(background, lambda: seen.append("a counter"), lambda _: None)
    background.do_duty(background, lambda: seen.append("recorded"), lambda _: None)

    assert background.close()
    assert seen == ["recorded"]


def test_what_waits_for_the_first_does_not_begin_after_the_end(
    background: Background, qtbot: QtBot
) -> None:
    gate, seen = threading.Event(), list[str]()
    background.run(background, gate.wait, lambda _: None, first=True)
    background.run(background, lambda: seen.append("a counter"), lambda _: None)

    gate.set()
    ended = background.close()
    QCoreApplication.processEvents()

    assert ended
    assert seen == []


def test_it_says_when_everything_has_been_delivered(background: Background, qtbot: QtBot) -> None:
    with qtbot.waitSignal(background.rested):
        background.run(background, lambda: None, lambda _: None, lambda _: None)

    assert background.idle


def test_work_may_have_something_done_on_the_main_thread(
    background: Background, qtbot: QtBot
) -> None:
    seen: list[bool] = []
    here = QThread.currentThread()

    def work() -> None:
        background.on_main_thread(lambda: seen.append(QThread.currentThread() is here))

    background.run(background, work, lambda _: None)
    qtbot.waitUntil(lambda: seen != [])

    assert seen == [True]


def test_nothing_is_done_on_the_main_thread_after_closing(
    background: Background, qtbot: QtBot
) -> None:
    seen: list[bool] = []
    background.close()

    background.on_main_thread(lambda: seen.append(True))
    qtbot.wait(1)

    assert seen == []
