"""The tree of scenarios: drawn, renewed, dragged in, and the row of one that has no name yet."""

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.models.scenarios import DRAFT, LISTED, MIME, ScenarioTree, dragged, squares_told
from tests.desktop.analysis.build import snapshot
from tests.desktop.models.conftest import content

MOVE = Qt.DropAction.MoveAction


@pytest.fixture
def model(qapp):
    found = ScenarioTree()
    found.tester = QAbstractItemModelTester(found, QAbstractItemModelTester.FailureReportingMode.Fatal)
    found.show(snapshot(content()))
    return found


def drawn(model, parent=QModelIndex(), depth=0):  # noqa: B008 - Qt's own default
    lines = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found = model.listed(index)
        squares = "".join("■" if on else "□" for on in found.squares)
        lines.append(f"{'  ' * depth}{found.title} {squares}")
        lines += drawn(model, index, depth + 1)
    return lines


def number(name):
    return next(each.id for each in snapshot(content()).scenarios if each.name == name)


def held(scenario):
    data = QMimeData()
    data.setData(MIME, str(scenario).encode())
    return data


def test_the_tree_is_drawn(model):
    assert drawn(model) == ["Troops now ■■", "Ceasefire ■□", "  … with a force ■■", "Nothing but troops □■"]
    spoken = model.index_of(number("… with a force")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "… with a force, branch, 2 factors set"
    assert model.order() == [number(name.strip()[:-3].strip()) for name in drawn(model)]
    assert squares_told((True, False, False)) == "1 of 3"


def test_where_only_names_are_new_the_tree_stands(model, qtbot):
    again = content()
    again["scenarios"][0]["name"] = "Soldiers now"
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show(snapshot(again))
    again["scenarios"][0]["parent"] = "later"
    with qtbot.waitSignal(model.modelReset):
        model.show(snapshot(again), impossible=[number("Troops now")])
    found = model.index_of(number("Troops now")).data(LISTED)
    assert found.impossible
    assert found.branch
    model.show(None)
    assert drawn(model) == []


def test_a_draft_comes_and_goes(model):
    parent = number("Ceasefire")
    index = model.begin_draft(parent)
    assert model.listed(index).id == DRAFT
    assert drawn(model)[3] == "   ■□"
    assert not index.flags() & Qt.ItemFlag.ItemIsDragEnabled
    assert DRAFT not in model.order()
    model.begin_draft(None)
    assert drawn(model)[-1] == " "
    assert model.drop_draft()
    assert not model.drop_draft()
    model.begin_draft(parent)
    model.show(snapshot(content()))
    assert not model.has_draft()
    assert len(drawn(model)) == 4


def test_another_name_is_asked_for_and_not_taken(model, qtbot):
    index = model.index_of(number("Ceasefire"))
    with qtbot.waitSignal(model.named) as asked:
        assert model.setData(index, "  A truce ")
    assert asked.args == [number("Ceasefire"), "A truce"]
    assert index.data() == "Ceasefire"
    for name in ("", "   ", "Ceasefire"):
        with qtbot.assertNotEmitted(model.named):
            assert not model.setData(index, name)


def test_a_drop_says_where_it_is_wanted(model, qtbot):
    onto = model.index_of(number("Troops now"))
    with qtbot.waitSignal(model.moved) as asked:
        assert not model.dropMimeData(held(number("Ceasefire")), MOVE, -1, -1, onto)
    assert asked.args == [number("Ceasefire"), number("Troops now"), None]
    with qtbot.waitSignal(model.moved) as asked:
        model.dropMimeData(held(number("… with a force")), MOVE, 0, 0, QModelIndex())
    assert asked.args == [number("… with a force"), None, number("Troops now")]


def test_nothing_is_dropped_on_itself_or_below_itself_or_from_elsewhere(model):
    parent, branch = number("Ceasefire"), number("… with a force")
    for onto in (parent, branch):
        assert not model.canDropMimeData(held(parent), MOVE, -1, -1, model.index_of(onto))
    assert not model.canDropMimeData(held(99), MOVE, -1, -1, QModelIndex())
    text = QMimeData()
    text.setText("17")
    assert dragged(text) == -1
    hostile = QMimeData()
    hostile.setData(MIME, b"-1; drop")
    assert dragged(hostile) == -1


def test_what_is_dragged_says_its_name(model):
    data = model.mimeData([model.index_of(number("Ceasefire"))])
    assert dragged(data) == number("Ceasefire")
    assert data.text() == "Ceasefire"
    assert model.mimeTypes() == [MIME]
    assert model.supportedDropActions() == MOVE


def test_a_case_that_is_read_only_is_not_dragged_about(model):
    model.show(snapshot(content()), editable=False)
    flags = model.index_of(number("Ceasefire")).flags()
    assert not flags & (Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable)
    assert flags & Qt.ItemFlag.ItemIsSelectable
