"""What What if asks for in a list: where to start, one of several ways, who can close the zone, another reading."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from db.records import Actor, Scenario
from desktop.models.what_if_answers import TurnLine
from desktop.models.what_if_readings import Reading
from desktop.widgets.pick_panel import Option, PickPanel, fitting
from desktop.words import _

BLANK = 0
"""The key of a situation that starts from no scenario."""


class Asking(QObject):
    """One list at a time, under what was pressed."""

    startChosen = Signal(int)
    wayChosen = Signal(object)
    """A WayLine."""
    partiesChosen = Signal(object)
    readingChosen = Signal(object)

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._panel: PickPanel | None = None
        self._took: Callable[[Any], None] = self.startChosen.emit

    def start(self, field: QWidget, scenarios: Iterable[Scenario]) -> None:
        """Asks for a scenario to start from, or none."""
        options = [Option(BLANK, _("Blank situation")), *(Option(each.id, each.name) for each in scenarios)]
        self._one(field, _("Start from"), options, self.startChosen.emit)

    def way(self, button: QWidget, line: TurnLine) -> None:
        """Asks for one of all ways of turning a party."""
        options = [Option(way, way.text, way.word, way.mark) for way in line.ways]
        title = _("{actor}: {size}").format(actor=line.name, size=line.size)
        self._one(button, title, options, self.wayChosen.emit)

    def parties(self, field: QWidget, actors: Iterable[Actor], chosen: Sequence[int]) -> None:
        """Asks who can close the zone."""
        options = [Option(actor.id, actor.name) for actor in actors]
        self._took = self.partiesChosen.emit
        title = _("Who can close the zone")
        self._opened().ask(_rect(field), title, fitting(options), several=True, chosen=tuple(chosen))

    def reading(self, button: QWidget, readings: Iterable[tuple[Reading, int]]) -> None:
        """Asks how a condition is to be read; each with the number of its statement."""
        options = [Option(each, each.text, _("no. {n}").format(n=number)) for each, number in readings]
        self._one(button, _("Read a condition"), options, self.readingChosen.emit)

    def _one(self, field: QWidget, title: str, options: Sequence[Option], took: Callable[[Any], None]) -> None:
        def first(keys: Iterable[Any]) -> None:
            for key in list(keys)[:1]:
                took(key)

        self._took = first
        self._opened().ask(_rect(field), title, fitting(options))

    def _opened(self) -> PickPanel:
        if self._panel is None:
            self._panel = PickPanel(self._view.window())
            self._panel.picked.connect(lambda keys: self._took(keys))
        return self._panel


def _rect(field: QWidget) -> QRect:
    """Where it is in its window."""
    return QRect(field.mapTo(field.window(), QPoint(0, 0)), field.size())
