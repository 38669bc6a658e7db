"""Workers: one job after another, and an end that is final."""

import threading

from desktop.jobs import Worker


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
