"""What the table of the matrix asks of its model beside what every item model answers."""

from typing import Protocol

from desktop.widgets.actor_header import ActorRow
from desktop.widgets.cell_drawing import Look
from desktop.widgets.scenario_header import ScenarioColumn


class Grid(Protocol):
    """What the table asks of its model beside what every item model answers."""

    def look(self, row: int, column: int) -> Look | None:
        """How a cell is drawn."""

    def tally(self, row: int, column: int) -> int:
        """The number at its end."""

    def nested(self, row: int) -> bool:
        """Whether a row stands below another one."""

    def begins(self, column: int) -> bool:
        """Whether a group of columns begins here."""

    def row(self, number: int) -> ActorRow:
        """A row."""

    def column(self, number: int) -> ScenarioColumn:
        """A column."""

    def told_beside(self, line: int) -> str:
        """The number after an actor's name."""

    @property
    def transposed(self) -> bool:
        """Whether the scenarios are the rows and the actors the columns."""

    def parent_row(self, row: int) -> int:
        """The row below which a row stands; -1 for none."""
