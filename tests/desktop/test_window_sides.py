"""From the matrix to two sides, on to the sources and to the report, by keyboard in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.driving import ALT, CTRL, SHIFT, click, focus, press

Key = Qt.Key


@pytest.fixture
def matrix(qtbot, opened):
    """The matrix with the keyboard in it."""
    press(Key.Key_5, CTRL)
    view = opened.bench.named("matrix")
    qtbot.waitUntil(lambda: view.table.hasFocus() and view.table.currentIndex().isValid())
    return view


def sides(qtbot, window, left, right):
    """The two sides, as soon as these names stand there."""
    view = window.bench.named("sides")
    qtbot.waitUntil(lambda: (view.left.text(), view.right.text()) == (left, right), timeout=10_000)
    qtbot.waitUntil(lambda: view.list.hasFocus() and bool(view.model.row(0)), timeout=10_000)
    return view


def test_two_rows_selected_are_compared_with_one_key_and_swapped_with_another(qtbot, opened, matrix):
    press(Key.Key_Down, SHIFT)
    press(Key.Key_6, CTRL)
    sides(qtbot, opened, "Russia", "Ukraine")
    press(Key.Key_X, CTRL | SHIFT)
    sides(qtbot, opened, "Ukraine", "Russia")
    press(Key.Key_Left, ALT)
    assert opened.bench.name() == "matrix"


def test_two_rows_selected_are_compared_with_a_click(qtbot, opened, matrix):
    press(Key.Key_Down, SHIFT)
    click(opened.bench.named("matrix").compare)
    sides(qtbot, opened, "Russia", "Ukraine")


def test_two_columns_selected_are_two_scenarios(qtbot, opened, matrix):
    press(Key.Key_Right, SHIFT)
    press(Key.Key_6, CTRL)
    sides(qtbot, opened, "Troops deploy during the fighting", "Reassurance force after a ceasefire")


def test_with_one_cell_the_pair_stays(qtbot, opened, matrix):
    press(Key.Key_6, CTRL)
    sides(qtbot, opened, "Russia", "Coalition of 26")


def test_from_the_words_to_their_source_and_back(qtbot, opened, matrix):
    press(Key.Key_6, CTRL)
    view = sides(qtbot, opened, "Russia", "Coalition of 26")
    qtbot.waitUntil(lambda: view.model.row(0).left.quotation is not None)
    press(Key.Key_L)
    assert opened.bench.name() == "sources"
    press(Key.Key_Left, ALT)
    assert opened.bench.name() == "sides"


def test_the_pair_is_in_the_brief(qtbot, opened, matrix):
    press(Key.Key_Down, SHIFT)
    press(Key.Key_6, CTRL)
    view = sides(qtbot, opened, "Russia", "Ukraine")
    pair = view.place()["chosen"]
    press(Key.Key_P)
    assert opened.bench.name() == "report"
    report = opened.bench.named("report")
    qtbot.waitUntil(lambda: report.options() is not None and report.options().pairs == (pair,), timeout=30_000)
    assert "sides" in report.options().parts
    assert focus() is report.list
    qtbot.waitUntil(lambda: report.draft() is not None, timeout=30_000)
    press(Key.Key_6, CTRL)
    sides(qtbot, opened, "Russia", "Ukraine")
    other = opened.workspace.snapshot.scenarios[2].id
    report.go(scenarios=(other,))
    chosen = report.options().scenarios
    assert chosen[0] == other
    assert len(chosen) == len(opened.workspace.snapshot.scenarios)
    assert report.options().pairs == (pair,)


def test_ways_of_looking_are_in_back_and_forward(qtbot, opened, matrix):
    press(Key.Key_T)
    qtbot.waitUntil(lambda: matrix.model.transposed)
    press(Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: not matrix.model.transposed)
    assert not matrix.transpose.isChecked()
    press(Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: matrix.model.transposed)
    QTest.mouseClick(matrix.choices.disputed, Qt.MouseButton.LeftButton)
    assert matrix.model.only_disputed
    press(Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: not matrix.model.only_disputed)
    assert matrix.model.transposed
