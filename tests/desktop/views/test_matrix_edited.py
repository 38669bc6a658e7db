"""After an edit what the matrix paints first is right: no cell on the screen is a bound."""

from dataclasses import replace

import pytest

from db import coding, statements
from db.records import Condition
from db.vocabulary import Stance
from desktop.models import sheet as sheets
from desktop.models.sheet import PENDING


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


def factor_of(workspace):
    """A factor that some scenario leaves open, and its first value."""
    grounds = workspace.comparison.record.frame.factors
    key = next(each.factor for each in grounds if each.part is None)
    factor = next(each for each in workspace.snapshot.factors if each.id == key)
    return factor.id, factor.values[0].id


@pytest.fixture
def first_painted(qtbot, workspace, matrix):
    """Edits, and tells what was not worked out when the table was painted for the first time after it."""
    wanted = []
    matrix.model.wanted.connect(lambda: wanted.append("wanted"))

    def after(edit):
        told = []
        matrix.model.dataChanged.connect(lambda: told.append(bounds(matrix)))
        workspace.change("Code anew", edit)
        qtbot.waitUntil(lambda: matrix.model.sheet.comparison is workspace.comparison and bool(told), timeout=20_000)
        matrix.model.dataChanged.disconnect()
        matrix.table.viewport().repaint()
        return told[0], wanted

    return after


def coded(workspace):
    """The statements that take positions."""
    return list(dict.fromkeys(workspace.snapshot.positions.statement))


def test_another_stance_leaves_nothing_open_on_the_screen(workspace, matrix, first_painted):
    assert len(on_screen(matrix)) > 20
    numbers = coded(workspace)
    assert len(numbers) > 3
    for number in numbers:
        row = list(workspace.snapshot.positions.statement).index(number)
        now = workspace.snapshot.positions.stance[row]
        stance = Stance.SUPPORTS if now < 0 else Stance.REJECTS
        assert first_painted(anew(number, stance=stance)) == ([], [])


def test_another_condition_leaves_nothing_open_on_the_screen(workspace, matrix, first_painted):
    factor, value = factor_of(workspace)
    for number in coded(workspace):
        regions = ((Condition(factor, values=(value,)),),)
        assert first_painted(anew(number, regions=regions)) == ([], [])


def test_what_there_is_no_time_for_is_a_bound_first_and_right_soon(
    qtbot, workspace, matrix, first_painted, monkeypatch
):
    monkeypatch.setattr(sheets, "SOON", 0)
    open_cells = [place for place in on_screen(matrix) if workspace.comparison.grid().might_count[place]]
    assert open_cells, "the sample has open cells on the screen"
    left = []
    for number in coded(workspace):
        found, _wanted = first_painted(anew(number, regions=()))
        left += found
        found, _wanted = first_painted(anew(number, stance=Stance.NEUTRAL))
        left += found
        qtbot.waitUntil(lambda: not bounds(matrix))
    assert left
