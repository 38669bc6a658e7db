"""Side by side: two parties over all scenarios, two scenarios over all parties, or the record as of two dates."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.records import Statement
from desktop import words
from desktop.models import pair_choice
from desktop.models.pair_choice import Way
from desktop.models.pairs import ROW, Half, PairRow, Pairs, PairsModel
from desktop.views.side_picker import SidePicker
from desktop.views.view import View
from desktop.widgets.announce import announce
from desktop.widgets.blank import Blank
from desktop.widgets.controls import Button, Segmented
from desktop.widgets.line import Line
from desktop.widgets.pair_view import PairList, PairSummary
from desktop.widgets.pick_field import PickField
from desktop.widgets.text import Paragraph
from desktop.words import _, as_tooltip

_WISHES = {Way.PARTIES: "pair", Way.SCENARIOS: "shift", Way.DATES: "since"}
"""What is compared, by the name that the report knows it by."""
PATIENCE = 400
"""Milliseconds after which it is said that something is being worked out."""


class SideBySide(View):
    """What is compared is worked out beside the window; the latest wish is answered."""

    reportWanted = Signal(dict)
    """What is compared is to be in the report: arguments for its ``go``."""

    def make(self) -> Iterator[None]:
        """The choices, the list, then what fills them."""
        workspace = self.workspace
        self.model = PairsModel(self)
        self.ways = Segmented((_("Two parties"), _("Two scenarios"), _("Two dates")), _("What is compared"))
        self.only = Button(_("Only where they differ"), "eye", "flat")
        self.only.setCheckable(True)
        self.left = PickField(_("Left"))
        self.right = PickField(_("Right"))
        self.swap_button = Button(_("Swap"), "arrow-left-right", "flat", "Ctrl+Shift+X")
        self.report_button = Button(_("To the report"), "file-text", "flat", "P")
        self.report_button.setToolTip(as_tooltip(_("Puts what is compared into the brief")))
        yield
        self.summary = PairSummary()
        self.changes = Paragraph(role="body", token="ink")  # noqa: S106 - a colour
        self.list = PairList(self.model, ROW)
        self.blank = Blank("columns-2")
        self._chosen: dict[Way, list[Any]] = {Way.PARTIES: [], Way.SCENARIOS: [], Way.DATES: []}
        self._pairs: Pairs | None = None
        self._asking = self._answered = 0
        self._wanted_row = -1
        yield
        self.picker = SidePicker(workspace, self)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        if workspace.comparison is not None:
            self._renew()

    @property
    def way(self) -> Way:
        """What is compared now."""
        return Way(self.ways.current())

    def title(self) -> str:
        """The name of the view."""
        return _("Side by side")

    def count(self) -> str:
        """What is compared, in a few words."""
        if self._pairs is None:
            return ""
        return _("{left} and {right}").format(left=self._pairs.names[0], right=self._pairs.names[1])

    def keys(self) -> str:
        """The keys that work here."""
        told = _("Enter: open the words · L, R: their source · Left, Right: change a side")
        return told if self.model.rowCount() else ""

    def tools(self) -> list[QWidget]:
        """What is compared, and whether all of it is shown."""
        return [self.ways, self.only]

    def place(self) -> dict[str, Any]:
        """What is compared, and the current row."""
        return {"way": int(self.way), "chosen": tuple(self._chosen[self.way]), "row": self.list.currentIndex().row()}

    def go(self, way: int | None = None, chosen: Sequence[Any] = (), row: int = -1, **_place: Any) -> None:
        """Compares something else."""
        if way is not None and Way(way) is not self.way:
            self.ways.choose(way)
        if len(chosen) == 2:
            self._chosen[self.way] = list(chosen)
        self._wanted_row = row
        self._renew()

    def first(self) -> QWidget:
        """The rows."""
        return self.list if self._pages.currentIndex() == 0 else self.left

    def swap(self) -> None:
        """Left becomes right."""
        if self.way is not Way.DATES:
            self._chosen[self.way].reverse()
            self._renew()

    def send_to_report(self) -> None:
        """Has what is compared in the report."""
        chosen = self._chosen[self.way]
        if self._pairs is None or len(chosen) != 2:
            return
        self.reportWanted.emit({_WISHES[self.way]: tuple(chosen)})

    def choose(self, side: int) -> None:
        """Opens the list of what can stand on one side."""
        self.picker.ask(self.way, side, (self.left, self.right)[side])

    def _picked(self, side: int, key: Any) -> None:
        chosen = self._chosen[self.way]
        if len(chosen) != 2:
            return
        if self.way is not Way.DATES and chosen[1 - side] == key:
            chosen.reverse()
        else:
            chosen[side] = key
        self._renew()

    def _step(self, step: int) -> None:
        """Another one on the right side (Right) or on the left (Left)."""
        chosen, comparison = self._chosen[self.way], self.workspace.comparison
        if self.way is Way.DATES or len(chosen) != 2 or comparison is None:
            return
        side = 1 if step > 0 else 0
        listed = [key for key, _name in pair_choice.listed(comparison, self.way, side)]
        place = listed.index(chosen[side])
        following = [each for each in (*listed[place + 1 :], *listed[:place]) if each != chosen[1 - side]]
        if following:
            chosen[side] = following[0]
            self._renew()

    def _lay_out(self) -> None:
        sides = QHBoxLayout()
        sides.setContentsMargins(18, 10, 18, 10)
        sides.setSpacing(12)
        for field in (self.left, self.right):
            field.setMinimumWidth(200)
        sides.addWidget(self.left, 1)
        sides.addWidget(self.swap_button)
        sides.addWidget(self.right, 1)
        sides.addWidget(self.report_button)
        self.changes.setContentsMargins(18, 8, 18, 8)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.summary, Line(), self.changes, self.list):
            column.addWidget(part, 1 if part is self.list else 0)
        self._pages.addWidget(page)
        self._pages.addWidget(self.blank)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(sides)
        whole.addWidget(Line())
        whole.addWidget(self._pages, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.workspace.opened.connect(self._forget)
        self.workspace.closed.connect(self._forget)
        self.workspace.compared.connect(self._compared)
        self.ways.chosen.connect(self._renew)
        self.only.toggled.connect(self.model.show_only_differing)
        self.picker.picked.connect(self._picked)
        self.left.clicked.connect(lambda: self.choose(0))
        self.right.clicked.connect(lambda: self.choose(1))
        self.swap_button.clicked.connect(self.swap)
        self.list.opened.connect(self._open)
        self.list.stepped.connect(self._step)
        self.list.sourceWanted.connect(self._show_source)
        self.list.reportWanted.connect(self.send_to_report)
        self.report_button.clicked.connect(self.send_to_report)
        self.list.selectionModel().currentChanged.connect(lambda *_indices: self._tell_row())

    def _forget(self) -> None:
        self._chosen = {way: [] for way in Way}
        self._pairs = None
        self.model.show(())
        self.told.emit()

    def _compared(self) -> None:
        self.in_time(self._renew)

    def _renew(self) -> None:
        """Works out what is wanted now; an answer about something else is dropped."""
        comparison = self.workspace.comparison
        if comparison is None:
            return
        self._asking += 1
        asked, way, chosen = self._asking, self.way, list(self._chosen[self.way])
        self.swap_button.setVisible(way is not Way.DATES)

        def answer(found: tuple[list[Any], Pairs | None]) -> None:
            if asked == self._asking:
                self._answered = asked
                self._chosen[way] = found[0]
                self._show(found[1])

        if self._pairs is None:
            QTimer.singleShot(PATIENCE, self, lambda: self._tell_work(asked))
        self.workspace.ask(lambda _case: pair_choice.worked_out(comparison, way, chosen), answer)

    def _tell_work(self, asked: int) -> None:
        """Of many parties it takes a while to find those furthest apart: that is said where they will stand."""
        if asked == self._asking != self._answered and self._pairs is None:
            self.blank.tell(
                _("Working it out …"), _("Of all parties and scenarios those furthest apart are looked for.")
            )
            self._pages.setCurrentIndex(1)

    def _show(self, pairs: Pairs | None) -> None:
        self._pairs = pairs
        self._tell_fields()
        self._pages.setCurrentIndex(1 if pairs is None else 0)
        if pairs is None:
            self.model.show(())
            self.blank.tell(*self._missing())
            self.told.emit()
            return
        self._show_rows(pairs)
        asked = self._asking

        def worded(statements: tuple[Statement, ...]) -> None:
            if asked == self._asking:
                self._show_rows(pairs.worded(statements))

        self.workspace.statements(pairs.positions(), worded)

    def _show_rows(self, pairs: Pairs) -> None:
        here = max(self.list.currentIndex().row(), self._wanted_row, 0)
        self.list.draw(self.way is Way.PARTIES, pairs.names)
        self.model.show(pairs.rows)
        self.summary.tell((*pairs.summary, *(("", finding) for finding in pairs.finding)))
        self.changes.setText(_told_changes(pairs))
        self.changes.setVisible(bool(pairs.differences))
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(min(here, self.model.rowCount() - 1)))
        self.told.emit()

    def _tell_fields(self) -> None:
        comparison, chosen = self.workspace.comparison, self._chosen[self.way]
        if comparison is None or len(chosen) != 2:
            self.left.show_value(_("Nothing to compare"), quiet=True)
            self.right.show_value(_("Nothing to compare"), quiet=True)
        elif self.way is Way.PARTIES:
            self.left.show_value(comparison.actor(chosen[0]).name)
            self.right.show_value(comparison.actor(chosen[1]).name)
        elif self.way is Way.SCENARIOS:
            self.left.show_value(comparison.scenario(chosen[0]).name)
            self.right.show_value(comparison.scenario(chosen[1]).name)
        else:
            told = _("as of {date}, and as of {now}")
            now = words.date(comparison.as_of)
            self.left.show_value(told.format(date=words.date(chosen[0]), now=now))
            self.right.show_value(comparison.scenario(chosen[1]).name)

    def _missing(self) -> tuple[str, str]:
        if self.way is Way.PARTIES:
            return _("Two parties are needed"), _("Actors appear while statements are coded.")
        if self.way is Way.SCENARIOS:
            return _("Two scenarios are needed"), _("Make them under Scenarios (Ctrl+4).")
        return _("Two dates are needed"), _("The record has statements of one date alone, or none that is dated.")

    def _tell_row(self) -> None:
        row = self.model.row(self.list.currentIndex().row())
        told = _("Row {n} of {all}").format(n=self.list.currentIndex().row() + 1, all=self.model.rowCount())
        self.selectionTold.emit(f"{row.title} · {told}" if row is not None else "")

    def _show_source(self, index: QModelIndex, side: int) -> None:
        """The words of a side where they stand; where there are none that is said."""
        row = index.data(ROW)
        if isinstance(row, PairRow):
            half = (row.left, row.right)[side]
            if half.quotation is not None:
                self.openPassage.emit(half.quotation)
            else:
                told = _("There are no words on this side")
                self.selectionTold.emit(told)
                announce(self, told)

    def _open(self, index: QModelIndex) -> None:
        """Opens the cell whose words the row shows: the left one, or the one that has words."""
        row = index.data(ROW)
        if isinstance(row, PairRow):
            half: Half = row.left if row.left.said or not row.right.said else row.right
            if self.way is not Way.PARTIES:
                half = row.right
            self.openCell.emit(half.actor, half.scenario)


def _told_changes(pairs: Pairs) -> str:
    changes = [f"{factor}: {left} → {right}" for factor, left, right in pairs.differences]
    return _("What changes: {changes}").format(changes=" · ".join(changes)) if changes else ""
