"""A brief is written whole or not at all, and the file that was there is never lost."""

import os
import stat

import pytest

from db.errors import FolderNotWritable, WorldError
from desktop import words
from desktop.reports import export
from desktop.reports.export import TargetNotWritable, replace


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
