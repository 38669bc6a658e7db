"""Looking through a text beside the window: portion by portion, the text that was asked last alone."""

import gc

import pytest

from db.records import CaseInfo, Snapshot
from desktop import looking
from desktop.looking import Looking

SNAPSHOT = Snapshot(CaseInfo("u", "", "", "en", None, 1))


class Portions:
    """Gives a text's words one by one, and tells when it was closed."""

    def __init__(self):
        self.closed = []

    def __call__(self, text, _snapshot, _language, left):
        try:
            for word in text.split():
                if left():
                    return
                yield (word,)
        finally:
            self.closed.append(text)


@pytest.fixture
def portions(monkeypatch):
    found = Portions()
    monkeypatch.setattr(looking, "_portions", found)
    return found


@pytest.fixture
def eye(qtbot, no_leaks):
    eye = Looking()
    yield eye
    eye.stop()


def test_one_portion_after_another_and_the_end_is_told(qtbot, eye, portions):
    heard = []
    eye.look("one two", SNAPSHOT, "en", lambda found, last: heard.append((found, last)))
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert heard == [(("one",), False), (("two",), False), ((), True)]


def test_another_text_ends_the_one_before(qtbot, eye, portions):
    heard = []
    eye.look("a b c d e f g", SNAPSHOT, "en", lambda found, last: heard.append(found))
    eye.look("x", SNAPSHOT, "en", lambda found, last: heard.append((found, last)))
    qtbot.waitUntil(lambda: ((), True) in heard)
    assert heard == [(("x",), False), ((), True)]


def test_a_text_that_is_left_is_answered_no_more(qtbot, eye, portions):
    heard = []
    eye.look("one two", SNAPSHOT, "en", lambda found, last: heard.append(found))
    eye.leave()
    qtbot.wait(50)
    assert heard == []


def test_the_memory_is_not_gone_through_while_portions_come(qtbot, eye, portions):
    usual, held, kept = gc.get_threshold(), [], gc.get_freeze_count()
    eye.look("one two", SNAPSHOT, "en", lambda found, last: held.append(gc.get_threshold()[2] > usual[2]))
    qtbot.waitUntil(lambda: len(held) == 3)
    assert held == [False, True, True]
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() > kept
    eye.look("one two three four", SNAPSHOT, "en", lambda found, last: held.append(found))
    qtbot.waitUntil(lambda: len(held) > 3)
    eye.leave()
    assert gc.get_threshold() == usual
    gc.unfreeze()
