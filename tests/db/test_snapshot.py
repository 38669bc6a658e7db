"""The whole record in columns: read, patched, remembered."""

import random
import sqlite3

import pytest

from db import bulk, cache
from db.case import Case
from db.snapshot import build
from tests.db.cases import do
from tests.db.edits import do as edit
from tests.db.test_reading import more


def fresh(case):
    with case.read() as reading:
        return build(reading)


@pytest.mark.parametrize("seed", range(3))
def test_patched_after_any_edits_equals_read_anew(case, seed):
    draw = random.Random(seed)
    snapshot = case.snapshot()
    for _n in range(25):
        changes = edit(case, draw)
        if changes is not None and changes.ids:
            snapshot = case.patched(snapshot, changes)
        if draw.random() < 0.2 and case.can_undo():
            snapshot = case.patched(snapshot, case.undo())
        assert snapshot == fresh(case)


def test_patched_from_another_revision_reads_all(case):
    old = case.snapshot()
    edit(case, random.Random(1), "actors.save")
    changes = edit(case, random.Random(2), "notes.save")
    assert case.patched(old, changes) == fresh(case)


def test_an_old_snapshot_stays_as_it_was(case):
    old = case.snapshot()
    again = fresh(case)
    for seed in range(8):
        changes = edit(case, random.Random(seed), "coding.save")
        case.patched(old, changes)
    assert old == again


@pytest.fixture
def remembered(case, monkeypatch):
    """A case whose file remembers its snapshot."""
    monkeypatch.setattr(cache, "FEWEST", 1)
    do(case, bulk.add_all, more())
    snapshot = case.snapshot()
    case.close()
    return case.path, snapshot


def test_a_snapshot_is_remembered_in_the_file(remembered, monkeypatch):
    path, snapshot = remembered
    monkeypatch.setattr("db.case.build", None)  # so it cannot have been read
    with Case.open(path) as case:
        assert case.snapshot() == snapshot


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE cache SET body = x''",
        "UPDATE cache SET body = substr(body, 1, length(body) - 8)",
        "UPDATE cache SET body = CAST(replace(body, x'00', x'01') AS BLOB)",
        "UPDATE cache SET digest = ''",
        "UPDATE cache SET revision = revision - 1",
        "DELETE FROM cache",
    ],
)
def test_what_is_remembered_wrongly_is_not_used(remembered, damage):
    path, snapshot = remembered
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()
    with Case.open(path) as case:
        assert case.snapshot() == snapshot


def test_remembering_is_no_edit(remembered):
    path, snapshot = remembered
    with Case.open(path) as case:
        assert fresh(case).case.revision == snapshot.case.revision
        assert case.can_undo().label == "Test"
