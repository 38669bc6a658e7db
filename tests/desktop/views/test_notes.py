"""The notes of a case, found, filtered, answered and followed to what they are about."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from db.records import NoteTarget
from desktop.models.notes import NotesModel, Which
from desktop.views.notes import Notes

Key = Qt.Key


@pytest.fixture
def view(qtbot, workspace, show):
    from PySide6.QtWidgets import QHBoxLayout, QWidget

    page = QWidget()
    found = Notes(workspace)
    row = QHBoxLayout(page)
    row.addWidget(found, 1)
    found.side.setFixedWidth(360)
    row.addWidget(found.side)
    show(page, 1200, 700)
    found.list.setFocus()
    yield found
    page.hide()


def listed(view):
    return [view.model.line(row).about for row in range(view.model.rowCount())]


def test_every_note_is_listed_with_what_it_is_about(view, workspace):
    assert view.model.rowCount() == len(workspace.snapshot.notes) == 5
    assert view.count() == "5 notes"
    assert any(" × " in about for about in listed(view))
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_words_find_and_what_does_not_fit_is_said(qtbot, view):
    word = view.model.line(0).note.body.split()[-1].strip(".")
    qtbot.keyClicks(view.find_box, word)
    assert 1 <= view.model.rowCount() <= 5
    view.find_box.setText("xylophone")
    assert view.model.rowCount() == 0
    assert view.blank.isVisible()
    assert view.count() == "0 of 5 notes"
    view.find_box.clear()
    assert view.model.rowCount() == 5


def test_a_note_on_the_case_is_written_and_ticked_off(qtbot, view, workspace):
    qtbot.keyClick(view.list, Key.Key_N)
    body = view.side.writing.note_form.body
    qtbot.keyClicks(body, "Ask the desk again.")
    with qtbot.waitSignal(workspace.compared, timeout=20_000):
        qtbot.keyClick(body, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert listed(view)[0].startswith("The case: ")
    view.go(note=view.model.line(0).note.id)
    card = view.side.hand.cards[0]
    with qtbot.waitSignal(workspace.compared, timeout=20_000):
        qtbot.mouseClick(card.buttons["done"], Qt.MouseButton.LeftButton)
    view.which.choose(Which.DONE)
    assert [view.model.line(0).note.body, view.model.rowCount()] == ["Ask the desk again.", 1]
    view.which.choose(Which.OPEN)
    assert view.model.rowCount() == 5


def test_enter_leads_to_what_it_is_about(qtbot, view):
    with qtbot.waitSignal(view.openThing) as told:
        qtbot.keyClick(view.list, Key.Key_Return)
    assert isinstance(told.args[0], NoteTarget)


def test_tags_choose(qtbot, view, workspace):
    tags = view.model.tags()
    if not tags:
        pytest.fail("the sample has no tagged note")
    view._took_tag((tags[0][0],))
    assert view.model.rowCount() == tags[0][1]
    assert view.tag_button.text() == tags[0][0]


def test_an_empty_case_says_how_notes_are_made(qtbot, look):
    model = NotesModel()
    model.show(None)
    assert model.rowCount() == 0
