"""After an edit what the matrix paints first is right: no cell on the screen is a bound."""

from dataclasses import replace

import numpy as np
import pytest

from db import coding, scenarios, statements
from db.records import Condition, Scenario, Setting
from db.vocabulary import Stance
from desktop.models import sheet as sheets
from desktop.models.sheet import PENDING
from desktop.views.matrix import Matrix


def on_screen(view):
    """The places of the cells that are painted."""
    rows, columns = view.table.in_sight()
    places = [view.model.place(row, column) for row in rows for column in columns]
    return [place for place in places if min(place) >= 0]


def bounds(view):
    """The cells on the screen that are not worked out."""
    return [place for place in on_screen(view) if view.model.sheet.codes[place] & PENDING]


def anew(number, **given):
    """Codes the first position of a statement otherwise."""

    def edit(editing):
        (said,) = statements.read(editing, (number,))
        first = replace(said.positions[0], **given)
        coding.save(editing, replace(said, positions=(first, *said.positions[1:])))

    return edit


@pytest.fixture
def matrix(qtbot, workspace, show):
    """The matrix of the sample, with scenarios that leave much open, all of it on the screen."""
    by_key = {factor.key: factor for factor in workspace.snapshot.factors}

    def leaves_open(editing):
        for key in ("force", "hostilities", "say"):
            values = tuple(value.id for value in by_key[key].values)
            for kept in (values[1:], values[:1]):
                sets = (Setting(by_key[key].id, kept),)
                scenarios.save(editing, Scenario(0, "", "", f"{key} {len(kept)}", None, sets, None, ""))

    workspace.change("Leave open", leaves_open)
    qtbot.waitUntil(lambda: len(workspace.snapshot.scenarios) == 16)
    view = show(Matrix(workspace), 2_400, 900)
    qtbot.waitUntil(lambda: view.model.columnCount() == 16 and not bounds(view))
    assert len(on_screen(view)) > 60
    assert np.count_nonzero(workspace.comparison.grid().might_count) > 5
    return view


@pytest.fixture
def first_painted(qtbot, workspace, matrix):
    """Edits, and tells what was not worked out when the table was painted for the first time after it."""
    wanted, told = [], []
    matrix.model.wanted.connect(lambda: wanted.append("wanted"))
    matrix.model.dataChanged.connect(lambda: told.append(bounds(matrix)))

    def after(edit):
        told.clear()
        workspace.change("Code anew", edit)
        qtbot.waitUntil(lambda: matrix.model.sheet.comparison is workspace.comparison and bool(told), timeout=20_000)
        matrix.table.viewport().repaint()
        return told[0], wanted

    return after


def coded(workspace):
    """The statements that take positions."""
    return list(dict.fromkeys(workspace.snapshot.positions.statement))


def test_another_stance_leaves_nothing_open_on_the_screen(workspace, first_painted):
    for number in coded(workspace):
        row = list(workspace.snapshot.positions.statement).index(number)
        stance = Stance.SUPPORTS if workspace.snapshot.positions.stance[row] < 0 else Stance.REJECTS
        assert first_painted(anew(number, stance=stance)) == ([], [])


def test_another_condition_leaves_nothing_open_on_the_screen(workspace, first_painted):
    factor = next(each for each in workspace.snapshot.factors if each.key == "hostilities")
    regions = ((Condition(factor.id, values=(factor.values[0].id,)),),)
    for number in coded(workspace):
        assert first_painted(anew(number, regions=regions)) == ([], [])


def test_what_there_is_no_time_for_is_a_bound_first_and_right_soon(
    qtbot, workspace, matrix, first_painted, monkeypatch
):
    monkeypatch.setattr(sheets, "SOON", 0)
    left = []
    for number in coded(workspace):
        left += first_painted(anew(number, stance=Stance.NEUTRAL))[0]
        qtbot.waitUntil(lambda: not bounds(matrix))
    assert left
