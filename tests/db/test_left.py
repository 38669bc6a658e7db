"""A file as this machine left it: what it remembers is believed, and its pages need not all be read before."""

import os
import random
import shutil
import sqlite3
from datetime import timedelta

import pytest

from db import bulk, cache, clock, opening
from db.case import Case
from db.known import Known
from db.sqlite import connections
from tests.db.cases import do
from tests.db.edits import do as edit
from tests.db.test_reading import more
from tests.db.test_snapshot import fresh


@pytest.fixture
def machine(tmp_path):
    """What this machine knows."""
    return Known(tmp_path / "machine" / "known.json")


@pytest.fixture
def left(tmp_path, machine, monkeypatch):
    """A case that was made here and closed in order; its file remembers its snapshot and something else."""
    monkeypatch.setattr(cache, "FEWEST", 1)
    path = tmp_path / "Left.rapporteur"
    with Case.create(path, title="t", known=machine) as case:
        do(case, bulk.add_all, more())
        case.keep("thing", "key", case.snapshot().case.revision, b"ours")
    return path


@pytest.fixture
def looks(monkeypatch):
    """The times at which all pages were read when a large file was opened."""
    monkeypatch.setattr(opening, "QUICK", 0)
    told, real = [], connections.quick_check
    monkeypatch.setattr(connections, "quick_check", lambda connection: told.append(1) or real(connection))
    return told


def plant(path):
    """Puts something into what the file remembers, sealed as we would, at no other time as it seems."""
    before = path.stat()
    with Case.open(path) as case:
        case.keep("thing", "key", fresh(case).case.revision, b"planted")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def remembered(path, machine):
    with Case.open(path, known=machine) as case:
        return case.kept("thing", "key")


def test_what_was_left_is_believed_time_after_time(left, machine, monkeypatch):
    for _time in range(2):
        assert remembered(left, machine) == b"ours"
    with Case.open(left, known=machine, read_only=True) as case:
        assert case.kept("thing", "key") == b"ours"
        snapshot = fresh(case)
    monkeypatch.setattr("db.case.build", None)  # so it cannot have been read
    with Case.open(left, known=machine) as case:
        assert case.snapshot() == snapshot


def test_what_somebody_planted_is_never_believed(left, machine):
    plant(left)
    with Case.open(left, known=machine, read_only=True) as case:
        assert case.kept("thing", "key") is None
        assert case.snapshot() == fresh(case)
    assert remembered(left, machine) is None
    assert remembered(left, machine) is None, "also later, when the file is again as it was left"


def test_what_a_crash_left_is_not_believed(left, machine, tmp_path):
    file = tmp_path / "machine" / "known.json"
    with Case.open(left, known=machine):
        then = file.read_text()
    file.write_text(then)  # as if nothing could be written down at the end
    assert remembered(left, machine) is None


def test_a_file_from_elsewhere_brings_nothing_along(left, tmp_path):
    other = Known(tmp_path / "other" / "known.json")
    assert remembered(left, other) is None
    with Case.open(left, known=other) as case:
        assert case.snapshot() == fresh(case)


def test_what_is_remembered_is_of_one_revision_and_one_key(left, machine):
    with Case.open(left, known=machine) as case:
        revision = case.snapshot().case.revision
        assert case.kept("thing", "other key") is None
        case.keep("thing", "key", revision - 1, b"of before")
        assert case.kept("thing", "key") == b"ours"
        edit(case, random.Random(1), "actors.save")
        assert case.kept("thing", "key") is None
        case.undo()
        assert case.kept("thing", "key") is None, "the history is another one, though the record is the same"


def test_another_revision_of_the_same_number_is_another_one(left, machine, tmp_path):
    copy = shutil.copyfile(left, tmp_path / "Copy.rapporteur")
    for path, seed in ((left, 1), (copy, 2)):
        with Case.open(path) as case:
            edit(case, random.Random(seed), "actors.save")
            case.keep("thing", "key", fresh(case).case.revision, str(path).encode())
    rows = "SELECT name, revision, digest, body FROM cache"
    with sqlite3.connect(left) as source, sqlite3.connect(copy) as target:
        target.execute("DELETE FROM cache")
        target.executemany("INSERT INTO cache (name, revision, digest, body) VALUES (?, ?, ?, ?)", source.execute(rows))
    with Case.open(copy) as case:
        assert case.kept("thing", "key") is None
        assert case.snapshot() == fresh(case)


def test_the_pages_of_a_large_file_are_not_read_before_it_is_shown(left, machine, looks):
    for _time in range(2):
        with Case.open(left, known=machine):
            pass
    assert looks == []
    opening.QUICK = 1 << 40
    with Case.open(left, known=machine):
        pass
    assert looks == [1], "of a small one they are"


@pytest.mark.parametrize("why", ["a day went by", "written elsewhere", "moved", "copied", "taken over", "not known"])
def test_the_pages_are_read_before(left, machine, looks, monkeypatch, tmp_path, why):
    path, options = left, {"known": machine}
    if why == "a day went by":
        later = clock.now() + timedelta(days=1, minutes=1)
        monkeypatch.setattr(clock, "now", lambda: later)
    elif why == "written elsewhere":
        os.utime(path)
    elif why == "moved":
        path = left.rename(tmp_path / "Moved.rapporteur")
    elif why == "copied":
        path = shutil.copyfile(left, tmp_path / "Copied.rapporteur")
    elif why == "taken over":
        options["take_over"] = True
    else:
        options = {}
    with Case.open(path, **options):
        assert looks == [1]
    with Case.open(path, known=machine):
        assert looks == [1]


def test_what_a_look_found_has_the_pages_read_before_the_next_time(left, machine, looks):
    with Case.open(left, known=machine) as case:
        case.looked = ""
    with Case.open(left, known=machine) as case:
        assert looks == [1]
        assert case.trouble() is None
