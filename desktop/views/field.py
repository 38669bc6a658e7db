"""The middle of the scenarios: the field, what the rules leave, what cannot go together, and the issues."""

from collections.abc import Callable
from math import log10

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.models import telling
from desktop.models.field import Field, IssueFacts
from desktop.models.lines import LINE, Line, LineList
from desktop.widgets.controls import Button
from desktop.widgets.field_table import FieldTable
from desktop.widgets.inline_name import InlineName
from desktop.widgets.short_list import ShortList
from desktop.widgets.text import Label, Paragraph
from desktop.words import _, count

LONGEST = 28
"""The most letters of a name on a button."""


class FieldView(QScrollArea):
    """Shows one scenario's field; what a person wants is told by signals."""

    ruleWanted = Signal(int)
    """A rule is to be changed, by id; 0: a new one."""
    ruleRemoved = Signal(int)
    factorNamed = Signal(str)
    """A factor with this name is wanted."""
    issueOpened = Signal(QModelIndex)
    """An issue is to be named."""
    issueMerged = Signal(QModelIndex)
    """An issue is to become part of another."""
    issueMenuWanted = Signal(QModelIndex, object)
    issueMade = Signal(object)
    """A bare subject is to be made a factor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = FieldTable()
        self.add_factor = Button(_("Add a factor"), "plus", "flat")
        self.broken = _Trouble()
        self.bar = _LeftBar()
        self.left = Paragraph(token="ink")  # noqa: S106 - a colour
        self.rules, self.issues = LineList(self), LineList(self)
        self.rule_list = ShortList(self.rules, _line, _("Pairs that cannot go together"), columns=2)
        self.issue_list = ShortList(self.issues, _line, _("Issues"), columns=2)
        self.add_rule = Button(_("Add a pair"), "plus", "flat")
        self.make_factor = Button("", "shapes")
        self._rules_title = Label(role="label", token="ink2")  # noqa: S106 - a colour
        self._issues_title = Label(role="label", token="ink2")  # noqa: S106 - a colour
        self._field: Field | None = None
        self._lay_out()
        self._connect()

    def show_field(self, field: Field, *, editable: bool) -> None:
        """Shows a field."""
        self._field = field
        self.table.show_rows(field.rows, editable=editable)
        for part in (self.add_factor, self.add_rule):
            part.setVisible(editable)
        self.broken.tell(field.broken)
        self.left.setText(field.combinations_told())
        self.bar.show_numbers(field.left, field.consistent, field.worlds)
        factors = field.snapshot.factors
        rules = field.snapshot.exclusions
        self.rules.show(
            Line(each.id, tuple(telling.condition(factors, one) for one in each.when), each.reason.strip())
            for each in rules
        )
        self._rules_title.setText(f"{_('Pairs that cannot go together')}  {len(rules)}")
        self.issues.show(_issue_line(each) for each in field.issues)
        self._issues_title.setText(f"{_('Issues')}  {len(field.issues)}")
        bare = next((each for each in field.issues if each.bare), None)
        self.make_factor.setVisible(bare is not None and editable)
        self.make_factor.setText(_("Make “{name}” a factor").format(name=shortened(bare.name)) if bare else "")

    def field(self) -> Field | None:
        """What is shown."""
        return self._field

    def issue(self, index: QModelIndex) -> IssueFacts:
        """The issue of a line."""
        key = self.issues.line(index.row()).key
        assert self._field is not None
        return next(each for each in self._field.issues if each.key == key)

    def name_issue(self, index: QModelIndex, take: Callable[[str], None]) -> None:
        """Opens a field over an issue for another name."""
        rect = self.issue_list.visualRect(index)
        text = self.issue(index).name
        InlineName(self.issue_list.viewport(), rect, text, _("Name of the issue"), take)

    def name_factor(self) -> None:
        """Opens a field for the name of a factor that is to be added."""
        self.ensureWidgetVisible(self.add_factor)
        place = QRect(self.add_factor.mapTo(self._page, QPoint(0, 0)), self.add_factor.size())
        InlineName(self._page, place, "", _("Name of the factor"), self.factorNamed.emit)

    def reveal(self) -> None:
        """Scrolls to where the focus is."""
        focus = self.table.focusWidget()
        if focus is not None:
            self.ensureWidgetVisible(focus, 0, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self.viewport()).fillRect(self.viewport().rect(), theme.color("base"))

    def _connect(self) -> None:
        self.add_factor.clicked.connect(self.name_factor)
        self.make_factor.clicked.connect(self._make_factor)
        self.add_rule.clicked.connect(lambda: self.ruleWanted.emit(0))
        self.rule_list.opened.connect(lambda index: self.ruleWanted.emit(self.rules.line(index.row()).key))
        self.rule_list.removed.connect(lambda index: self.ruleRemoved.emit(self.rules.line(index.row()).key))
        self.issue_list.opened.connect(self.issueOpened)
        self.issue_list.removed.connect(self.issueMerged)
        self.issue_list.menuWanted.connect(self.issueMenuWanted)
        self.table.here.connect(lambda *_where: self.reveal())

    def _make_factor(self) -> None:
        bare = next((each for each in self._field.issues if each.bare), None) if self._field is not None else None
        if bare is not None:
            self.issueMade.emit(bare)

    def _lay_out(self) -> None:
        page = self._page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(0)
        column.addWidget(self.broken)
        column.addWidget(self.table)
        column.addLayout(_beside(self.add_factor))
        numbers = QHBoxLayout()
        numbers.setContentsMargins(16, 10, 16, 14)
        numbers.setSpacing(12)
        numbers.addWidget(self.bar)
        numbers.addWidget(self.left, 1)
        column.addLayout(numbers)
        column.addLayout(_beside(self._rules_title, self.add_rule))
        column.addLayout(_indented(self.rule_list))
        column.addSpacing(14)
        column.addLayout(_beside(self._issues_title, self.make_factor))
        column.addLayout(_indented(self.issue_list))
        column.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Field"))
        page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)


class _Trouble(QWidget):
    """Says that a scenario is impossible, and through which rules."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Paragraph(token="bad")  # noqa: S106 - a colour
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.addWidget(self._text)
        self.hide()

    def tell(self, rules: tuple[str, ...]) -> None:
        told = [_("Impossible: no combination is left. What rules it out:"), *rules]
        self._text.setText("\n".join(told) if rules else "")
        self.setVisible(bool(rules))

    def text(self) -> str:
        return self._text.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("badTint"))


class _LeftBar(QWidget):
    """How much is left, of what is possible, of all: on a scale on which each step is ten times as much."""

    def __init__(self) -> None:
        super().__init__()
        self._shares = (0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_numbers(self, left: int | None, consistent: int | None, worlds: int) -> None:
        known = [worlds if number is None else number for number in (left, consistent)]
        self._shares = (_share(known[0], worlds), _share(known[1], worlds))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for share, token in ((1.0, "sunken"), (self._shares[1], "line"), (self._shares[0], "accent")):
            width = self.width() * share
            painter.setBrush(theme.color(token))
            painter.drawRoundedRect(QRectF(self.width() - width if mirrored else 0, 0, width, 8), 4, 4)


def _share(number: int, worlds: int) -> float:
    """A place on a scale from none over one to all."""
    if number <= 0:
        return 0.0
    return (1 + log10(number)) / (1 + log10(max(1, worlds)))


def shortened(name: str) -> str:
    """A name for a tight place."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def _line(index: QModelIndex | QPersistentModelIndex) -> Line:
    found: Line = index.data(LINE)
    return found


def _issue_line(issue: IssueFacts) -> Line:
    on = count(issue.positions, "{n} position", "{n} positions")
    if issue.bare:
        told = _("No factor: no scenario addresses it · {positions}").format(positions=on)
        return Line(issue.key, (issue.name,), told, "triangle-alert", "bad")
    if not issue.factors:
        return Line(issue.key, (issue.name,), _("expressed by what is said of it · {positions}").format(positions=on))
    named = "" if issue.factors == (issue.name,) else ", ".join(issue.factors)
    return Line(issue.key, (issue.name,), " · ".join(part for part in (named, on) if part))


def _beside(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(16, 6, 16, 6)
    for number, part in enumerate(parts):
        if number:
            row.addStretch(1)
        row.addWidget(part)
    if len(parts) == 1:
        row.addStretch(1)
    return row


def _indented(part: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(10, 0, 10, 0)
    row.addWidget(part)
    return row
