"""A cell judged and noted, by keyboard and mouse."""

import pytest
from PySide6.QtCore import Qt

from db.vocabulary import Confidence, Stance
from desktop.views.matrix import Matrix

Key = Qt.Key


@pytest.fixture
def matrix(qtbot, workspace, show):
    """The matrix with the inspector at its side, on the cell of Russia in the first scenario."""
    from PySide6.QtWidgets import QHBoxLayout, QWidget

    page = QWidget()
    view = Matrix(workspace)
    row = QHBoxLayout(page)
    row.addWidget(view, 1)
    view.cells.setFixedWidth(360)
    row.addWidget(view.cells)
    show(page, 1300, 800)
    qtbot.waitUntil(lambda: view.model.columnCount() > 0)
    with qtbot.waitSignal(view.cells.shown):
        view.table.setFocus()
    yield view  # the page stays as long as the test runs
    page.hide()


def cell(matrix):
    place = matrix.place()
    return place["actor"], place["scenario"]


def judged(workspace, where):
    return [each for each in workspace.snapshot.assessments if (each.actor, each.scenario) == where]


def noted(workspace, where):
    return [each for each in workspace.snapshot.notes if (each.on.actor, each.on.scenario) == where]


def write(qtbot, widget, text):
    qtbot.keyClicks(widget, text)


def save(qtbot, matrix, widget):
    with qtbot.waitSignal(matrix.cells.shown, timeout=20_000):
        qtbot.keyClick(widget, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_assessing_takes_three_keys_and_typing(qtbot, matrix, workspace):
    where = cell(matrix)
    qtbot.keyClick(matrix.table, Key.Key_E)
    form = matrix.cells.writing.assess_form
    assert form.isVisible()
    qtbot.keyClick(form.stances.focusProxy(), Key.Key_2)
    assert form.rationale.hasFocus()
    write(qtbot, form.rationale, "They leave room on form.")
    save(qtbot, matrix, form.rationale)
    found = judged(workspace, where)[-1]
    assert (found.stance, found.confidence, found.rationale) == (Stance.OPPOSES, None, "They leave room on form.")
    assert found.author == "Tester"
    assert workspace.comparison.cell(*where).assessed is Stance.OPPOSES
    assert not matrix.cells.writing.isVisible()
    assert "Opposes" in matrix.cells.hand.cards[0].accessibleName()


def test_confidence_is_chosen_and_kept(qtbot, matrix, workspace):
    qtbot.keyClick(matrix.table, Key.Key_E)
    form = matrix.cells.writing.assess_form
    qtbot.keyClick(form.stances.focusProxy(), Key.Key_1)
    form.confidence.choose(2)
    save(qtbot, matrix, form.rationale)
    assert judged(workspace, cell(matrix))[-1].confidence is Confidence.MODERATE


def test_without_a_stance_nothing_is_saved_and_it_is_said(qtbot, matrix, workspace):
    before = workspace.snapshot.assessments
    qtbot.keyClick(matrix.table, Key.Key_E)
    form = matrix.cells.writing.assess_form
    if form.stances.stance is not None:
        form.stances.show_stance(None)
    qtbot.keyClick(form.rationale, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Choose a stance" in form.fault()
    assert form.isVisible()
    assert workspace.snapshot.assessments == before


def test_likelihood_and_confidence_stay_apart(qtbot, matrix):
    qtbot.keyClick(matrix.table, Key.Key_E)
    form = matrix.cells.writing.assess_form
    qtbot.keyClick(form.stances.focusProxy(), Key.Key_2)
    form.rationale.setPlainText("It is likely that they object, with high confidence.")
    qtbot.keyClick(form.rationale, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "one sentence" in form.fault()
    form.rationale.setPlainText("They probably object. We say so with high confidence.")
    save(qtbot, matrix, form.rationale)
    assert form.fault() == ""


def test_esc_leaves_and_saves_nothing(qtbot, matrix, workspace):
    before = workspace.snapshot.assessments
    qtbot.keyClick(matrix.table, Key.Key_E)
    qtbot.keyClick(matrix.cells.writing.assess_form.stances.focusProxy(), Key.Key_Escape)
    assert not matrix.cells.writing.isVisible()
    assert workspace.snapshot.assessments == before
    assert matrix.table.hasFocus()


def test_a_note_is_written_answered_ticked_off_and_deleted(qtbot, matrix, workspace):
    where = cell(matrix)
    qtbot.keyClick(matrix.table, Key.Key_N)
    form = matrix.cells.writing.note_form
    write(qtbot, form.body, "Ask the desk.")
    form.tags.setText("desk,  urgent , desk")
    save(qtbot, matrix, form.body)
    (note,) = noted(workspace, where)
    assert (note.body, note.tags, note.author) == ("Ask the desk.", ("desk", "urgent"), "Tester")

    qtbot.mouseClick(card(matrix, note.id).buttons["reply"], Qt.MouseButton.LeftButton)
    write(qtbot, form.body, "Asked.")
    save(qtbot, matrix, form.body)
    answer = noted(workspace, where)[-1]
    assert answer.reply_to == note.id
    assert card(matrix, answer.id).remark.depth == 1

    press(qtbot, matrix, note.id, "done")
    assert next(each for each in noted(workspace, where) if each.id == note.id).done
    press(qtbot, matrix, note.id, "remove")
    assert noted(workspace, where) == []


def test_a_judgement_is_put_right(qtbot, matrix, workspace):
    qtbot.keyClick(matrix.table, Key.Key_E)
    form = matrix.cells.writing.assess_form
    qtbot.keyClick(form.stances.focusProxy(), Key.Key_2)
    save(qtbot, matrix, form.rationale)
    found = judged(workspace, cell(matrix))[-1]
    qtbot.mouseClick(card(matrix, found.id, "assessment").buttons["edit"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(form.stances.focusProxy(), Key.Key_5)
    save(qtbot, matrix, form.rationale)
    again = next(each for each in judged(workspace, cell(matrix)) if each.id == found.id)
    assert again.stance is Stance.SUPPORTS


def card(matrix, number, kind="note"):
    return next(each for each in matrix.cells.hand.cards if (each.remark.kind, each.remark.id) == (kind, number))


def press(qtbot, matrix, number, tool):
    with qtbot.waitSignal(matrix.cells.shown, timeout=20_000):
        qtbot.mouseClick(card(matrix, number).buttons[tool], Qt.MouseButton.LeftButton)
