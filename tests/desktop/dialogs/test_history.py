"""Edit › History by its keys: what was done, what it changed, back to any point and out of it again."""

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from shiboken6 import isValid

from db import actors
from db.case import Case
from desktop.dialogs.history import HistoryDialog
from desktop.dialogs.restore_point import RestorePointDialog
from desktop.models.history import AT_ONCE, STANDING, WHAT, WHEN, apart
from tests.desktop.conftest import open_case, wait_for_case
from tests.desktop.driving import CTRL, SHIFT, click, focus, press, type_in

Key = Qt.Key
TITLE = "Sample case: a force after a ceasefire"


@pytest.fixture
def told_case(sample):
    """The sample with three steps by two people, of which the last one is undone."""
    with Case.open(sample, author="Ann") as case:
        with case.change("Retitle") as editing:
            editing.describe(title="Second title")
        with case.change("Describe anew") as editing:
            editing.describe(description="<b>Short</b>")
    with Case.open(sample, author="Béatrice") as case:
        with case.change("Retitle again") as editing:
            editing.describe(title="Third title")
        case.undo()
    return sample


@pytest.fixture
def dialog(qtbot, window, told_case):
    """The history over the window, as Ctrl+Shift+H opens it."""
    open_case(qtbot, window, told_case)
    yield shown(qtbot, window)
    for each in window.findChildren(HistoryDialog):
        each.close()


def shown(qtbot, window):
    press(Key.Key_H, CTRL | SHIFT)
    dialog = window.findChild(HistoryDialog)
    qtbot.waitUntil(lambda: dialog._told is not None)
    return dialog


def listed(dialog):
    """What and what became of it, line by line."""
    model = dialog.model
    cells = [[model.index(row, column).data() for column in (WHAT, STANDING)] for row in range(model.rowCount())]
    return [" | ".join(filter(None, cell)) for cell in cells]


def lines(dialog):
    model = dialog.changes
    return [tuple(model.index(row, column).data() for column in range(4)) for row in range(model.rowCount())]


def walk(qtbot, dialog, what):
    """Walks down the list to an entry, and waits for what it changed."""
    place = next(row for row, text in enumerate(listed(dialog)) if text.split(" | ")[0] == what)
    for _step in range(place - dialog.table.currentIndex().row()):
        press(Key.Key_Down)
    qtbot.waitUntil(lambda: dialog._told is not None and dialog._told.entry.id == dialog._chosen())


def titled(dialog):
    return dialog._workspace.snapshot.case.title


def turn(qtbot, dialog, key):
    """Presses a key that turns the record, and waits until the history is read again."""
    with qtbot.waitSignal(dialog._workspace.changed):
        press(key, CTRL)
    qtbot.waitUntil(lambda: dialog._told is not None and dialog.said.isVisible())


def test_it_tells_what_was_done_and_what_became_of_it(dialog):
    assert listed(dialog) == [
        "Undo: Retitle again",
        "Retitle again | undone",
        "Describe anew | the record is here",
        "Retitle",
        "Import a case",
        "Made the case",
    ]
    assert focus() is dialog.table
    authors = [dialog.model.index(row, 1).data() for row in range(6)]
    assert authors == ["Béatrice", "Béatrice", "Ann", "Ann", "Sample", "Sample"]
    undone, holds = dialog.model.index(1, WHEN), dialog.model.index(3, WHEN)
    assert undone.data(Qt.ItemDataRole.ForegroundRole) is not None
    assert holds.data(Qt.ItemDataRole.ForegroundRole) is None
    assert undone.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Retitle again, undone, Béatrice, ")


def test_an_entry_tells_before_and_after(qtbot, dialog):
    walk(qtbot, dialog, "Describe anew")
    ((what, field, _before, after),) = lines(dialog)
    assert (what, field, after) == ("Case: changed", "description", "<b>Short</b>")
    walk(qtbot, dialog, "Retitle")
    assert lines(dialog) == [("Case: changed", "title", TITLE, "Second title")]


def test_parts_and_other_things_are_called_by_their_names(qtbot, dialog):
    walk(qtbot, dialog, "Import a case")
    found = {row[1:] for row in lines(dialog)}
    names = {actor.name for actor in dialog._workspace.snapshot.actors}
    assert {after for field, _before, after in found if field == "belongs to"} <= names
    assert "It changed more than is shown here." in dialog.way.text()


def test_what_is_gone_is_called_as_it_was(qtbot, window, sample):
    with Case.open(sample, author="Ann") as case:
        with case.change("Add somebody") as editing:
            made = actors.save(editing, replace(case.snapshot().actors[0], id=0, uid="", key="", name="Gone for good"))
        with case.change("Remove somebody") as editing:
            actors.remove(editing, made)
    open_case(qtbot, window, sample)
    dialog = shown(qtbot, window)
    assert lines(dialog)[0][0] == "Actor \u2068Gone for good\u2069: removed"
    assert ("name", "Gone for good", "") in [row[1:] for row in lines(dialog)]
    dialog.close()


def test_the_field_finds_by_words_and_by_author(qtbot, dialog):
    press(Key.Key_F, CTRL)
    assert focus() is dialog.find_box
    type_in("beatrice RETITLE")
    assert listed(dialog) == ["Undo: Retitle again", "Retitle again | undone"]
    assert dialog.counted.text() == "2 of 6 entries"
    type_in("x")
    assert listed(dialog) == []
    assert not dialog.go.isEnabled()
    assert dialog.way.text() == "No entry has these words."
    dialog.find_box.clear()
    type_in("made")
    press(Key.Key_Down)
    assert focus() is dialog.table
    qtbot.waitUntil(lambda: dialog._told is not None)
    assert dialog.title.text().startswith("Made the case · ")


def test_back_to_an_entry_and_out_of_it_again(qtbot, dialog):
    walk(qtbot, dialog, "Import a case")
    assert "takes back 2 steps" in dialog.way.text()
    turn(qtbot, dialog, Key.Key_Return)
    assert titled(dialog) == TITLE
    assert dialog.said.text().startswith("Gone back: 2 steps taken back.")
    assert listed(dialog)[:6] == [
        "Undo: Retitle",
        "Undo: Describe anew",
        "Undo: Retitle again",
        "Retitle again | undone",
        "Describe anew | undone",
        "Retitle | undone",
    ]
    assert dialog.title.text().startswith("Import a case")
    assert not dialog.go.isEnabled()
    turn(qtbot, dialog, Key.Key_Z)
    assert titled(dialog) == "Second title"
    assert dialog.take_back.isHidden()
    assert "Retitle" in listed(dialog)
    assert "Retitle again | undone" in listed(dialog)


def test_forward_to_what_was_undone(qtbot, dialog):
    walk(qtbot, dialog, "Retitle again")
    assert "does 1 step again" in dialog.way.text()
    turn(qtbot, dialog, Key.Key_Return)
    assert titled(dialog) == "Third title"
    assert listed(dialog)[0] == "Redo: Retitle again | the record is here"


def test_going_back_is_undone_in_the_window_step_by_step_too(qtbot, dialog, window):
    walk(qtbot, dialog, "Import a case")
    turn(qtbot, dialog, Key.Key_Return)
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))
    for title, description in (("Second title", False), ("Second title", True)):
        with qtbot.waitSignal(window.workspace.changed):
            window.commands["redo"].trigger()
        case = window.workspace.snapshot.case
        assert (case.title, case.description == "<b>Short</b>") == (title, description)


def test_where_the_record_is_already_there_is_no_way(qtbot, dialog):
    assert not dialog.go.isEnabled()
    assert dialog.way.text() == "The record is now as it was then."
    assert dialog.go.accessibleDescription() == dialog.way.text()


def test_enter_alone_turns_nothing(qtbot, dialog):
    walk(qtbot, dialog, "Import a case")
    press(Key.Key_Return)
    press(Key.Key_F, CTRL)
    press(Key.Key_Return)
    qtbot.wait(50)
    assert titled(dialog) == "Second title"
    assert dialog.isVisible()


def test_what_is_open_for_reading_is_not_turned(qtbot, window, told_case):
    os.chmod(told_case, 0o444)
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.open(told_case, read_only=True)
    qtbot.waitUntil(lambda: bool(window.bench.name()))
    dialog = shown(qtbot, window)
    walk(qtbot, dialog, "Retitle")
    assert not dialog.go.isEnabled()
    assert "for reading only" in dialog.way.text()
    press(Key.Key_Return, CTRL)
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert window.workspace.snapshot.case.title == "Second title"


def test_a_fault_on_the_way_is_told_and_leaves_the_dialog_in_use(qtbot, dialog, told_case):
    walk(qtbot, dialog, "Import a case")
    moved = f"{told_case}.moved"
    os.rename(told_case, moved)
    with qtbot.waitSignal(dialog._workspace.failed):
        press(Key.Key_Return, CTRL)
    os.rename(moved, told_case)
    assert dialog.said.text()
    assert titled(dialog) == "Second title"
    qtbot.waitUntil(dialog.go.isEnabled)


def test_a_long_history_comes_as_it_is_scrolled(qtbot, window, sample):
    with Case.open(sample, author="Ann") as case:
        for number in range(AT_ONCE + 50):
            with case.change(f"Step {number}") as editing:
                editing.describe(description=str(number))
    open_case(qtbot, window, sample)
    dialog = shown(qtbot, window)
    assert dialog.model.rowCount() == AT_ONCE
    dialog.table.verticalScrollBar().setValue(dialog.table.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: dialog.model.rowCount() == AT_ONCE + 52)
    dialog.find_box.setText("step")
    assert dialog.model.rowCount() == AT_ONCE
    dialog.find_box.clear()
    press(Key.Key_End)
    qtbot.waitUntil(lambda: dialog._told is not None and dialog._told.entry.id == 1)
    assert f"takes back {AT_ONCE + 51} steps" in dialog.way.text()
    for model in (dialog.model, dialog.changes):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_long_values_are_shown_from_where_they_differ():
    same = "The same words at the beginning of both. "
    assert apart(f"{same}One", f"{same}Two") == ("…beginning of both. One", "…beginning of both. Two")
    assert apart("x" * 40, "x" * 41) == (f"…{'x' * 15}", f"…{'x' * 16}")
    assert apart("", same) == ("", same)
    assert apart("short one", "short two") == ("short one", "short two")


def test_a_restore_point_is_named_and_leads_back(qtbot, window, told_case):
    open_case(qtbot, window, told_case)
    press(Key.Key_S, CTRL)
    asked = window.findChild(RestorePointDialog)
    qtbot.waitUntil(asked.isActiveWindow)
    assert not asked.main.isEnabled()
    type_in("before the merge")
    with qtbot.waitSignal(window.workspace.changed):
        press(Key.Key_Return)
    before = window.workspace.snapshot
    with qtbot.waitSignal(window.workspace.changed):
        window.workspace.change("Retitle once more", lambda editing: editing.describe(title="Fourth title"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.bench.view().first().setFocus()
    dialog = shown(qtbot, window)
    try:
        assert listed(dialog)[:2] == ["Retitle once more | the record is here", "Restore point: before the merge"]
        walk(qtbot, dialog, "Restore point: before the merge")
        assert lines(dialog) == []
        with qtbot.waitSignal(window.workspace.changed):
            click(dialog.go)
        assert titled(dialog) == before.case.title
    finally:
        dialog.close()


def test_a_reader_cannot_name_a_restore_point(qtbot, window, told_case):
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.open(told_case, read_only=True)
    wait_for_case(qtbot, window)
    window.commands["mark"].trigger()
    assert window.findChild(RestorePointDialog) is None
    assert "reading only" in window.message.text()
