"""The inspector of a factor: its names, its issue, whether it is in order or several may hold, what it needs."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from db.records import Factor, Snapshot
from desktop import theme
from desktop.models import telling
from desktop.models.field import statements_of_factor
from desktop.models.lines import LINE, LineList
from desktop.models.lines import Line as ListLine
from desktop.widgets.check import Check
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.line import Line
from desktop.widgets.pick_field import PickField
from desktop.widgets.short_list import ShortList
from desktop.widgets.text import Label, Paragraph
from desktop.words import _, count

SHORTEST = 12
"""The most letters of a short name."""


class FactorPage(QWidget):
    """Shows one factor, and lets it be changed in place."""

    named = Signal(int, str)
    shortened = Signal(int, str)
    orderedWanted = Signal(int, bool)
    severalWanted = Signal(int, bool)
    issueWanted = Signal(int)
    needWanted = Signal(int, int)
    """A clause of what a factor needs is to be changed, by its place; one more: -1."""
    needRemoved = Signal(int, int)
    removeWanted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factor: Factor | None = None
        self.name, self.short = QLineEdit(), QLineEdit()
        self.name.setAccessibleName(_("Name of the factor"))
        self.short.setAccessibleName(_("Short name, for tight places"))
        self.short.setPlaceholderText(_("For tight places"))
        self.short.setMaxLength(SHORTEST)
        self.issue = PickField(_("Issue"))
        self.ordered = Check(_("The values are in order, from less to more"))
        self.several = Check(_("Several values may hold at once"))
        for check in (self.ordered, self.several):
            check.setToolTip(check.text())  # it may be cut
        self.why_one = Paragraph(role="dense")
        self.needs = LineList(self)
        self.need_list = ShortList(self.needs, lambda index: index.data(LINE), _("What the factor needs"))
        self.add_need = Button(_("Add"), "plus", "flat")
        self.uses = Paragraph(role="dense")
        self.remove = IconButton("trash-2", _("Delete the factor"))
        self.back = Button(_("To the scenario"), "arrow-left", "flat")
        self._lay_out()
        self._connect()

    def show_factor(self, snapshot: Snapshot, factor: Factor, issue: str, *, editable: bool) -> None:
        """Shows a factor; what is being typed into stays as it is."""
        other = self._factor is None or self._factor.id != factor.id
        if other:
            self.commit()
        self._factor = factor
        for field, text in ((self.name, factor.name), (self.short, factor.short)):
            if other or not field.hasFocus():
                field.setText(text)
                field.setCursorPosition(0)
            field.setReadOnly(not editable)
        self.issue.show_value(issue)
        self.ordered.setChecked(factor.ordered)
        self.several.setChecked(factor.several)
        fixed = factor.several and names_one_alone(snapshot, factor)
        self.why_one.setText(_("Something says of one value alone whether it holds, so this stays."))
        self.why_one.setVisible(fixed)
        self.several.setEnabled(editable and not fixed)
        for part in (self.issue, self.ordered, self.add_need, self.remove):
            part.setEnabled(editable)
        clauses = (telling.clause(snapshot.factors, clause) for clause in factor.needs)
        self.needs.show(ListLine(place, (told,)) for place, told in enumerate(clauses))
        named = statements_of_factor(snapshot, factor.id)
        self.uses.setText(count(named, "{n} statement names its values", "{n} statements name its values"))

    def factor(self) -> Factor | None:
        """The factor that is shown."""
        return self._factor

    def commit(self) -> None:
        """Says what was typed and not told yet."""
        this = self._factor
        if this is None:
            return
        name = self.name.text().strip()
        if name and name != this.name:
            self.named.emit(this.id, name)
        if self.short.text().strip() != this.short:
            self.shortened.emit(this.id, self.short.text().strip())

    def forget(self) -> None:
        """Another case."""
        self._factor = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What was typed is told when the focus leaves."""
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))

    def _connect(self) -> None:
        for field in (self.name, self.short):
            field.installEventFilter(self)
            field.returnPressed.connect(self.commit)
        self.issue.clicked.connect(lambda: self._tell(self.issueWanted))
        self.ordered.clicked.connect(lambda on: self._tell(self.orderedWanted, on))
        self.several.clicked.connect(lambda on: self._tell(self.severalWanted, on))
        self.add_need.clicked.connect(lambda: self._tell(self.needWanted, -1))
        self.need_list.opened.connect(lambda index: self._tell(self.needWanted, index.row()))
        self.need_list.removed.connect(lambda index: self._tell(self.needRemoved, index.row()))
        self.remove.clicked.connect(lambda: self._tell(self.removeWanted))
        self.back.clicked.connect(self.left)

    def _tell(self, signal: Any, *given: object) -> None:
        if self._factor is not None:
            signal.emit(self._factor.id, *given)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for text, part in ((_("Name"), self.name), (_("Short name"), self.short), (_("About"), self.issue)):
            column.addWidget(Label(text, "dense", "ink2"))
            column.addWidget(part)
        column.addSpacing(4)
        for below in (self.ordered, self.several, self.why_one):
            column.addWidget(below)
        head = QHBoxLayout()
        head.addWidget(Label(_("Applies only with"), "label", "ink2"))
        head.addStretch(1)
        head.addWidget(self.add_need)
        column.addSpacing(6)
        column.addLayout(head)
        column.addWidget(self.need_list)
        column.addWidget(Paragraph(_("Any of these lines is enough; without a line it always applies."), "dense"))
        column.addSpacing(6)
        column.addWidget(self.uses)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        scroll.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(Line())
        whole.addLayout(foot)


def names_one_alone(snapshot: Snapshot, factor: Factor) -> bool:
    """Whether something names a value of a factor as a yes/no factor of its own."""
    conditions = snapshot.conditions
    said = zip(conditions.factor, conditions.holds, strict=True)
    clauses = [each.when for each in snapshot.exclusions]
    clauses += [clause for each in snapshot.factors for clause in each.needs]
    return any(number == factor.id and holds >= 0 for number, holds in said) or any(
        each.factor == factor.id and each.part is not None for clause in clauses for each in clause
    )
