import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.analysis import cells
from desktop.models import sheet as sheets
from desktop.models.matrix import MatrixModel
from tests.desktop.models.conftest import said

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def model(qapp, sheet):
    """The model of the case, watched by Qt's own tester."""
    found = MatrixModel()
    found.tester = QAbstractItemModelTester(found, QAbstractItemModelTester.FailureReportingMode.Fatal)
    found.show(sheet())
    return found


def drawn(model):
    """The table as text, a line a row, with the count after each word."""
    lines = []
    for number in range(model.rowCount()):
        row = model.row(number)
        if row.heading:
            lines.append(row.title.upper())
            continue
        told = []
        for column in range(model.columnCount()):
            look = model.look(number, column)
            told.append(f"{look.word} {model.tally(number, column)}" + (f" ({look.second})" if look.second else ""))
        counted = "-" if model.transposed else model.statements_of(number)
        lines.append(f"{'  ' * row.depth}{row.title} {counted}: " + " | ".join(told))
    return lines


def row_of(model, title):
    return next(row for row in range(model.rowCount()) if model.row(row).title == title)


def test_the_table_is_drawn(model):
    assert drawn(model) == [
        "STATES",
        "Russia 2: Rejects 1 | Silent 0 | Contested 2 | Either? 2",
        "Ukraine 1: Silent 0 | Silent 0 | Supports 1 | Supports? 1",
        "COALITIONS",
        "Coalition 0: Silent 0 | Silent 0 | Silent 0 (members: for) | Silent 0 (members: for)",
    ]
    assert [model.column(number).title for number in range(4)] == [
        "Troops now",
        "Ceasefire",
        "… with a force",
        "Nothing but troops",
    ]


def test_a_branch_stands_beside_its_parent_and_bears_its_name(model):
    assert [model.column(number).label for number in range(4)] == ["", "Ceasefire", "Ceasefire", ""]
    assert [model.column(number).squares for number in range(4)] == [
        (True, True),
        (True, False),
        (True, True),
        (False, True),
    ]


def test_an_actor_opens_to_its_speakers_and_closes(model, qtbot):
    before = drawn(model)
    with qtbot.waitSignals([model.rowsInserted, model.headerDataChanged]):
        assert model.set_open(1, True)
    assert drawn(model)[1:4] == [
        before[1],
        "  Putin 1: Rejects 1 | Silent 0 | Rejects 1 | Rejects 1",
        "  Lavrov 1: Silent 0 | Silent 0 | Accepts 1 | Accepts? 1",
    ]
    assert model.parent_row(3) == 1
    assert not model.set_open(1, True)
    with qtbot.waitSignal(model.rowsRemoved):
        model.set_open(1, False)
    assert drawn(model) == before


def test_one_without_speakers_does_not_open(model):
    assert not model.set_open(row_of(model, "Ukraine"), True)


def test_a_cell_is_found_also_below_a_closed_actor(model):
    snapshot = model.sheet.comparison.snapshot
    putin, later = snapshot.actors[3].id, snapshot.scenarios[1].id
    index = model.index_of(putin, later)
    assert model.row(index.row()).title == "Putin"
    assert model.column(index.column()).title == "Ceasefire"
    assert model.cell_of(index) == (putin, later)
    assert not model.index_of(99, later).isValid()
    assert not model.index_of(putin, 99).isValid()


def test_headings_cannot_be_chosen(model):
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.cell_of(model.index(0, 0)) is None
    assert model.cell_of(QModelIndex()) is None


def test_every_cell_is_said_in_a_sentence(model):
    assert model.index(1, 0).data(SPOKEN) == "Russia, Troops now: rejects, 1 statement applies"
    assert model.index(1, 3).data(SPOKEN) == "Russia, Nothing but troops: either?, 1 statement applies, 1 might"
    assert model.index(4, 0).data(SPOKEN) == "Coalition, Troops now: silent"
    assert model.index(4, 2).data(SPOKEN) == "Coalition, … with a force: silent, members: for"
    assert model.headerData(1, Qt.Orientation.Vertical, SPOKEN) == "Russia, state, 2 statements, 2 speakers"
    assert model.headerData(2, Qt.Orientation.Horizontal, SPOKEN) == (
        "Ceasefire: … with a force, 2 of 2 factors are set"
    )


def test_the_assessment_stands_below_the_record_or_before_it(model, sheet):
    judged = {"actor": "R", "scenario": "now", "stance": "opposes", "at": "2025-09-06T09:00:00Z"}
    model.show(sheet(assessments=[judged]))
    look = model.look(1, 0)
    assert (look.mark, look.word, look.second, look.by_hand) == ("rejects", "Rejects", "Opposes", 2)
    assert model.index(1, 0).data(SPOKEN) == "Russia, Troops now: rejects, 1 statement applies, assessed opposes"
    model.show_assessments_first(True)
    look = model.look(1, 0)
    assert (look.mark, look.word, look.second, look.by_hand) == ("opposes", "Opposes", "Rejects", 1)


def test_new_cells_alone_leave_the_table_standing(model, sheet, qtbot):
    model.set_open(1, True)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show(sheet(said(1, "putin", "accepts", {"L": ["yes"]})))
    assert drawn(model)[2] == "  Putin 1: Accepts 1 | Silent 0 | Accepts 1 | Accepts 1"


def test_new_actors_leave_open_what_was_open(model, sheet, qtbot, case):
    model.set_open(1, True)
    more = [*case()["actors"], {"id": "N", "name": "NATO", "kind": "organisation"}]
    with qtbot.waitSignal(model.modelReset):
        model.show(sheet(actors=more))
    assert [model.row(number).title for number in range(model.rowCount())][1:4] == ["Russia", "Putin", "Lavrov"]


def test_nothing_at_all(model):
    model.show(None)
    assert (model.rowCount(), model.columnCount()) == (0, 0)
    assert not model.index_of(1, 1).isValid()


def test_cells_that_are_not_worked_out_are_wanted_once_they_are_looked_at(qapp, sheet, qtbot, monkeypatch):
    monkeypatch.setattr(cells, "MOST_AT_ONCE", -1)
    monkeypatch.setattr(sheets, "MOST_AT_ONCE", -1)
    model = MatrixModel()
    model.show(sheet())
    with qtbot.waitSignal(model.wanted):
        assert model.look(1, 3).word == "…"
    assert model.look(4, 2).word == "Silent"
    wants = model.take_wants(1)
    assert wants == [(2, 2)]
    wants += model.take_wants(5)
    assert wants == [(2, 2), (0, 3)]
    with qtbot.waitSignal(model.dataChanged):
        model.put(model.sheet, model.sheet.worked_out(wants))
    assert (model.look(1, 3).word, model.look(4, 2).second) == ("Either?", "members: for")
    assert model.take_wants(5) == []


def test_what_was_looked_at_last_is_worked_out_first(qapp, sheet, monkeypatch):
    monkeypatch.setattr(cells, "MOST_AT_ONCE", -1)
    monkeypatch.setattr(sheets, "MOST_AT_ONCE", -1)
    model = MatrixModel()
    model.show(sheet())
    model.look(1, 3)
    model.look(4, 2)
    model.look(1, 3)
    wants = model.take_wants(5)
    assert wants == [(0, 3), (2, 2)]
    model.look(4, 2)
    model.want_still(model.sheet, wants)
    assert model.take_wants(1) == [(2, 2)]
    assert model.take_wants(5) == [(0, 3)]
    gone = model.sheet
    model.show(sheet())
    model.want_still(gone, wants)
    assert model.take_wants(5) == []


def test_answers_about_a_sheet_that_is_gone_are_dropped(model, sheet, qtbot):
    gone = model.sheet
    model.show(sheet())
    with qtbot.assertNotEmitted(model.dataChanged):
        model.put(gone, {(0, 0): 0})


def test_indexes_outside_are_nothing(model):
    assert model.data(QModelIndex()) is None
    assert model.headerData(99, Qt.Orientation.Vertical) is None
    assert model.headerData(-1, Qt.Orientation.Horizontal) is None
    assert isinstance(model, QAbstractItemModel)


def test_what_could_turn_is_underlined_and_said(qapp, sheet):
    lower = [
        {"member": "putin", "of": "R", "standing": "binds"},
        {"member": "lavrov", "of": "R", "standing": "speaks"},
    ]
    rejects = said(1, "putin", "rejects", {"L": ["yes"]})
    accepts = said(2, "lavrov", "accepts", {"H": ["ceasefire"], "L": ["yes"]})
    model = MatrixModel()
    model.show(sheet(rejects, accepts, affiliations=lower))
    row, column = row_of(model, "Russia"), 3
    assert model.column(column).title == "Nothing but troops"
    assert (model.look(row, column).word, model.look(row, column).could_turn) == ("Rejects", True)
    assert "could turn" in model.index(row, column).data(SPOKEN)
    assert not model.look(row, 0).could_turn, "during the fighting nothing else might apply"
