import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from db.records import SavedView
from desktop.models.layout import Group, Layout, kept, put_before
from desktop.models.matrix import MatrixModel
from desktop.models.matrix_order import dropped, shifted
from tests.desktop.models.conftest import said
from tests.desktop.models.test_matrix import SPOKEN, drawn

ROWS, COLUMNS = Qt.Orientation.Vertical, Qt.Orientation.Horizontal


@pytest.fixture
def model(qapp, sheet):
    found = MatrixModel()
    found.show(sheet())
    return found


def laid_out(model, layout=None, *, transposed=False, only_disputed=False):
    model.lay_out(layout or model.layout, transposed=transposed, only_disputed=only_disputed)
    return drawn(model)


def columns(model):
    return [model.column(number).title for number in range(model.columnCount())]


def test_who_and_what_is_left_out_is_not_shown(model):
    layout = Layout().choosing_actors(["R", "U", "C"], ["U", "C"]).choosing_scenarios(["now", "later"], ["later"])
    assert laid_out(model, layout) == [
        "STATES",
        "Ukraine 1: Silent 0 | Supports 1 | Supports? 1",
        "COALITIONS",
        "Coalition 0: Silent 0 | Silent 0 (members: for) | Silent 0 (members: for)",
    ]
    assert columns(model) == ["Ceasefire", "… with a force", "Nothing but troops"]


def test_actors_are_grouped_by_kind_or_not_at_all(model, case, sheet):
    more = [*case()["actors"], {"id": "N", "name": "NATO", "kind": "organisation"}]
    model.show(sheet(actors=more))
    titles = [line.split(" ")[0] for line in laid_out(model, Layout(group=Group.KIND))]
    assert titles == ["STATES", "Russia", "Ukraine", "COALITIONS", "Coalition", "ORGANISATIONS", "NATO"]
    assert [line.split(" ")[0] for line in laid_out(model, Layout(group=Group.NONE))] == [
        "Russia",
        "Ukraine",
        "Coalition",
        "NATO",
    ]


def test_only_scenarios_in_which_two_parties_differ_are_left(model):
    assert laid_out(model, only_disputed=True) == [
        "STATES",
        "Russia 2: Contested 2 | Either? 2",
        "Ukraine 1: Supports 1 | Supports? 1",
        "COALITIONS",
        "Coalition 0: Silent 0 (members: for) | Silent 0 (members: for)",
    ]
    assert columns(model) == ["… with a force", "Nothing but troops"]
    assert model.hidden == 2
    laid_out(model, only_disputed=False)
    assert (model.columnCount(), model.hidden) == (4, 0)


def test_persons_and_those_left_out_do_not_dispute(model, sheet):
    model.show(sheet(said(1, "putin", "rejects", {"L": ["yes"]}), said(2, "lavrov", "accepts", {"L": ["yes"]})))
    laid_out(model, only_disputed=True)
    assert model.columnCount() == 0
    model.show(sheet(said(1, "R", "rejects", {"L": ["yes"]}), said(2, "U", "accepts", {"L": ["yes"]})))
    assert columns(model) == ["Troops now", "… with a force", "Nothing but troops"]
    laid_out(model, Layout(without_actors=frozenset({"U"})), only_disputed=True)
    assert model.columnCount() == 0
    model.show(sheet(said(1, "R", "neutral", {"L": ["yes"]}), said(2, "U", "accepts", {"L": ["yes"]})))
    laid_out(model, Layout(), only_disputed=True)
    assert model.columnCount() == 0


def test_scenarios_become_rows_and_actors_columns(model):
    assert laid_out(model, transposed=True) == [
        "Troops now -: Rejects 1 | Silent 0 | Silent 0",
        "CEASEFIRE",
        "Ceasefire -: Silent 0 | Silent 0 | Silent 0",
        "… with a force -: Contested 2 | Supports 1 | Silent 0 (members: for)",
        "OTHER SCENARIOS",
        "Nothing but troops -: Either? 2 | Supports? 1 | Silent 0 (members: for)",
    ]
    assert columns(model) == ["Russia", "Ukraine", "Coalition"]
    assert [model.column(number).label for number in range(3)] == ["States", "States", "Coalitions"]
    assert [model.begins(number) for number in range(3)] == [True, False, True]
    assert model.index(0, 0).data(SPOKEN) == "Russia, Troops now: rejects, 1 statement applies"
    assert model.headerData(0, COLUMNS, SPOKEN) == "Russia, state, 2 statements, 2 speakers"
    assert model.headerData(3, ROWS, SPOKEN) == "Ceasefire: … with a force, 2 of 2 factors are set"
    assert model.headerData(1, ROWS, SPOKEN) == "Ceasefire"
    assert model.flags(model.index(1, 0)) == Qt.ItemFlag.NoItemFlags


def test_a_cell_is_found_in_both_ways_and_opened_to(model, qtbot):
    snapshot = model.sheet.comparison.snapshot
    putin, later = snapshot.actors[3].id, snapshot.scenarios[1].id
    laid_out(model, transposed=True)
    with qtbot.waitSignal(model.columnsInserted):
        index = model.index_of(putin, later)
    assert (model.row(index.row()).title, model.column(index.column()).title) == ("Ceasefire", "Putin")
    assert model.cell_of(index) == (putin, later)
    with qtbot.waitSignal(model.columnsRemoved):
        model.set_open(0, False)
    assert columns(model) == ["Russia", "Ukraine", "Coalition"]


def test_who_is_left_out_is_not_found(model):
    snapshot = model.sheet.comparison.snapshot
    laid_out(model, Layout(without_actors=frozenset({"R"}), without_scenarios=frozenset({"now"})))
    assert not model.index_of(snapshot.actors[0].id, snapshot.scenarios[1].id).isValid()
    assert not model.index_of(snapshot.actors[3].id, snapshot.scenarios[1].id).isValid()
    assert not model.index_of(snapshot.actors[1].id, snapshot.scenarios[0].id).isValid()


def test_rows_and_columns_are_moved(model):
    laid_out(model, shifted(model, COLUMNS, 0, 1))
    assert columns(model)[:2] == ["Ceasefire", "Troops now"]
    laid_out(model, dropped(model, COLUMNS, 3, 0))
    assert columns(model) == ["Nothing but troops", "Ceasefire", "Troops now", "… with a force"]
    laid_out(model, shifted(model, ROWS, 2, -1))
    assert [line.split(" ")[0] for line in drawn(model)] == ["STATES", "Ukraine", "Russia", "COALITIONS", "Coalition"]
    laid_out(model, transposed=True)
    laid_out(model, shifted(model, ROWS, 0, 1), transposed=True)
    assert columns(model) == ["Ukraine", "Russia", "Coalition"]
    assert next(iter(drawn(model))) == "CEASEFIRE"


def test_what_cannot_go_on_stays(model):
    assert shifted(model, COLUMNS, 0, -1) is None
    assert shifted(model, COLUMNS, 3, 1) is None
    assert shifted(model, ROWS, 2, 1) is None, "an actor stays in its group"
    assert shifted(model, ROWS, 0, 1) is None, "a heading"
    assert dropped(model, COLUMNS, 1, 1) is None
    assert dropped(model, COLUMNS, 1, 2) is None
    model.set_open(1, True)
    assert shifted(model, ROWS, 2, 1) is None, "a speaker"


def test_what_is_new_comes_last_and_what_is_gone_does_no_harm(model):
    laid_out(model, Layout(scenarios=("force", "gone", "now"), without_actors=frozenset({"gone"})))
    assert columns(model) == ["… with a force", "Troops now", "Ceasefire", "Nothing but troops"]


def test_the_same_layout_leaves_the_table_standing(model, qtbot):
    with qtbot.assertNotEmitted(model.modelReset):
        laid_out(model, Layout(scenarios=("now", "later", "force", "talks")))


def test_a_layout_is_kept_and_read():
    layout = Layout(("b", "a"), ("x",), frozenset({"c"}), frozenset({"y", "z"}), Group.KIND)
    views = [
        SavedView(1, "u", "statements", "Other", "{}"),
        SavedView(2, "v", "matrix", "M", json.dumps(layout.written())),
    ]
    assert kept(views) == ("M", layout)
    assert kept(views[:1]) == ("", Layout())


@pytest.mark.parametrize("body", ["{", "3", "[]", '{"actors": 4, "group": ["kind"]}', '{"n": 1, "scenarios": [[]]}'])
def test_what_is_not_understood_is_left_out(body):
    assert kept([SavedView(1, "u", "matrix", "M", body)]) == ("M", Layout())


@given(st.permutations("abcdef"), st.sets(st.sampled_from("abcdef"), min_size=1), st.data())
def test_a_move_keeps_all_and_moves_only_its_like(order, among, data):
    siblings = [each for each in order if each in among]
    key = data.draw(st.sampled_from(siblings))
    place = data.draw(st.integers(0, len(siblings)))
    moved = put_before(order, siblings, key, place)
    assert sorted(moved) == sorted(order)
    assert [each for each in moved if each not in among] == [each for each in order if each not in among]
    others = [each for each in siblings if each != key]
    assert [each for each in moved if each in others] == others
    if place < len(siblings) and siblings[place] != key:
        assert moved.index(key) < moved.index(siblings[place])
