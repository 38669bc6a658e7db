"""Older cases: brought up to date on a copy, or left exactly as they were."""

import gzip
import sqlite3
from pathlib import Path

import pytest

from db import files, history, migrations, opening, replay, schema, statements
from db.case import Case
from db.errors import CaseDamaged, DiskFull, MigrationFailed, ReadOnly
from db.known import Known
from tests.db.edits import held
from tests.db.test_received import here, names  # noqa: F401 - a fixture

FILES = Path(__file__).parent / "files"


@pytest.fixture
def old(case, monkeypatch):
    """A case as an older version would have left it: without a column and a table, under a lower number."""
    with case.read() as reading:
        entries = history.entries(reading)
    page = held(case)
    case.close()
    with sqlite3.connect(case.path) as connection:
        connection.execute("ALTER TABLE note DROP COLUMN done")
        connection.execute("DROP TABLE skipped")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    monkeypatch.setattr(schema, "VERSION", 2)
    monkeypatch.setattr(migrations, "step", lambda version: {2: upgrade}[version])
    return case.path, page, entries


def upgrade(operations):
    operations.execute("ALTER TABLE note ADD COLUMN done INTEGER NOT NULL DEFAULT 0")
    operations.execute("CREATE TABLE skipped (id INTEGER PRIMARY KEY, source INTEGER, start INTEGER, 'end' INTEGER)")


def test_an_older_case_becomes_one_of_this_version(old):
    path, page, entries = old
    before = path.read_bytes()
    with Case.open(path, author="ann") as case:
        assert held(case) == page
        with case.read() as reading:
            told = history.entries(reading)
            assert replay.broken_seal(reading.connection) is None
            assert list(replay.contradictions(reading.connection)) == []
        assert [each.uid for each in told[:-1]] == [each.uid for each in entries]
        assert (told[-1].kind, told[-1].label) == ("migrate", "v2")
        assert case.can_undo() is None, "what was before cannot be undone"
        with case.change("After") as editing:
            editing.describe(title="after")
        case.undo()
        with case.read() as reading:
            assert list(replay.contradictions(reading.connection)) == []
    assert names(path) == ["Sample (before v2).rapporteur", "Sample.rapporteur"]
    assert path.with_name("Sample (before v2).rapporteur").read_bytes() == before
    with Case.open(path, read_only=True) as again:
        assert len(again.snapshot().actors) == len(page["actor"])


def test_an_older_case_from_elsewhere_is_brought_up_to_date_on_the_way_in(old, here, tmp_path):  # noqa: F811
    path, page, _entries = old
    with Case.open(path, author="ann", known=Known(tmp_path / "known.json")) as case:
        assert case.arrival.version == 1
        assert held(case) == page
    assert names(path) == ["Sample (as received).rapporteur", "Sample.rapporteur"]


def test_for_reading_an_older_case_is_left_alone(old):
    path, *_rest = old
    before = path.read_bytes()
    with pytest.raises(ReadOnly) as caught:
        Case.open(path, read_only=True)
    assert caught.value.code == "case-needs-migration"
    assert path.read_bytes() == before


FAILING = {
    "the step": "db.migrations.step",
    "the copy": "db.migrations._copied",
    "the rows": "db.rows.copy",
    "the new beginning": "db.migrations._begin_anew",
    "the index": "db.search.rebuild",
    "the check": "db.migrations._verify",
    "the last moment": "db.files.put_in_place",
}


@pytest.mark.parametrize("what", FAILING)
@pytest.mark.parametrize(
    "error", [DiskFull(), OSError(5, "no"), CaseDamaged(detail="x"), sqlite3.OperationalError("x")]
)
def test_whatever_fails_the_case_is_as_it_was(old, monkeypatch, what, error):
    path, *_rest = old
    before = path.read_bytes()

    def fail(*_given, **_named):
        raise error

    monkeypatch.setattr(FAILING[what], fail)
    with pytest.raises(MigrationFailed):
        Case.open(path, author="ann")
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["Sample.rapporteur"]


def test_children_survive_a_table_that_is_made_anew(old, monkeypatch):
    """Alembic's way to change a table drops the old one, which with references enforced would empty others."""
    path, page, _entries = old

    def rebuild(operations):
        upgrade(operations)
        with operations.batch_alter_table("statement", recreate="always") as batch:
            batch.alter_column("venue", server_default="x")

    monkeypatch.setattr(migrations, "step", lambda _version: rebuild)
    with Case.open(path, author="ann") as case:
        assert held(case)["position"] == page["position"]


def test_every_version_has_its_step():
    for version in range(1, schema.VERSION + 1):
        assert callable(migrations.step(version))


def test_triggers_of_an_older_file_do_not_act(old):
    path, page, _entries = old
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM actor; END")
        connection.execute("CREATE VIEW v AS SELECT 1")
    connection.close()
    with Case.open(path, author="ann") as case:
        assert held(case) == page
        assert opening.shape().keys() >= {"table actor"}


@pytest.mark.parametrize("path", sorted(FILES.glob("version-*.rapporteur.gz")), ids=lambda path: path.stem)
def test_a_real_file_of_each_version_opens(path, tmp_path):
    """Kept as it was written then. Until a version is released its file is written anew when the tables change."""
    copy = tmp_path / path.stem
    copy.write_bytes(gzip.decompress(path.read_bytes()))
    with Case.open(copy, author="ann") as case:
        with case.read() as reading:
            assert len(statements.read(reading)) == 13
            assert replay.broken_seal(reading.connection) is None
            assert list(replay.contradictions(reading.connection)) == []
        while case.can_undo():
            case.undo()
    assert files.free(copy) != copy
