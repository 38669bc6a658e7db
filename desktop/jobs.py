"""Work in the background: plain data in, plain data out, one thread for each worker, answers on the window's thread.

``Worker.do`` is the one way in. A worker takes its jobs one after another, so whoever alone uses a worker needs no
locks; nothing in a job may touch a widget.
"""

import collections
import functools
import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

T = TypeVar("T")


class Task:
    """A job as its owner sees it: it can be told to stop."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Asks the job to stop; its answer is dropped."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether somebody asked it to stop; jobs that take long look here now and then."""
        return self._stop.is_set()


class Telling(QObject):
    """Carries what a job says of its progress to the window's thread, at most every fiftieth of a second."""

    told = Signal(str, int, int)
    """What is going on, how much is done, of how much (0: unknown)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = ("", 0.0)

    def tell(self, what: str, done: int, total: int) -> None:
        """Called by the job, on its own thread."""
        now = time.monotonic()
        if what != self._last[0] or now - self._last[1] > 0.02 or done == total:
            self._last = (what, now)
            self.told.emit(what, done, total)


@dataclass(eq=False)
class _Job:
    work: Callable[[], Any]
    answer: Callable[[Any], None] | None
    failed: Callable[[BaseException], None] | None
    lasting: bool = False
    task: Task = field(default_factory=Task)
    result: Any = None
    error: BaseException | None = None


FRAME = 16
"""Milliseconds in which a screen shows one picture: after a step nearly as long, so much is left to the rest."""


def in_steps(owner: QObject, steps: Iterator[None], done: Callable[[], object], *, rest: int = FRAME) -> None:
    """Does work that only the window's thread can do, one step between two events, so that the window stays lively.

    After a step that took a while the next one waits ``rest`` milliseconds, so that what is to be laid out and painted
    comes between; 0 where somebody waits for the end.
    """

    def step() -> None:
        began = time.perf_counter()
        try:
            next(steps)
        except StopIteration:
            done()
        else:
            short = (time.perf_counter() - began) * 1000 < FRAME / 2
            QTimer.singleShot(0 if short else rest, owner, step)

    QTimer.singleShot(0, owner, step)


def at_once(steps: Iterator[None]) -> None:
    """Does all steps of a work, or those that are left."""
    collections.deque(steps, maxlen=0)


USUAL = gc.get_threshold()


def hold_memory() -> None:
    """While everything is loaded: the memory is not gone through as a whole, which would take a tenth of a second."""
    gc.set_threshold(*USUAL[:2], 1_000_000)


def keep_memory() -> None:
    """Once it is loaded: what has come to stay is not gone through again, which would hold the window up."""
    gc.freeze()
    gc.set_threshold(*USUAL)


@functools.cache
def settle_memory() -> None:
    """Once everything is loaded, which is said by whoever is the first to know."""
    keep_memory()


TURN = 0.0005
"""How many seconds another thread goes on when the window wants its turn; it may want it many times in one painting."""


class Worker(QObject):
    """A thread that does one job after another; it starts with the first one."""

    _done = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._waiting: collections.deque[_Job | None] = collections.deque()
        self._ready = threading.Semaphore(0)
        self._thread: threading.Thread | None = None
        self._unanswered: list[_Job] = []
        self._ended = False
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def do(
        self,
        work: Callable[[], T],
        answer: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        *,
        lasting: bool = False,
        first: bool = False,
    ) -> Task:
        """Does some work on the worker's thread.

        Args:
            work: runs there; it must not touch anything of Qt.
            answer: gets what it gave, on the window's thread.
            failed: gets what it raised, on the window's thread; without it the error is one of the program.
            lasting: whether it is done also when the worker is to stop before its turn, such as an edit.
            first: whether it goes before all that waits; so it may only look at what it was given.

        A worker that was stopped does no more: what a view that is on its way out still asks is dropped.
        """
        if self._ended:
            task = Task()
            task.cancel()
            return task
        if self._thread is None:
            sys.setswitchinterval(TURN)
            self._thread = threading.Thread(target=self._run, name=self.objectName(), daemon=True)
            self._thread.start()
        job = _Job(work, answer, failed, lasting)
        self._unanswered.append(job)
        self._put(job, first=first)
        return job.task

    def idle(self) -> bool:
        """Whether nothing is under way and every answer was given."""
        return not self._unanswered

    def stop(self, last: Callable[[], object] | None = None) -> None:
        """Cancels what is under way, unless it is lasting, does one last thing on the thread, and ends it for good.

        Answers are no longer given.
        """
        for job in self._unanswered:
            if not job.lasting:
                job.task.cancel()
        self._unanswered.clear()
        self._ended = True
        if self._thread is None:
            return
        if last is not None:
            self._put(_Job(last, None, None))
        self._put(None)
        self._thread.join()
        self._thread = None

    def _put(self, job: _Job | None, *, first: bool = False) -> None:
        (self._waiting.appendleft if first else self._waiting.append)(job)
        self._ready.release()

    def _next(self) -> _Job | None:
        self._ready.acquire()
        return self._waiting.popleft()

    def _run(self) -> None:
        while (job := self._next()) is not None:
            if not job.task.cancelled():
                try:
                    job.result = job.work()
                except BaseException as error:
                    job.error = error
            self._done.emit(job)

    @Slot(object)
    def _deliver(self, job: _Job) -> None:
        if job not in self._unanswered:
            return
        self._unanswered.remove(job)
        if job.error is None or job.task.cancelled():
            if job.answer is not None and not job.task.cancelled():
                job.answer(job.result)
        elif job.failed is not None:
            job.failed(job.error)
        else:
            raise job.error
