"""Forgetting the details of old actions."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import text

from db import clock, history, log, replay, sources
from db.backups import Backups
from db.case import Case
from db.errors import BackupFailed, NothingToUndo
from db.trimming import trim
from tests.db.edits import do, held
from tests.db.test_history import faults


@pytest.fixture
def store(tmp_path):
    return Backups(tmp_path / "app")


@pytest.fixture
def long(case, monkeypatch):
    """A case with a long history, of which the first half is old."""
    draw = random.Random(1)
    now = clock.now()
    for number in range(40):
        monkeypatch.setattr(clock, "now", lambda number=number: now + timedelta(days=10 * number))
        do(case, draw)
    with case.read() as reading:
        return case, len(history.entries(reading))


def test_old_details_go_and_the_rest_stays(long, store):
    case, entries = long
    page = held(case)
    with case.read() as reading:
        told = history.entries(reading)
    done = trim(case, store, keep=10, days=90)
    assert done.actions > 5
    assert held(case) == page
    assert faults(case) == (None, [])
    with case.read() as reading:
        after = history.entries(reading)
        assert [(each.id, each.author, each.at) for each in after[:-1]] == [(e.id, e.author, e.at) for e in told]
        assert after[-1].kind == "trim"
        assert history.details(reading, after[3].id)[0].before == {}
    assert len(after) == entries + 1
    undone = 0
    while case.can_undo():
        case.undo()
        undone += 1
    assert undone <= entries - done.actions
    assert faults(case) == (None, [])
    with pytest.raises(NothingToUndo):
        case.go_back(2)
    with Case.open(store.of(info(case).uid)[0].path, read_only=True) as backup:
        assert held(backup) == page
        assert backup.can_undo()


def info(case):
    with case.read() as reading:
        return reading.info()


def test_damage_before_the_cut_is_still_noticed(long, store):
    case, _entries = long
    trim(case, store, keep=5, days=30)
    trim(case, store, keep=2, days=1)
    assert faults(case) == (None, [])
    case._driver.execute("PRAGMA query_only=OFF")
    triggers_off(case)
    case._driver.execute("UPDATE actor SET name = name || 'x' WHERE id = 1")
    broken, wrong = faults(case)
    assert broken is None
    assert wrong


def triggers_off(case):
    found = case._driver.execute("SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'").fetchall()
    for (name,) in found:
        case._driver.execute(f'DROP TRIGGER temp."{name}"')


def test_texts_that_nothing_needs_go_and_others_stay(case, store, monkeypatch):
    now = clock.now()
    with case.change("Add") as editing:
        gone = sources.add(editing, title="t", text="secret of old", language="en", original=b"bytes of old")
    with case.change("Remove") as editing:
        sources.remove(editing, [gone])
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=400))
    with case.change("Add") as editing:
        late = sources.add(editing, title="t", text="secret of late", language="en", original=b"bytes of late")
    with case.change("Remove") as editing:
        sources.remove(editing, [late])
    trim(case, store, keep=2, days=90)
    assert b"secret of old" not in case.path.read_bytes()
    assert b"bytes of old" not in case.path.read_bytes()
    case.undo()
    with case.read() as reading:
        assert sources.text(reading, late) == "secret of late"
        assert sources.original(reading, late) == b"bytes of late"
    assert faults(case) == (None, [])


def test_nothing_is_trimmed_of_a_young_case_or_without_a_backup(case, store, monkeypatch):
    before = held(case)
    assert trim(case, store).actions == 0
    assert case.can_undo()
    monkeypatch.setattr("db.copies.unsound", lambda *_given: "spoilt")
    with pytest.raises(BackupFailed):
        trim(case, store, keep=0, days=0)
    assert held(case) == before
    assert case.can_undo()


def test_texts_are_fixed_for_everybody_else_again(case, store):
    trim(case, store)
    assert case._driver.execute("SELECT count(*) FROM temp.action").fetchone() == (0,)
    with pytest.raises(Exception, match="outside"), case.change("No") as editing:
        editing.connection.execute(text("DELETE FROM text"))


def test_a_history_can_be_trimmed_again_and_again(long, store):
    case, _entries = long
    for keep in (30, 20, 10, 0):
        trim(case, store, keep=keep, days=0)
        assert faults(case) == (None, [])
        do(case, random.Random(keep), "actors.save")
        case.undo()
        case.redo()
        assert faults(case) == (None, [])
    with case.read() as reading:
        assert replay.base(reading.connection)[1]
        assert log.head(reading.connection)
