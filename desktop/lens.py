"""The lens at work: the button says as of when the record is read, the panel changes it, the view tells the rest."""

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from db.moments import Moment
from desktop.widgets.counting import CountingButton, CountingPanel
from desktop.widgets.lens import LensButton, LensPanel
from desktop.words import count
from desktop.workspace import Workspace


class Lens(QObject):
    """``noticed`` tells what the lens hides, in a few words, or nothing."""

    noticed = Signal(str)

    def __init__(self, window: QWidget, workspace: Workspace, button: LensButton, counting: CountingButton) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._button = button
        self._counting = counting
        self.panel = LensPanel(window)
        self.grades = CountingPanel(window)
        self.grades.chosen.connect(workspace.set_counting)
        counting.clicked.connect(self.open_counting)
        self.panel.chosen.connect(workspace.set_as_of)
        button.clicked.connect(self.open)
        workspace.compared.connect(self._tell)

    def open(self) -> None:
        """Opens the choice of a date beneath the button."""
        if self._workspace.comparison is not None:
            corner = self._button.mapTo(self._window, QPoint(0, 0))
            anchor = QRect(corner, self._button.size())
            self.panel.open_for(anchor, self._chosen(), self._workspace.latest())

    def open_counting(self) -> None:
        """Opens the choice of grades beneath its button."""
        comparison = self._workspace.comparison
        if comparison is not None:
            corner = self._counting.mapTo(self._window, QPoint(0, 0))
            anchor = QRect(corner, self._counting.size())
            self.grades.open_for(anchor, comparison.counting.reliabilities, comparison.counting.credibilities)

    def reset(self) -> None:
        """Reads the record as of the latest statement in it."""
        self._workspace.set_as_of(None)

    def _chosen(self) -> Moment | None:
        """The date in force, unless it is that of the latest statement."""
        comparison, latest = self._workspace.comparison, self._workspace.latest()
        if comparison is None or comparison.as_of is None:
            return None
        return comparison.as_of if latest is None or comparison.as_of.text != latest.text else None

    def _tell(self) -> None:
        comparison = self._workspace.comparison
        if comparison is None:
            return
        hidden, ungraded = self._workspace.left_out(), comparison.left_out
        self._button.tell(comparison.as_of, hides=hidden > 0)
        counting = comparison.counting
        self._counting.tell(counting.reliabilities, counting.credibilities, hides=ungraded > 0)
        told = [
            count(hidden, "{n} later statement left out", "{n} later statements left out") if hidden else "",
            count(ungraded, "{n} left out by its grade", "{n} left out by their grades") if ungraded else "",
        ]
        self.noticed.emit(" · ".join(filter(None, told)))
