"""What can be saved of a damaged case."""

import random
import sqlite3

import pytest

from db import actors, sources, statements
from db.case import Case
from db.errors import CaseDamaged, CaseExists, NotACase
from db.salvage import salvage
from tests.db.edits import do, held
from tests.db.test_history import faults
from tests.db.test_received import here, spoil  # noqa: F401 - a fixture

PAGE = 4096


@pytest.fixture
def path(case):
    case.close()
    return case.path


def tear(path, page):
    """Overwrites a page with rubbish."""
    data = bytearray(path.read_bytes())
    data[PAGE * page : PAGE * (page + 1)] = b"\xa5" * PAGE
    path.write_bytes(data)


def pages_of(path, table):
    """The pages on which the rows of a table are, the root first."""
    with sqlite3.connect(path) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    connection.close()
    return root - 1


def test_a_sound_case_is_saved_whole_but_for_its_history(here, path):  # noqa: F811
    with Case.open(path, read_only=True) as before:
        page = held(before)
    report = salvage(path)
    assert report.path.name == "Sample (saved).rapporteur"
    assert report.whole
    with Case.open(report.path, author="ann") as saved:
        after = held(saved)
        assert {name: rows for name, rows in after.items() if name != "case"} == {
            name: rows for name, rows in page.items() if name != "case"
        }
        assert faults(saved) == (None, [])
        assert saved.can_undo() is None
        do(saved, random.Random(1), "actors.save")
        saved.undo()


def test_a_damaged_case_loses_what_is_damaged_and_says_so(path):
    tear(path, pages_of(path, "note"))
    damaged = path.read_bytes()
    with pytest.raises(CaseDamaged):
        Case.open(path)
    report = salvage(path)
    assert path.read_bytes() == damaged
    lost = {each.table for each in report.tables if not each.whole}
    assert lost == {"note"}
    with Case.open(report.path) as saved, saved.read() as reading:
        assert len(statements.read(reading)) == 13
        assert len(actors.read(reading)) > 5
    assert not report.whole


def test_what_belongs_to_something_lost_is_not_kept_alone(here, path):  # noqa: F811
    tear(path, pages_of(path, "statement"))
    report = salvage(path)
    by_name = {each.table: each for each in report.tables}
    assert by_name["position"].alone > 0
    assert by_name["position"].kept == 0
    with Case.open(report.path) as saved:
        assert faults(saved) == (None, [])
        assert saved.snapshot().actors


def test_rows_that_make_no_sense_are_left_out(here, path):  # noqa: F811
    spoil(path, "UPDATE actor SET name = CAST(x'ff' AS TEXT) WHERE id = (SELECT max(id) FROM actor)")
    report = salvage(path)
    assert {each.table: each.odd for each in report.tables}["actor"] == 1


def test_a_text_that_changed_is_kept_as_it_is(here, path):  # noqa: F811
    spoil(path, "UPDATE text SET body = body || ' and more'")
    with Case.open(salvage(path).path) as saved, saved.read() as reading:
        assert all(text.endswith(" and more") for text in sources.texts(reading).values())


def test_each_saved_file_gets_a_name_of_its_own(here, path, tmp_path):  # noqa: F811
    assert salvage(path).path != salvage(path).path
    assert salvage(path, tmp_path / "mine.rapporteur").path.name == "mine.rapporteur"


@pytest.mark.parametrize("content", [b"hello", b"SQLite format 3\x00" + b"\xff" * 9000])
def test_what_never_was_a_case_cannot_be_saved(here, tmp_path, content):  # noqa: F811
    path = tmp_path / "x.rapporteur"
    path.write_bytes(content)
    with pytest.raises((NotACase, CaseDamaged)):
        salvage(path)
    assert [each.name for each in tmp_path.iterdir()] == ["x.rapporteur"]


@pytest.mark.parametrize("seed", range(12))
def test_any_page_may_be_torn(here, path, seed):  # noqa: F811
    """Whatever is damaged, there is a sound case or a clear refusal."""
    draw = random.Random(seed)
    size = len(path.read_bytes()) // PAGE
    for _n in range(draw.randrange(1, 4)):
        tear(path, draw.randrange(1, size))
    try:
        report = salvage(path)
    except (CaseDamaged, NotACase):
        return
    with Case.open(report.path) as saved:
        assert faults(saved) == (None, [])


def test_a_file_is_never_replaced(here, path, tmp_path, monkeypatch):  # noqa: F811
    (tmp_path / "there.rapporteur").write_text("mine")
    monkeypatch.setattr("db.files.free", lambda path: path)
    with pytest.raises(CaseExists):
        salvage(path, tmp_path / "there.rapporteur")
    assert (tmp_path / "there.rapporteur").read_text() == "mine"
