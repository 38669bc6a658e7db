"""Places visited: back and forward, as in a browser."""

from dataclasses import dataclass, field
from typing import Any

MOST = 100


@dataclass(frozen=True)
class Place:
    """A view, and where in it."""

    view: str
    at: dict[str, Any] = field(default_factory=dict)


class History:
    """The places visited; ``here`` is the one shown."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """The place that is shown."""
        return self._places[self._at] if self._places else None

    def visit(self, place: Place) -> None:
        """Goes to a new place; what lay ahead is forgotten."""
        if place != self.here:
            self._places = [*self._places[: self._at + 1], place][-MOST:]
            self._at = len(self._places) - 1

    def amend(self, at: dict[str, Any]) -> None:
        """Notes where in the view the person is now, to come back there."""
        if self.here is not None:
            self._places[self._at] = Place(self.here.view, at)

    def can_go(self, step: int) -> bool:
        """Whether there is a place behind (-1) or ahead (1)."""
        return 0 <= self._at + step < len(self._places)

    def go(self, step: int) -> Place | None:
        """One back or forward; None when there is none."""
        if not self.can_go(step):
            return None
        self._at += step
        return self.here

    def clear(self) -> None:
        """Forgets everything: another case."""
        self._places, self._at = [], -1
