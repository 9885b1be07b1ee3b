"""Measure the client: `python3 installer/dev.py bench`.

Print each figure beside its floor, which is measured in turn with it: on a busy machine only the
ratios can be compared. The stores that are measured with are made at the first run and kept in the
user's cache (`SDK_BENCH` names another folder); 100 000 messages take some minutes to make.
`SDK_BENCH_FILES` may name a folder whose files the viewer opens beside its own.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from installer.bench import corpus, transfer
from installer.bench.figures import Figure, head, read_json, summary, write_json
from installer.bench.growth import JUMP, SEARCHED
from installer.bench.shared import NEED
from installer.torture.ledger import killable_ledger

SMALL, LARGE = 10_000, 100_000
FLAT = 1.3
PATIENCE = 1800
"""Seconds for one part; a first copy of 250 000 messages takes longer."""
Measured = Iterator[Figure]


def main() -> None:
    """Run the measurements and print one line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="runs of each part")
    parser.add_argument("--only", choices=list(PARTS), help="measure only this")
    parser.add_argument(
        "--messages", type=int, default=LARGE, help="in the large store, and in a first copy"
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file, too")
    parser.add_argument("--compare", type=Path, help="say how they differ from an earlier file")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    earlier = read_json(given.compare) if given.compare else None
    print(head(), flush=True)
    figures = []
    for name, measure in PARTS.items():
        if given.only in {None, name}:
            for figure in measure(given.runs, given.messages):
                figures.append(figure)
                print(figure.line(earlier), flush=True)
    print(summary(figures))
    if given.json:
        write_json(given.json, figures)


def windows(runs: int, large: int) -> Measured:
    """Measure start, first page and memory."""
    starts: dict[str, list[tuple[float, float]]] = {"bare": [], "first": [], "lock": []}
    pages: dict[str, list[dict[str, float]]] = {"static": [], "small": [], "large": []}
    with tempfile.TemporaryDirectory() as folder:
        small = corpus.copied(corpus.kept(SMALL), folder)
        profiles = {"bare": "", "first": small, "lock": small, "static": "", "small": small}
        profiles["large"] = corpus.copied(corpus.kept(large), folder)
        until_painted("keep", small)  # warms the disk, too
        for _ in range(runs):
            for name, painted in starts.items():
                painted.append(until_painted(name, profiles[name]))
            for name, unlocked in pages.items():
                what = "static" if name == "static" else "page"
                unlocked.append(part("client", what, profiles[name]))
    seconds = {name: [took * 1000 for took, _ in painted] for name, painted in starts.items()}
    bare = statistics.median(memory for _, memory in starts["bare"])
    shown = {name: [one["page"] for one in unlocked] for name, unlocked in pages.items()}
    held = [one["memory"] - bare for one in pages["large"]]
    what = "sdk-desktop to first screen painted, takes keys"
    yield Figure(what, "ms", seconds["first"], seconds["bare"], FLAT)
    what = "  until the lock screen itself stands there"
    yield Figure(what, "ms", seconds["lock"], seconds["bare"])
    for name in ("small", "large"):
        count = SMALL if name == "small" else large
        what = f"unlocked to first page painted, {count}"
        yield Figure(what, "ms", shown[name], shown["static"], 3)
    yield Figure("  large against small", "ms", shown["large"], shown["small"], FLAT)
    yield Figure("memory over a bare window after unlock", "MB", held, target=80)


def growing(_runs: int, large: int) -> Measured:
    """Measure what work costs in a small store and in a large one."""
    small, big = (part("growth", "works", str(count)) for count in (SMALL, large))
    for name, values in big.items():
        if name.removeprefix("search ") in SEARCHED:
            yield Figure(f"{name}, {large}", "ms", values, target=15)
        elif name == JUMP:
            yield Figure(f"{name}, {large}", "ms", values, target=30)
        else:
            what = f"{name}, {large} against {SMALL}"
            yield Figure(what, "ms", values, small[name], FLAT)
    copies = part("growth", "backup", str(large))
    name = "backup against a copy and one pass of HMAC"
    yield Figure(name, "s", copies["backup"], copies["backup floor"], 2)


def transfers(runs: int, _large: int) -> Measured:
    """Measure messages on their way."""
    ways = ("many", "many-floor")
    pairs = [[alone(name, transfer.can_many) for name in ways] for _ in range(runs)]
    ours, floors = ([one["seconds"] for one in side] for side in zip(*pairs, strict=True))
    if any(one["received"] < transfer.MANY for pair in pairs for one in pair):
        sys.exit("not everything was taken in")
    name = f"taking in {transfer.MANY} messages, processor"
    yield Figure(name, "s", ours, floors, 2)
    for what, make in (("receive", transfer.can_large), ("send", transfer.can_nothing)):
        measured = [alone(what, make) for _ in range(max(3, runs // 2))]
        size = (transfer.RECEIVED if what == "receive" else transfer.SENT) // 1_000_000
        blocks, times = ([one[key] for one in measured] for key in ("block", "times"))
        yield Figure(f"{what} {size} MB: longest block", "ms", blocks, target=50)
        yield Figure(f"{what} {size} MB: memory against the file", "x", times, target=3)


def sealing(runs: int, _large: int) -> Measured:
    """Measure sealing and opening against the bare cryptography and python-xmlsec."""
    for name, size, wanted, quicker in SIZES:
        times = [part("sealing", "timed", str(size)) for _ in range(max(1, runs // 2))]
        for way, limit in zip(("seal", "open"), wanted, strict=True):
            ours, bare, theirs = (
                [one[key] * 1000 for one in times] for key in (way, f"{way}-floor", f"{way}-xmlsec")
            )
            yield Figure(f"{way} {name} against bare cryptography", "ms", ours, bare, limit)
            yield Figure(
                f"python-xmlsec, {way} {name}, against us", "ms", theirs, ours, quicker, least=True
            )
    for way, limit in (("seal", 4), ("open", 6)):
        grown = [part("sealing", "memory", way, "22000000")["times"] for _ in range(3)]
        yield Figure(f"{way} 22 MB: memory against its files", "x", grown, target=limit)
    many = [part("sealing", "many") for _ in range(3)]
    share = [one["share"] * 100 for one in many]
    yield Figure("open 1000 small messages", "s", [one["seconds"] for one in many])
    yield Figure("  share of RSA in it", "%", share, target=60, least=True)


def stores(runs: int, _large: int) -> Measured:
    """Measure unlocking, and the encrypted store against a plain one, with 100 000 messages."""
    with tempfile.TemporaryDirectory() as folder:
        built = part("store", "build", folder)
        alone_ = [part("store", "durable", folder) for _ in range(3)]
        read = [[part("store", "reading", folder, kind) for kind in KINDS] for _ in range(runs)]
        unlocks = [part("store", "unlock", folder, str(60 * n)) for n in range(1, runs + 1)]
        costs = [part("store", "derivation", folder) for _ in range(runs)]
    took = [one["milliseconds"] for one in unlocks]
    yield Figure("unlocking without the derivation", "ms", took, target=100)
    yield Figure("derivation as tuned", "s", [one["seconds"] for one in costs], target=1)
    memory = [one["memory"] for one in costs]
    yield Figure("memory of the derivation", "MiB", memory, target=64, least=True)
    yield Figure("inserting 100000 messages against plain", "x", [built["ratio"]], target=1.25)
    durable = [one["ratio"] for one in alone_]
    yield Figure("taking in one, durably, against plain", "x", durable, target=1.25)
    for way, limit in (("warm", 1.1), ("cold", 2)):
        ours, plain = ([one[way] for one in side] for side in zip(*read, strict=True))
        yield Figure(f"reading and searching, {way}, against plain", "ms", ours, plain, limit)


def viewers(_runs: int, _large: int) -> Measured:
    """Measure the pauses of the window while files are opened, closed and opened again."""
    beat = part("viewer", "heartbeat", os.environ.get("SDK_BENCH_FILES", ""))
    yield Figure("longest pause with files opening", "ms", [beat["pause"]], target=200)
    yield Figure("longest from a letter to its draft", "ms", [beat["saved"]], target=2000)


def sharing(_runs: int, large: int) -> Measured:
    """Measure a shared mailbox against bare insertion; its first copy of 250 000 takes long."""
    with killable_ledger(is_durable=True) as ledger:
        given = str(ledger.port), ledger.password
        done = part("shared", "work", *given, str(SMALL))
    yield Figure(
        "take in a shared mailbox against alone", "ms", done["take"], done["take floor"], 3
    )
    yield Figure("append against a bare insert", "ms", done["append"], done["append floor"])
    per_second = 1000 / statistics.median(done["append"])
    what = "appends against what 5000 messages a day need"
    yield Figure(what, "x", [per_second / NEED], target=50, least=True)
    yield Figure("a colleague's change is here, 40 listen", "ms", done["visible"], target=1000)
    what, floor = f"catching up with {SMALL} changes against verifying", done["caught up floor"]
    yield Figure(what, "s", done["caught up"], floor)
    yield Figure("  in all", "s", done["caught up"], target=3)
    count = SMALL if large == LARGE else large
    with killable_ledger(is_durable=True) as ledger:
        given = str(ledger.port), ledger.password
        done = part("shared", "copy", *given, str(count), patience=PATIENCE + count // 20)
    yield Figure(f"first copy of {count}: until something is there", "s", done["first"], target=3)
    what = "  whole, against insertion alone"
    yield Figure(what, "s", done["whole"], done["bare"], 2)
    yield Figure("  memory over that of before", "MB", done["memory"], target=100)


def until_painted(name: str, folder: str) -> tuple[float, float]:
    """Return the seconds from starting a process to its window painted, and its memory in MB."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "installer.bench.client", name, folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline() if process.stdout else ""
        took = time.perf_counter() - started
    return took, float(json.loads(line)["painted"])


def part(module: str, name: str, *arguments: str, patience: int = PATIENCE) -> dict[str, Any]:
    """Run a part in a process of its own, within some seconds; return what it measured."""
    command = [sys.executable, "-m", f"installer.bench.{module}", name, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=patience)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def alone(name: str, make: Callable[[Path], None]) -> dict[str, Any]:
    """Run a part of `transfer` with a service and a profile of its own."""
    with canned(make) as address, tempfile.TemporaryDirectory() as folder:
        return part("transfer", name, address, folder)


@contextmanager
def canned(make: Callable[[Path], None]) -> Iterator[str]:
    """Run a service that says what `make` writes; yield its address."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
        command = [sys.executable, "-m", "installer.bench.canned", folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                yield process.stdout.readline().strip() if process.stdout else ""
            finally:
                process.terminate()


PARTS: dict[str, Callable[[int, int], Measured]] = {
    "windows": windows,
    "growth": growing,
    "transfers": transfers,
    "sealing": sealing,
    "store": stores,
    "viewer": viewers,
    "shared": sharing,
}
SIZES = (
    ("1 KB", 1_000, (2.0, 2.0), None),
    ("1 MB", 1_000_000, (None, None), None),
    ("22 MB", 22_000_000, (1.3, 2.0), 3),
)
KINDS = ("encrypted", "plain")


if __name__ == "__main__":
    main()
