"""One affiliation to be read and changed: who, in which role, with which standing, from when to when."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.moments import Moment
from desktop import theme
from desktop.widgets.controls import IconButton
from desktop.widgets.date_field import DateField
from desktop.widgets.flow import Flow
from desktop.widgets.pick_field import PickField
from desktop.widgets.text import Label, Paragraph
from desktop.words import _


class AffiliationRow(QWidget):
    """``changed`` gives the name of a field and its value; ``standingWanted`` and ``otherWanted`` ask for a list."""

    changed = Signal(str, object)
    otherWanted = Signal()
    standingWanted = Signal()
    removed = Signal()

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.other = PickField(what)
        self.role = QLineEdit()
        self.role.setPlaceholderText(_("Role, such as President"))
        self.standing = PickField(_("Standing"))
        self.since, self.until = DateField(_("From")), DateField(_("To"))
        self.cross = IconButton("x", _("Take away"))
        self._odd = Paragraph(role="dense", token="hand")  # noqa: S106 - a colour
        self._lay_out()
        self.other.clicked.connect(self.otherWanted)
        self.standing.clicked.connect(self.standingWanted)
        self.cross.clicked.connect(self.removed)
        self.role.editingFinished.connect(self._tell_role)
        self.since.dated.connect(lambda moment: self.changed.emit("since", moment))
        self.until.dated.connect(lambda moment: self.changed.emit("until", moment))

    def show_row(
        self, other: str, role: str, standing: str, since: Moment | None, until: Moment | None, odd: str
    ) -> None:
        """Shows an affiliation."""
        self.other.show_value(other)
        self._shown = role
        if self.role.text() != role:
            self.role.setText(role)
        self.role.setAccessibleName(_("Role of {name}").format(name=other))
        self.standing.show_value(standing)
        self.since.show_date(since, _("always"))
        self.until.show_date(until, _("still"))
        self.cross.setAccessibleName(_("Take away {name}").format(name=other))
        self._odd.setText(odd)
        self._odd.setVisible(bool(odd))

    def odd(self) -> str:
        """What is odd about its dates."""
        return self._odd.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline round it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("hair"), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _tell_role(self) -> None:
        text = self.role.text().strip()
        if text != self._shown:
            self._shown = text
            self.changed.emit("role", text)

    def _lay_out(self) -> None:
        self._shown = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.other, 1)
        top.addWidget(self.cross)
        column.addLayout(top)
        column.addWidget(self.role)
        column.addWidget(self.standing)
        dates = QWidget()
        flow = Flow(dates, gap=10, line_gap=6)
        for text, field in ((_("from"), self.since), (_("to"), self.until)):
            field.line.setMinimumWidth(64)
            flow.addWidget(_Pair(text, field))
        column.addWidget(dates)
        column.addWidget(self._odd)


class _Pair(QWidget):
    """A word and its field."""

    def __init__(self, text: str, field: QWidget) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label(text, "dense", "ink2"))
        row.addWidget(field, 1)

    def sizeHint(self) -> QSize:
        """Two stand side by side in an inspector."""
        return QSize(138 * max(100, theme.current().scale) // 100, super().sizeHint().height())
