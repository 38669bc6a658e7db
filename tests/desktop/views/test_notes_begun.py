"""N begins a note on an actor, a scenario, a factor: two keys and the words, as the design has it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from desktop.views.actors import Actors
from desktop.views.scenarios import Scenarios
from desktop.widgets.field_drags import HEAD
from tests.desktop.driving import CTRL, focus, press, type_in
from tests.desktop.views.test_actors import go, settle

Key = Qt.Key


@pytest.fixture
def scenarios(qtbot, workspace, show):
    """The scenarios with the keyboard in the tree."""
    view = show(Scenarios(workspace))
    qtbot.waitUntil(lambda: bool(view.field.table.rows))
    view.first().setFocus()
    return view


def noted(workspace):
    """The notes that were not there before, each as what it is on with its words."""
    return [(note.on, note.body) for note in workspace.snapshot.notes]


def write(qtbot, view, words):
    """N, the words, Ctrl+Enter; gives the new note."""
    before = noted(view.workspace)
    press(Key.Key_N)
    assert focus() is view.notes.panel.field
    type_in(words)
    with qtbot.waitSignal(view.workspace.compared, timeout=10_000):
        press(Key.Key_Return, CTRL)
    (new,) = [each for each in noted(view.workspace) if each not in before]
    return new


def test_on_an_actor(qtbot, workspace, show):
    view = Actors(workspace)
    both = QSplitter()
    both.addWidget(view)
    both.addWidget(view.inspector())
    show(both, 1180, 900)
    settle(qtbot, view)
    view.tree.setFocus()
    go(qtbot, view, "Ukraine")
    on, body = write(qtbot, view, "Ask again in June.")
    assert (on.actor, on.scenario, body) == (view.place()["actor"], None, "Ask again in June.")
    assert focus() is view.tree, "the keyboard is where it was"


def test_on_a_scenario(qtbot, scenarios):
    on, body = write(qtbot, scenarios, "Too narrow?")
    assert (on.scenario, on.actor, body) == (scenarios.place()["scenario"], None, "Too narrow?")


def test_on_a_factor_from_its_name_and_from_a_value(qtbot, scenarios):
    table = scenarios.field.table
    first = table.rows[0]
    table.go(first.factor, HEAD)
    on, _body = write(qtbot, scenarios, "One question or two?")
    assert on.factor == first.factor
    table.go(first.factor, first.tiles[1].key)
    on, body = write(qtbot, scenarios, "Is this value used?")
    assert (on.factor, body) == (first.factor, "Is this value used?")


def test_escape_leaves_it_and_the_words_are_there_again(qtbot, scenarios):
    before = noted(scenarios.workspace)
    press(Key.Key_N)
    type_in("Half a")
    press(Key.Key_Escape)
    assert noted(scenarios.workspace) == before
    press(Key.Key_N)
    assert focus().toPlainText() == "Half a"


def test_nothing_is_asked_where_nothing_can_be_written(scenarios):
    scenarios.workspace.read_only = True
    press(Key.Key_N)
    assert scenarios.notes.panel is None
