"""File › Backups, the copies and the check, as a person uses them."""

import os
import shutil
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel

from db import actors, trimming
from db.case import Case
from desktop.app import end
from desktop.dialogs.asking import TrimDialog
from desktop.dialogs.backups import BackupsDialog
from desktop.models.recent import MISSING
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


def test_a_fault_is_told_and_repaired(qtbot, keeping):
    path = keeping.workspace.path
    keeping.workspace.close()
    spoil(path, "UPDATE actor SET name = 'Nobody' WHERE id = 1")
    open_case(qtbot, keeping, path)
    keeping.commands["check"].trigger()
    qtbot.waitUntil(lambda: "The check found" in keeping.message.text(), timeout=LONG)
    repair = next(each for each in keeping.message.buttons if each.text() == "Repair")
    qtbot.mouseClick(repair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "The case is sound now." in keeping.status.outcome(), timeout=LONG)
    assert keeping.workspace.snapshot.actors[0].name != "Nobody"
    assert keeping.message.text() == ""


def spoil(path, *statements):
    """Changes a closed case past the program."""
    connection = sqlite3.connect(path)
    for each in statements:
        connection.execute(each)
    connection.commit()
    connection.close()


def test_damage_is_told_by_itself_after_opening(qtbot, keeping):
    path = keeping.workspace.path
    keeping.workspace.close()
    spoil(path, "UPDATE actor SET name = 'Nobody' WHERE id = 1")
    open_case(qtbot, keeping, path)
    with qtbot.waitSignal(keeping.workspace.custody.looked, timeout=LONG):
        keeping.workspace.custody.verify()
    assert keeping.message.text().startswith("Something is wrong with this case: a look at all of it found 2 faults.")
    assert [each.text() for each in keeping.message.buttons] == ["Repair", "Backups …"]


def test_nothing_is_told_of_a_sound_case(qtbot, keeping, tmp_path):
    with qtbot.waitSignal(keeping.workspace.custody.looked, timeout=LONG):
        keeping.workspace.custody.verify()
    assert keeping.message.text() == "" or "came from elsewhere" in keeping.message.text()
    assert not list((tmp_path / "kept" / "looks").iterdir())


@pytest.mark.parametrize("gone", [True, False])
def test_a_case_that_is_gone_or_damaged_comes_back_from_the_welcome_page(qtbot, keeping, gone):
    path, before = keeping.workspace.path, len(keeping.workspace.snapshot.statements.id)
    with qtbot.waitSignal(keeping.workspace.closed):
        keeping.workspace.close()
    qtbot.waitUntil(keeping.workspace._worker.idle, timeout=LONG)
    if gone:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:20_000])
    keeping.welcome.look_for_files()
    cases = keeping.welcome.cases
    qtbot.waitUntil(lambda: not gone or bool(cases.model().index(0, 0).data(MISSING)))
    cases.setFocus()
    qtbot.keyClick(cases, Qt.Key.Key_B)
    dialog = keeping.findChild(BackupsDialog)
    qtbot.waitUntil(dialog.main.isEnabled, timeout=LONG)
    assert dialog.heading.text().startswith("There is no case to compare it with")
    with qtbot.waitSignal(keeping.workspace.opened, timeout=LONG):
        qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert keeping.workspace.path == path
    assert keeping.workspace.arrival == ""
    assert len(keeping.workspace.snapshot.statements.id) == before
    assert gone or path.with_name("Sample case (before restoring).rapporteur").stat().st_size == 20_000


def test_a_recent_case_has_a_menu(qtbot, keeping):
    keeping.workspace.close()
    cases = keeping.welcome.cases
    menu = cases.menu(cases.model().index(0, 0))
    assert [each.text() for each in menu.actions() if each.text()] == [
        "Open",
        "Backups …\tB",
        "Take it from this list\tDel",
    ]
    menu.actions()[1].trigger()
    assert keeping.findChild(BackupsDialog) is not None
    menu.deleteLater()


def test_a_damaged_case_is_refused_with_what_helps_and_saved_as_far_as_it_goes(qtbot, keeping, tmp_path, monkeypatch):
    path = keeping.workspace.path
    keeping.workspace.close()
    qtbot.waitUntil(keeping.workspace._worker.idle, timeout=LONG)
    damage(path)
    saved_as(monkeypatch, keeping, tmp_path / "Saved.rapporteur")
    keeping.workspace.open(path)
    qtbot.waitUntil(lambda: bool(keeping.message.buttons), timeout=LONG)
    save, backups = keeping.message.buttons
    assert (save.text(), backups.text()) == ("Save what can be saved …", "Backups …")
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: keeping.message.text().startswith("Saved"), timeout=60_000)
    assert "Saved.rapporteur. Its history begins anew" in keeping.message.text()
    (opening,) = keeping.message.buttons
    with qtbot.waitSignal(keeping.workspace.opened, timeout=LONG):
        qtbot.mouseClick(opening, Qt.MouseButton.LeftButton)
    assert keeping.workspace.path == tmp_path / "Saved.rapporteur"
    assert keeping.workspace.snapshot.actors


def damage(path):
    """Spoils some pages in the middle of a file."""
    data = bytearray(path.read_bytes())
    for page in range(20, 24):
        data[page * 4096 : page * 4096 + 4096] = b"\xff" * 4096
    path.write_bytes(bytes(data))


def test_a_newer_case_is_refused_and_not_touched(qtbot, keeping, tmp_path):
    newer = tmp_path / "Newer.rapporteur"
    shutil.copy(keeping.workspace.path, newer)
    spoil(newer, "PRAGMA user_version = 99")
    came = newer.read_bytes()
    keeping.workspace.open(newer)
    qtbot.waitUntil(lambda: "newer Rapporteur" in keeping.message.text(), timeout=LONG)
    assert keeping.message.buttons == []
    assert newer.read_bytes() == came
    assert keeping.workspace.path != newer


def test_trimming_says_what_it_costs_and_asks_first(qtbot, keeping, monkeypatch):
    keeping.commands["trim"].trigger()
    qtbot.waitUntil(lambda: "nothing to trim" in keeping.status.outcome(), timeout=LONG)
    for number in range(3):
        rename(qtbot, keeping, f"Name {number}")
    old = partial(trimming.cost, keep=1, days=0)
    monkeypatch.setattr(trimming, "cost", old)
    monkeypatch.setattr(trimming, "trim", partial(trimming.trim, keep=1, days=0))
    monkeypatch.setattr(trimming.clock, "now", lambda: datetime.now(UTC) + timedelta(days=1))
    keeping.commands["trim"].trigger()
    qtbot.waitUntil(lambda: keeping.findChild(TrimDialog) is not None, timeout=LONG)
    dialog = keeping.findChild(TrimDialog)
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "steps, up to" in told
    assert "A backup is made first" in told
    qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "lost their details" in keeping.status.outcome(), timeout=LONG)
    found = []
    keeping.workspace.custody.check(found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=LONG)
    assert found == [()]
