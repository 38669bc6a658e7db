"""The scenarios in the window: reached by keys, branched from anywhere, undone from anywhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.widgets.tile import Tile
from tests.desktop.driving import ALT, CTRL, SHIFT, focus, labels, press, type_in

Key = Qt.Key


@pytest.fixture
def at_scenarios(qtbot, opened):
    """The window with the scenarios of the sample case."""
    press(Key.Key_4, CTRL)
    view = opened.bench.view()
    qtbot.waitUntil(lambda: view.field.field() is not None)
    return view


def names(opened):
    return [each.name for each in opened.workspace.snapshot.scenarios]


def test_ctrl_4_shows_them_and_back_leads_back(opened, at_scenarios):
    assert opened.bench.name() == "scenarios"
    assert focus() is at_scenarios.side.tree
    assert "3 of 6 factors set" in labels(opened.bench.header)
    press(Key.Key_Left, ALT)
    assert opened.bench.name() == "matrix"


def test_branch_and_change_one_value_in_four_keys_and_a_name(qtbot, opened, at_scenarios):
    press(Key.Key_B, CTRL)
    type_in("later on")
    press(Key.Key_Return)
    press(Key.Key_Right)
    press(Key.Key_Space)
    qtbot.waitUntil(lambda: at_scenarios.title() == "later on", timeout=10_000)
    qtbot.waitUntil(lambda: isinstance(focus(), Tile) and focus().look == "set", timeout=10_000)
    assert focus().text() == "Ceasefire"
    made = next(each for each in opened.workspace.snapshot.scenarios if each.name == "later on")
    assert len(made.sets) == 1


def test_ctrl_b_in_the_matrix_branches_the_scenario_of_the_cell(qtbot, opened):
    view = opened.bench.view()
    qtbot.waitUntil(lambda: view.model.columnCount() > 0)
    press(Key.Key_Right)
    scenario = view.place()["scenario"]
    press(Key.Key_B, CTRL)
    assert opened.bench.name() == "scenarios"
    type_in("a branch")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: "a branch" in names(opened), timeout=10_000)
    made = next(each for each in opened.workspace.snapshot.scenarios if each.name == "a branch")
    assert made.parent == scenario


def test_a_new_scenario_from_anywhere(qtbot, opened):
    press(Key.Key_1, CTRL)
    press(Key.Key_N, CTRL | SHIFT)
    type_in("something else")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: "something else" in names(opened), timeout=10_000)
    made = next(each for each in opened.workspace.snapshot.scenarios if each.name == "something else")
    assert made.parent is None


def test_undo_and_redo_work_everywhere_and_say_what(qtbot, opened, at_scenarios):
    press(Key.Key_Delete)
    qtbot.waitUntil(lambda: len(names(opened)) == 9, timeout=10_000)
    press(Key.Key_5, CTRL)
    with qtbot.waitSignal(opened.workspace.compared, timeout=10_000):
        press(Key.Key_Z, CTRL)
    assert len(names(opened)) == 10
    told = "Undone: Delete the scenario Troops deploy during the fighting"
    qtbot.waitUntil(lambda: opened.status.outcome() == told)
    with qtbot.waitSignal(opened.workspace.compared, timeout=10_000):
        press(Key.Key_Z, CTRL | SHIFT)
    assert len(names(opened)) == 9
    press(Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: opened.status.outcome() == "Nothing to redo")


def test_escape_leaves_a_name_and_the_inspector(qtbot, opened, at_scenarios):
    qtbot.waitUntil(lambda: bool(at_scenarios.page.name.text()))
    press(Key.Key_B, CTRL)
    press(Key.Key_Escape)
    assert focus() is at_scenarios.side.tree
    at_scenarios.page.name.setFocus()
    press(Key.Key_Escape)
    assert focus() is at_scenarios.side.tree


def test_a_scenario_is_shown_in_the_matrix(qtbot, opened, at_scenarios):
    at_scenarios.go(scenario=opened.workspace.snapshot.scenarios[3].id)
    at_scenarios.page.matrix.click()
    assert opened.bench.name() == "matrix"
    qtbot.waitUntil(lambda: opened.bench.view().place().get("scenario") == opened.workspace.snapshot.scenarios[3].id)


@pytest.mark.parametrize("percent", [100, 150])
def test_it_fits_the_smallest_window(opened, at_scenarios, percent):
    opened.commands[f"scale_{percent}"].trigger()
    opened.resize(1024, 640)
    QApplication.processEvents()
    assert (opened.width(), opened.height()) == (1024, 640)
    assert at_scenarios.field.viewport().width() > 200
