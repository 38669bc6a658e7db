"""Cases from elsewhere: what may cross, and what never does."""

import json
import random
import shutil
import sqlite3

import pytest

from db import child, confined, files, history, known, lock, received, reception, sources
from db.case import Case
from db.errors import CaseDamaged, CaseNewer, NotACase, ReadOnly
from db.known import Known
from db.schema import VERSION
from tests.db.edits import do, held
from tests.db.test_history import faults


@pytest.fixture
def machine(tmp_path):
    """What this machine knows."""
    return Known(tmp_path / "machine" / "known.json")


@pytest.fixture
def here(monkeypatch):
    """What the child does is done here, which takes a tenth of the time."""

    def run(_argv, *, input, **_limits):
        return json.dumps(reception.answer(json.loads(input))).encode()

    monkeypatch.setattr(confined, "run", run)
    monkeypatch.setattr(child, "report", lambda _share: None)


@pytest.fixture
def path(case):
    draw = random.Random(1)
    for name in ("actors.save", "coding.save", "sources.add", "notes.save", "actors.save", "notes.remove"):
        do(case, draw, name)
    case.undo()
    case.close()
    return case.path


def spoil(path, *statements):
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        for each in statements:
            connection.execute(each)
    connection.close()


def names(path):
    return sorted(each.name for each in path.parent.glob("*.rapporteur*"))


def test_a_case_from_elsewhere_is_copied_with_all_it_holds(path, machine):
    with Case.open(path, read_only=True) as before:
        page, snapshot = held(before), before.snapshot()
        with before.read() as reading:
            entries, texts = history.entries(reading), sources.texts(reading)
    came = path.read_bytes()
    with Case.open(path, author="ann", known=machine) as case:
        assert case.arrival.original.name == "Sample (as received).rapporteur"
        assert case.arrival.left == ()
        assert held(case) == page
        assert case.snapshot() == snapshot
        with case.read() as reading:
            assert history.entries(reading) == entries
            assert sources.texts(reading) == texts
        assert faults(case) == (None, [])
        assert case.can_redo()
        case.undo()
    assert case.arrival.original.read_bytes() == came
    assert names(path) == ["Sample (as received).rapporteur", "Sample.rapporteur"]


def test_it_is_known_from_then_on(here, path, machine):
    for _time in range(3):
        with Case.open(path, author="ann", known=machine) as case:
            do(case, random.Random(1), "actors.save")
    assert len(names(path)) == 2
    with Case.open(path, author="ann", known=machine) as case:
        assert case.arrival is None


def test_a_case_made_here_is_known_also_under_another_name(tmp_path, machine):
    path = tmp_path / "New.rapporteur"
    with Case.create(path, title="t", known=machine) as case:
        do(case, random.Random(1), "actors.save")
    moved = path.rename(tmp_path / "Moved.rapporteur")
    copied = shutil.copyfile(moved, tmp_path / "Copied.rapporteur")
    for each in (moved, copied):
        with Case.open(each, known=machine) as case:
            assert case.arrival is None


def test_a_case_that_this_machine_was_writing_when_it_crashed_is_known(here, path, machine):
    with Case.open(path, known=machine):
        pass
    with Case.open(path) as case:  # as if nothing could be written down at the end
        do(case, random.Random(1), "actors.save")
    assert received.is_known(path, machine)
    copy = shutil.copyfile(path, path.with_name("copy.rapporteur"))
    assert not received.is_known(copy, machine), "what went on elsewhere is not"


def test_what_is_remembered_can_be_lost_or_spoilt(here, path, machine, tmp_path):
    with Case.open(path, known=machine):
        pass
    for content in ("", "[]", "{", '{"x": 1}', "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")):
        (tmp_path / "machine" / "known.json").write_text(content)
        assert not received.is_known(path, machine)
    blocked = Known(tmp_path / "machine" / "known.json" / "no")
    with Case.open(path, known=blocked) as case:
        assert case.arrival


def test_only_so_many_are_remembered(machine, path, monkeypatch):
    monkeypatch.setattr(known, "MOST", 3)
    for number in range(5):
        machine.remember(path, f"uid{number}", "head")
    assert not machine.knows(path, "uid1", set(), "head")
    assert machine.knows(path, "uid4", set(), "head")


def test_reading_alone_takes_nothing_in(path, machine):
    with Case.open(path, read_only=True, known=machine) as case:
        assert case.arrival is None
    assert names(path) == ["Sample.rapporteur"]


LEFT_BEHIND = {
    "trigger": ["CREATE TRIGGER t AFTER UPDATE ON actor BEGIN DELETE FROM note; END"],
    "view": ["CREATE VIEW v AS SELECT * FROM actor"],
    "table": ["CREATE TABLE extra (a)", "INSERT INTO extra VALUES ('x')"],
    "index": ["CREATE INDEX i ON actor (name)"],
    "statistics": ["ANALYZE"],
}


@pytest.mark.parametrize("what", LEFT_BEHIND)
def test_what_a_file_holds_beyond_a_case_stays_behind(here, path, machine, what):
    spoil(path, *LEFT_BEHIND[what])
    with Case.open(path, author="ann", known=machine) as case:
        assert faults(case) == (None, [])
        assert case.arrival.left
        do(case, random.Random(1), "actors.save")
        assert not case._driver.execute("SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')").fetchall()


QUIETLY_PUT_RIGHT = {
    "counters at the end": "UPDATE sqlite_sequence SET seq = 9223372036854775807",
    "counters gone": "DELETE FROM sqlite_sequence",
    "planted words in the index": "INSERT INTO search (rowid, body, mark) VALUES (99999, 'planted', 'x')",
    "index emptied": "DELETE FROM search",
    "planted cache": "INSERT INTO cache (name, revision, digest, body) VALUES ('columns', 6, '', x'00')",
    "somebody's draft": "INSERT INTO draft (name, body, at) VALUES ('n', 'b', 'a')",
}


@pytest.mark.parametrize("what", QUIETLY_PUT_RIGHT)
def test_what_is_made_anew_cannot_be_planted(here, path, machine, what):
    with Case.open(path, read_only=True) as before:
        snapshot = before.snapshot()
    spoil(path, QUIETLY_PUT_RIGHT[what])
    with Case.open(path, author="ann", known=machine) as case:
        assert case.snapshot() == snapshot
        assert case._driver.execute("SELECT count(*) FROM search WHERE search MATCH 'planted'").fetchone() == (0,)
        assert case._driver.execute("SELECT count(*) FROM search").fetchone() > (0,)
        assert case._driver.execute("SELECT count(*) FROM draft").fetchone() == (0,)
        do(case, random.Random(1), "actors.save")
        assert faults(case) == (None, [])


def test_an_id_that_was_given_is_never_given_again(here, path, machine):
    with Case.open(path, read_only=True) as before:
        (gone,) = before._driver.execute("SELECT max(rid) FROM log_change WHERE tbl = 'note'").fetchone()
    spoil(path, "DELETE FROM sqlite_sequence")
    with Case.open(path, author="ann", known=machine) as case:
        draw = random.Random(4)
        for _n in range(6):
            do(case, draw, "notes.save")
        (last,) = case._driver.execute("SELECT max(id) FROM note").fetchone()
        assert last > gone


REFUSED = {
    "text that is no UTF-8": "UPDATE actor SET name = CAST(x'ff41' AS TEXT) WHERE id = 1",
    "text with a NUL": "UPDATE actor SET name = 'a' || char(0) || 'b' WHERE id = 1",
    "another name than the history says": "UPDATE actor SET name = 'Nobody' WHERE id = 1",
    "one row less": "DELETE FROM note WHERE id = 1",
    "an id beyond all counters": "UPDATE actor SET id = 9223372036854775806 WHERE id = 1",
    "a negative id": "UPDATE note SET id = -5 WHERE id = 1",
    "a history that was cut": "DELETE FROM log_change WHERE id = (SELECT max(id) FROM log_change)",
    "a history that was retold": "UPDATE log_action SET author = 'eve' WHERE id = 2",
    "a text that was changed": "UPDATE text SET body = replace(body, 'a', 'b')",
    "two cases in one": "INSERT INTO \"case\" SELECT 2, uid || 'x', title, description, language, as_of, "
    'reliabilities, credibilities, revision FROM "case"',
    "no case at all": 'DELETE FROM "case"',
    "a reference to nothing": "UPDATE statement SET speaker = 12345 WHERE id = 1",
    "a word that is none": "UPDATE position SET state = 'planted' WHERE id = 1",
    "a table that is a view": "ALTER TABLE actor RENAME TO hidden; CREATE VIEW actor AS SELECT * FROM hidden",
    "a table without its rules": "UPDATE sqlite_schema SET sql = replace(sql, 'CHECK', 'CHECK (1) OR NOT') "
    "WHERE name = 'position'",
    "a virtual table for a table": "DROP TABLE view; CREATE VIRTUAL TABLE view USING fts5(id, uid, kind, name, body)",
    "a generated column": "ALTER TABLE view ADD COLUMN more TEXT AS (randomblob(100000000))",
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_is_not_touched(here, path, machine, what):
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("PRAGMA writable_schema=ON")
        connection.executescript(REFUSED[what])
    connection.close()
    before = path.read_bytes()
    with pytest.raises((CaseDamaged, NotACase)) as caught:
        Case.open(path, author="ann", known=machine)
    assert caught.value.facts.get("path", path) is not None
    assert path.read_bytes() == before
    assert names(path) == ["Sample.rapporteur"]
    assert lock.holder(path) is None
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(".")] == []


def test_a_journal_beside_it_is_not_played_and_goes_with_it(here, path, machine):
    files.journal(path).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\x00" * 600)
    with Case.open(path, author="ann", known=machine) as case:
        assert faults(case) == (None, [])
        assert files.journal(case.arrival.original).exists()
    assert not files.journal(path).exists()


def test_a_newer_one_is_told_as_newer(here, path, machine):
    spoil(path, f"PRAGMA user_version = {VERSION + 3}")
    with pytest.raises(CaseNewer) as caught:
        Case.open(path, known=machine)
    assert caught.value.facts["version"] == VERSION + 3


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_something_else_is_refused(here, tmp_path, machine, content):
    path = tmp_path / "x.rapporteur"
    path.write_bytes(content)
    with pytest.raises((NotACase, CaseDamaged)):
        Case.open(path, known=machine)
    assert path.read_bytes() == content


def test_a_text_of_a_size_that_no_text_has(path, machine, monkeypatch):
    """A blob that unpacks to more than a case may hold."""
    spoil(path, "UPDATE source SET url = hex(zeroblob(26000000)) WHERE id = 1")
    with pytest.raises(CaseDamaged) as caught:
        Case.open(path, known=machine)
    assert caught.value.code == "odd-row"


def test_what_is_remembered_is_plain(here, machine, path, tmp_path):
    with Case.open(path, known=machine):
        pass
    (kept,) = json.loads((tmp_path / "machine" / "known.json").read_text()).values()
    assert set(kept) == {"head", "file", "path", "state", "looked"}


def test_one_that_is_only_read_is_looked_at_by_the_child_too(path, machine):
    spoil(path, "CREATE VIEW sweet AS SELECT 1", "UPDATE actor SET description = description WHERE id = 1")
    came, there = path.read_bytes(), names(path)
    with Case.open(path, read_only=True, known=machine) as case:
        assert case.path == path
        assert case.read_only
        assert case.snapshot().actors
        assert "sweet" not in str(case._driver.execute("SELECT name FROM sqlite_schema").fetchall())
        private = case._copy
        assert private.exists()
    assert not private.parent.exists()
    assert path.read_bytes() == came
    assert names(path) == there


@pytest.mark.parametrize("attack", ["UPDATE actor SET name = 'x' WHERE id = 1", "PRAGMA user_version = 99"])
def test_one_that_is_only_read_and_may_not_be_trusted_is_refused(here, path, machine, attack, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "private"))
    (tmp_path / "private").mkdir()
    spoil(path, attack)
    with pytest.raises((CaseDamaged, CaseNewer)):
        Case.open(path, read_only=True, known=machine)
    assert not list((tmp_path / "private").iterdir())


def test_one_that_is_known_is_read_where_it_is(path, machine):
    Case.open(path, known=machine).close()
    with Case.open(path, read_only=True, known=machine) as case:
        assert case._copy is None


def test_one_in_the_middle_of_being_written_is_not_read_half(here, path, machine):
    files.journal(path).write_bytes(b"x" * 600)
    with pytest.raises(ReadOnly) as told:
        Case.open(path, read_only=True, known=machine)
    assert told.value.code == "case-needs-recovery"


@pytest.mark.parametrize(
    "trap",
    [
        'CREATE VIEW "case" AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) '
        "SELECT max(x) AS uid FROM c",
        'CREATE TABLE "case" (id INTEGER, uid TEXT AS (hex(zeroblob(50000000))))',
    ],
)
def test_a_look_at_whose_file_it_is_runs_nothing_of_it(tmp_path, machine, trap):
    path = tmp_path / "trap.rapporteur"
    connection = sqlite3.connect(path)
    connection.execute(trap)
    connection.execute("CREATE TABLE log_action (id INTEGER, digest TEXT)")
    connection.close()
    assert received.uid_of(path) is None
    assert not received.is_known(path, machine)
