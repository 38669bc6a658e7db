"""What is being typed survives a crash."""

import os
import shutil

import pytest

from db import history, unfinished
from db.case import Case
from db.errors import BadRequest, ReadOnly
from tests.db.edits import held


def kept(case):
    with case.read() as reading:
        return {each.name: each.body for each in unfinished.read(reading)}


def test_what_is_typed_is_there_after_a_crash_and_is_no_edit(case, tmp_path):
    page, step = held(case), case.can_undo()
    unfinished.keep(case, "statement new", "{'said': 'wor")
    unfinished.keep(case, "statement new", "{'said': 'words'")
    unfinished.keep(case, "note 7", "x")
    crashed = shutil.copyfile(case.path, tmp_path / "crashed.rapporteur")
    with Case.open(crashed) as again:
        assert kept(again) == {"statement new": "{'said': 'words'", "note 7": "x"}
        assert held(again) == page
        assert again.can_undo() == step
        unfinished.drop(again, "note 7")
        assert kept(again) == {"statement new": "{'said': 'words'"}
        unfinished.drop(again)
        assert kept(again) == {}
        with again.read() as reading:
            assert len(history.entries(reading)) == 2


def test_nothing_typed_is_nothing_kept(case):
    unfinished.keep(case, "note", "x")
    unfinished.keep(case, "note", "")
    assert kept(case) == {}


def test_neither_inside_a_change_nor_for_reading(case):
    with case.change("x") as editing:
        editing.describe(title="x")
        with pytest.raises(BadRequest):
            unfinished.keep(case, "note", "x")
    with Case.open(case.path, read_only=True) as reader, pytest.raises(ReadOnly):
        unfinished.keep(reader, "note", "x")
    assert os.path.exists(case.path)
