"""Copies of an open case, also when the file under it is gone."""

import os
import random

import pytest

from db import history, whole
from db.case import Case
from db.copies import save_copy, save_template
from db.errors import BackupFailed, CaseExists, CaseMoved, FolderNotWritable, NotACase
from tests.db.edits import do, held
from tests.db.test_history import faults


def test_a_copy_is_the_same_case(case, tmp_path):
    do(case, random.Random(1), "actors.save")
    copy = save_copy(case, tmp_path / "Copy.rapporteur")
    with Case.open(copy, author="ann") as other:
        assert held(other) == held(case)
        with other.read() as there, case.read() as here:
            assert there.info() == here.info()
            assert history.seal(there) == history.seal(here)
        other.undo()
        assert faults(other) == (None, [])
    do(case, random.Random(2), "actors.save")


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_a_copy_can_be_saved_when_the_file_is_gone(case, tmp_path, how):
    page = held(case)
    if how == "moved":
        case.path.rename(tmp_path / "moved.rapporteur")
    elif how == "deleted":
        case.path.unlink()
    else:
        (tmp_path / "other").write_text("something else")
        os.replace(tmp_path / "other", case.path)
    with pytest.raises(CaseMoved), case.change("Lost") as editing:
        editing.describe(title="lost")
    copy = save_copy(case, tmp_path / "Rescued.rapporteur")
    with Case.open(copy) as rescued:
        assert held(rescued) == page


def test_a_copy_never_replaces_a_file_unless_asked_nor_the_case(case, tmp_path):
    there = tmp_path / "There.rapporteur"
    there.write_text("mine")
    with pytest.raises(CaseExists):
        save_copy(case, there)
    assert there.read_text() == "mine"
    assert save_copy(case, there, overwrite=True) == there
    with pytest.raises(NotACase) as caught:
        save_copy(case, case.path, overwrite=True)
    assert caught.value.code == "is-the-case"
    with pytest.raises(NotACase):
        save_copy(case, tmp_path / "copy.txt")
    with pytest.raises(FolderNotWritable):
        save_copy(case, tmp_path / "no" / "copy.rapporteur")


def test_a_copy_that_is_not_sound_is_thrown_away(case, tmp_path, monkeypatch):
    pour = Case.pour

    def spoilt(self, path):
        pour(self, path)
        with path.open("r+b") as file:
            file.seek(4096 * 3)
            file.write(b"\xff" * 4096)

    monkeypatch.setattr(Case, "pour", spoilt)
    with pytest.raises(BackupFailed):
        save_copy(case, tmp_path / "Copy.rapporteur")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["Sample.rapporteur", "Sample.rapporteur.lock"]


def test_a_template_keeps_the_model_and_nothing_else(case, tmp_path):
    with case.read() as reading:
        before, uid = whole.read(reading), reading.info().uid
    path = save_template(case, tmp_path / "Template.rapporteur", title="Model")
    with Case.open(path) as made, made.read() as reading:
        after, info = whole.read(reading), reading.info()
        entries = history.entries(reading)
    for noun in ("actors", "affiliations", "issues", "factors", "exclusions", "scenarios"):
        assert getattr(after, noun) == getattr(before, noun)
    for noun in ("sources", "statements", "links", "assessments", "notes", "views"):
        assert getattr(after, noun) == ()
    assert (info.title, info.as_of, info.uid != uid) == ("Model", None, True)
    assert [entry.kind for entry in entries] == ["create", "import"]
    assert b"Valdai" not in path.read_bytes()
    assert before.statements[0].quotations[0].exact.encode() not in path.read_bytes()
