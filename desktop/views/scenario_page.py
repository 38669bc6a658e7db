"""The inspector of a scenario: name and words, what it changes from its parent, whom that moves, who stands where."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.moments import Moment
from db.records import Scenario
from desktop import theme
from desktop.models.standing import Standing
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.flow import Flow
from desktop.widgets.line import Line
from desktop.widgets.stand_rows import ChangeRow, MoveRow, StandRow, StandStrip
from desktop.widgets.text import Label, Paragraph
from desktop.words import _, as_tooltip

PAUSE = 1_000
"""Milliseconds after the last letter when words are taken."""


class ScenarioPage(QWidget):
    """Shows one scenario, and lets it be described in place."""

    named = Signal(int, str)
    described = Signal(int, str)
    dated = Signal(int, object)
    parentWanted = Signal(int)
    cellWanted = Signal(int, int)
    branchWanted = Signal()
    matrixWanted = Signal()
    removeWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenario: Scenario | None = None
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of the scenario"))
        self.above = _Above()
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(_("What the scenario is about"))
        self.words.setPlaceholderText(_("What is this scenario about?"))
        self.words.setTabChangesFocus(True)
        self.date = QLineEdit()
        self.date.setAccessibleName(_("Date of the scenario"))
        self.date.setPlaceholderText(_("As of the record, or 2026-05"))
        self.wrong_date = Label(_("A date is written as 2026, 2026-05 or 2026-05-09"), "dense", "bad")
        self.broken = Paragraph(token="bad")  # noqa: S106 - a colour
        self.branch = Button(_("Branch"), "git-branch", keys="Ctrl+B")
        self.matrix = Button(_("In the matrix"), "table-2")
        self.remove = IconButton("trash-2", _("Delete the scenario"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._told = QVBoxLayout()
        self._shown: object = None
        self._lay_out()
        self._connect()

    def show_scenario(self, standing: Standing, broken: Iterable[str], *, editable: bool) -> None:
        """Shows a scenario; what is being typed into stays as it is."""
        this, other = standing.scenario, self._scenario is None or self._scenario.id != standing.scenario.id
        if other:
            self.commit()
        self._scenario = this
        for field, text in ((self.name, this.name), (self.date, str(this.date or ""))):
            if other or not field.hasFocus():
                field.setText(text)
                field.setCursorPosition(0)
        if (other or not self.words.hasFocus()) and self.words.toPlainText() != this.description:
            self.words.setPlainText(this.description)
        self.wrong_date.setVisible(False)
        for part in (self.name, self.words, self.date):
            part.setReadOnly(not editable)
        for button in (self.branch, self.remove):
            button.setEnabled(editable)
        self.above.setVisible(standing.parent is not None)
        if standing.parent is not None:
            self.above.tell(_("branch of {scenario}").format(scenario=standing.parent.name))
        rules = list(broken)
        self.broken.setText("\n".join([_("Impossible: no combination is left."), *rules]) if rules else "")
        self.broken.setVisible(bool(rules))
        self._tell(standing)

    def commit(self) -> None:
        """Says what was typed and not told yet."""
        this = self._scenario
        self._pause.stop()
        if this is None:
            return
        name = self.name.text().strip()
        if name and name != this.name:
            self.named.emit(this.id, name)
        self._commit_words()
        self._commit_date(this)

    def forget(self) -> None:
        """Another case."""
        self._pause.stop()
        self._scenario = self._shown = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What was typed is told when the focus leaves."""
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))

    def _commit_words(self) -> None:
        this = self._scenario
        if this is not None and self.words.toPlainText() != this.description:
            self.described.emit(this.id, self.words.toPlainText())

    def _commit_date(self, this: Scenario) -> None:
        text = self.date.text().strip()
        if text == str(this.date or ""):
            self.wrong_date.setVisible(False)
            return
        try:
            date = Moment.parse(text) if text else None
        except ValueError:
            self.wrong_date.setVisible(True)
            return
        self.wrong_date.setVisible(False)
        self.dated.emit(this.id, date)

    def _tell(self, standing: Standing) -> None:
        """What it changes, whom that moves, who stands where; the keyboard stays on the line where it was."""
        told = (standing.scenario.id, standing.changes, standing.moves, standing.groups)
        if told == self._shown:
            return
        self._shown = told
        focus = self.focusWidget()
        place = self._told.indexOf(focus) if focus is not None and focus.hasFocus() else -1
        while (item := self._told.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        if standing.changes:
            self._heading(_("Changed from its parent"), len(standing.changes))
            for change in standing.changes:
                self._told.addWidget(ChangeRow(change.factor, change.before, change.after))
            self._heading(_("What that does to the parties"), len(standing.moves))
            for move in standing.moves:
                self._add_row(MoveRow(move.actor, move.before, move.after), move.who, standing.scenario.id)
            if not standing.moves:
                self._told.addWidget(_indented(_("It moves nobody.")))
        people = sum(len(group.actors) for group in standing.groups)
        if people:
            self._heading(_("Where everyone stands"), people)
            strip = StandStrip()
            strip.show_parts([(group.stand, len(group.actors)) for group in standing.groups])
            self._told.addWidget(strip)
        for group in standing.groups:
            row = StandRow(group.stand, [name for _id, name in group.actors])
            self._add_row(row, group.actors[0][0], standing.scenario.id)
        item = self._told.itemAt(min(place, self._told.count() - 1)) if place >= 0 else None
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self, row: MoveRow | StandRow, actor: int, scenario: int) -> None:
        row.clicked.connect(partial(self._want_cell, actor, scenario))
        self._told.addWidget(row)

    def _want_cell(self, actor: int, scenario: int, _checked: bool = False) -> None:
        self.cellWanted.emit(actor, scenario)

    def _heading(self, text: str, number: int) -> None:
        heading = Label(f"{text}  {number}", "label", "ink2")
        heading.setContentsMargins(16, 14, 16, 4)
        self._told.addWidget(heading)

    def _connect(self) -> None:
        for field in (self.name, self.words, self.date):
            field.installEventFilter(self)
        self._pause.timeout.connect(self._commit_words)
        self.words.textChanged.connect(self._typed)
        self.name.returnPressed.connect(self.commit)
        self.date.returnPressed.connect(self.commit)
        self.above.clicked.connect(self._want_parent)
        self.branch.clicked.connect(self.branchWanted)
        self.matrix.clicked.connect(self.matrixWanted)
        self.remove.clicked.connect(self.removeWanted)

    def _dress(self) -> None:
        """Room for four lines of words."""
        self.words.setFixedHeight(4 * self.words.fontMetrics().lineSpacing() + 20)

    def _typed(self) -> None:
        if self.words.hasFocus():
            self._pause.start()

    def _want_parent(self) -> None:
        if self._scenario is not None and self._scenario.parent is not None:
            self.parentWanted.emit(self._scenario.parent)

    def _lay_out(self) -> None:
        theme.current().changed.connect(self._dress)
        self._dress()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.setSpacing(8)
        when = QHBoxLayout()
        when.addWidget(Label(_("Date"), "dense", "ink2"))
        when.addWidget(self.date, 1)
        for part in (self.name, self.above, self.broken, self.words):
            top.addWidget(part, 0)
        top.addLayout(when)
        top.addWidget(self.wrong_date)
        self.wrong_date.hide()
        self._told.setSpacing(0)
        column.addLayout(top)
        column.addLayout(self._told)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        scroll.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        buttons = QWidget()
        flow = Flow(buttons)
        for button in (self.branch, self.matrix, self.remove):
            flow.addWidget(button)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.addWidget(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(Line())
        whole.addLayout(foot)


class _Above(Button):
    """Leads to the scenario above; its name is cut where it has no room."""

    def __init__(self) -> None:
        self._whole = ""
        super().__init__("", "corner-down-right", "flat")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self.setToolTip(as_tooltip(text))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 44
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(40, room)))


def _indented(text: str) -> Paragraph:
    found = Paragraph(text, "dense")
    found.setContentsMargins(16, 2, 16, 2)
    return found
