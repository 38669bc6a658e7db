"""The zone of agreement at the side of What if: how much is open, what is in it, who closes it, the best in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.vocabulary import Stance
from desktop.models.what_if_zone import BestLine, BlockLine, ZoneTold
from desktop.widgets.controls import Button, Segmented
from desktop.widgets.pick_field import PickField
from desktop.widgets.text import Paragraph
from desktop.widgets.what_if_rows import PairRow, Rows, ShareBar, TakeRow
from desktop.words import _, listing


class ZonePanel(QWidget):
    """The combinations that nobody rejects, and who is asked about."""

    taken = Signal(object)
    narrowed = Signal(object)
    thresholdChosen = Signal(object)
    partiesWanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.zone: ZoneTold | None = None
        self.lines: list[BlockLine] = []
        self.bests: list[BestLine] = []
        self.parties = PickField(_("Who can close the zone"))
        self.threshold_field = Segmented((_("Rejects"), _("Opposes too")), _("What closes the zone"))
        self.near_button = Button(_("Go there"), "arrow-right")
        self._count = Paragraph(role="strong", token="ink")  # noqa: S106 - a colour
        self._bar = ShareBar()
        self._always, self._split, self._who, self._near = (Paragraph(role="dense") for _n in range(4))
        self._values = Rows(lambda _place: Paragraph(role="dense"))
        self._block_rows = Rows(self._made_block)
        self._best_rows = Rows(lambda _place: PairRow())
        self._covered = padded(Paragraph(role="dense"))
        self._lay_out()
        self.parties.clicked.connect(self.partiesWanted)
        self.near_button.clicked.connect(self._go_near)
        self.threshold_field.chosen.connect(lambda _number: self.thresholdChosen.emit(self.threshold()))

    @property
    def blocks(self) -> list[TakeRow]:
        """The rows of combinations that can be taken."""
        return self._block_rows.rows

    def threshold(self) -> Stance:
        """The weakest stance that closes the zone."""
        return Stance.OPPOSES if self.threshold_field.current() else Stance.REJECTS

    def show_parties(self, parties: list[str], *, chosen: bool) -> None:
        """Who can close it; ``chosen`` here, and not by the case."""
        told = listing(parties[:3]) + (f" +{len(parties) - 3}" if len(parties) > 3 else "")
        self.parties.show_value(told or _("Nobody"), changed=chosen)

    def begin(self) -> None:
        """Another search begins."""
        self.zone, self.lines, self.bests = None, [], []
        for rows in (self._values, self._block_rows, self._best_rows):
            rows.begin()

    def tell(self, answer: ZoneTold | BlockLine | BestLine) -> None:
        """Shows what was found."""
        if isinstance(answer, ZoneTold):
            self._tell_zone(answer)
        elif isinstance(answer, BlockLine):
            self.lines.append(answer)
            self._block_rows.next().tell("", answer.text, foot=f"{answer.size} · {answer.heard}")
        else:
            self._tell_best(answer)

    def clear(self) -> None:
        """What was found before goes, as far as nothing new has taken its place."""
        if self.zone is None:
            self._count.setText(_("Looking …"))
            for part in (self._bar, self._always, self._split, self._who, self._near, self.near_button):
                part.hide()
        for rows in (self._values, self._block_rows, self._best_rows):
            rows.end()
        self._covered.hide()
        self._best_head.setVisible(bool(self.bests))

    def end(self, *, complete: bool) -> None:
        """Nothing more comes; ``complete``: since all is found."""
        if self.zone is None:
            self._count.setText("" if complete else _("Stopped."))
        elif not complete:
            self._covered.setText(_("Stopped before all was found."))
            self._covered.show()
        elif self.lines and not self.lines[-1].whole:
            self._covered.setText(
                _("These {n} hold {share} of them; no more are told.").format(
                    n=len(self.lines), share=self.lines[-1].covered
                )
            )
            self._covered.show()

    def _lay_out(self) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 8, 16, 10)
        inside.setSpacing(6)
        narrow = (self.threshold_field, self.near_button)
        parts = (self.parties, self.threshold_field, self._count, self._bar, self._always, self._values)
        for part in (*parts, self._split, self._who, self._near, self.near_button):
            inside.addWidget(part, 0, Qt.AlignmentFlag.AlignLeading if part in narrow else Qt.AlignmentFlag(0))
        self._best_head = heading(_("The best that is open"), None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading(_("Zone of agreement"), None))
        column.addLayout(inside)
        for each in (self._block_rows, self._covered, self._best_head, self._best_rows):
            column.addWidget(each)
        self._best_head.hide()
        self._covered.hide()
        self.clear()

    def _tell_zone(self, zone: ZoneTold) -> None:
        self.zone = zone
        self._count.setText(zone.count)
        self._bar.show_share(zone.not_rejected / zone.consistent if zone.consistent else 0.0)
        always = _("Always: {values}").format(values=" · ".join(zone.always)) if zone.always else ""
        texts = (always, zone.split, " · ".join(zone.blockers), zone.nearest)
        for part, text in zip((self._always, self._split, self._who, self._near), texts, strict=True):
            part.setText(text)
            part.setVisible(bool(text))
        for line in (_("How many have each value:"), *zone.values) if zone.values else ():
            self._values.next().setText(line)
        self._values.end()
        self._bar.show()
        self.near_button.setVisible(bool(zone.changes))

    def _tell_best(self, line: BestLine) -> None:
        self.bests.append(line)
        self._best_head.show()
        told = "; ".join(f"{word}: {names}" for _mark, word, names in line.groups)
        self._best_rows.next().tell(line.size, told)

    def _made_block(self, place: int) -> TakeRow:
        row = TakeRow()
        row.clicked.connect(lambda: self._take(place))
        return row

    def _take(self, place: int) -> None:
        if place < len(self.lines):
            self.narrowed.emit(self.lines[place].when)

    def _go_near(self) -> None:
        if self.zone is not None:
            self.taken.emit(self.zone.changes)


def padded(part: Paragraph) -> Paragraph:
    """A paragraph with the room at its sides that all parts have."""
    part.setContentsMargins(16, 6, 16, 8)
    return part


def heading(text: str, button: QWidget | None) -> QWidget:
    """The heading of a part, with a button at its end."""
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(16, 12, 12, 6)
    row.addWidget(Paragraph(text, "strong", "ink"), 1)
    if button is not None:
        row.addWidget(button)
    return part
