"""The contents of a brief as a list, drawn as text before and after a person's hand."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from desktop.models.report import LEVEL, PAGES, START, Contents


@dataclass(frozen=True)
class Entry:
    part: str
    scenario: int | None
    title: str
    on: bool = True
    pages: int = 1
    lacks: str = ""
    start: int = 0


ENTRIES = (
    Entry("cover", None, "Cover"),
    Entry("scenarios", None, "Scenarios", pages=2),
    Entry("scenarios", 7, "One"),
    Entry("scenarios", 8, "Two"),
    Entry("sources", None, "Sources", pages=0, lacks="nothing there"),
)


@pytest.fixture
def model(qtmodeltester):
    model = Contents()
    model.show(ENTRIES)
    qtmodeltester.check(model)
    return model


def drawn(model):
    lines = []
    for row in range(model.rowCount()):
        index = model.index(row)
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        lines.append("  " * index.data(LEVEL) + f"{'x' if on else '-'} {index.data()} {index.data(PAGES)}".strip())
    return lines


def turn(model, row, state):
    model.setData(model.index(row), state, Qt.ItemDataRole.CheckStateRole)


def test_what_is_shown(model):
    assert drawn(model) == [
        "x Cover 1 p.",
        "x Scenarios 2 p.",
        "  x One 1 p.",
        "  x Two 1 p.",
        "x Sources nothing there",
    ]
    assert (model.parts(), model.scenarios()) == (("cover", "scenarios", "sources"), None)
    assert model.index(4).data(START) is None
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Cover, 1 p."


def test_checking(model, qtbot):
    with qtbot.waitSignal(model.chosen):
        turn(model, 3, Qt.CheckState.Unchecked)
    turn(model, 0, Qt.CheckState.Unchecked)
    assert (model.parts(), model.scenarios()) == (("scenarios", "sources"), (7,))
    turn(model, 1, Qt.CheckState.Unchecked)
    turn(model, 3, Qt.CheckState.Checked)
    assert drawn(model)[:4] == ["- Cover off", "x Scenarios", "  x One 1 p.", "  x Two"]


def test_a_part_moves_with_its_scenarios(model, qtbot):
    kept = QPersistentModelIndex(model.index(3))
    with qtbot.waitSignals([model.layoutChanged, model.chosen]):
        assert model.move(1, -1) == 0
    assert [line.strip() for line in drawn(model)] == [
        "x Scenarios 2 p.",
        "x One 1 p.",
        "x Two 1 p.",
        "x Cover 1 p.",
        "x Sources nothing there",
    ]
    assert kept.data() == "Two"
    assert model.move(0, -1) == 0
    assert model.move(3, 1) == 4
    assert model.parts() == ("scenarios", "sources", "cover")


def test_scenarios_move_among_themselves(model):
    assert model.move(3, -1) == 2
    assert model.scenarios() is None
    assert [model.index(row).data() for row in (2, 3)] == ["Two", "One"]
    assert model.move(2, -1) == 2
    assert model.move(3, 1) == 3


def test_the_same_entries_keep_the_place(model, qtbot):
    with qtbot.assertNotEmitted(model.modelReset):
        model.show([*ENTRIES[:4], Entry("sources", None, "Sources", pages=4)])
    assert drawn(model)[-1] == "x Sources 4 p."
    with qtbot.waitSignal(model.modelReset):
        model.show(ENTRIES[:1])
