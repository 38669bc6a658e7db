"""A confined child's own side (see ``confined.py``): it keeps its limits, opens no socket and ends with its parent.

A child calls ``begin`` before it reads anything, or ``serve``, which does so. Standard library only.
"""

import contextlib
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from typing import IO, Any

from db import frames

GIVEN = "RAPPORTEUR_CONFINED"
"""The environment variable that tells a child its parent and its limits."""

MARK = "\x1eprogress "
"""How a line on standard error begins that reports progress."""

OUT_OF_MEMORY = 77
"""The exit status of a child that could not get the memory it wanted."""

_REFUSED = (
    "socket.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
)
_LONGEST_JOB = 1 << 30

Handler = Callable[[dict[str, Any], bytes], tuple[dict[str, Any], bytes]]


def begin() -> None:
    """Takes on the limits that the parent set, gives up sockets and programs, and ends when the parent does."""
    parent, memory, cpu, files = _given()
    if parent:
        _limit(memory, files)
        allow(cpu)
        threading.Thread(target=_end_with, args=(parent,), name="parent", daemon=True).start()
    sys.addaudithook(_refuse)


def serve(handle: Handler) -> None:
    """Answers one job after another until standard input ends; a job that fails ends the process.

    What is printed goes to standard error, so that it cannot mix with the answers.
    """
    begin()
    _parent, _memory, cpu, _files = _given()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    jobs = _jobs(sys.stdin.buffer)
    while True:
        job, data = jobs.get()
        if cpu:
            allow(cpu)
        try:
            answer = frames.packed(*handle(job, data))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except BaseException:
            _last_words()
            os._exit(1)
        del job, data
        answers.writelines(answer)
        answers.flush()


def report(share: float) -> None:
    """Tells the parent how much is done, from 0 to 1."""
    sys.stderr.write(f"{MARK}{share:.4f}\n")
    sys.stderr.flush()


def allow(seconds: int) -> None:
    """Lets this process use so many more seconds of CPU."""
    if sys.platform != "win32":
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        wanted = int(used) + 1 + seconds
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard < 0 else min(wanted, hard), hard))


def _given() -> tuple[int, int, int, int]:
    parts = os.environ.get(GIVEN, "0 0 0 0").split()
    parent, memory, cpu, files = map(int, parts)
    return parent, memory, cpu, files


def _limit(memory: int, files: int) -> None:
    if sys.platform != "win32":
        import resource

        for which, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, files), (resource.RLIMIT_CORE, 0)):
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(which, (most, most))


def _refuse(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(f"{event} is not allowed here")


def _last_words() -> None:
    import traceback

    traceback.print_exc()
    sys.stderr.flush()


def _jobs(pipe: IO[bytes]) -> "queue.SimpleQueue[tuple[dict[str, Any], bytes]]":
    """The jobs as they come; a thread reads them, so that the end of the pipe ends the process in the middle of one."""
    jobs: queue.SimpleQueue[tuple[dict[str, Any], bytes]] = queue.SimpleQueue()

    def read() -> None:
        try:
            while True:
                jobs.put(frames.unpacked(pipe, _LONGEST_JOB))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except BaseException:
            os._exit(0)

    threading.Thread(target=read, name="jobs", daemon=True).start()
    return jobs


def _end_with(parent: int) -> None:
    """Ends this process when its parent is gone. A signal on the parent's death would come with that of a thread."""
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x00100000, False, parent)  # SYNCHRONIZE
        ctypes.windll.kernel32.WaitForSingleObject(handle, 0xFFFFFFFF)
    else:
        while os.getppid() == parent:
            time.sleep(0.5)
    os._exit(1)
