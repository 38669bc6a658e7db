"""How a brief looks: presets, paper, quotations, and what is said of the analyst."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.widgets.check import Check
from desktop.widgets.controls import IconButton, Segmented
from desktop.widgets.name_panel import NamePanel
from desktop.widgets.pick_field import PickField
from desktop.widgets.pick_panel import Option, PickPanel, fitting
from desktop.widgets.text import Label
from desktop.words import _

if TYPE_CHECKING:
    from desktop.reports.options import Options
    from desktop.reports.presets import Preset

PAPERS = ("a4", "us-letter")


class Choices(QWidget):
    """Says what is chosen; the contents are another list."""

    chosen = Signal()
    presetChosen = Signal(object)
    """The options of a preset."""
    presetNamed = Signal(str)
    """What is chosen is to be saved under this name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presets_field = PickField(_("Preset"))
        self.save = IconButton("save", _("Save as preset …"))
        self.paper = Segmented(("A4", _("Letter")), _("Paper"))
        self.quotations = Segmented((_("In short"), _("In full")), _("Quotations in footnotes"))
        self.notes = Check(_("Notes as PDF comments"))
        self.assessments = Check(_("Show assessments"))
        self.colour = Check(_("Marks readable in black and white"))
        self.unnamed = Check(_("Leave out analysts’ names"))
        self.signed = Check(_("Say in the file who made it, and when"))
        self._presets: tuple[Preset, ...] = ()
        self._panel: PickPanel | None = None
        self._naming: NamePanel | None = None
        self._showing = False
        self._lay_out()
        for part in (self.paper, self.quotations):
            part.chosen.connect(self._choose)
        for box in self._boxes():
            box.toggled.connect(self._choose)
        self.presets_field.clicked.connect(self._open)
        self.save.clicked.connect(self._ask_name)

    def show_presets(self, presets: "Sequence[Preset]") -> None:
        """What can be taken as a whole; the first is the usual one."""
        self._presets = tuple(presets)

    def preset(self) -> "Options":
        """The usual choice."""
        return self._presets[0].options

    def show_options(self, options: "Options") -> None:
        """Shows what is chosen."""
        self._showing = True
        self.paper.choose(PAPERS.index(options.paper))
        self.quotations.choose(int(options.full))
        self.notes.setChecked(options.notes)
        self.assessments.setChecked(options.assessments)
        self.colour.setChecked(not options.colour)
        self.unnamed.setChecked(not options.authors)
        self._showing = False
        self.name(options)

    def options(self, before: "Options") -> "Options":
        """What is chosen here, beside what was chosen before elsewhere."""
        return replace(
            before,
            paper=PAPERS[self.paper.current()],
            full=bool(self.quotations.current()),
            notes=self.notes.isChecked(),
            assessments=self.assessments.isChecked(),
            colour=not self.colour.isChecked(),
            authors=not self.unnamed.isChecked(),
        )

    def _boxes(self) -> tuple[Check, ...]:
        return self.notes, self.assessments, self.colour, self.unnamed

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 6)
        column.setSpacing(6)
        column.addWidget(Label(_("Page and words").upper(), "label", "ink2"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        rows = ((_("Preset"), self.presets_field), (_("Paper"), self.paper), (_("Quotations"), self.quotations))
        for row, (name, field) in enumerate(rows):
            label = Label(name, "dense", "ink2")
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1, *([] if field is self.presets_field else [Qt.AlignmentFlag.AlignLeft]))
        grid.addWidget(self.save, 0, 2)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        for box in (*self._boxes(), self.signed):
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            column.addWidget(box)

    def _choose(self) -> None:
        if not self._showing:
            self.chosen.emit()

    def name(self, options: "Options") -> None:
        """Says which preset this is, if it is one."""
        alike = (each.name for each in self._presets if _same(each.options, options))
        self.presets_field.show_value(next(alike, _("My own choice")))

    def _open(self) -> None:
        if self._panel is None:
            self._panel = PickPanel(self.window())
            self._panel.picked.connect(self._take)
        options = [Option(place, preset.name) for place, preset in enumerate(self._presets)]
        self._panel.ask(self.presets_field.anchor(), _("Preset"), fitting(options))

    def _ask_name(self) -> None:
        if self._naming is None:
            self._naming = NamePanel(self.window())
            self._naming.named.connect(self.presetNamed)
        self._naming.ask(self.presets_field.anchor(), _("Save as preset"), "", _("Save"))

    def _take(self, keys: Sequence[int]) -> None:
        self.presetChosen.emit(self._presets[keys[0]].options)


def _same(one: "Options", other: "Options") -> bool:
    keys = ("paper", "parts", "full", "notes", "assessments", "authors", "colour")
    return all(getattr(one, key) == getattr(other, key) for key in keys)
