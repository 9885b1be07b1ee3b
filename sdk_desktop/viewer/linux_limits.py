"""Linux' way to take a process's rights: Landlock for files, a filter of system calls for the rest.

An older kernel without Landlock (before 5.13) keeps only the filter, another processor only
Landlock.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

assert sys.platform == "linux"  # noqa: S101 - and the type checker reads on only there

_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""Landlock's system calls, which have these numbers on every processor."""
_VERSION = 1
_BENEATH = 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""How many rights about files there are, by the version of Landlock from which on."""
_TCP, _OF_TCP = 4, 0b11
"""The version that knows TCP, and its rights: to be found, to connect."""
_SCOPED, _OUT_OF_SCOPE = 6, 0b11
"""The version that keeps sockets without a file, and signals, within the process."""
_SYSTEM = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/null", "/dev/urandom")
"""Where programs, libraries and fonts lie, and nothing of the user's."""

_NEW_CALLS = (*(424, 425, 426, 427), *(434, 435, 438))
"""Signals and handles of other processes, io_uring, clone3: numbered alike everywhere."""
_CALLS = {
    "x86_64": (
        0xC000003E,
        (
            *(29, 30, 31, 41, 42, 43, 44, 46, 49, 50, 53, 56, 57, 58, 59, 62, 64, 68),
            *(101, 129, 155, 161, 165, 166, 175, 200, 240, 248, 249, 250, 272, 288),
            *(297, 298, 303, 304, 307, 308, 310, 311, 313, 321, 322, 323, *_NEW_CALLS),
        ),
    ),
    "aarch64": (
        0xC00000B7,
        (
            *(39, 40, 41, 51, 97, 105, 117, 129, 130, 138, 180, 186, 190, 194, 195, 196),
            *(198, 199, 200, 201, 202, 203, 206, 211, 217, 218, 219, 220, 221, 240, 241),
            *(242, 264, 265, 268, 269, 270, 271, 273, 280, 281, 282, *_NEW_CALLS),
        ),
    ),
}
"""By processor: how the kernel names it, and the calls that are refused.

Those are: sockets; other programs and processes, their memory, handles and signals; shared memory;
keys that the kernel keeps; mounts, modules and name spaces; io_uring and bpf.
"""
_OTHER_NUMBERS = 0x4000_0000
"""From here on the calls of an x86 processor have other numbers (x32)."""
_LOAD, _IS, _FROM, _END = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF_0000, 0x0005_0001, 0x8000_0000
_INSTRUCTION = struct.Struct("<HBBI")
_SET_FILTER, _FILTER = 22, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def confine_itself() -> None:
    """Let this process read the system's files and the program's own, no others, and reach nobody.

    It must have no new privileges already.
    """
    _keep_from_files()
    _keep_from_calls()


def _keep_from_files() -> None:
    kernel = ctypes.CDLL(None).syscall
    version = kernel(_CREATE, None, ctypes.c_size_t(0), _VERSION)
    if version < 1:
        return
    bits = next(many for since, many in reversed(_FILE_RIGHTS.items()) if version >= since)
    tcp = _OF_TCP if version >= _TCP else 0
    scope = _OUT_OF_SCOPE if version >= _SCOPED else 0
    wanted = struct.pack("<QQQ", (1 << bits) - 1, tcp, scope)
    known = 8 * (1 + (version >= _TCP) + (version >= _SCOPED))
    rules = kernel(_CREATE, wanted, ctypes.c_size_t(known), 0)
    if rules < 0:
        return
    for place in {*_SYSTEM, *_own_places()}:
        _let_read(rules, place)
    kernel(_RESTRICT, rules, 0)
    os.close(rules)


def _own_places() -> Iterator[str]:
    """Yield where Python and this program lie, which may be in the user's folder."""
    yield str(Path(__file__).resolve().parents[1])
    yield from (sys.prefix, sys.base_prefix)
    if getattr(sys, "frozen", False):
        yield from (str(Path(sys.executable).parent), getattr(sys, "_MEIPASS", sys.prefix))


def _let_read(rules: int, place: str) -> None:
    try:
        handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rights = _READ_FILE | _READ_FOLDER if Path(place).is_dir() else _READ_FILE
    rule = struct.pack("<Qi", rights, handle)
    ctypes.CDLL(None).syscall(_ADD, rules, _BENEATH, rule, 0)
    os.close(handle)


def _keep_from_calls() -> None:
    machine = os.uname().machine
    if machine not in _CALLS or sys.maxsize < 1 << 32:  # a program of 32 bits: other numbers
        return
    processor, refused = _CALLS[machine]
    written = b"".join(_INSTRUCTION.pack(*one) for one in _instructions(processor, refused))
    program = _Program(len(written) // _INSTRUCTION.size, written)
    ctypes.CDLL(None).prctl(_SET_FILTER, _FILTER, ctypes.byref(program), 0, 0)


def _instructions(processor: int, refused: tuple[int, ...]) -> Iterator[tuple[int, int, int, int]]:
    """Yield what the kernel does at each call: the end of it stands three places after the last."""
    yield _LOAD, 0, 0, 4
    yield _IS, 1, 0, processor
    yield _END, 0, 0, _KILL
    yield _LOAD, 0, 0, 0
    yield _FROM, len(refused) + 1, 0, _OTHER_NUMBERS
    for place, call in enumerate(refused):
        yield _IS, len(refused) - place, 0, call
    yield _END, 0, 0, _ALLOW
    yield _END, 0, 0, _REFUSE
