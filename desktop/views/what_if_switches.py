"""The switches of What if: every factor, what it starts from, what must give way, what the whole comes to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.models.what_if_answers import PivotLine
from desktop.models.what_if_shown import Shown, some
from desktop.widgets.announce import announce
from desktop.widgets.controls import Button
from desktop.widgets.flow import Flow
from desktop.widgets.line import Line
from desktop.widgets.pick_field import PickField
from desktop.widgets.text import Label, Paragraph
from desktop.widgets.what_if_rows import scrolled
from desktop.widgets.what_if_switch import FactorSwitch
from desktop.words import _, count, listing, number


class SwitchPanel(QWidget):
    """A switch for every factor, what it starts from, and what can be done with the whole."""

    chosen = Signal(str, str, bool)
    resetWanted = Signal(str)
    resetAll = Signal()
    fromWanted = Signal()
    weighed = Signal(str, int)
    saved = Signal(str, bool)
    """A name, and whether it is a branch of the scenario that it starts from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start = PickField(_("Start from"))
        self.rows: list[FactorSwitch] = []
        self._changes = 0
        self.told = Paragraph(role="dense", token="ink2")  # noqa: S106 - a colour
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Name of the new scenario"))
        self.name.setAccessibleName(_("Name of the new scenario"))
        self.save_button = Button(_("Save as scenario"), "plus", "primary")
        self.branch_button = Button(_("As branch"), "git-branch")
        self.reset_button = Button(_("Reset"), keys="Ctrl+R")
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll = scrolled(self._page)
        self.setMinimumWidth(260)
        self._lay_out()
        self._connect()

    def show_situation(self, shown: Shown) -> None:
        """Shows a situation; switches that are there stay."""
        if self.start.text() != shown.title:
            self.start.show_value(shown.title)
        while len(self.rows) < len(shown.factors):
            self._add_row()
        while len(self.rows) > len(shown.factors):
            gone = self.rows.pop()
            gone.hide()
            gone.deleteLater()
        for row, line in zip(self.rows, shown.factors, strict=True):
            row.show_factor(line)
        self._changes = shown.changes
        self.told.setText(count(shown.changes, "{n} change", "{n} changes"))
        self.reset_button.setEnabled(shown.changes > 0)
        self.branch_button.setEnabled(shown.scenario is not None and shown.changes > 0)
        if self.rows and self.rows[0].tiles:
            self.setFocusProxy(self.rows[0].tiles[0])

    def tell_left(self, left: int, consistent: int) -> None:
        """How many combinations are left."""
        told = count(self._changes, "{n} change", "{n} changes")
        left_told = _("{n} of {all} combinations left").format(n=number(left), all=number(consistent))
        self.told.setText(f"{told} · {left_told}")

    def tell_decides(self, lines: Sequence[PivotLine]) -> None:
        """Beside each factor, whose stance a change of it alone can change."""
        told: dict[str, list[tuple[float, str]]] = {}
        for line in lines:
            for key, _name, share, words in line.factors:
                told.setdefault(key, []).append((-share, f"{line.name} {words}"))
        for row in self.rows:
            parties = [words for _share, words in sorted(told.get(row.key, []), key=lambda pair: pair[0])]
            row.tell_decides(_("Decides: {parties}").format(parties=some(parties)) if parties else "")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 12, 10)
        top.setSpacing(8)
        top.addWidget(Label(_("From"), "dense", "ink2"))
        top.addWidget(self.start, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 10, 12, 12)
        foot.setSpacing(8)
        foot.addWidget(self.told)
        foot.addWidget(self.name)
        buttons = QWidget()
        flow = Flow(buttons, gap=8)
        for button in (self.save_button, self.branch_button, self.reset_button):
            flow.addWidget(button)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Line())
        column.addWidget(self._scroll, 1)
        column.addWidget(Line())
        column.addLayout(foot)

    def _connect(self) -> None:
        self.start.clicked.connect(self.fromWanted)
        self.reset_button.clicked.connect(self.resetAll)
        self.save_button.clicked.connect(lambda: self._save(as_branch=False))
        self.branch_button.clicked.connect(lambda: self._save(as_branch=True))
        self.name.returnPressed.connect(lambda: self._save(as_branch=False))

    def _save(self, *, as_branch: bool) -> None:
        """A name is needed; it is asked for where it is missing."""
        name = " ".join(self.name.text().split())
        if name:
            self.saved.emit(name, as_branch)
            self.name.clear()
        else:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self) -> None:
        row = FactorSwitch()
        row.chosen.connect(self.chosen)
        row.resetWanted.connect(self.resetWanted)
        row.weighed.connect(self.weighed)
        row.walked.connect(lambda step, place, row=row: self._walk(row, step, place))
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)

    def _walk(self, row: FactorSwitch, step: int, place: int) -> None:
        there = self.rows.index(row) + step
        if 0 <= there < len(self.rows):
            self.rows[there].focus_tile(place)
            self._scroll.ensureWidgetVisible(self.rows[there])


class Yielding(QWidget):
    """Says which other factors must give way for a value, and offers to open them."""

    agreed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._wanted = ("", "")
        self._text = Paragraph(role="body", token="ink")  # noqa: S106 - a colour
        self.button = Button(_("Open them"), kind="plain")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 18, 8)
        row.addWidget(self._text, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(lambda: self.agreed.emit(*self._wanted))
        self.hide()

    def tell(self, factor: str, value: str, names: Sequence[str]) -> None:
        """Which factors stand in the way; nothing when the value could be chosen."""
        self._wanted = (factor, value)
        there = [name for name in names if name]
        if there:
            told = _("This cannot be together with what is chosen for {factors}.")
            self._text.setText(told.format(factors=listing(there)))
        elif names:
            self._text.setText(_("This can never be: a rule of the case forbids it."))
        self.button.setVisible(bool(there))
        self.setVisible(bool(names))
        if names:
            announce(self, self._text.text())
