"""What it costs to show the window, beside a bare window with one table: a ratio of CPU seconds, and the memory.

Run it as a script. Both are started the same way in processes of their own, shown, painted once and closed. Without a
screen Qt paints into memory, which is the same for both.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 7
GOAL_RATIO, GOAL_MEMORY = 3.0, 125

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem

class Bare(QMainWindow):
    seen = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.seen:
            self.seen = True
            QTimer.singleShot(0, self.close)

app = QApplication(sys.argv)
window = Bare()
table = QTableWidget(20, 10)
for row in range(20):
    for column in range(10):
        table.setItem(row, column, QTableWidgetItem(f"{row}, {column}"))
window.setCentralWidget(table)
window.resize(1440, 900)
window.show()
app.exec()
"""

OURS = """
import sys
sys.argv = ["rapporteur"]
from desktop.window import Window

made = Window.__init__
def watched(window, *given):
    made(window, *given)
    window.painted.connect(window.close)
Window.__init__ = watched

from desktop.__main__ import main
sys.exit(main())
"""


def main() -> None:
    """Measures both by turns, so that what else the machine does falls on both."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"RAPPORTEUR_SETTINGS": folder, "PYTHONPATH": str(ROOT)}
        environment |= {"PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}  # as on a person's machine
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        for code in (BARE, OURS):
            measured(code, environment)  # once for the byte code and the disk
        rounds = [(measured(BARE, environment), measured(OURS, environment)) for _round in range(ROUNDS)]
    bare, ours = (min(pair[which][0] for pair in rounds) for which in (0, 1))
    floor, memory = (min(pair[which][1] for pair in rounds) for which in (0, 1))
    print(f"start: {ours:.3f} s of CPU against {bare:.3f} s bare: {ours / bare:.2f}x (goal <= {GOAL_RATIO:.0f}x)")
    print(f"memory: {memory:.0f} MB against {floor:.0f} MB bare (goal <= {GOAL_MEMORY} MB)")


def measured(code: str, environment: dict[str, str]) -> tuple[float, float]:
    """CPU seconds and the most memory, in MB, of a process that runs some code."""
    process = subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the window ended with {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes
    return used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1_000_000


if __name__ == "__main__":
    if hasattr(os, "wait4"):
        main()
    else:
        print("start: not measured, the system does not count the CPU time of another process this way")
