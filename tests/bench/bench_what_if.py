"""How long a flip in What if takes until it is painted: the real window, 200 actors and 50,000 positions, off screen.

Run it as a script: bench_what_if.py [STATEMENTS]. A flip is a key pressed on a tile; it ends when the window has been
painted once with what it comes to. Beside it stands what was painted for it, by whom, and how many pixels.
"""

import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from desktop import app as program  # noqa: E402
from desktop import theme  # noqa: E402
from desktop.screens import screens  # noqa: E402
from desktop.settings import Settings  # noqa: E402
from desktop.window import Window  # noqa: E402
from desktop.workspace import Workspace  # noqa: E402
from tests.bench import large_case  # noqa: E402
from tests.bench.measure import told_time  # noqa: E402

ROUNDS, GOAL = 3, 0.016
SIZE = (1600, 1000)
LONGEST = 60_000
"""Milliseconds after which a wait is given up."""


class Watched(Window):
    """The window; it tells when it has been painted."""

    after_painting = None

    def event(self, event):
        done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest and self.after_painting is not None:
            self.after_painting()
        return done


class Paints(QObject):
    """Counts who is painted, and how many pixels."""

    def __init__(self):
        super().__init__()
        self.who, self.pixels = Counter(), Counter()

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            name = type(watched).__name__
            self.who[name] += 1
            self.pixels[name] += sum(rect.width() * rect.height() for rect in event.region())
        return False


def wait(end, act):
    """Does something and lives until ``end`` is called with nothing; without going round and round meanwhile."""
    loop = QEventLoop()
    end(loop.quit)
    QTimer.singleShot(LONGEST, loop, loop.quit)
    act()
    loop.exec()


def until(done):
    """Lets the window live until something is so."""
    end = time.monotonic() + LONGEST / 1000
    while not done() and time.monotonic() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        time.sleep(0.002)


def opened(path):
    """The window with the case, in What if."""
    window = Watched(Workspace("Bench"), Settings(path.parent / "settings"))
    window.resize(*SIZE)
    window.show()
    until(lambda: all(window.bench.has(each.name) for each in screens()))
    window.workspace.open(path)
    until(lambda: window.bench.isVisible() and bool(window.bench.name()) and window.workspace.comparison is not None)
    window.bench.show_view("what_if")
    view = window.bench.named("what_if")
    until(lambda: bool(view.switches.rows) and view.hand.shown is not None)
    fixed = {factor.key: (factor.values[0].key,) for factor in window.workspace.comparison.factors}
    view.hand.do(lambda situation: situation.narrow(fixed))
    until(lambda: view.hand.shown is not None and not view.hand.shown.pending)
    calm(view)
    return window, view


def calm(view):
    """Nothing more is worked out and nothing searched after a flip, until ``lively``."""
    view._go_on = lambda: None
    view._stop()
    until(view.workspace._explorer.idle)


def lively(view):
    """What comes after a flip comes again."""
    del view._go_on


def rest(seconds):
    """Lets the window live for a while."""
    end = time.monotonic() + seconds
    until(lambda: time.monotonic() > end)


def flipped(window, view, row, place):
    """Seconds from a key on a tile until the window is painted, and those that the processor was at work."""
    row.focus_tile(place)
    rest(0.1)
    shown, passed = [], []

    def painted():
        if shown:
            passed.append(time.perf_counter() - start)

    def end(quit_loop):
        view.told.connect(lambda: shown.append(True))
        window.after_painting = lambda: (painted(), quit_loop() if passed else None)

    start, worked = time.perf_counter(), time.process_time()
    wait(end, lambda: QTest.keyClick(row.tiles[place], Qt.Key.Key_Space))
    worked = time.process_time() - worked
    window.after_painting = None
    view.told.disconnect()
    view.told.connect(window.bench._tell)
    return passed[0], worked


def next_place(row):
    """Another value of a factor than it has now."""
    now = next((n for n, tile in enumerate(row.tiles) if tile.isChecked()), 0)
    return now % (len(row.tiles) - 1) + 1


def measure(window, view, what, rounds=ROUNDS):
    """Flips of all factors in turn, each from where the others are; of each factor the least of some rounds."""
    found = {}
    for number in range(rounds * len(view.switches.rows)):
        row = view.switches.rows[number % len(view.switches.rows)]
        view.model.settle()  # those who moved stand in sight, and are painted again
        found.setdefault(row.key, []).append(flipped(window, view, row, next_place(row)))
    passed, worked = zip(*([min(each) for each in zip(*times, strict=True)] for times in found.values()), strict=True)
    print(f"{what}: {1000 * statistics.median(passed):.1f} ms pass")
    told_time(f"{what}: work, the median of {len(worked)} factors", statistics.median(worked), GOAL)
    print(f"{what}: work, the factor that takes longest {1000 * max(worked):.1f} ms")


def tell_paints(window, view):
    """Who is painted by one flip."""
    paints = Paints()
    row = view.switches.rows[1]
    flipped(window, view, row, next_place(row))
    rest(0.3)
    QApplication.instance().installEventFilter(paints)
    flipped(window, view, row, next_place(row))
    QApplication.instance().removeEventFilter(paints)
    share = paints.pixels.total() / (window.width() * window.height())
    print(f"one flip paints {share:.0%} of as many pixels as the window has, in {paints.who.total()} parts:")
    for name, many in paints.who.most_common():
        print(f"  {name}: {many}, {paints.pixels[name]:,} pixels")


def main():
    """All of it."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    large_case.PARTIES, large_case.PERSONS = 200, 200
    app = QApplication([])
    theme.current().dress(app, theme.Appearance.LIGHT, 100)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.rapporteur"
        large_case.write(path, many)
        window, view = opened(path)
        tell_paints(window, view)
        measure(window, view, "a flip until it is painted")
        lively(view)
        measure(window, view, "a flip while the search goes on")
        window.close()
        program.end(window)


if __name__ == "__main__":
    main()
