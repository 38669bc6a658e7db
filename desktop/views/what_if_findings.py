"""What was found about a situation: the smallest changes that turn parties, and which factor alone decides.

The zone of agreement is a part of its own (``what_if_zone.py``).
"""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.what_if_answers import Answer, PivotLine, Told, TurnLine, WayLine
from desktop.models.what_if_zone import BestLine, BlockLine, ZoneTold
from desktop.views.what_if_zone import ZonePanel, heading, padded
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.text import Paragraph
from desktop.widgets.what_if_rows import Ground, PairRow, Rows, TakeRow, scrolled
from desktop.words import _

STALE = 200
"""Milliseconds after which what was found before goes, when nothing new has come."""

MOST_DECIDING = 4
"""So many factors are told of each party."""


class TurnRow(QWidget):
    """The first way of turning a party, which can be taken, and a button for the others."""

    taken = Signal(object)
    othersWanted = Signal(object, object)
    """A TurnLine, and the button."""

    def __init__(self) -> None:
        super().__init__()
        self._line: TurnLine | None = None
        self.take = TakeRow()
        self.others = IconButton("chevron-down", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(0)
        row.addWidget(self.take, 1)
        row.addWidget(self.others)
        self.take.clicked.connect(self._take)
        self.others.clicked.connect(lambda: self.othersWanted.emit(self._line, self.others))

    def _take(self) -> None:
        if self._line is not None:
            self.taken.emit(self._line.ways[0].changes)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground goes on behind the button."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("base"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("hair"))

    def tell(self, line: TurnLine) -> None:
        """Shows another."""
        self._line = line
        first: WayLine = line.ways[0]
        self.take.tell(line.name, f"{line.size} · {first.text}", first.mark, first.word, line.more)
        told = f"{line.name}: {line.more}"
        self.others.setAccessibleName(told)
        self.others.setToolTip(line.more)
        self.others.setVisible(bool(line.more))


class FindingsPanel(QWidget):
    """What would turn each party, where nobody rejects, and what decides; answers come as they are found."""

    taken = Signal(object)
    """Pairs of factor and value that are to be chosen."""
    narrowed = Signal(object)
    othersWanted = Signal(object, object)
    stopWanted = Signal()
    noteWanted = Signal()
    """What was found is to be kept as a note."""
    decided = Signal(object)
    """The lines of the parties that a factor alone decides about, all that are known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone_part = ZonePanel()
        self.stop_button = Button(_("Stop"), "x")
        policy = self.stop_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # nothing is laid out anew when a search begins or ends
        self.stop_button.setSizePolicy(policy)
        self.note_button = Button(_("Keep as a note"), "sticky-note")
        self.lines: list[TurnLine] = []
        self.pivots: list[PivotLine] = []
        self._told: list[str] = []
        self._stale = QTimer(self)
        self._stale.setSingleShot(True)
        self._stale.setInterval(STALE)
        self._stale.timeout.connect(self._clear)
        self._page = Ground("base")
        self._lay_out()
        self._connect()

    @property
    def turns(self) -> list[TakeRow]:
        """The rows of the parties that can be turned."""
        return [row.take for row in self._turn_rows.rows]

    @property
    def zone(self) -> ZoneTold | None:
        """What was found of the zone, so far."""
        return self.zone_part.zone

    def begin(self) -> None:
        """Another search begins: what was found before goes as soon as there is something new."""
        self.lines, self.pivots, self._told = [], [], []
        self._turn_rows.begin()
        self._pivot_rows.begin()
        self.zone_part.begin()
        self.stop_button.setText(_("Stop"))
        self.stop_button.show()
        self._stale.start()

    def tell_weights(self, told: str) -> None:
        """Which factors count for more."""
        self._weighing.setText(told)
        self._weighing.setVisible(bool(told))

    def progress(self, done: int, of: int) -> None:
        """How far the search is."""
        if not self.stop_button.isHidden():
            told = _("Stop: {done} of {all} are done").format(done=done, all=of)
            self.stop_button.setText(f"{done}/{of}" if of else _("Stop"))
            self.stop_button.setAccessibleName(told if of else "")
            self.stop_button.setToolTip(told if of else "")

    def end(self, *, complete: bool = False) -> None:
        """Nothing more comes."""
        if not self.stop_button.isHidden():
            self._clear()
        self.stop_button.hide()
        self.zone_part.end(complete=complete)

    def tell(self, answers: Sequence[Answer]) -> None:
        """Shows what was found."""
        for answer in answers:
            if isinstance(answer, TurnLine):
                self.lines.append(answer)
                self._turn_rows.next().tell(answer)
            elif isinstance(answer, PivotLine):
                self.pivots.append(answer)
                self._tell_pivot(answer)
            elif isinstance(answer, Told):
                self._told.append(answer.sentence)
            elif isinstance(answer, (ZoneTold, BlockLine, BestLine)):
                self.zone_part.tell(answer)
        self._steady.setText(" ".join(self._told))
        self._steady.setVisible(bool(self._told))
        self.decided.emit(self.pivots)

    def _lay_out(self) -> None:
        self._turn_rows = Rows(self._made_turn)
        self._pivot_rows = Rows(lambda _place: PairRow())
        self._weighing = padded(Paragraph(role="dense"))
        self._steady = padded(Paragraph(role="dense"))
        self._weighing.hide()
        self._steady.hide()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading(_("Smallest change that turns"), self.stop_button))
        for part in (self._weighing, self._turn_rows, self._steady, self.zone_part):
            column.addWidget(part)
        self._pivot_head = heading(_("Which factor alone decides, in what share of combinations"), None)
        column.addWidget(self._pivot_head)
        column.addWidget(self._pivot_rows)
        keep = QHBoxLayout()
        keep.setContentsMargins(16, 8, 16, 14)
        keep.addWidget(self.note_button)
        keep.addStretch(1)
        column.addLayout(keep)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(self._page))

    def _connect(self) -> None:
        self.stop_button.clicked.connect(self.stopWanted)
        self.note_button.clicked.connect(self.noteWanted)
        self.zone_part.taken.connect(self.taken)
        self.zone_part.narrowed.connect(self.narrowed)

    def _clear(self) -> None:
        """What was found before goes, as far as nothing new has taken its place."""
        self._stale.stop()
        self._turn_rows.end()
        self._pivot_rows.end()
        self._steady.setVisible(bool(self._told))
        self._pivot_head.setVisible(bool(self.pivots))
        self.zone_part.clear()
        self.decided.emit(self.pivots)

    def _tell_pivot(self, line: PivotLine) -> None:
        parts = [f"{name} {part}" for _key, name, _share, part in line.factors[:MOST_DECIDING]]
        self._pivot_rows.next().tell(line.name, " · ".join(parts))
        self._pivot_head.show()

    def _made_turn(self, _place: int) -> TurnRow:
        row = TurnRow()
        row.taken.connect(self.taken)
        row.othersWanted.connect(self.othersWanted)
        return row
