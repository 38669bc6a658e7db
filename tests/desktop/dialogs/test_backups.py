"""File › Backups, the copies and the check, as a person uses them."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from db import actors
from db.case import Case
from desktop.app import end
from desktop.dialogs.backups import BackupsDialog
from desktop.window import Window
from desktop.workspace import Workspace
from tests.desktop.conftest import open_case

LONG = 20_000


@pytest.fixture
def keeping(qtbot, no_leaks, settings, tmp_path, sample):
    """A window with the sample in it, which keeps backups."""
    window = Window(Workspace("Tester", kept=tmp_path / "kept"), settings)
    with qtbot.waitSignal(window.painted):
        window.show()
    yield open_case(qtbot, window, Path(sample))
    for each in window.findChildren(BackupsDialog):
        each.close()
    window.close()
    end(window)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(qtbot, window):
    window.commands["backups"].trigger()
    dialog = window.findChild(BackupsDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0, timeout=LONG)
    qtbot.waitUntil(lambda: not dialog.heading.text().startswith("Comparing"), timeout=LONG)
    return dialog


def rename(qtbot, window, name):
    def edit(editing):
        actors.save(editing, replace(actors.read(editing)[0], name=name))

    with qtbot.waitSignal(window.workspace.changed, timeout=LONG):
        window.workspace.change("Rename", edit)


def saved_as(monkeypatch, window, path):
    monkeypatch.setattr(window.errands, "_ask_save", lambda *_args: path)


def test_the_newest_backup_holds_the_same(qtbot, keeping):
    dialog = shown(qtbot, keeping)
    assert dialog.heading.text() == "It holds the same as the case now."
    assert not dialog.main.isEnabled()


def test_one_tells_what_it_would_change_and_comes_back(qtbot, keeping):
    before = keeping.workspace.snapshot.actors[0].name
    rename(qtbot, keeping, "Spoiled")
    dialog = shown(qtbot, keeping)
    assert dialog.changes.toPlainText().startswith("change actors: ")
    with qtbot.waitSignal(dialog.restored, timeout=LONG):
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: keeping.workspace.snapshot is not None, timeout=LONG)
    assert keeping.workspace.snapshot.actors[0].name == before
    assert "(before restoring)" in keeping.status.outcome()


def test_a_copy_has_everything_and_a_template_the_model_alone(qtbot, keeping, tmp_path, monkeypatch):
    there = keeping.workspace.snapshot
    for command, name in (("save_copy", "Copy.rapporteur"), ("save_template", "Template.rapporteur")):
        saved_as(monkeypatch, keeping, tmp_path / name)
        with qtbot.waitSignal(keeping.errands.done, timeout=LONG):
            keeping.commands[command].trigger()
    with Case.open(tmp_path / "Copy.rapporteur", read_only=True) as copy:
        assert len(copy.snapshot().statements.id) == len(there.statements.id)
    with Case.open(tmp_path / "Template.rapporteur", read_only=True) as made:
        assert [each.name for each in made.snapshot().actors] == [each.name for each in there.actors]
        assert not made.snapshot().statements.id
        assert not made.snapshot().sources


def test_a_copy_over_the_case_itself_is_refused(qtbot, keeping, monkeypatch):
    saved_as(monkeypatch, keeping, keeping.workspace.path)
    size = os.path.getsize(keeping.workspace.path)
    with qtbot.waitSignal(keeping.workspace.failed, timeout=LONG) as told:
        keeping.commands["save_copy"].trigger()
    assert "choose another name" in told.args[0]
    assert os.path.getsize(keeping.workspace.path) == size


def test_a_sound_case_is_told_sound(qtbot, keeping):
    with qtbot.waitSignal(keeping.errands.done, timeout=LONG) as told:
        keeping.commands["check"].trigger()
    assert told.args[0].startswith("The case is sound")


def test_a_fault_is_told_with_what_repairs_it(qtbot, keeping):
    class Found:
        code, facts, repairable = "bare-subject", {"issue": "Venue"}, True

    with qtbot.waitSignal(keeping.errands.trouble) as told:
        keeping.errands._checked([Found()])
    assert told.args[0] == "The check found 1 fault in this case."
    assert "--repair" in told.args[1]
