"""Backups: when, where, which stay, what differs, and back again."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db import backups, clock
from db.backups import Backups, kept
from db.case import Case
from db.errors import BackupFailed, CaseLocked, DiskFull
from tests.db.edits import do, held

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def time(monkeypatch):
    """A clock that is set by hand."""
    now = [START]
    monkeypatch.setattr(clock, "now", lambda: now[0])
    return now


@pytest.fixture
def store(tmp_path):
    return Backups(tmp_path / "app" / "backups")


def uid(case):
    with case.read() as reading:
        return reading.info().uid


def test_at_open_only_when_something_is_new(case, store, time):
    first = store.at_open(case)
    assert first.at == START
    assert store.at_open(case) is None
    time[0] += timedelta(hours=1)
    assert store.at_open(case) is None
    do(case, random.Random(1), "actors.save")
    assert store.at_open(case).at == time[0]
    assert len(store.of(uid(case))) == 2
    assert store.of(uid(case))[0].at == time[0]


def test_every_half_hour_when_something_was_changed(case, store, time):
    assert store.when_due(case)
    do(case, random.Random(1), "actors.save")
    time[0] += timedelta(minutes=29)
    assert store.when_due(case) is None
    time[0] += timedelta(minutes=1)
    assert store.when_due(case)
    time[0] += timedelta(hours=5)
    assert store.when_due(case) is None, "nothing was changed since"


def test_a_backup_is_a_case_of_its_own(case, store):
    backup = store.make(case)
    with Case.open(backup.path, read_only=True) as old:
        assert held(old) == held(case)
    assert backup.path.parent.name == uid(case)
    assert backup.size == backup.path.stat().st_size


def test_several_in_the_same_second_have_names_of_their_own(case, store, time):
    made = [store.make(case) for _n in range(3)]
    assert len({each.path for each in made}) == 3
    assert {each.path for each in store.of(uid(case))} == {each.path for each in made}


def spoil(monkeypatch):
    pour = Case.pour

    def spoilt(self, path):
        pour(self, path)
        with path.open("r+b") as file:
            file.seek(4096 * 4)
            file.write(b"\xff" * 4096)

    monkeypatch.setattr(Case, "pour", spoilt)


def test_one_that_is_not_sound_pushes_no_good_one_out(case, store, time, monkeypatch):
    monkeypatch.setattr(backups, "TIMES", 2)
    good = [store.make(case).path]
    time[0] += timedelta(days=400)
    do(case, random.Random(1), "actors.save")
    spoil(monkeypatch)
    with pytest.raises(BackupFailed):
        store.make(case)
    assert [each.path for each in store.of(uid(case))] == good
    assert [each.name for each in good[0].parent.iterdir()] == [good[0].name]


def test_a_full_disk_leaves_the_others(case, store, monkeypatch):
    good = store.make(case).path

    def fail(*_given):
        raise DiskFull

    monkeypatch.setattr(Case, "pour", fail)
    with pytest.raises(DiskFull):
        store.make(case)
    assert [each.name for each in good.parent.iterdir()] == [good.name]


def test_only_so_much_room_is_taken_but_one_is_always_kept(case, store, time, monkeypatch):
    monkeypatch.setattr(backups, "TIMES", 3)
    for _n in range(6):
        time[0] += timedelta(minutes=40)
        store.make(case)
    assert len(store.of(uid(case))) == 3
    monkeypatch.setattr(backups, "MOST", 1)
    last = store.make(case)
    assert [each.path for each in store.of(uid(case))] == [last.path]


def test_what_is_kept_over_a_year():
    now = START + timedelta(days=365)
    times = [START + timedelta(hours=6) * n for n in range(4 * 365)]
    stay = kept(times, now)
    assert {each for each in times if now - each <= timedelta(days=2)} <= stay
    days = {each.date() for each in stay if timedelta(days=2) < now - each <= timedelta(days=14)}
    assert len(days) >= 12
    assert len(stay) <= 9 + 12 + 10 + 9
    assert min(stay) <= now - timedelta(days=8 * 28)


@given(some.lists(some.integers(0, 500_000), max_size=60), some.integers(0, 600_000))
def test_the_newest_is_always_kept_and_keeping_again_drops_nothing_new(minutes, later):
    times = {START + timedelta(minutes=each) for each in minutes}
    now = max(times, default=START) + timedelta(minutes=later)
    stay = kept(times, now)
    assert stay <= times
    assert not times or max(times) in stay
    assert kept(stay, now) == stay


def test_a_preview_says_what_differs(case, store):
    backup = store.make(case)
    assert store.preview(backup, case) == ()
    draw = random.Random(3)
    do(case, draw, "actors.save")
    do(case, draw, "notes.remove")
    do(case, draw, "views.save")
    found = {each.noun: each for each in store.preview(backup, case)}
    assert set(found) == {"actors", "notes", "views"}
    assert len(found["actors"].added) + len(found["actors"].changed) == 1
    assert len(found["notes"].lost) >= 1
    assert found["views"].added[0].startswith("name ")


def test_a_backup_comes_back_and_what_was_there_is_kept(case, store):
    page = held(case)
    backup = store.make(case)
    do(case, random.Random(1), "actors.save")
    later, path = held(case), case.path
    with pytest.raises(CaseLocked):
        store.restore(backup, path)
    case.close()
    put_aside = store.restore(backup, path)
    with Case.open(path) as back:
        assert held(back) == page
    with Case.open(put_aside) as aside:
        assert held(aside) == later
    assert put_aside.name == "Sample (before restoring).rapporteur"


def test_a_backup_comes_back_where_nothing_is_left(case, store):
    backup, page = store.make(case), held(case)
    case.close()
    case.path.unlink()
    assert store.restore(backup, case.path) is None
    with Case.open(case.path) as back:
        assert held(back) == page


def test_a_spoilt_backup_does_not_come_back(case, store):
    backup = store.make(case)
    backup.path.write_bytes(backup.path.read_bytes()[:9000])
    case.close()
    before = case.path.read_bytes()
    with pytest.raises(BackupFailed):
        store.restore(backup, case.path)
    assert case.path.read_bytes() == before


def test_strange_files_and_names_are_no_backups(store, tmp_path):
    folder = tmp_path / "app" / "backups" / "_____etc"
    folder.mkdir(parents=True)
    for name in ("x.rapporteur", "20260301T120000Z.txt", "99999999T999999Z.rapporteur"):
        (folder / name).write_text("x")
    assert store.of("../../etc".replace("..", "..")) == store.of("none") == ()
