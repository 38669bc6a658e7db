"""Backups, cases from elsewhere and cases held by somebody else, in the window; and where the program keeps its own."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from db import actors, files, opening
from db.case import Case
from db.errors import DiskFull
from desktop import places
from desktop.app import end
from desktop.dialogs.asking import HeldDialog
from desktop.window import Window
from desktop.workspace import Workspace
from tests.desktop.conftest import open_case, wait_for_case


@pytest.fixture
def keeping(qtbot, no_leaks, settings, tmp_path):
    """A window that keeps backups and knows its cases."""
    window = Window(Workspace("Tester", kept=tmp_path / "kept"), settings)
    with qtbot.waitSignal(window.painted):
        window.show()
    yield window
    window.close()
    end(window)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def backups(qtbot, window):
    found = []
    window.workspace.custody.backups(window.workspace.path, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    return found[0]


def rename(qtbot, window, name):
    def edit(editing):
        actors.save(editing, replace(actors.read(editing)[0], name=name))

    with qtbot.waitSignal(window.workspace.changed, timeout=20_000):
        window.workspace.change("Rename", edit)


def test_a_case_from_elsewhere_is_taken_in_once_and_kept_as_it_came(qtbot, keeping, sample):
    came = Path(sample).read_bytes()
    open_case(qtbot, keeping, Path(sample))
    original = Path(sample).with_name("Sample case (as received).rapporteur")
    assert original.read_bytes() == came
    assert original.name in keeping.message.text()
    keeping.workspace.close()
    open_case(qtbot, keeping, Path(sample))
    assert keeping.workspace.arrival == ""
    assert len(list(Path(sample).parent.glob("*.rapporteur"))) == 2


def test_an_opened_case_is_backed_up_and_comes_back(qtbot, keeping, sample):
    open_case(qtbot, keeping, Path(sample))
    first = backups(qtbot, keeping)
    assert len(first) == 1
    rename(qtbot, keeping, "Spoiled")
    found = []
    keeping.workspace.custody.compare(keeping.workspace.path, first[0], found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    assert [each.noun for each in found[0]] == ["actors"]
    where = []
    keeping.workspace.custody.restore(keeping.workspace.path, first[0], where.append)
    qtbot.waitUntil(lambda: bool(where), timeout=20_000)
    assert keeping.workspace.snapshot.actors[0].name != "Spoiled"
    with Case.open(where[0], read_only=True) as spoiled:
        assert spoiled.snapshot().actors[0].name == "Spoiled"


def held(qtbot, window, path):
    window.workspace.open(path)
    qtbot.waitUntil(lambda: bool(window.findChildren(HeldDialog)), timeout=20_000)
    (dialog,) = window.findChildren(HeldDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_a_case_held_elsewhere_can_be_read(qtbot, window, sample):
    with Case.open(Path(sample), author="Somebody"):
        dialog = held(qtbot, window, Path(sample))
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        wait_for_case(qtbot, window)
        assert window.workspace.read_only


def test_a_case_held_elsewhere_can_be_taken_over(qtbot, window, sample):
    with Case.open(Path(sample), author="Somebody"):
        dialog = held(qtbot, window, Path(sample))
        qtbot.mouseClick(dialog.over, Qt.MouseButton.LeftButton)
        wait_for_case(qtbot, window)
        assert not window.workspace.read_only
        rename(qtbot, window, "Mine now")


def test_a_case_held_elsewhere_can_be_left_alone(qtbot, window, sample):
    with Case.open(Path(sample), author="Somebody"):
        dialog = held(qtbot, window, Path(sample))
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert window.workspace.path is None


@pytest.fixture
def large(qtbot, keeping, sample, monkeypatch):
    """A case that counts as large, opened and closed here, and found sound by the look after opening."""
    monkeypatch.setattr(opening, "QUICK", 0)
    custody = keeping.workspace.custody
    for _time in range(2):  # what comes from elsewhere is looked at on the way in
        open_case(qtbot, keeping, Path(sample))
        if _time:
            with qtbot.waitSignal(custody.looked, timeout=30_000):
                custody.verify()
        keeping.workspace.close()
        qtbot.waitUntil(keeping.workspace._worker.idle, timeout=20_000)
    return Path(sample)


def rot(path, known):
    """Spoils a page without that the system would tell, as a disk does."""
    with sqlite3.connect(path) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_note_actor'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x0d" * 64)
    found = json.loads(known.read_text())
    for each in found.values():
        if each["path"] == str(path):
            each["state"] = list(files.state(path))
    known.write_text(json.dumps(found))


def test_the_pages_of_a_large_case_are_looked_at_while_it_is_open(qtbot, keeping, large, tmp_path):
    rot(large, places.known(tmp_path / "kept"))
    open_case(qtbot, keeping, large)
    custody = keeping.workspace.custody
    with qtbot.waitSignal(custody.unsound, timeout=30_000) as told:
        custody.verify()
    assert [each.code for each in told.args[0]] == ["structure"]
    keeping.workspace.close()
    with qtbot.waitSignal(keeping.workspace.refused, timeout=20_000):
        keeping.workspace.open(large)


def test_where_no_copy_can_be_made_the_pages_are_looked_at_in_place(qtbot, keeping, large, tmp_path, monkeypatch):
    rot(large, places.known(tmp_path / "kept"))
    monkeypatch.setattr("desktop.vault.verifying.copy", full)
    open_case(qtbot, keeping, large)
    custody = keeping.workspace.custody
    with qtbot.waitSignal(custody.unsound, timeout=30_000) as told:
        custody.verify()
    assert [each.code for each in told.args[0]] == ["structure"]


def full(_case, _folder):
    raise DiskFull


def test_the_folder_named_is_the_one(monkeypatch, tmp_path):
    monkeypatch.setenv(places.FOLDER, str(tmp_path / "x"))
    assert places.kept() == tmp_path / "x"
    assert places.known(places.kept()).parent == places.backups(places.kept()).parent == tmp_path / "x"
