"""The case is opened by SQLite and by nothing else in this process: closing another handle would drop its locks."""

import ast
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from db import copies, files, history, integrity, lock, mending, search, trimming, unfinished, whole
from db.backups import Backups
from db.case import Case
from db.errors import DiskFault
from desktop.exchange import case_json
from tests.db.edits import do

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*ROOT.glob("db/**/*.py"), *ROOT.glob("desktop/**/*.py")])

OTHER_LIBRARIES = {"apsw", "sqlcipher3", "pysqlcipher3", "pysqlite3", "duckdb", "PySide6.QtSql"}
"""A second SQLite in the process would not know of the locks of the first."""

OPENING = {"open", "read_bytes", "read_text", "write_bytes", "write_text", "copyfile", "copy", "copy2", "fdopen"}
MAY_OPEN = {
    "db/files.py": "files that are complete and closed, or whose case is closed",
    "db/lock.py": "the lock beside a case",
    "db/known.py": "what this machine remembers",
    "db/reception.py": "a child process of its own",
    "db/child.py": "pipes",
    "db/process_memory.py": "what the system tells of a process",
}
"""The modules of ``db`` that open files at all, and which."""


def calls(path):
    """The names of all functions and methods that are called in a file, with their lines."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func
            on = called.value.id if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) else ""
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            yield node.lineno, on, name


def test_only_these_modules_of_db_open_files():
    for path in ROOT.glob("db/**/*.py"):
        if str(path.relative_to(ROOT)) in MAY_OPEN:
            continue
        ours = {"Case", "cls", "rows", "webbrowser"}
        found = [(line, on, name) for line, on, name in calls(path) if name in OPENING and on not in ours]
        assert found == [], path


def test_one_sqlite_and_only_in_db():
    for path in SOURCES:
        imported = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        assert not imported & OTHER_LIBRARIES, path
        if path.is_relative_to(ROOT / "desktop"):
            assert "sqlite3" not in imported, path


WATCH = """
import os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
case_path = {path!r}
opened = []
def hook(event, given):
    if event == "open" and str(given[0]) == case_path or event == "sqlite3.connect" and case_path in str(given[0]):
        opened.append((event, [f"{{f.f_code.co_filename}}:{{f.f_lineno}}" for f in frames()]))
def frames():
    frame = sys._getframe(2)
    while frame is not None:
        yield frame
        frame = frame.f_back
sys.addaudithook(hook)
from tests.reliability import test_own_goals
print(test_own_goals.everything(Path(case_path), Path({folder!r}), opened))
"""


def everything(path, folder, opened):
    """All that is done with an open case; gives what was opened by its path meanwhile."""
    draw = random.Random(1)
    with Case.open(path, author="ann") as case:
        opened.clear()
        store = Backups(folder / "backups")
        case.snapshot()
        for _n in range(20):
            do(case, draw)
        case.undo()
        case.redo()
        case.go_back(2)
        backup = store.make(case)
        store.preview(backup, case)
        copies.save_copy(case, folder / "copy.rapporteur")
        copies.save_template(case, folder / "template.rapporteur", title="T")
        case_json.export_file(case, folder / "case.json")
        integrity.check(case)
        mending.mend(case, "Repair")
        unfinished.keep(case, "note", "x")
        trimming.trim(case, store, keep=1, days=0)
        with case.read() as reading:
            search.find(reading, "force")
            history.entries(reading)
            whole.read(reading)
        lock.holder(path)
        files.mark(path)
        return list(opened)


def test_nothing_opens_the_case_while_it_is_open(sample, tmp_path):
    path = tmp_path / "watched.rapporteur"
    path.write_bytes(sample.read_bytes())
    code = WATCH.format(root=str(ROOT), path=str(path), folder=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.strip().splitlines()[-1] == "[]", done.stdout


def score(case, path, intrude):
    with case.change("Mine") as editing:
        editing.describe(title="mine")
        assert intrude() != 0
        path.open("rb").close()
        assert intrude() == 0


@pytest.mark.skipif(os.name != "posix", reason="elsewhere locks are other ones")
def test_why_it_matters(sample, tmp_path):
    """The canary: opened and closed by its path, the case is no longer locked, and another process writes into it."""
    path = tmp_path / "goal.rapporteur"
    path.write_bytes(sample.read_bytes())
    other = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None);"
        "c.execute('BEGIN IMMEDIATE'); c.execute('UPDATE note SET body = 1'); c.execute('COMMIT')"
    )

    def intrude():
        return subprocess.run([sys.executable, "-c", other, str(path)], capture_output=True, check=False).returncode

    with Case.open(path, author="ann") as case:
        with pytest.raises(DiskFault):
            score(case, path, intrude)
        case._snapshot = None  # there is nothing sound to remember
