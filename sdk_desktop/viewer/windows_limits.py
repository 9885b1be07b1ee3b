"""Windows' way to bound a process: a job object; and to take its rights: low integrity."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes

assert sys.platform == "win32"  # noqa: S101 - and the type checker reads on only there

_LIMIT_ACTIVE_PROCESS = 0x0008
_LIMIT_PROCESS_MEMORY = 0x0100
_LIMIT_DIE_ON_UNHANDLED_EXCEPTION = 0x0400
_LIMIT_KILL_ON_JOB_CLOSE = 0x2000
_EXTENDED_LIMITS = 9
_USER_INTERFACE_LIMITS = 4
_NO_USER_INTERFACE = 0xFF
"""No clipboard, desktop, handles of other programs, system settings or log-off."""
_SET_QUOTA_AND_TERMINATE = 0x0101
_ADJUST_DEFAULT_AND_QUERY = 0x0088
_INTEGRITY_LEVEL = 25
_LOW = "S-1-16-4096"
_SE_GROUP_INTEGRITY = 0x20
_NO_ERROR_BOXES = 0x8003


class _Basic(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", wintypes.DWORD),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", wintypes.DWORD),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", wintypes.DWORD),
        ("SchedulingClass", wintypes.DWORD),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("Basic", _Basic),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


class _Label(ctypes.Structure):
    _fields_ = (("Sid", ctypes.c_void_p), ("Attributes", wintypes.DWORD))


class KillingJob:
    """A job of processes that ends when the process that made it ends, however it went."""

    def __init__(self) -> None:
        self._handle = _job(_LIMIT_KILL_ON_JOB_CLOSE)

    def take(self, process: int) -> None:
        """Take a process, and what it starts, into the job."""
        kernel = _kernel()
        handle = kernel.OpenProcess(_SET_QUOTA_AND_TERMINATE, 0, process)
        if handle:
            kernel.AssignProcessToJobObject(self._handle, handle)
            kernel.CloseHandle(handle)

    def close(self) -> None:
        """End what is in the job."""
        _kernel().CloseHandle(self._handle)


def contain_itself(memory: int) -> None:
    """Bound this process: its memory in bytes, no other processes, no user interface, no writing.

    A process of low integrity can write nowhere of the user's, nor open the processes of the user.
    """
    kernel = _kernel()
    kernel.SetErrorMode(_NO_ERROR_BOXES)
    own = _LIMIT_PROCESS_MEMORY | _LIMIT_ACTIVE_PROCESS | _LIMIT_DIE_ON_UNHANDLED_EXCEPTION
    job = _job(own, memory)
    nothing = wintypes.DWORD(_NO_USER_INTERFACE)
    kernel.SetInformationJobObject(
        job, _USER_INTERFACE_LIMITS, ctypes.byref(nothing), ctypes.sizeof(nothing)
    )
    if not kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()):
        raise ctypes.WinError()
    _lower_integrity()


def _kernel() -> ctypes.WinDLL:
    kernel = ctypes.WinDLL("kernel32")
    for name in ("CreateJobObjectW", "OpenProcess", "GetCurrentProcess"):
        getattr(kernel, name).restype = wintypes.HANDLE
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    kernel.SetInformationJobObject.argtypes = (
        *(wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD),
    )
    kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    return kernel


def _job(flags: int, memory: int = 0) -> int:
    kernel = _kernel()
    limits = _Extended()
    limits.Basic.LimitFlags = flags
    limits.Basic.ActiveProcessLimit = 1
    limits.ProcessMemoryLimit = memory
    job = kernel.CreateJobObjectW(None, None)
    size = ctypes.sizeof(limits)
    if not kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size):
        raise ctypes.WinError()
    return int(job)


def _lower_integrity() -> None:
    """Make this process one of low integrity; where that is refused, the job must do."""
    rights = ctypes.WinDLL("advapi32")
    token, sid = wintypes.HANDLE(), ctypes.c_void_p()
    process = wintypes.HANDLE(_kernel().GetCurrentProcess())
    opened = rights.OpenProcessToken(process, _ADJUST_DEFAULT_AND_QUERY, ctypes.byref(token))
    if opened and rights.ConvertStringSidToSidW(_LOW, ctypes.byref(sid)):
        label = _Label(sid.value, _SE_GROUP_INTEGRITY)
        rights.SetTokenInformation(
            token, _INTEGRITY_LEVEL, ctypes.byref(label), ctypes.sizeof(label)
        )
