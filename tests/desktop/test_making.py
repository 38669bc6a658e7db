"""Views are made a little at a time, and at once when somebody wants them meanwhile."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.making import Making
from desktop.screens import screens
from desktop.views.view import View
from tests.desktop.conftest import wait_for_case

NAMES = tuple(each.name for each in screens())
MOST = 70
"""Widgets that are made in one step, at most: some ten milliseconds of work."""
STEPS = {"sources": 12, "statements": 6, "scenarios": 6, "what_if": 5, "report": 7}


@pytest.fixture
def bench(qtbot, look):
    """A workbench on the screen, with no view in it; ``bench.making`` makes them."""
    from desktop.views.workbench import Workbench
    from desktop.workspace import Workspace

    connected = []
    workspace = Workspace("Tester")
    bench = Workbench((), lambda name: bench.making.at_once(name))
    bench.making = Making(bench, workspace, lambda name, _view: connected.append(name))
    bench.connected, bench.workspace = connected, workspace
    qtbot.addWidget(bench)
    bench.show()
    yield bench
    workspace.shut()


@pytest.mark.parametrize("name", NAMES)
def test_no_step_makes_much(bench, name):
    made, before = [], len(QApplication.allWidgets())
    for _step in bench.making.ahead(name):
        now = len(QApplication.allWidgets())
        made.append(now - before)
        before = now
    assert bench.has(name)
    assert bench.connected == [name]
    assert max(made) <= MOST
    assert len([each for each in made if each]) >= STEPS.get(name, 2)


@pytest.mark.parametrize("name", NAMES)
def test_a_view_wanted_in_the_middle_is_made_to_its_end_at_once(bench, name):
    steps = bench.making.ahead(name)
    widgets = len(QApplication.allWidgets())
    while len(QApplication.allWidgets()) == widgets:
        next(steps)
    assert not bench.has(name)
    view = bench.named(name)
    assert bench.has(name)
    assert list(steps) == []
    assert bench.named(name) is view
    assert bench.views.count() == 1
    assert bench.connected == [name]


def test_a_view_that_nobody_began_is_made_when_it_is_wanted(bench):
    bench.show_view("gaps")
    assert bench.view() is bench.named("gaps")
    assert [step for step in bench.making.ahead("gaps") if not bench.has("gaps")] == []


def test_every_view_works_that_is_asked_for_as_soon_as_a_case_is_open(qtbot, window, sample):
    window.workspace.open(sample)
    wait_for_case(qtbot, window)
    for name in reversed(NAMES):
        window.commands[f"view_{name}"].trigger()
        assert window.bench.name() == name
        assert window.bench.view().isVisible()
        assert window.bench.view().title()
    qtbot.waitUntil(lambda: all(window.bench.has(name) for name in NAMES), timeout=20_000)
    assert window.bench.views.count() == len(NAMES)
    window.bench.show_view("sources")
    qtbot.waitUntil(lambda: window.bench.view().model.total() > 0, timeout=20_000)


@pytest.mark.parametrize("name", NAMES)
def test_what_happens_to_the_case_meanwhile_finds_no_half_made_view(qtbot, bench, sample, name):
    workspace = bench.workspace
    with qtbot.waitSignal(workspace.compared, timeout=20_000):
        workspace.open(sample)
    for _step in bench.making.ahead(name):
        if bench.views.findChildren(View):
            for signal in (workspace.opened, workspace.compared, workspace.closed):
                signal.emit()
            theme.current().changed.emit()
    bench.show_view(name)
    assert bench.view().title()


def test_nothing_half_made_is_left_when_the_window_closes(qtbot, window):
    steps, views = window.making.ahead("notes"), window.bench.views
    while not [each for each in views.findChildren(View) if type(each).__name__ == "Notes"]:
        next(steps)
    assert not window.bench.has("notes")
    window.close()
    assert window.bench.has("notes")
    assert list(steps) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_view_half_made_is_not_seen_when_the_workbench_is_shown_meanwhile(qtbot, bench, name):
    bench.hide()
    for step, _done in enumerate(bench.making.ahead(name)):
        if step % 3 == 2:
            bench.show()
            qtbot.waitExposed(bench)
            if not bench.has(name):
                assert not [each for each in bench.views.findChildren(View) if each.isVisible()]
            bench.hide()
    bench.show()
    assert bench.named(name).isVisible()
