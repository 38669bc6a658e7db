"""What it costs to open a case of 100,000 statements and 2,000 documents, until its first screen is painted.

Run it as a script; ``RAPPORTEUR_LARGE_CASE`` may name a file that ``large_case.py`` made before. The window is the real
one, off the screen, with its views loaded as they are while a person looks at the welcome page. The case is one that
was closed here before and found sound, as on any day of work. Seconds are those of the processor, of all threads; the
longest gap is that of the window's own. The size on the disk is told with and without the history, which grows with
what was done.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench.measure import told, told_time  # noqa: E402

MANY = 100_000
SECONDS, MEGABYTES, GAP = 0.25, 62, 0.1
HISTORY = ("log_action", "log_change")


def main():
    """Makes the case if need be, and measures in processes of their own."""
    given = os.environ.get("RAPPORTEUR_LARGE_CASE")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(given) if given else Path(folder) / "large.rapporteur"
        if not given:
            print(f"making a case of {MANY:,} statements", flush=True)
            subprocess.run([sys.executable, str(ROOT / "tests/bench/large_case.py"), str(path), str(MANY)], check=True)
        trust(path, Path(folder))
        child(path, Path(folder))
        rounds = [child(path, Path(folder)) for _round in range(3)]
        told_time("opened and its first screen painted, all threads", min(used for used, _gap in rounds), SECONDS)
        told_time("the longest gap meanwhile", min(gap for _used, gap in rounds), GAP)
        parts(path)
        whole, history, words = sizes(path)
        told("on the disk without the history, MB", whole - history, MEGABYTES)
        print(f"on the disk with it: {whole:.0f} MB; the texts and the words quoted from them are {words:.0f} MB")


def trust(path, kept):
    """Makes the case one of this machine's own."""
    from db import received
    from db.known import Known
    from desktop import places

    received.trust(path, Known(places.known(kept)))


def child(path, kept):
    """The seconds and the gap that one process measures."""
    environment = {**os.environ, "RAPPORTEUR_SETTINGS": str(kept / "settings")}
    argv = [sys.executable, __file__, str(path), str(kept)]
    ran = subprocess.run(argv, check=True, capture_output=True, text=True, env=environment)
    used, gap = ran.stdout.split()[-2:]
    return float(used), float(gap)


def measure(path, kept):
    """Opens the case in a window, as File > Open does."""
    from PySide6.QtWidgets import QApplication

    from desktop import app as program
    from desktop import theme
    from desktop.screens import screens
    from desktop.settings import Settings
    from desktop.window import Window
    from desktop.workspace import Workspace

    app = QApplication([])
    theme.current().dress(app, theme.Appearance.LIGHT, 100)
    window = Window(Workspace("Bench", kept=kept), Settings())
    window.show()
    until(app, lambda: all(window.bench.has(each.name) for each in screens()))
    until(app, lambda: False, 1.0)
    window.workspace.open(path)
    used, gap = until(app, lambda: window.bench.name() == "matrix" and window.bench.isVisible())
    begun = time.process_time()
    window.grab()
    painted = time.process_time() - begun
    print(used + painted, max(gap, painted))
    window.close()
    program.end(window)


def until(app, done, seconds=60.0):
    """Lets the window work until something is so: the seconds of all threads, the longest gap of this one."""
    begun, used, longest = time.perf_counter(), time.process_time(), 0.0
    while not done() and time.perf_counter() - begun < seconds:
        last = time.thread_time()
        app.processEvents()
        longest = max(longest, time.thread_time() - last)
        time.sleep(0.001)
    return time.process_time() - used, longest


def parts(path):
    """What takes the time, each by itself in this process."""
    from db.case import Case
    from desktop.analysis.cells import Comparison

    begun = time.process_time()
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        connection.execute("PRAGMA quick_check").fetchall()
    checked = time.process_time()
    with Case.open(path, author="Bench") as case:
        opened = time.process_time()
        snapshot = case.snapshot()
    read = time.process_time()
    Comparison(snapshot, lens=True).grid()
    compared = time.process_time()
    for what, seconds in (
        ("the check of the file", checked - begun),
        ("opening it, with that check", opened - checked),
        ("the kept snapshot", read - opened),
        ("the matrix, worked out anew", compared - read),
    ):
        print(f"of it {what}: {1000 * seconds:.0f} ms")


def sizes(path):
    """Megabytes of the file, of what of it is history, and of the words in it."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        pages = "SELECT coalesce(sum(pgsize), 0) FROM dbstat JOIN sqlite_schema USING (name) WHERE tbl_name IN (?, ?)"
        (history,) = connection.execute(pages, HISTORY).fetchone()
        words = sum(
            connection.execute(f"SELECT sum(length(CAST({column} AS BLOB))) FROM {table}").fetchone()[0]
            for column, table in (("body", "text"), ("exact", "quotation"))
        )
    return path.stat().st_size / 1e6, history / 1e6, words / 1e6


if __name__ == "__main__":
    measure(*map(Path, sys.argv[1:])) if len(sys.argv) > 1 else main()
