"""The matrix as the file remembers it: always the one that would be worked out, or none."""

import random
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from db import cache
from db.case import Case
from db.moments import Moment
from db.vocabulary import CellKind, Reliability
from desktop import remembered
from desktop.analysis.cells import Comparison, Grid
from desktop.desk import Desk
from tests.db.edits import do as edit


@pytest.fixture(autouse=True)
def small_ones_too(monkeypatch):
    monkeypatch.setattr(remembered, "FEWEST", 1)
    monkeypatch.setattr(cache, "FEWEST", 1)


@pytest.fixture
def desk(sample):
    """A desk with the sample case on it."""
    found = Desk()
    found.open(Path(sample), "Tester")
    yield found
    found.close()


def again(desk):
    """What the desk shows after the case was closed and opened again; told whether it was remembered."""
    path = desk._state.path
    desk.close()
    state = desk.open(path, "Tester")
    return state, remembered._grid(desk.case, state.snapshot) is not None


def alike(one, other):
    for each in fields(Grid):
        assert np.array_equal(getattr(one, each.name), getattr(other, each.name)), each.name


def anew(snapshot):
    """The matrix with every cell worked out, from nothing but the record."""
    comparison = Comparison(snapshot, lens=True)
    return worked_out(comparison)


def worked_out(comparison):
    for actor in comparison.actors:
        for scenario in comparison.scenarios:
            comparison.cell(actor.id, scenario.id)
    return comparison.grid()


def test_it_is_the_one_that_would_be_worked_out(desk):
    draw = random.Random(3)
    for _time in range(8):
        for _step in range(3):
            changes = edit(desk.case, draw)
            if changes is not None:
                desk._changed(changes)
        if draw.random() < 0.5:
            desk.undo()
        state, known = again(desk)
        assert known
        alike(state.grid, Comparison(state.snapshot, lens=True).grid())
        alike(worked_out(state.comparison), anew(state.snapshot))


def test_it_is_of_the_lens(desk):
    desk.read_as_of(Moment.parse("2025-08"))
    desk.count_only((Reliability.B,), ())
    state, known = again(desk)
    assert known
    alike(state.grid, Comparison(state.snapshot, lens=True).grid())
    desk.read_as_of(None)
    state, known = again(desk)
    alike(state.grid, Comparison(state.snapshot, lens=True).grid())


def test_a_record_that_another_hand_changed_has_another_one(desk):
    path = desk._state.path
    desk.close()
    with Case.open(path) as case:
        edit(case, random.Random(1), "scenarios.save")
    state = desk.open(path, "Tester")
    alike(state.grid, Comparison(state.snapshot, lens=True).grid())


def test_it_does_not_outlive_the_code_that_worked_it_out(desk, monkeypatch):
    assert again(desk)[1]
    monkeypatch.setattr(remembered, "_code", lambda: "another model")
    path = desk._state.path
    desk._state = None  # so that it is not remembered anew
    desk.close()
    desk.open(path, "Tester")
    assert remembered._grid(desk.case, desk._state.snapshot) is None


@pytest.mark.parametrize("body", [b"", b"x" * 100, b"\x78\x01\x03\x00\x00\x00\x00\x01"])
def test_what_is_none_is_not_taken_for_one(desk, body):
    state, _known = again(desk)
    desk.case.keep(remembered.NAME, remembered._key(state.snapshot), state.snapshot.case.revision, body)
    assert remembered._grid(desk.case, state.snapshot) is None
    alike(remembered.compared(desk.case, state.snapshot).grid(), Comparison(state.snapshot, lens=True).grid())


def test_a_matrix_that_is_read_as_of_another_date_is_not_kept(desk):
    state = desk._state
    other = state.comparison.at(Moment.parse("2025-08"))
    path = state.path
    desk.case.keep(remembered.NAME, "nothing", state.snapshot.case.revision, b"")
    remembered.keep(desk.case, other)
    assert desk.case.kept(remembered.NAME, remembered._key(state.snapshot)) is None
    assert path == desk.case.path


def test_cells_that_are_half_entered_are_kept_as_open():
    grid = Grid.blank((2, 3))
    grid.exact[0, 1] = False
    grid.kind[0, 1], grid.mixed[0, 1], grid.headline[0, 1] = CellKind.FIRM.code, True, 2
    found = Grid.unpacked(grid.packed(), (2, 3))
    assert not found.exact[0, 1]
    assert not found.mixed[0, 1]
    assert found.kind[0, 1] == CellKind.OPEN.code
    assert found.headline[0, 1] == 2
    assert Grid.unpacked(grid.packed(), (3, 3)) is None
