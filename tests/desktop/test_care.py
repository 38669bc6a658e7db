"""A case whose file is gone, taken, full or not to be written, while it is open: said, nothing lost, and a way on."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db import actors, unfinished
from db.case import Case
from db.errors import ReadOnly
from tests.desktop.driving import CTRL, click, press, type_in

LONG = 20_000
Key = Qt.Key


def note(qtbot, window, text):
    """Writes a note on the cell, and saves it."""
    qtbot.waitUntil(lambda: window.bench.named("matrix").cells.model.story is not None, timeout=LONG)
    press(Key.Key_N)
    window.bench.named("matrix").cells.writing.note_form.body.insertPlainText(text)
    press(Key.Key_Return, CTRL)


def notes(case):
    return [each.body for each in case.snapshot().notes]


def moved(path):
    path.rename(path.with_name("Elsewhere.rapporteur"))


def deleted(path):
    path.unlink()


def replaced(path):
    other = path.with_name("Other.rapporteur")
    Case.create(other, title="Another one").close()
    os.replace(other, path)


def taken_over(path):
    return Case.open(path, author="Somebody else", take_over=True)


@pytest.mark.parametrize("happens", [moved, deleted, replaced, taken_over])
def test_what_cannot_be_saved_goes_on_in_a_copy(qtbot, opened, tmp_path, monkeypatch, happens):
    other = happens(Path(opened.workspace.path))
    note(qtbot, opened, "Not lost")
    qtbot.waitUntil(lambda: bool(opened.message.buttons), timeout=LONG)
    assert opened.status.saved() == "The last change was not saved"
    (save,) = opened.message.buttons
    assert save.text() == "Save a copy …"
    monkeypatch.setattr(opened.errands, "_ask_save", lambda *_args: tmp_path / "Copy.rapporteur")
    with qtbot.waitSignal(opened.workspace.opened, timeout=LONG):
        click(save)
    assert opened.workspace.path == tmp_path / "Copy.rapporteur"
    assert opened.status.saved() == "All changes saved"
    assert opened.message.text().startswith("Text you were typing was kept: Note on ")
    click(opened.message.buttons[0])
    form = opened.bench.named("matrix").cells.writing.note_form
    qtbot.waitUntil(lambda: form.isVisible() and form.body.text() == "Not lost", timeout=LONG)
    with qtbot.waitSignal(opened.workspace.changed, timeout=LONG):
        press(Key.Key_Return, CTRL)
    with Case.open(tmp_path / "Copy.rapporteur", read_only=True) as copy:
        assert "Not lost" in notes(copy)
    if other is not None:
        other.close()


def test_on_a_full_disk_work_goes_on_when_there_is_room(qtbot, opened):
    room(qtbot, opened, 0)
    note(qtbot, opened, "Too much " * 20_000)
    qtbot.waitUntil(lambda: "The disk is full" in opened.message.text(), timeout=LONG)
    assert [each.text() for each in opened.message.buttons] == ["Save a copy …"]
    assert opened.status.saved() == "The last change was not saved"
    room(qtbot, opened, 1_000_000)
    press(Key.Key_N)  # what was written is still there
    assert opened.bench.named("matrix").cells.writing.note_form.body.text().startswith("Too much Too much")
    with qtbot.waitSignal(opened.workspace.saved, timeout=LONG):
        press(Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: opened.message.text() == "")
    assert opened.status.saved() == "All changes saved"


def room(qtbot, window, pages):
    """Lets the file of the case grow by so many pages at most."""
    done = []

    def limit(case):
        (now,) = case._driver.execute("PRAGMA page_count").fetchone()
        case._driver.execute(f"PRAGMA max_page_count = {now + pages}")
        return True

    window.workspace.ask(limit, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=LONG)


def test_a_medium_that_can_no_longer_be_written_is_told_with_a_way_on(qtbot, opened, monkeypatch):
    def refuse(_desk, _label, _edit, _merge=""):
        raise ReadOnly(path=opened.workspace.path, folder=Path(opened.workspace.path).parent)

    monkeypatch.setattr("desktop.desk.Desk.change", refuse)
    note(qtbot, opened, "Not lost")
    qtbot.waitUntil(lambda: "cannot be written" in opened.message.text(), timeout=LONG)
    assert [each.text() for each in opened.message.buttons] == ["Save a copy …"]


def test_what_is_queued_when_the_program_ends_is_still_done(qtbot, opened):
    """Saved and quit in one stroke: the edit is no less an edit."""
    path = Path(opened.workspace.path)
    note(qtbot, opened, "At the last moment")
    opened.workspace.shut()
    with Case.open(path, read_only=True) as case:
        assert "At the last moment" in notes(case)
        with case.read() as reading:
            assert unfinished.read(reading) == ()


def test_that_typing_cannot_be_kept_is_told_once(qtbot, opened):
    deleted(Path(opened.workspace.path))
    told = []
    opened.workspace.failed.connect(lambda *_told: told.append(1))
    qtbot.waitUntil(lambda: opened.bench.named("matrix").cells.model.story is not None, timeout=LONG)
    press(Key.Key_N)
    for letter in "abc":
        type_in(letter)
        opened.workspace.settle()
        qtbot.waitUntil(opened.workspace._worker.idle, timeout=LONG)
    assert told == [1]
    assert [each.text() for each in opened.message.buttons] == ["Save a copy …"]


def test_leaving_a_field_makes_the_next_typing_a_step_of_its_own(qtbot, opened):
    def rename(name):
        def edit(editing):
            actors.save(editing, replace(actors.read(editing)[0], name=name))

        with qtbot.waitSignal(opened.workspace.changed, timeout=LONG):
            opened.workspace.change("Rename", edit, merge="name")

    rename("One")
    rename("Two")
    opened.bench.named("matrix").choices.ways.setFocus()  # the focus was in the table
    rename("Three")
    with qtbot.waitSignal(opened.workspace.changed, timeout=LONG):
        opened.workspace.undo()
    assert opened.workspace.snapshot.actors[0].name == "Two"
