"""The row of tools above the matrix: what is large, who and what is shown, by what it is grouped."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from desktop import theme
from desktop.models.layout import Group
from desktop.widgets.controls import Button, Segmented
from desktop.widgets.flow import Flow
from desktop.widgets.pick_panel import Option, PickPanel, fitting
from desktop.words import _


class MatrixTools(QWidget):
    """The buttons; the two that choose open a list with ticks."""

    largeChosen = Signal(int)
    """0: the record is large, 1: the assessment."""
    actorsWanted = Signal()
    scenariosWanted = Signal()
    picked = Signal(str, object)
    """The keys that are to be shown, of ``actors`` or ``scenarios``."""
    grouped = Signal(object)
    """A Group."""
    disputedToggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ways = Segmented((_("On the record"), _("With assessments")), _("What is large in a cell"))
        self.ways.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.actors, self.scenarios = _Opener("users"), _Opener("shapes")
        self.group = Button("", kind="plain")
        self.disputed = Button(_("Only disagreements"), "eye", "flat")
        self.disputed.setCheckable(True)
        self.disputed.setToolTip(_("Hides the scenarios in which no two parties are on different sides"))
        self._panel: PickPanel | None = None
        self._of = ""
        self._fill_groups()
        self._lay_out()
        self.ways.chosen.connect(self.largeChosen)
        self.actors.clicked.connect(self.actorsWanted)
        self.scenarios.clicked.connect(self.scenariosWanted)
        self.disputed.toggled.connect(self.disputedToggled)
        self.tell((0, 0), (0, 0), Group.ROLE)

    def tell(self, actors: tuple[int, int], scenarios: tuple[int, int], group: Group) -> None:
        """How many actors and scenarios are chosen, of how many, and by what the actors are grouped."""
        self.actors.tell(_("Actors"), *actors)
        self.scenarios.tell(_("Scenarios"), *scenarios)
        self.group.setText(_("Group by: {what}").format(what=group_names()[group]))
        self.group.setAccessibleName(self.group.text())
        self.group.updateGeometry()
        for action in self.group.menu().actions():  # asked for anew: PySide lets go of actions that are held here
            action.setChecked(action.data() == group.value)

    def ask(self, of: str, options: Sequence[Option], chosen: Sequence[Any]) -> None:
        """Asks which of the actors or of the scenarios are to be shown."""
        self._of = of
        button, title = (
            (self.actors, _("Actors to show")) if of == "actors" else (self.scenarios, _("Scenarios to show"))
        )
        if self._panel is None:
            self._panel = PickPanel(self.window())
            self._panel.picked.connect(self._picked)
        self._panel.ask(button.anchor(), title, fitting(options), several=True, chosen=chosen)

    def show_disputed(self, only: bool) -> None:
        """Turns *Only disagreements* on or off."""
        self.disputed.setChecked(only)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))

    def _picked(self, keys: tuple[Any, ...]) -> None:
        self.picked.emit(self._of, keys)

    def _fill_groups(self) -> None:
        menu, choice = QMenu(self.group), QActionGroup(self)
        for group, name in group_names().items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.triggered.connect(partial(self.grouped.emit, group))
            choice.addAction(action)
            action.setData(group.value)
        self.group.setMenu(menu)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 12, 7)
        flow = Flow(gap=8)
        for each in (self.ways, self.actors, self.scenarios, self.group, self.disputed):
            flow.addWidget(each)
        row.addLayout(flow, 1)


def group_names() -> dict[Group, str]:
    """By what actors can be grouped, in words."""
    return {Group.ROLE: _("role"), Group.KIND: _("kind"), Group.NONE: _("nothing")}


class _Opener(Button):
    """Says how many are chosen; opens the list of all."""

    def __init__(self, icon: str) -> None:
        super().__init__("", icon)
        self.setAccessibleDescription(_("Opens the list of those to be shown"))

    def tell(self, name: str, chosen: int, among: int) -> None:
        """How many, of how many."""
        numbers = {"name": name, "n": chosen, "all": among}
        told = _("{name}: all {all}") if chosen == among else _("{name}: {n} of {all}")
        self.setText(told.format(**numbers))
        self.setAccessibleName(self.text())
        self.updateGeometry()

    def anchor(self) -> QRect:
        """Its place in the window."""
        return QRect(self.mapTo(self.window(), QPoint(0, 0)), self.size())

    def _opens(self) -> bool:
        return True
