"""Work in a child process with limits on memory, time and files: it can be stopped, and its failure is told.

``run`` starts a child for one piece of work, ``Worker`` keeps one for many. The child itself calls ``begin`` or
``serve`` of ``db.child``. Every error is a ``ChildFailed`` or one of its kinds. Standard library only.
"""

import contextlib
import math
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from db import frames
from db.child import GIVEN, MARK, OUT_OF_MEMORY
from db.errors import ChildCancelled, ChildFailed, ChildOutOfMemory, ChildTimedOut
from db.process_memory import held_by

Progress = Callable[[float], None]
Cancel = Callable[[], bool]

LARGEST = 512 << 20
"""The most bytes that a child may answer."""

TICK = 0.05
"""Seconds between two looks at ``cancel``, the clock and the child's memory."""

LINES, LONGEST = 20, 500
"""How much of the child's standard error is kept: lines, and characters of each."""

_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
_WATCHED = sys.platform != "linux"  # elsewhere no limit on memory can be trusted, so it is watched
_NO_MEMORY = ("MemoryError", "memory allocation of", "bad_alloc", "out of memory", "Out of memory")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: ``seconds`` by the clock and ``cpu`` seconds for each job, ``memory`` bytes of addresses,
    ``files`` bytes of any file it writes, ``largest`` bytes of its answer.
    """

    seconds: float
    memory: int
    cpu: float
    files: int = 0
    largest: int = LARGEST


def run(
    argv: Sequence[str],
    *,
    input: bytes = b"",
    seconds: float,
    memory: int,
    files: int = 1 << 20,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
    largest: int = LARGEST,
) -> bytes:
    """What a child writes to its standard output when it is given ``input``.

    Args:
        argv: the child's program and arguments.
        input: its whole standard input.
        seconds: how long it may take by the clock; on several cores it may use as much CPU time on each.
        memory: bytes of address space.
        files: the most bytes of any file it writes; a temporary folder takes a few to be found.
        progress: called with what the child reports (``db.child.report``), a share from 0 to 1.
        cancel: asked some twenty times a second whether to stop.
        largest: the most bytes of an answer.

    Raises:
        ChildFailed: or one of its kinds; the child is dead then, as it is after any other error.
    """
    limits = Limits(seconds, memory, seconds * (os.cpu_count() or 1), files, largest)
    with contextlib.closing(_Child(argv, limits, _whole)) as child:
        child.give([input], last=True)
        answer: bytes = child.answer(progress, cancel)
        child.ended_well()
        return answer


class Worker:
    """A child that takes one job after another: a new one after any failure, and after every so many jobs.

    Not for several threads at once.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        seconds: float,
        memory: int,
        cpu: float | None = None,
        jobs: int = 200,
        largest: int = LARGEST,
        files: int = 0,
    ) -> None:
        """The limits are those of one job; nothing is started yet."""
        self._argv = argv
        self._limits = Limits(seconds, memory, seconds if cpu is None else cpu, files, largest)
        self._jobs = jobs
        self._done = 0
        self._child: _Child | None = None

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def start(self) -> None:
        """Starts the child ahead of its first job, if there is none."""
        if self._child is None:
            self._child, self._done = _Child(self._argv, self._limits, _framed), 0

    def do(
        self,
        job: Mapping[str, Any],
        data: bytes = b"",
        *,
        progress: Progress | None = None,
        cancel: Cancel | None = None,
    ) -> tuple[dict[str, Any], bytes]:
        """What the child answers to a job: some JSON, and bytes.

        Raises:
            ChildFailed: or one of its kinds; the next job gets a new child.
        """
        self.start()
        child = self._child
        assert child is not None
        try:
            child.give(frames.packed(job, data))
            answer: tuple[dict[str, Any], bytes] = child.answer(progress, cancel)
        except BaseException:
            self.close()
            raise
        self._done += 1
        if self._done >= self._jobs:
            self.close()
        return answer

    def close(self) -> None:
        """Ends the child, if there is one."""
        child, self._child = self._child, None
        if child is not None:
            child.close()


class _Child:
    """A process and its pipes; threads read and write them, so that nobody ever waits for a full or an empty pipe."""

    def __init__(self, argv: Sequence[str], limits: Limits, read: "_Read") -> None:
        self._limits = limits
        self._events: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._lines: deque[str] = deque(maxlen=LINES)
        try:
            self._process = subprocess.Popen(  # noqa: S603 (our own program)
                list(argv),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=_environment(limits),
                start_new_session=sys.platform != "win32",
                creationflags=_window_flags(),
            )
        except OSError as fault:
            raise ChildFailed(detail=fault.strerror or str(fault)) from fault
        _limit(self._process.pid, limits)
        self._threads = [
            self._thread(read, self._process.stdout, limits.largest, self._events.put),
            self._thread(self._hear, self._process.stderr),
        ]

    def give(self, parts: Sequence[bytes], *, last: bool = False) -> None:
        """Writes to its standard input, in the background."""
        self._threads.append(self._thread(_write, self._process.stdin, parts, last))

    def answer(self, progress: Progress | None, cancel: Cancel | None) -> Any:
        """What its reader has read next."""
        end = time.monotonic() + self._limits.seconds
        while True:
            if cancel is not None and cancel():
                raise ChildCancelled
            if time.monotonic() > end:
                raise self._too_slow()
            try:
                what, told = self._events.get(timeout=TICK)
            except queue.Empty:
                self._watch()
                continue
            if what == "answer":
                return told
            if what == "failed":
                raise self._failure(told)
            if progress is not None:
                progress(told)

    def ended_well(self) -> None:
        """Waits until it has ended of itself; an error when it ended badly."""
        try:
            status = self._process.wait(timeout=self._limits.seconds)
        except subprocess.TimeoutExpired:
            raise self._too_slow() from None
        if status:
            raise self._failure("")

    def close(self) -> None:
        """Kills whatever still runs, and leaves no process, thread or pipe behind."""
        if self._process.poll() is None:
            _kill(self._process)
        self._process.wait()
        for thread in self._threads:
            thread.join(timeout=5)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _thread(self, work: Callable[..., None], *given: Any) -> threading.Thread:
        thread = threading.Thread(target=work, args=given, name="confined", daemon=True)
        thread.start()
        return thread

    def _hear(self, pipe: IO[bytes]) -> None:
        """Reads standard error: reports go on as progress, of the rest the end is kept."""
        while line := pipe.readline(8 * LONGEST):
            told = line.decode("utf-8", "replace").rstrip()
            if told.startswith(MARK):
                with contextlib.suppress(ValueError):
                    self._events.put(("progress", min(1.0, max(0.0, float(told[len(MARK) :])))))
            elif told:
                self._lines.append(told[:LONGEST])

    def _watch(self) -> None:
        if _WATCHED and held_by(self._process.pid) > self._limits.memory:
            raise ChildOutOfMemory(memory=self._limits.memory)

    def _too_slow(self) -> ChildTimedOut:
        seconds = self._limits.seconds
        return ChildTimedOut(seconds=int(seconds) if seconds == int(seconds) else seconds)

    def _failure(self, told: str) -> ChildFailed:
        """Why there is no answer, as far as exit status and last words tell."""
        if told:
            return ChildFailed(detail=told)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1)
        self._threads[1].join(timeout=1)  # all of its last words
        status, last = self._process.poll(), self._lines[-1] if self._lines else ""
        if status == OUT_OF_MEMORY or any(line.startswith(_NO_MEMORY) for line in self._lines):
            return ChildOutOfMemory(memory=self._limits.memory)
        if sys.platform != "win32" and status == -signal.SIGXCPU:
            return self._too_slow()
        return ChildFailed(detail=last or _ending(status), log="\n".join(self._lines), status=status)


_Put = Callable[[tuple[str, Any]], None]
_Read = Callable[[IO[bytes], int, _Put], None]


def _whole(pipe: IO[bytes], largest: int, put: _Put) -> None:
    """Reads all that a child writes until it closes its standard output."""
    parts, size = [], 0
    while part := pipe.read1(1 << 20):  # type: ignore[attr-defined]  # a buffered reader
        size += len(part)
        if size > largest:
            return put(("failed", "its answer was too large"))
        parts.append(part)
    return put(("answer", b"".join(parts)))


def _framed(pipe: IO[bytes], largest: int, put: _Put) -> None:
    """Reads one answer after another."""
    try:
        while True:
            put(("answer", frames.unpacked(pipe, largest)))
    except frames.TooLarge:
        put(("failed", "its answer was too large"))
    except EOFError:
        put(("failed", ""))
    except (ValueError, struct.error):
        put(("failed", "its answer could not be understood"))


def _write(pipe: IO[bytes], parts: Sequence[bytes], last: bool) -> None:
    with contextlib.suppress(OSError, ValueError):  # the child is gone; its end tells more
        for part in parts:
            pipe.write(part)
        pipe.flush()
        if last:
            pipe.close()


def _environment(limits: Limits) -> dict[str, str]:
    """No proxies, no home, no settings: what a child needs to start, and its limits."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {
        "PYTHONPATH": str(Path(__file__).parent.parent),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",  # it may not write files
        "LC_ALL": "C.UTF-8",
        GIVEN: f"{os.getpid()} {limits.memory} {math.ceil(limits.cpu)} {limits.files}",
    }


def _limit(pid: int, limits: Limits) -> None:
    """Sets the limits at once, where a process can do that to another; the child itself does it again."""
    if sys.platform == "linux":
        import resource

        with contextlib.suppress(OSError):
            resource.prlimit(pid, resource.RLIMIT_AS, (limits.memory, limits.memory))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (limits.files, limits.files))
            resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))


def _window_flags() -> int:
    return sum(getattr(subprocess, name, 0) for name in ("CREATE_NEW_PROCESS_GROUP", "CREATE_NO_WINDOW"))


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Kills it and whatever it started itself."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _ending(status: int | None) -> str:
    """An exit status in words, for a child that said nothing."""
    if status is not None and status < 0:
        with contextlib.suppress(ValueError):
            return f"ended by {signal.Signals(-status).name}"
    return "no answer" if not status else f"exit status {status}"
