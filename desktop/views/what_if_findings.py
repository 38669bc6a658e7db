"""What was found about a situation: the smallest changes that turn parties, and the zone of agreement."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.vocabulary import Stance
from desktop.models.what_if import Answer, BlockLine, PivotLine, Told, TurnLine, ZoneTold
from desktop.widgets.controls import Button, Segmented
from desktop.widgets.pick_field import PickField
from desktop.widgets.text import Label, Paragraph
from desktop.widgets.what_if_parts import Ground, ShareBar, TakeRow
from desktop.words import _, count, listing, number

_NONE = Qt.AlignmentFlag(0)


class FindingsPanel(QWidget):
    """What would turn each party, and where nobody rejects; answers come as they are found."""

    taken = Signal(object)
    """Pairs of factor and value that are to be chosen."""
    narrowed = Signal(object)
    thresholdChosen = Signal(object)
    partiesWanted = Signal()
    stopWanted = Signal()
    noteWanted = Signal()
    """What was found is to be kept as a note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parties = PickField(_("Who can close the zone"))
        self._threshold = Segmented((_("Rejects closes"), _("Opposes too")), _("What closes the zone"))
        self.stop_button = Button(_("Stop"), "x")
        self.note_button = Button(_("Keep as a note"), "sticky-note")
        self.lines: list[TurnLine] = []
        self.turns: list[TakeRow] = []
        self.blocks: list[TakeRow] = []
        self.zone: ZoneTold | None = None
        self._page = Ground("base")
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self._lay_out()
        self.parties.clicked.connect(self.partiesWanted)
        self.stop_button.clicked.connect(self.stopWanted)
        self.note_button.clicked.connect(self.noteWanted)
        self._threshold.chosen.connect(lambda _number: self.thresholdChosen.emit(self.threshold()))

    def threshold(self) -> Stance:
        """The weakest stance that closes the zone."""
        return Stance.OPPOSES if self._threshold.current() else Stance.REJECTS

    def begin(self, parties: Sequence[str], *, chosen: bool) -> None:
        """Another search begins: what was found before goes."""
        for row in (*self.turns, *self.blocks):
            row.hide()
            row.deleteLater()
        self.turns, self.blocks, self.lines, self.zone = [], [], [], None
        self._pivots.setText("")
        self._pivot_head.hide()
        told = listing(list(parties[:3])) + (f" +{len(parties) - 3}" if len(parties) > 3 else "")
        self.parties.show_value(told or _("Nobody"), changed=chosen)
        self._steady.setText("")
        self._count.setText(_("Looking …"))
        for part in (self._bar, self._always, self._never, self._split, self._who, self._near, self._near_row):
            part.hide()
        self.stop_button.show()

    def end(self) -> None:
        """Nothing more comes."""
        self.stop_button.hide()
        if self.zone is None and self._count.text() == _("Looking …"):
            self._count.setText(_("Stopped."))

    def tell(self, answer: Answer) -> None:
        """Shows what was found."""
        if isinstance(answer, TurnLine):
            self._add_turn(answer)
        elif isinstance(answer, BlockLine):
            self._add_block(answer)
        elif isinstance(answer, ZoneTold):
            self._tell_zone(answer)
        elif isinstance(answer, PivotLine):
            self._pivot_head.show()
            told = _("{actor}: {factors}").format(actor=answer.name, factors=answer.factors)
            self._pivots.setText("\n".join(part for part in (self._pivots.text(), told) if part))
        elif isinstance(answer, Told):
            self._steady.setText(" ".join(part for part in (self._steady.text(), answer.sentence) if part))

    def _lay_out(self) -> None:
        self._turn_rows = QVBoxLayout()
        self._turn_rows.setSpacing(0)
        self._block_rows = QVBoxLayout()
        self._block_rows.setSpacing(0)
        self._steady = _padded(Paragraph(role="dense"))
        self._count = Label(role="strong")
        self._bar = ShareBar()
        self._always, self._never, self._split, self._who, self._near = (Paragraph(role="dense") for _n in range(5))
        self._near_row = Button(_("Go there"), "arrow-right")
        self._near_row.clicked.connect(self._go_near)
        self._column.addWidget(_heading(_("Smallest change that turns"), self.stop_button))
        self._column.addLayout(self._turn_rows)
        self._column.addWidget(self._steady)
        self._column.addWidget(_heading(_("Zone of agreement"), None))
        zone = QVBoxLayout()
        zone.setContentsMargins(16, 8, 16, 10)
        zone.setSpacing(6)
        parts = (self.parties, self._threshold, self._count, self._bar, self._always, self._never, self._split)
        for part in (*parts, self._who, self._near, self._near_row):
            zone.addWidget(
                part, 0, Qt.AlignmentFlag.AlignLeading if part in (self._threshold, self._near_row) else _NONE
            )
        self._column.addLayout(zone)
        self._column.addLayout(self._block_rows)
        self._pivot_head = _heading(_("Which factor alone decides, in what share of combinations"), None)
        self._pivots = _padded(Paragraph(role="dense"))
        self._column.addWidget(self._pivot_head)
        self._column.addWidget(self._pivots)
        keep = QHBoxLayout()
        keep.setContentsMargins(16, 8, 16, 14)
        keep.addWidget(self.note_button)
        keep.addStretch(1)
        self._column.addLayout(keep)
        self._column.addStretch(1)

    def _add_turn(self, line: TurnLine) -> None:
        size = count(line.size, "{n} factor", "{n} factors")
        row = TakeRow(size, line.name, line.changes, line.mark, line.word, line.more)
        row.clicked.connect(lambda: self.taken.emit(line.ways[0]))
        self.turns.append(row)
        self.lines.append(line)
        self._turn_rows.addWidget(row)

    def _add_block(self, line: BlockLine) -> None:
        told = count(line.worlds, "{n} combination", "{n} combinations")
        row = TakeRow(told, "", line.text)
        row.clicked.connect(lambda: self.narrowed.emit(line.when))
        self.blocks.append(row)
        self._block_rows.addWidget(row)

    def _tell_zone(self, zone: ZoneTold) -> None:
        self.zone = zone
        told = _("{n} of {all} combinations that nobody rejects")
        self._count.setText(told.format(n=number(zone.not_rejected), all=number(zone.consistent)))
        self._bar.show_share(zone.not_rejected / zone.consistent if zone.consistent else 0.0)
        always = _("Always: {values}").format(values=" · ".join(zone.always)) if zone.always else ""
        never = _("Never: {values}").format(values=" · ".join(zone.never)) if zone.never else ""
        split = _("Of these {told}. These are stated words; silence is not consent.").format(told=zone.split)
        texts = (always, never, split if zone.not_rejected else zone.least, " · ".join(zone.blockers), zone.nearest)
        for part, text in zip((self._always, self._never, self._split, self._who, self._near), texts, strict=True):
            part.setText(text)
            part.setVisible(bool(text))
        self._bar.show()
        self._near_row.setVisible(bool(zone.nearest_changes))

    def _go_near(self) -> None:
        if self.zone is not None:
            self.taken.emit(self.zone.nearest_changes)


def _padded(part: Paragraph) -> Paragraph:
    part.setContentsMargins(16, 6, 16, 8)
    return part


def _heading(text: str, button: QWidget | None) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(16, 12, 12, 6)
    row.addWidget(Label(text, "strong"))
    row.addStretch(1)
    if button is not None:
        row.addWidget(button)
    return part
