"""What stands in place of the field while there is no factor: fields to start from, or an empty row."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.field_templates import Template, templates
from desktop.widgets.choice import Choice
from desktop.widgets.controls import Button
from desktop.widgets.text import Label, Paragraph
from desktop.words import _, as_tooltip


class FieldStart(QScrollArea):
    """A few buttons, each a field; and a line for the name of a first factor."""

    chosen = Signal(object)
    """A Template."""
    named = Signal(str)
    """A first factor of one's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Name of a factor, such as Hostilities"))
        self.name.setAccessibleName(_("Name of a first factor"))
        self.begin = Button(_("Begin with it"), keys="Return")
        self.name.returnPressed.connect(self._begin)
        self.begin.clicked.connect(self._begin)
        self._lay_out()

    def set_editable(self, editable: bool) -> None:
        """A case that is read only gets no factor."""
        for part in (*self.choices, self.name, self.begin):
            part.setEnabled(editable)

    def first(self) -> QWidget:
        """What gets the focus."""
        return self.choices[0] if self.choices else self.name

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self.viewport()).fillRect(self.viewport().rect(), theme.color("base"))

    def _begin(self) -> None:
        name = self.name.text().strip()
        if name:
            self.name.clear()
            self.named.emit(name)

    def _choose(self, template: Template, _checked: bool = False) -> None:
        self.chosen.emit(template)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(Label(_("No factor yet"), "title"))
        told = _(
            "A factor is a question about the situation with a few answers; scenarios answer some of them. "
            "Start from a field, and change whatever does not fit: everything can be renamed, added to and undone."
        )
        column.addWidget(Paragraph(told))
        column.addSpacing(6)
        for template in templates():
            column.addWidget(self._offer(template))
        column.addSpacing(10)
        column.addWidget(Label(_("Or begin with an empty row"), "strong"))
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.begin)
        column.addLayout(row)
        column.addStretch(1)
        middle = QHBoxLayout(page)
        middle.setContentsMargins(24, 40, 24, 24)
        inside = QWidget()
        inside.setLayout(column)
        inside.setMaximumWidth(620)
        column.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(inside, 100)
        middle.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setAutoFillBackground(False)  # a scroll area has it filled
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(_("Start from"))

    def _offer(self, template: Template) -> Choice:
        names = ", ".join(factor.name for factor in template.factors)
        button = Choice(template.title, names, "shapes")
        button.setAccessibleDescription(f"{template.description} {names}")
        button.setToolTip(as_tooltip(f"{template.description}\n{names}"))
        button.clicked.connect(partial(self._choose, template))
        self.choices.append(button)
        return button
