"""How lively the table of 100,000 statements is: the longest gap in which it answers nothing, and what it holds.

Run it as a script; ``RAPPORTEUR_LARGE_CASE`` may name a file that ``large_case.py`` made before. The view is the one of
the window, off the screen. A gap is processor time of the window's own thread between two turns of its loop. Memory is
the most that the process held, beside the same process with the case open and no table.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench.measure import told, told_time  # noqa: E402

MANY = 100_000
GAP, MEMORY = 0.1, 125


class Pulse:
    """Notices how long the window answers nothing."""

    def __init__(self, app):
        self.app, self.longest, self.worst = app, 0.0, ""

    def until(self, done, what, seconds=60.0):
        """Lets the window work until something is so."""
        begun = time.perf_counter()
        while not done():
            if time.perf_counter() - begun > seconds:
                raise SystemExit(f"{what}: not done after {seconds} s")
            last = time.thread_time()
            self.app.processEvents()
            self.note(time.thread_time() - last, what)
            time.sleep(0.001)

    def note(self, gap, what):
        """A gap."""
        if gap > self.longest:
            self.longest, self.worst = gap, what


def main():
    """Makes the case in a process of its own, and measures in two more."""
    given = os.environ.get("RAPPORTEUR_LARGE_CASE")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(given) if given else Path(folder) / "large.rapporteur"
        if not given:
            print(f"making a case of {MANY:,} statements", flush=True)
            subprocess.run([sys.executable, str(ROOT / "tests/bench/large_case.py"), str(path), str(MANY)], check=True)
        bare = float(_child(path, "bare").splitlines()[-1])
        lines = _child(path, "table").splitlines()
        print("\n".join(lines[:-1]))
        told("memory of the table beside the open case, MB", float(lines[-1]) - bare, MEMORY)


def _child(path, what):
    command = [sys.executable, str(Path(__file__)), what, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def measured(what, path):
    """Runs in a child: opens the case, with a table or without, and tells the most memory in MB at the end."""
    from PySide6.QtWidgets import QApplication

    from desktop import theme
    from desktop.workspace import Workspace

    app = QApplication([])
    theme.current().dress(app, theme.Appearance.LIGHT, 100)
    workspace, pulse = Workspace("Bench"), Pulse(app)
    view = _view(workspace) if what == "table" else None
    workspace.open(path)
    pulse.until(lambda: workspace.comparison is not None, "open the case")
    pulse.longest = 0.0
    if view is not None:
        _use(view, pulse)
        told_time(f"the longest gap ({pulse.worst})", pulse.longest, GAP)
        view.deleteLater()
    workspace.shut()
    unit = 1 if sys.platform == "darwin" else 1024
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1_000_000)


def _view(workspace):
    from desktop.views.statements import Statements

    view = Statements(workspace)
    view.resize(1000, 800)
    view.show()
    return view


def _use(view, pulse):
    """What a person does with a large table."""
    from desktop.models.asking import Group, Sort
    from desktop.models.filters import Filter

    pulse.until(lambda: view.model.rowCount() > MANY and not view.busy(), "show the table")
    for what, asked in (
        ("order by stance", replace(view.asked, sort=Sort.STANCE)),
        ("group by source", replace(view.asked, group=Group.SOURCE)),
        ("group by date", replace(view.asked, group=Group.DATE)),
        ("no groups", replace(view.asked, group=Group.NONE)),
        ("find words", replace(view.asked, find="ceasefire or peace")),
        ("filter", view.asked.with_filter(Filter("stance", "is", ("rejects",)))),
        ("all again", replace(view.asked, group=Group.ACTOR)),
    ):
        before = view.model.lines
        view.ask(asked)
        pulse.until(lambda before=before: view.model.lines is not before and not view.busy(), what)
    _scroll(view, pulse)
    _select(view, pulse)


def _scroll(view, pulse):
    bar = view.table.verticalScrollBar()
    for step in range(120):
        start = time.thread_time()
        bar.setValue(bar.maximum() * (step * 37 % 120) // 120)
        view.table.viewport().repaint()
        pulse.note(time.thread_time() - start, "scroll")
        pulse.until(lambda: not view.busy(), "read the words")


def _select(view, pulse):
    for what, deed in (
        ("select all", view.table.selectAll),
        ("clear", view.table.clearSelection),
        ("go to the end", lambda: view.table.go(view.model.rowCount() - 1)),
        ("close a group", lambda: view.model.set_closed(0, True)),
    ):
        start = time.thread_time()
        deed()
        pulse.note(time.thread_time() - start, what)
        pulse.until(lambda: not view.busy() and view.workspace._worker.idle(), what)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        measured(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
