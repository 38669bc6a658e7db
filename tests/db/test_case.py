"""One file, one door for reading and one for writing."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading

import pytest
from sqlalchemy import text

from db import actors, files, sources, statements
from db.case import UNCHANGED, Case
from db.errors import (
    BadRequest,
    CaseClosed,
    CaseDamaged,
    CaseExists,
    CaseLocked,
    CaseMoved,
    CaseNewer,
    CaseNotFound,
    DiskFull,
    FolderNotWritable,
    KeyTaken,
    NotACase,
    ReadOnly,
    StillUsed,
    WrongThread,
)
from db.moments import Moment
from db.schema import VERSION, ActorRow
from db.sqlite import connections
from db.vocabulary import Kind
from tests.db.edits import held


def behind(path, *statements):
    """Writes that bypass the case."""
    with sqlite3.connect(path) as connection:
        for each in statements:
            connection.execute(each)
    connection.close()


def test_a_new_case_is_empty_and_says_what_it_is(tmp_path):
    path = tmp_path / "New.rapporteur"
    with Case.create(path, title="Título", language="es", author="ann") as case, case.read() as reading:
        info = reading.info()
    assert (info.title, info.language, info.revision, info.as_of) == ("Título", "es", 0, None)
    header = path.read_bytes()[:100]
    assert header.startswith(b"SQLite format 3\x00")
    assert header[68:72] == b"RPTR"
    assert int.from_bytes(header[60:64]) == VERSION
    assert [each.name for each in tmp_path.iterdir()] == ["New.rapporteur"]


def test_creating_never_replaces_a_file_unless_asked(tmp_path):
    path = tmp_path / "New.rapporteur"
    path.write_text("mine")
    with pytest.raises(CaseExists):
        Case.create(path, title="t")
    assert path.read_text() == "mine"
    with Case.create(path, title="t", overwrite=True) as case:
        assert case.path == path


def test_a_journal_that_lies_about_is_not_played_into_a_new_case(tmp_path):
    path = tmp_path / "New.rapporteur"
    files.journal(path).write_bytes(b"old")
    with pytest.raises(CaseExists):
        Case.create(path, title="t")
    assert not path.exists()


@pytest.mark.parametrize(("name", "code"), [("case.txt", "wrong-suffix"), ("folder.rapporteur", "is-a-folder")])
def test_what_cannot_be_a_case_is_refused(tmp_path, name, code):
    (tmp_path / "folder.rapporteur").mkdir()
    with pytest.raises(NotACase) as caught:
        Case.create(tmp_path / name, title="t")
    assert caught.value.code == code


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FolderNotWritable):
        Case.create(tmp_path / "no" / "New.rapporteur", title="t")


def test_reading_and_changing(case):
    with case.change("Retitle") as editing:
        editing.describe(title="Another", as_of=Moment.parse("2025"), language=None, description="d")
    assert editing.changes.ids == {Kind.CASE: frozenset({1})}
    assert editing.changes.label == "Retitle"
    with case.read() as reading:
        info = reading.info()
    assert (info.title, info.description, info.as_of) == ("Another", "d", Moment.parse("2025"))
    assert info.revision == editing.changes.revision
    with case.change("No date") as editing:
        editing.describe(as_of=UNCHANGED)
        editing.describe(as_of=None)
    with case.read() as reading:
        assert reading.info().as_of is None


def test_a_change_of_nothing_is_none(case):
    with case.read() as reading:
        before = reading.info()
    with case.change("Nothing") as editing:
        editing.describe(title=before.title)
    assert not editing.changes.ids
    with case.read() as reading:
        assert reading.info() == before


def test_an_exception_takes_all_of_it_back(case):
    before = held(case)
    with pytest.raises(ZeroDivisionError):
        fail(case)
    assert held(case) == before


def fail(case):
    with case.change("Fail") as editing:
        editing.describe(title="x")
        sources.add(editing, title="t", text="t", language="en")
        raise ZeroDivisionError


def test_a_change_inside_a_change_can_be_taken_back_alone(case):
    with case.change("Outer") as outer:
        outer.describe(title="kept")
        with pytest.raises(ZeroDivisionError):
            fail(case)
        with case.change("Inner") as inner:
            inner.describe(description="kept too")
        with case.read() as reading:
            assert reading.info().title == "kept"
    assert inner.changes.ids == outer.changes.ids == {Kind.CASE: frozenset({1})}
    with case.read() as reading:
        info = reading.info()
    assert (info.title, info.description) == ("kept", "kept too")


def test_a_change_inside_a_reading_is_refused(case):
    with case.read(), pytest.raises(BadRequest), case.change("No"):
        pass


def test_a_reading_is_over_when_its_block_is(case):
    with case.read() as reading:
        pass
    with pytest.raises(CaseClosed):
        reading.info()
    with case.change("x") as editing:
        pass
    with pytest.raises(CaseClosed):
        editing.describe(title="x")


def test_a_closed_case(case):
    case.close()
    case.close()
    with pytest.raises(CaseClosed), case.read():
        pass
    with pytest.raises(CaseClosed), case.change("x"):
        pass


def test_a_case_belongs_to_one_thread(case):
    caught = []

    def use():
        try:
            with case.read():
                pass
        except WrongThread as error:
            caught.append(error.code)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert caught == ["wrong-thread"]


def test_keys_are_unique_and_references_lead_somewhere(case):
    with case.read() as reading:
        first = actors.read(reading)[0]
        speaker = statements.read(reading)[0].speaker
    with pytest.raises(KeyTaken), case.change("Same key") as editing:
        editing.put(ActorRow, uid="u", key=first.key, place=1, name="", short="", kind="state", aliases=(),
                    can_block=False, description="")  # fmt: skip
    with pytest.raises(StillUsed), case.change("Remove a speaker") as editing:
        actors.remove(editing, speaker)


def test_a_commit_that_fails_leaves_the_case_usable(case):
    """A reference that is only looked at when it is committed."""
    before = held(case)
    with pytest.raises(StillUsed):
        dangle(case)
    assert held(case) == before
    with case.change("Next") as editing:
        editing.describe(title="next")


def dangle(case):
    with case.change("Dangling") as editing:
        connections.defer_references(editing.connection)
        editing.connection.execute(text("UPDATE statement SET speaker = 9999"))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CaseNotFound):
        Case.open(tmp_path / "none.rapporteur")


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + b"\x00" * 84, b"PK\x03\x04" * 500])
def test_a_file_that_is_something_else(tmp_path, content):
    path = tmp_path / "x.rapporteur"
    path.write_bytes(content)
    with pytest.raises((NotACase, CaseDamaged)):
        Case.open(path)
    assert path.read_bytes() == content


def test_another_sqlite_file_is_not_a_case(tmp_path):
    behind(tmp_path / "x.rapporteur", "CREATE TABLE t (a)")
    with pytest.raises(NotACase):
        Case.open(tmp_path / "x.rapporteur")


def test_a_newer_case_is_refused_and_not_touched(case):
    case.close()
    behind(case.path, f"PRAGMA user_version = {VERSION + 1}")
    before = case.path.read_bytes()
    with pytest.raises(CaseNewer) as caught:
        Case.open(case.path)
    assert caught.value.facts["version"] == VERSION + 1
    assert case.path.read_bytes() == before


@pytest.mark.parametrize(
    "addition",
    [
        "CREATE TABLE extra (a)",
        "CREATE VIEW actor2 AS SELECT * FROM actor",
        "CREATE TRIGGER t AFTER UPDATE ON actor BEGIN SELECT 1; END",
        "CREATE INDEX i ON actor (name)",
        "ALTER TABLE actor ADD COLUMN extra TEXT",
        "DROP INDEX ix_log_change_action",
        'DELETE FROM "case"',
    ],
)
def test_tables_that_are_not_those_of_a_case_are_refused(case, addition):
    case.close()
    behind(case.path, addition)
    with pytest.raises(CaseDamaged):
        Case.open(case.path)


def test_a_torn_page_is_noticed(case):
    case.close()
    data = bytearray(case.path.read_bytes())
    data[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    case.path.write_bytes(data)
    with pytest.raises(CaseDamaged):
        Case.open(case.path)


def test_a_text_that_is_no_text_is_damage(case):
    case.close()
    behind(case.path, "UPDATE actor SET name = CAST(x'ff41' AS TEXT) WHERE id = 1")
    with pytest.raises(CaseDamaged), Case.open(case.path) as opened:
        opened.snapshot()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_not_be_written_is_opened_for_reading(case):
    case.close()
    case.path.chmod(stat.S_IRUSR)
    with Case.open(case.path) as opened:
        assert opened.read_only


def test_opened_for_reading_nothing_is_written(case):
    case.close()
    before = case.path.read_bytes()
    with Case.open(case.path, read_only=True) as opened:
        opened.snapshot()
        with pytest.raises(ReadOnly), opened.change("x"):
            pass
    assert case.path.read_bytes() == before


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_a_file_that_is_no_longer_there_is_noticed_before_anything_is_written(case, how, tmp_path):
    other = tmp_path / "other.rapporteur"
    if how == "moved":
        case.path.rename(other)
    elif how == "deleted":
        case.path.unlink()
    else:
        shutil.copyfile(case.path, other)
        os.replace(other, case.path)
    with pytest.raises(CaseMoved), case.change("Lost") as editing:
        editing.describe(title="lost")
    if how == "moved":
        with Case.open(other, read_only=True) as there, there.read() as reading:
            assert reading.info().title != "lost"


def test_somebody_else_writes(case, monkeypatch):
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    case.close()
    with Case.open(case.path) as mine:
        other = sqlite3.connect(case.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseLocked), mine.change("x"):
            pass
        other.execute("ROLLBACK")
        other.close()
        with mine.change("x") as editing:
            editing.describe(title="now")


def test_a_case_that_somebody_writes_is_not_overwritten(case, monkeypatch):
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    case.close()
    other = sqlite3.connect(case.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CaseLocked):
        Case.create(case.path, title="t", overwrite=True)
    other.close()


FULL = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from db import sources
from db.case import Case
from db.errors import DiskFull
case = Case.open(Path({path!r}))
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = Path({path!r}).stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40_000, resource.RLIM_INFINITY))
with case.read() as reading:
    before = reading.info()
try:
    with case.change("Big") as editing:
        sources.add(editing, title="big", text="x" * 500_000, language="en")
except Exception as error:
    print(type(error).__name__)
with case.read() as reading:
    assert reading.info() == before
with case.change("Small") as editing:
    editing.describe(title="small")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
with case.change("Big again") as editing:
    sources.add(editing, title="big", text="x" * 500_000, language="en")
case.close()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on the size of files")
def test_a_file_that_cannot_grow_loses_nothing_and_works_again_with_room(case):
    """A limit on the size of files stands for a full disk: it fails at the same place, with another code."""
    case.close()
    code = FULL.format(root=str(files.Path(__file__).parents[2]), path=str(case.path))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() in (["DiskFault"], ["DiskFull"])
    with Case.open(case.path, read_only=True) as opened, opened.read() as reading:
        assert {each.title for each in sources.read(reading)} >= {"big"}
        assert reading.info().title == "small"


def test_a_full_disk_is_told_as_one(tmp_path):
    """SQLite's own limit on pages says the same as a disk without room."""
    with Case.create(tmp_path / "x.rapporteur", title="t") as case:
        (pages,) = case._driver.execute("PRAGMA page_count").fetchone()
        case._driver.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(DiskFull), case.change("Big") as editing:
            sources.add(editing, title="big", text="x" * 100_000, language="en")
        case._driver.execute("PRAGMA max_page_count = 1000000")
        with case.change("Big") as editing:
            sources.add(editing, title="big", text="x" * 100_000, language="en")


def test_what_the_connection_promises(case):
    found = {name: case._driver.execute(f"PRAGMA {name}").fetchone()[0] for name in (
        "journal_mode", "foreign_keys", "recursive_triggers", "trusted_schema", "cell_size_check", "temp_store",
        "query_only", "mmap_size")}  # fmt: skip
    assert found == {"journal_mode": "delete", "foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0,
                     "cell_size_check": 1, "temp_store": 2, "query_only": 1, "mmap_size": 0}  # fmt: skip
    assert "synchronous=EXTRA" in _real_settings()


def _real_settings():
    code = "from db.sqlite.connections import _SETTINGS; print(','.join(_SETTINGS))"
    root = files.Path(__file__).parents[2]
    return subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True).stdout
