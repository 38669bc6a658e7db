"""Asks what is to stand on one side: a party, a scenario, or a date."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop import words
from desktop.models import pair_choice
from desktop.models.pair_choice import Way
from desktop.widgets.lens import read_date
from desktop.widgets.pick_field import PickField
from desktop.widgets.pick_panel import Option, PickPanel, fitting
from desktop.words import _
from desktop.workspace import Workspace


class SidePicker(QObject):
    """One for a view."""

    picked = Signal(int, object)
    """The side (0, 1), and the key of what is to stand there."""

    def __init__(self, workspace: Workspace, view: QWidget) -> None:
        super().__init__(view)
        self._workspace, self._view = workspace, view
        self._side = 0
        self.panel: PickPanel | None = None

    def ask(self, way: Way, side: int, field: PickField) -> None:
        """Opens the list of what can stand on a side."""
        comparison = self._workspace.comparison
        options = [] if comparison is None else _options(pair_choice.listed(comparison, way, side))
        if not options:
            return
        if self.panel is None:
            self.panel = PickPanel(self._view.window())
            self.panel.picked.connect(self._picked)
        self._side = side
        offers = _with_dates(options) if way is Way.DATES and side == 0 else fitting(options)
        self.panel.ask(field.anchor(), (_("Left"), _("Right"))[side], offers)

    def _picked(self, keys: Sequence[Any]) -> None:
        key = next(iter(keys), None)
        if key is not None:
            self.picked.emit(self._side, key)


def _options(listed: Sequence[tuple[Any, str]]) -> list[Option]:
    return [Option(key, name) for key, name in listed]


def _with_dates(options: Sequence[Option]) -> Callable[[str], Sequence[Option]]:
    """Typing finds one; it may also be a date on which nobody said anything."""
    found = fitting(options)

    def offers(typed: str) -> Sequence[Option]:
        moment = read_date(typed.strip()) if typed.strip() else None
        own = [Option(moment.text, words.date(moment))] if moment is not None else []
        return [*own, *found(typed)]

    return offers
