"""How lively the matrix of 200 actors and 1,000 scenarios scrolls: the longest gap, beside painting plain cells.

Run it as a script. The table is the one of the window, off the screen, 1,920 x 1,080. A gap is processor time of the
window's own thread for one deed and the painting it brings about. The floor is the same deed in a plain table of the
same size, whose cells are a rectangle, two lines and a word.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np  # noqa: E402
from PySide6.QtCore import QAbstractTableModel, QPoint, QPointF, Qt  # noqa: E402
from PySide6.QtGui import QColor, QWheelEvent  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QTableView  # noqa: E402

from desktop import theme  # noqa: E402
from desktop.jobs import settle_memory  # noqa: E402
from tests.bench.measure import told, told_time  # noqa: E402
from tests.bench.synthetic import Size, snapshot  # noqa: E402

GAP, TIMES = 0.05, 2
SCREEN = (1920, 1080)
ROUNDS = 12
ARROW = "a step with the arrow"
Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


class PlainModel(QAbstractTableModel):
    """So many cells, each with a word."""

    def __init__(self, rows, columns):
        super().__init__()
        self.many = rows, columns

    def rowCount(self, _parent=None):
        return self.many[0]

    def columnCount(self, _parent=None):
        return self.many[1]

    def data(self, _index, _role=Qt.ItemDataRole.DisplayRole):
        return None


class PlainDelegate(QStyledItemDelegate):
    """A rectangle, two lines and a word."""

    fill, ink = QColor("#f3c2ac"), QColor("#1c1d20")

    def paint(self, painter, option, _index):
        rect = option.rect
        painter.fillRect(rect, self.fill)
        painter.setPen(self.ink)
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.drawLine(rect.left(), rect.top(), rect.left(), rect.bottom())
        painter.drawText(QPointF(rect.left() + 30, rect.top() + 20), "Rejects")


def plain_table(like):
    """A plain table with the cells and the scrolling of another one."""
    table = QTableView()
    table.kept = PlainModel(like.model().rowCount(), like.model().columnCount()), PlainDelegate()
    table.setModel(table.kept[0])
    table.setItemDelegate(table.kept[1])
    table.setShowGrid(False)
    table.setHorizontalScrollMode(like.horizontalScrollMode())
    table.setVerticalScrollMode(like.verticalScrollMode())
    table.horizontalHeader().setDefaultSectionSize(like.columnWidth(1))
    table.verticalHeader().setDefaultSectionSize(like.rowHeight(1))
    return table


def matrix_table():
    """The table of the matrix with the large case in it, every actor opened."""
    from desktop.analysis.cells import Comparison
    from desktop.models.matrix import MatrixModel
    from desktop.models.sheet import Sheet
    from desktop.widgets.matrix_table import MatrixTable

    model = MatrixModel()
    table = MatrixTable(model, model)
    table.kept = model
    sheet = Sheet.of(Comparison(snapshot(Size(parties=200, persons=60))))
    sheet.codes[:] = all_looks(sheet.codes.shape)
    model.show(sheet)
    return table


def all_looks(shape):
    """Codes of cells in all their looks, at random: more of them side by side than any case has."""
    from db.vocabulary import Headline
    from desktop.models.sheet import COULD_TURN, MIXED, NOTE, Mode

    draw = np.random.default_rng(3)
    firm = [int(each) for each in Headline]
    might = [each | Mode.MIGHT << 3 for each in firm if each not in (Headline.CONTESTED, Headline.SILENT)]
    codes = draw.choice([*firm, *might, Headline.REJECTS | Mode.EITHER << 3], shape)
    codes |= np.where(draw.random(shape) < 0.2, draw.integers(1, 6, shape), 0) << 9
    for bit in (COULD_TURN, MIXED, NOTE):
        codes |= (draw.random(shape) < 0.2) * bit
    return codes


def deeds(table):
    """What a person does to see more: each a name and a deed."""
    pages = (Key.Key_PageDown, Key.Key_PageUp)
    yield "a step of the wheel", lambda turn: wheel(table, down=turn % 6 < 3)
    yield "a sideways step of the wheel", lambda turn: wheel(table, down=turn % 6 < 3, sideways=True)
    yield ARROW, lambda _turn: press(table, Key.Key_Down)
    yield "a page by key", lambda turn: press(table, pages[turn % 4 // 2])
    yield "a page sideways", lambda turn: leap(table.horizontalScrollBar(), turn)
    yield "a drag of the scroll bar", lambda turn: leap(table.verticalScrollBar(), turn)
    yield "Ctrl+End and Ctrl+Home", lambda turn: press(table, (Key.Key_End, Key.Key_Home)[turn % 2], CTRL)


def press(table, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(table, key, modifiers)


def leap(bar, turn):
    bar.setValue(bar.maximum() * (turn * 5 % 12) // 12)


def wheel(table, down, sideways=False):
    """Turns the wheel by one notch over the middle of the table."""
    turned = QPoint(-120 if down else 120, 0) if sideways else QPoint(0, -120 if down else 120)
    place = QPointF(table.viewport().rect().center())
    none = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    there = table.viewport().mapToGlobal(place)
    event = QWheelEvent(place, there, QPoint(), turned, Qt.MouseButton.NoButton, *none)
    QApplication.sendEvent(table.viewport(), event)


def show(table):
    """Shows a table on the screen and puts the keyboard on its first cell."""
    table.resize(*SCREEN)
    table.show()
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 0))
    settle()
    settle()


def settle():
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, 0)


def gaps(table):
    """The longest and the median gap of each deed, in seconds of processor time."""
    found = {}
    for what, deed in deeds(table):
        took = []
        for turn in range(ROUNDS):
            start = time.thread_time()
            deed(turn)
            settle()
            took.append(time.thread_time() - start)
        found[what] = max(took), sorted(took)[ROUNDS // 2]
    return found


def view_with_work_beside(folder):
    """The matrix as the window has it, with the large record; open cells are worked out as they are seen."""
    from desktop.analysis.cells import Comparison
    from desktop.exchange import sample
    from desktop.views.matrix import Matrix
    from desktop.workspace import Workspace

    sample.write(folder / "sample.rapporteur", "Bench")
    workspace = Workspace("Bench")
    workspace.open(folder / "sample.rapporteur")
    until(lambda: workspace.comparison is not None)
    workspace.snapshot = snapshot(Size(parties=200, persons=60))
    workspace.comparison = Comparison(workspace.snapshot)
    workspace.statements = lambda *_asked: None  # the case on the disk is another one
    view = Matrix(workspace)
    view.resize(*SCREEN)
    view.show()
    until(lambda: view.model.rowCount() > 200)
    return view


def until(done):
    while not done():
        QApplication.processEvents()
        time.sleep(0.001)


def longest_gap(table):
    """The longest turn of the window's loop while pages are leafed through: processor time, and time by the clock."""
    longest, by_the_clock = 0.0, 0.0
    for turn in range(ROUNDS):
        end = time.perf_counter() + 0.3
        last, busy = time.perf_counter(), time.thread_time()
        leap(table.verticalScrollBar() if turn % 2 else table.horizontalScrollBar(), turn)
        while last < end:
            settle()
            now, used = time.perf_counter(), time.thread_time()
            longest, by_the_clock = max(longest, used - busy), max(by_the_clock, now - last)
            last, busy = now, used
    return longest, by_the_clock


def main():
    """Both tables in turn, for the case as a whole and with the text at 150 %."""
    app = QApplication([])
    theme.current().dress(app, theme.Appearance.LIGHT, 100)
    table = matrix_table()
    show(table)
    ours = gaps(table)
    plain = plain_table(table)
    table.hide()
    show(plain)
    floor = gaps(plain)
    for what, (longest, median) in ours.items():
        told_time(f"{what}, the longest", longest, GAP)
        if what != ARROW:  # there the plain table paints two cells and nothing else
            told(f"{what}, the median {1000 * median:.1f} ms, beside plain cells", median / floor[what][1], TIMES)
    plain.hide()
    with tempfile.TemporaryDirectory() as folder:
        view = view_with_work_beside(Path(folder))
        settle_memory()
        gap, clock = longest_gap(view.table)
        told_time("a page while open cells are worked out beside, the longest", gap, GAP)
        print(f"by the clock, with all that goes on on this machine: {1000 * clock:.1f} ms")
        view.workspace.shut()


if __name__ == "__main__":
    main()
