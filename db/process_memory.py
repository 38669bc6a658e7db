"""How much memory another process holds, for the places where no limit on it can be set."""

import contextlib
import subprocess
import sys
from pathlib import Path
from typing import Any


def held_by(pid: int) -> int:
    """Bytes of memory that a process holds; 0 when that cannot be told."""
    with contextlib.suppress(OSError, ValueError, IndexError, AttributeError):
        return _windows(pid) if sys.platform == "win32" else _linux(pid) if sys.platform == "linux" else _unix(pid)
    return 0


def _linux(pid: int) -> int:
    told = Path(f"/proc/{pid}/status").read_text("utf-8").partition("VmRSS:")[2]
    return int(told.split()[0]) * 1024


def _unix(pid: int) -> int:
    argv = ["/bin/ps", "-o", "rss=", "-p", str(pid)]
    return int(subprocess.run(argv, capture_output=True, check=False).stdout) * 1024  # noqa: S603


def _windows(pid: int) -> int:
    import ctypes

    windll: Any = getattr(ctypes, "windll")  # noqa: B009 (elsewhere there is none)
    handle = windll.kernel32.OpenProcess(0x0410, False, pid)  # query and read
    try:
        counters = (ctypes.c_size_t * 10)()  # PROCESS_MEMORY_COUNTERS: two 32-bit numbers, then sizes
        ctypes.cast(counters, ctypes.POINTER(ctypes.c_uint32))[0] = ctypes.sizeof(counters)
        windll.psapi.GetProcessMemoryInfo(handle, counters, ctypes.sizeof(counters))
        return int(counters[2])  # WorkingSetSize
    finally:
        windll.kernel32.CloseHandle(handle)
