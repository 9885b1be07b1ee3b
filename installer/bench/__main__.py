"""Measure the client: `python3 installer/dev.py bench`.

Print the median of each figure, and its ratio to a floor that is measured in turn with it: on a
busy machine only the ratios can be compared. `SDK_BENCH_FILES` may name a folder whose files the
viewer opens beside its own.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from installer.bench import data


def main() -> None:
    """Run the measurements and print one line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="runs of each part")
    parser.add_argument("--only", choices=list(PARTS), help="measure only this")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name, measure in PARTS.items():
        if given.only in {None, name}:
            measure(given.runs)


def windows(runs: int) -> None:
    """Measure start, first page, search and memory."""
    with tempfile.TemporaryDirectory() as folder:
        print(f"preparing {data.MESSAGES} messages …", flush=True)
        data.prepare(folder)
        _windows(folder, runs)


def sealing(runs: int) -> None:
    """Measure sealing and opening against the bare cryptography and python-xmlsec."""
    for name, size, wanted in SIZES:
        times = [sealed("timed", str(size)) for _ in range(max(1, runs // 2))]
        for way, limit in zip(("seal", "open"), wanted, strict=True):
            ours = middle(times, way)
            show(f"{way} {name}", ours * 1000, "ms")
            show("  against bare cryptography", ours / middle(times, f"{way}-floor"), "x", limit)
            show("  python-xmlsec against it", middle(times, f"{way}-xmlsec") / ours, "x", ">= 3")
    for way, limit in (("seal", "<= 4"), ("open", "<= 6")):
        grown = [sealed("memory", way, "22000000")["times"] for _ in range(3)]
        show(f"{way} 22 MB: memory against its files", statistics.median(grown), "x", limit)
    many = [sealed("many") for _ in range(3)]
    show("open 1000 small messages", middle(many, "seconds"), "s")
    show("  of which RSA", middle(many, "share") * 100, "%", ">= 60")


def stores(runs: int) -> None:
    """Measure unlocking, and the encrypted store against a plain one, with 100 000 messages."""
    with tempfile.TemporaryDirectory() as folder:
        print("filling two stores with 100000 messages …", flush=True)
        built = stored("build", folder)
        alone = [stored("durable", folder) for _ in range(3)]
        read = [[stored("reading", folder, kind) for kind in KINDS] for _ in range(runs)]
        unlocks = [stored("unlock", folder, str(60 * number)) for number in range(1, runs + 1)]
        costs = [stored("derivation", folder) for _ in range(runs)]
    show("unlocking without the derivation", middle(unlocks, "milliseconds"), "ms", "<= 100")
    show("derivation as tuned", middle(costs, "seconds"), "s", "0.3 - 1")
    show("  its memory", middle(costs, "memory"), "MiB", ">= 64")
    show("inserting 100000 messages", built["seconds"], "s")
    show("  against a plain store", built["ratio"], "x", "<= 1.25")
    show("taking in one alone, durably", middle(alone, "milliseconds"), "ms")
    show("  against a plain store", middle(alone, "ratio"), "x", "<= 1.25")
    for way, limit in (("warm", "<= 1.1"), ("cold", "<= 2")):
        show(f"reading and searching, {way}", middle([ours for ours, _ in read], way), "ms")
        ratio = statistics.median(ours[way] / plain[way] for ours, plain in read)
        show("  against a plain store", ratio, "x", limit)


def viewers(_runs: int) -> None:
    """Measure the pauses of the window while files are opened, closed and opened again."""
    beat = part("heartbeat", os.environ.get("SDK_BENCH_FILES", ""), module="viewer")
    show("longest pause with files opening", beat["pause"], "ms", "<= 200")
    show("longest from a letter to its draft", beat["saved"], "ms", "<= 2000")


def _windows(folder: str, runs: int) -> None:
    until_painted("bare")  # warms the disk
    until_painted("lock", folder)
    bares, locks, ratios = [], [], []
    for _ in range(runs):
        bares.append(until_painted("bare"))
        locks.append(until_painted("lock", folder))
        ratios.append(locks[-1][0] / bares[-1][0])
    pages = [part("page", folder) for _ in range(runs)]
    bare_memory = statistics.median(memory for _, memory in bares)
    seconds = statistics.median(took for took, _ in locks)
    show("start to lock screen painted", seconds * 1000, "ms")
    show("  against a bare window", statistics.median(ratios), "x", "<= 1.5")
    show("unlocked to first page painted", middle(pages, "page"), "ms", "<= 150")
    show("search after a key stroke", middle(pages, "search"), "ms", "<= 5")
    show("memory over a bare window", middle(pages, "memory") - bare_memory, "MB", "<= 90")


def transfers(runs: int) -> None:
    """Measure taking in messages against the bare requests."""
    seconds, ratios = [], []
    for _ in range(runs):
        floor, ours = intake_seconds("intake-floor"), intake_seconds("intake")
        seconds.append(ours)
        ratios.append(ours / floor)
    show(f"taking in {data.INTAKE} messages", statistics.median(seconds) * 1000, "ms")
    show("  against bare HTTP, JSON, insert", statistics.median(ratios), "x", "<= 3")


def intake_seconds(name: str) -> float:
    """Return the seconds that a message cost, taken in from a sandbox of its own."""
    with tempfile.TemporaryDirectory() as folder, sandbox() as address:
        data.fill_mailbox(address)
        measured = part(name, folder, address)
    if measured["received"] < data.INTAKE:
        sys.exit(f"{name} took in only {measured['received']:.0f} messages")
    return float(measured["seconds"] / measured["received"] * data.INTAKE)


def until_painted(name: str, *arguments: str) -> tuple[float, float]:
    """Return the seconds from starting a process to its window painted, and its memory in MB."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "installer.bench.client", name, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline() if process.stdout else ""
        took = time.perf_counter() - started
    return took, float(json.loads(line)["painted"])


def part(name: str, *arguments: str, module: str = "client") -> dict[str, float]:
    """Run a part in a process of its own; return what it measured."""
    command = [sys.executable, "-m", f"installer.bench.{module}", name, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=900)
    return {name: float(value) for name, value in json.loads(done.stdout).items()}


def sealed(name: str, *arguments: str) -> dict[str, float]:
    """Run a part of `sealing`; return what it measured."""
    return part(name, *arguments, module="sealing")


def stored(name: str, *arguments: str) -> dict[str, float]:
    """Run a part of `store`; return what it measured."""
    return part(name, *arguments, module="store")


@contextmanager
def sandbox() -> Iterator[str]:
    """Run a sandbox in a process of its own; return its address."""
    command = [sys.executable, "-m", "sdk_desktop", "sandbox"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().strip() if process.stdout else ""
        finally:
            process.terminate()


def middle(parts: list[dict[str, float]], name: str) -> float:
    """Return the median of one figure."""
    return statistics.median(measured[name] for measured in parts)


def show(what: str, value: float, unit: str, wanted: str = "") -> None:
    """Print a figure and its limit."""
    print(f"{what:36}{value:9.2f} {unit:3} {wanted}", flush=True)


PARTS = {
    "windows": windows,
    "transfers": transfers,
    "sealing": sealing,
    "store": stores,
    "viewer": viewers,
}
SIZES = (
    ("1 KB", 1_000, ("<= 1.5", "<= 1.5")),
    ("1 MB", 1_000_000, ("", "")),
    ("22 MB", 22_000_000, ("<= 1.3", "<= 2")),
)
KINDS = ("encrypted", "plain")


if __name__ == "__main__":
    main()
