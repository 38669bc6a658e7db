"""How many keys the tasks of the model and of the comparison take, pressed one after another in the window.

``Hands`` counts keys as the design does: what is typed into a field is no key of the count.
"""

import pytest
from PySide6.QtCore import Qt

from db import scenarios
from tests.desktop.driving import ALT, CTRL, NONE, SHIFT, focus, press, type_in

Key = Qt.Key


class Hands:
    """Presses keys and counts them."""

    def __init__(self):
        self.keys = 0

    def press(self, key, modifiers=NONE):
        self.keys += 1
        press(key, modifiers)

    def type(self, text):
        type_in(text)


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def matrix(qtbot, opened):
    """The matrix with the keyboard on its first cell."""
    view = opened.bench.view()
    qtbot.waitUntil(lambda: view.table.hasFocus() and view.table.currentIndex().isValid())
    qtbot.waitUntil(lambda: view.cells.model.story is not None)
    return view


def test_why_a_cell_says_so_one_key(qtbot, matrix, hands):
    """Arrows lead to the cell; Enter is the key."""
    press(Key.Key_Right)
    hands.press(Key.Key_Return)
    qtbot.waitUntil(matrix.cells.cards.hasFocus)
    words = "Russia rejects a foreign force"
    qtbot.waitUntil(lambda: matrix.cells.quotation().exact.startswith(words), timeout=10_000)
    assert hands.keys == 1


def test_one_more_key_leads_to_the_source_and_one_back(qtbot, opened, matrix, hands):
    press(Key.Key_Return)
    qtbot.waitUntil(matrix.cells.cards.hasFocus)
    hands.press(Key.Key_Return)
    assert opened.bench.name() == "sources"
    hands.press(Key.Key_Left, ALT)
    assert opened.bench.name() == "matrix"
    assert hands.keys == 2


def test_a_cell_is_assessed_in_three_keys_and_words(qtbot, opened, matrix, hands):
    before = len(opened.workspace.snapshot.assessments)
    hands.press(Key.Key_E)
    hands.press(Key.Key_2)
    hands.type("They leave a door open.")
    hands.press(Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(opened.workspace.snapshot.assessments) == before + 1, timeout=10_000)
    made = opened.workspace.snapshot.assessments[-1]
    assert (made.stance.word, made.rationale) == ("opposes", "They leave a door open.")
    assert hands.keys == 3


def test_quick_hands_judge_the_cell_they_went_to(qtbot, opened, matrix, hands):
    judged = {(each.actor, each.scenario) for each in opened.workspace.snapshot.assessments}
    press(Key.Key_Right)
    press(Key.Key_Right)
    assert tuple(matrix.place()[each] for each in ("actor", "scenario")) in judged
    press(Key.Key_Left)
    press(Key.Key_E)
    assert matrix.cells.writing.assess_form.rationale.written() == "", "not what was said of the cell beside it"


@pytest.mark.parametrize("screen", ["matrix", "scenarios"])
def test_a_note_takes_two_keys_and_words(qtbot, opened, matrix, hands, screen):
    if screen == "scenarios":
        press(Key.Key_4, CTRL)
        qtbot.waitUntil(lambda: opened.bench.view().field.field() is not None)
    before = len(opened.workspace.snapshot.notes)
    hands.press(Key.Key_N)
    hands.type("To be asked again.")
    hands.press(Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(opened.workspace.snapshot.notes) == before + 1, timeout=10_000)
    assert hands.keys == 2


def test_two_parties_are_compared_with_one_key_and_swapped_with_one(qtbot, opened, matrix, hands):
    press(Key.Key_Down, SHIFT)
    hands.press(Key.Key_6, CTRL)
    sides = opened.bench.named("sides")
    qtbot.waitUntil(lambda: sides.left.text() == "Russia" and sides.right.text() == "Ukraine", timeout=10_000)
    hands.press(Key.Key_X, CTRL | SHIFT)
    qtbot.waitUntil(lambda: sides.left.text() == "Ukraine", timeout=10_000)
    assert hands.keys == 2


def test_a_branch_with_one_value_changed_takes_four_keys_and_a_name(qtbot, opened, matrix, hands):
    press(Key.Key_4, CTRL)
    view = opened.bench.view()
    qtbot.waitUntil(lambda: view.field.field() is not None)
    hands.press(Key.Key_B, CTRL)
    hands.type("later on")
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Right)
    hands.press(Key.Key_Space)

    def made():
        found = [each for each in opened.workspace.snapshot.scenarios if each.name == "later on"]
        return bool(found) and len(found[0].sets) == 1

    qtbot.waitUntil(made, timeout=10_000)
    assert hands.keys == 4


def test_without_scenarios_one_key_begins_the_first(qtbot, opened, matrix, hands):
    def none(editing):
        for each in reversed(scenarios.read(editing)):
            scenarios.remove(editing, each.id)

    opened.workspace.change("Delete all scenarios", none)
    qtbot.waitUntil(lambda: matrix.first() is matrix.blank.propose, timeout=10_000)
    matrix.blank.new.setFocus()
    hands.press(Key.Key_Return)
    assert opened.bench.name() == "scenarios"
    qtbot.waitUntil(lambda: opened.workspace._worker.idle())
    qtbot.waitUntil(lambda: "LineEdit" in type(focus()).__name__)
    hands.type("The first")
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: [each.name for each in opened.workspace.snapshot.scenarios] == ["The first"])
    assert hands.keys == 2
