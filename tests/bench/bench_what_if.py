"""How long a flip in What if takes until it is painted: a real view with 200 actors and 50,000 positions, off screen.

Run it as a script: bench_what_if.py [STATEMENTS].
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget  # noqa: E402

from desktop.views.what_if import WhatIf  # noqa: E402
from desktop.workspace import Workspace  # noqa: E402
from tests.bench import large_case  # noqa: E402
from tests.bench.measure import told_time  # noqa: E402

FLIPS, GOAL = 12, 0.016


def wait(signal, act, limit=120_000):
    """Does something and waits for a signal."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(limit, loop, loop.quit)
    QTimer.singleShot(0, loop, act)
    loop.exec()
    signal.disconnect(loop.quit)


def shown(workspace):
    """The view with its findings beside it, as the window shows them."""
    page = QWidget()
    view = WhatIf(workspace)
    row = QHBoxLayout(page)
    row.addWidget(view, 1)
    view.side.setFixedWidth(360)
    row.addWidget(view.side)
    page.resize(1500, 900)
    page.show()
    return page, view


def until(done, limit=300.0):
    """Lets the window live until something is so."""
    end = time.monotonic() + limit
    while not done() and time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        time.sleep(0.0005)


def flipped(view, row, place):
    """Seconds from a touch of a tile until the parties are painted again, and those that the processor was at work."""
    tile = row.tiles[place]
    start, worked = time.perf_counter(), time.process_time()
    first = []
    view.told.connect(lambda: first.append(time.perf_counter()))
    tile.chosen.emit(False)
    until(lambda: bool(first), 30)
    view.list.viewport().repaint()
    row.repaint()
    return time.perf_counter() - start, time.process_time() - worked


def measure(view, what, calm):
    """Flips of all factors in turn, each from where the others are; ``calm``: with nothing else going on."""
    times = []
    for number in range(FLIPS):
        rows = view.switches.rows
        row = rows[number % len(rows)]
        now = next((n for n, tile in enumerate(row.tiles) if tile.isChecked()), 0)
        times.append(flipped(view, row, now % (len(row.tiles) - 1) + 1))
        if calm:
            view.hand._asked += 1  # nothing more is worked out, nothing searched
            view._stop()
            until(view.workspace._explorer.idle)
        until(lambda: False, 0.5)
    passed, worked = (statistics.median(each) for each in zip(*times, strict=True))
    print(f"{what}: {1000 * passed:.1f} ms pass (a busy machine takes longer)")
    told_time(f"{what}: work, the median of {FLIPS}", worked, GOAL)


def main():
    """All of it."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    large_case.PARTIES, large_case.PERSONS = 200, 200
    QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.rapporteur"
        large_case.write(path, many)
        workspace = Workspace("Bench")
        wait(workspace.compared, lambda: workspace.open(path))
        page, view = shown(workspace)
        until(lambda: bool(view.switches.rows))
        until(lambda: not view.hand.shown.pending)
        measure(view, "a flip until it is painted", calm=True)
        measure(view, "a flip while the search goes on", calm=False)
        page.hide()
        workspace.shut()


if __name__ == "__main__":
    main()
