"""Workers: one job after another, and an end that is final."""

import threading
import time

from PySide6.QtCore import QObject, QTimer

from desktop.jobs import FRAME, Worker, at_once, in_steps


def test_answers_come_in_order_on_the_windows_thread(qtbot):
    worker, told = Worker("jobs"), []
    for number in range(5):
        worker.do(lambda number=number: (number, threading.current_thread().name), told.append)
    qtbot.waitUntil(lambda: len(told) == 5)
    worker.stop()
    assert told == [(number, "jobs") for number in range(5)]


def test_a_worker_that_was_stopped_does_no_more(qtbot):
    worker, done = Worker("jobs"), []
    worker.do(lambda: done.append("before"), lasting=True)
    worker.stop(last=lambda: done.append("last"))
    assert done == ["before", "last"]
    task = worker.do(lambda: done.append("after"), lambda _result: done.append("answer"))
    assert task.cancelled()
    assert not [each for each in threading.enumerate() if each.name == "jobs"]
    worker.stop()
    assert done == ["before", "last"]


def test_a_worker_that_never_began_is_stopped_for_good(qtbot):
    worker = Worker("jobs")
    worker.stop(last=lambda: 1 / 0)
    assert worker.do(lambda: None).cancelled()


def test_steps_are_gone_through_in_order_with_a_turn_of_the_rest_between(qtbot):
    told, owner = [], QObject()

    def steps():
        for number in range(3):
            QTimer.singleShot(0, owner, lambda number=number: told.append(f"between {number}"))
            told.append(f"step {number}")
            yield

    in_steps(owner, steps(), lambda: told.append("done"))
    assert told == []
    qtbot.waitUntil(lambda: "done" in told)
    assert told == ["step 0", "between 0", "step 1", "between 1", "step 2", "between 2", "done"]


def test_after_a_long_step_a_frame_is_left_to_the_rest(qtbot):
    owner, ends, begins = QObject(), [], []

    def steps():
        for _number in range(3):
            begins.append(time.perf_counter())
            time.sleep(FRAME / 1000)
            ends.append(time.perf_counter())
            yield

    done = []
    in_steps(owner, steps(), lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    pauses = [later - earlier for earlier, later in zip(ends, begins[1:], strict=False)]
    assert min(pauses) > FRAME / 1000 * 0.8


def test_the_steps_that_are_left_are_done_at_once():
    told = []

    def steps():
        for number in range(3):
            told.append(number)
            yield

    begun = steps()
    next(begun)
    at_once(begun)
    assert told == [0, 1, 2]
