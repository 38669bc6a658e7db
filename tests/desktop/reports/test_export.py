"""A brief is written whole or not at all, and the file that was there is never lost."""

import dataclasses
import os
import stat
import time
from io import BytesIO

import pikepdf
import pytest

from db.errors import ChildCancelled, FolderNotWritable, WorldError
from desktop import words
from desktop.reports import export, need, typeset
from desktop.reports.export import TargetNotWritable, placed, replace


def test_replaces_whole_and_keeps_who_may_read(tmp_path):
    target = tmp_path / "brief.pdf"
    replace(target, b"one")
    target.chmod(0o600)
    replace(target, b"two")
    assert target.read_bytes() == b"two"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["brief.pdf"]


@pytest.mark.parametrize("fault", [PermissionError(13, "in use"), OSError(28, "full"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file(tmp_path, monkeypatch, fault):
    target = tmp_path / "brief.pdf"
    target.write_bytes(b"old")

    def fail(*_args):
        raise fault

    monkeypatch.setattr(type(target), "replace", fail)
    with pytest.raises(KeyboardInterrupt if isinstance(fault, KeyboardInterrupt) else WorldError) as told:
        replace(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["brief.pdf"]
    if isinstance(fault, PermissionError):
        assert (told.value.code, told.value.facts["detail"]) == ("target-not-writable", "in use")
    elif isinstance(fault, OSError):
        assert told.value.code == "disk-full"


def test_what_cannot_be_written_is_refused_first(tmp_path, monkeypatch):
    with pytest.raises(FolderNotWritable):
        replace(tmp_path / "nowhere" / "brief.pdf", b"")
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(TargetNotWritable):
        replace(tmp_path / "folder.pdf", b"")
    (tmp_path / "kept.pdf").write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda path, _mode: path == tmp_path)
    with pytest.raises(TargetNotWritable):
        export.replace(tmp_path / "kept.pdf", b"new")


def test_errors_are_told_in_a_sentence(tmp_path):
    told = words.error(TargetNotWritable(path="brief.pdf", detail="in use"))
    assert told.startswith("brief.pdf cannot be replaced: in use. It was left as it is")


def test_a_file_held_open_elsewhere_gets_a_neighbour(tmp_path, monkeypatch):
    target = tmp_path / "brief.pdf"
    target.write_bytes(b"old")
    (tmp_path / "brief (2).pdf").write_bytes(b"other")
    rename = type(target).replace

    def held(source, goal):
        if goal == target:
            raise PermissionError(13, "in use")
        return rename(source, goal)

    monkeypatch.setattr(type(target), "replace", held)
    assert placed(target, b"new") == tmp_path / "brief (3).pdf"
    assert (target.read_bytes(), (tmp_path / "brief (3).pdf").read_bytes()) == (b"old", b"new")


def test_what_a_brief_will_need_is_about_right(sample):
    brief = sample.brief()
    pages = need.need(brief).pages
    made = typeset.make(typeset.request_of(brief))
    with pikepdf.open(BytesIO(made.pdf)) as document:
        assert 0.6 * len(document.pages) <= pages <= 1.6 * len(document.pages)
    assert need.need(brief).memory > pages * 4_000_000
    assert need.available() is None or need.available() > 1 << 20
    assert need.fits(need.Need(1, 80), 100)
    assert not need.fits(need.Need(1, 81), 100)
    assert need.fits(need.Need(1, 81), None)


def test_where_memory_is_short_a_brief_is_made_in_parts(sample, tmp_path, monkeypatch):
    monkeypatch.setattr(need, "available", lambda: 1)
    told = []
    written = export.write_brief(
        sample.comparison, sample.statements, tmp_path / "b.pdf", progress=lambda *what: told.append(what)
    )
    assert [path.name for path in (written.path, *written.volumes)] == ["b.pdf", "b (part 2).pdf", "b (part 3).pdf"]
    assert told[-1][0].endswith("in parts since memory is short")
    with pikepdf.open(written.volumes[0]) as second, pikepdf.open(written.volumes[1]) as third:
        assert len(second.pages) + len(third.pages) == len(sample.comparison.scenarios)
    assert written.comments > 8


def test_a_large_case_is_written_by_a_child(sample, tmp_path, monkeypatch):
    plain = export.write_brief(sample.comparison, sample.statements, tmp_path / "a.pdf")
    monkeypatch.setattr(need, "STATEMENTS", 0)
    monkeypatch.setattr(export, "build", None)
    told = []
    written = export.write_brief(
        sample.comparison, sample.statements, tmp_path / "b.pdf", progress=lambda *what: told.append(what)
    )
    assert written.path.read_bytes() == plain.path.read_bytes()
    assert (written.comments, written.tagged, written.replaced) == (plain.comments, plain.tagged, plain.replaced)
    assert any(what.startswith("Typesetting about") for what, _done, _all in told)


def test_no_file_takes_more_than_its_share(sample, monkeypatch):
    assert not need.fits(need.Need(900, need.MOST + 1), 1 << 50)
    assert need.fits(need.Need(500, need.MOST), 1 << 50)
    assert not need.fits(need.Need(900, need.MOST + 1), None)


def test_the_pages_of_a_matrix_are_foreseen_by_its_rows(sample):
    brief = sample.brief()
    table = brief.grid.tables[0]
    many = dataclasses.replace(table, lines=table.lines * 9)
    grid = dataclasses.replace(brief.grid, tables=(many, many), notes=())
    alone = dataclasses.replace(brief, parts=("matrix",), grid=grid)
    with pikepdf.open(BytesIO(typeset.make(typeset.request_of(alone)).pdf)) as document:
        assert abs(need.need(alone).pages - len(document.pages)) <= 2
        assert len(document.pages) > 6


def test_where_memory_is_short_a_long_list_of_statements_is_in_parts_too(sample, tmp_path, monkeypatch):
    monkeypatch.setattr(need, "available", lambda: 1)
    monkeypatch.setattr(export, "LISTED", 8)
    monkeypatch.setattr(export, "TOGETHER", 8)
    lists = []
    monkeypatch.setattr(export, "typeset", lambda brief, cancel: lists.append(brief) or typeset.typeset(brief))
    export.write_brief(sample.comparison, sample.statements, tmp_path / "b.pdf")
    listed = [[entry.number for entry in brief.statements] for brief in lists if brief.statements]
    assert len(listed) == 2
    assert [number for part in listed for number in part] == sorted(statement.number for statement in sample.statements)


def test_what_is_stopped_leaves_no_folder_behind(sample, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    start = time.monotonic()
    with pytest.raises(ChildCancelled):
        typeset.typeset(sample.brief(), cancel=lambda: time.monotonic() > start + 0.6)
    assert not list(tmp_path.iterdir())
