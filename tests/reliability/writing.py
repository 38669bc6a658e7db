"""Edits of a case as its connection makes them, on a disk of our own: our tables, our triggers, our settings.

The driver of the program cannot be given such a disk, so the same statements go through another one (apsw).
"""

import apsw

from db import opening
from db.columns import Base
from db.sqlite import connections, triggers

CASE = "case.rapporteur"
TEXTS = ("short", "a longer text " * 20, "мир" * 40)


class Writer:
    """A connection to a case on a disk, and what it has reported so far."""

    def __init__(self, disk, settings=connections._SETTINGS):
        self.connection = apsw.Connection(CASE, vfs=disk.name)
        self.connection.setbusytimeout(0)
        for setting in settings:
            self.connection.execute(f"PRAGMA {setting}").fetchall()
        self.connection.execute("PRAGMA query_only=OFF")
        self.reported = 0

    def watch(self):
        """Makes the triggers, as when a case is opened for writing."""
        self.connection.execute("CREATE TEMP TABLE action (id INTEGER NOT NULL, kind TEXT NOT NULL)")
        self.connection.execute("CREATE TEMP TABLE touched (kind INTEGER NOT NULL, id INTEGER)")
        for table in triggers.guarded(Base.metadata):
            for statement in triggers._triggers(table):
                self.connection.execute(statement)

    def change(self, number, draw):
        """One action of some rows; it counts as reported when it is committed."""
        run = self.connection.execute
        run("BEGIN IMMEDIATE")
        try:
            run(
                "INSERT INTO log_action (uid, kind, label, author, at, revision, kept, digest)"
                " VALUES (?, 'edit', 'l', 'a', 't', ?, 1, 'd')",
                (f"u{number}", number),
            )
            run("DELETE FROM temp.action")
            run("INSERT INTO temp.action VALUES (last_insert_rowid(), 'edit')")
            for each in range(draw.randrange(1, 4)):
                text = draw.choice(TEXTS)
                run(
                    "INSERT INTO issue (uid, key, place, name) VALUES (?, ?, ?, ?)",
                    (f"{number}.{each}", f"k{number}x{each}", number, text),
                )
            run("UPDATE issue SET name = ? WHERE id % 5 = ?", (draw.choice(TEXTS), number % 5))
            if draw.random() < 0.3:
                run("DELETE FROM issue WHERE id < (SELECT max(id) FROM issue) - 40")
            run('UPDATE "case" SET revision = ?', (number,))
            run("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                run("ROLLBACK")
            raise
        self.reported = number

    def close(self):
        self.connection.close(True)


def lay_out(disk, settings=connections._SETTINGS):
    """An empty case on the disk."""
    writer = Writer(disk, settings)
    for name, statement in opening.shape().items():
        if not name.startswith("table search_") and "sqlite_sequence" not in name:
            writer.connection.execute(statement)
    writer.connection.execute(
        'INSERT INTO "case" (id, uid, title, description, language, reliabilities, credibilities, revision)'
        " VALUES (1, 'u', 't', '', 'en', '[]', '[]', 0)"
    )
    writer.close()
    return {name: bytes(stored.content) for name, stored in disk.files.items()}


def examined(disk, settings=connections._SETTINGS):
    """The revision of the case on a disk, and what is wrong with it."""
    try:
        writer = Writer(disk, settings)
        found = writer.connection.execute("PRAGMA integrity_check(3)").fetchall()
        (revision,) = writer.connection.execute('SELECT revision FROM "case"').fetchone()
        (last,) = writer.connection.execute("SELECT coalesce(max(revision), 0) FROM log_action").fetchone()
        broken = writer.connection.execute("PRAGMA foreign_key_check").fetchall()
        wrong = writer.connection.execute(
            "SELECT count(*) FROM issue WHERE NOT EXISTS"
            " (SELECT 1 FROM log_change WHERE tbl = 'issue' AND rid = issue.id AND op = 'I')"
        ).fetchone()[0]
        writer.close()
    except apsw.Error as error:
        return 0, repr(error)
    if not isinstance(revision, int):
        return 0, f"a revision that is {revision!r}"
    told = [row[0] for row in found if row[0] != "ok"]
    told += ["references"] * bool(broken) + ["not in the log"] * bool(wrong) + ["revisions"] * (last != revision)
    return revision, ", ".join(told)
