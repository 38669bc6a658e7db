"""The cells of the matrix that somebody looked at before they were worked out."""

from collections.abc import Sequence

Place = tuple[int, int]
"""Where a cell is in the sheet: its actor and its column."""

MOST_WANTED = 2_000
"""Of more cells that are wanted, the first ones are forgotten: they have been scrolled away."""


class Wants:
    """Cells in the order in which they were looked at last."""

    def __init__(self) -> None:
        self._places: dict[Place, None] = {}

    def __bool__(self) -> bool:
        return bool(self._places)

    def add(self, place: Place) -> None:
        """A cell was looked at."""
        self._places.pop(place, None)
        self._places[place] = None

    def take(self, most: int) -> list[Place]:
        """The latest ones; they are no longer wanted."""
        latest = list(self._places)[:-MOST_WANTED:-1]
        self._places = dict.fromkeys(reversed(latest[most:]))
        return latest[:most]

    def put_back(self, places: Sequence[Place]) -> None:
        """Wants cells that were taken and not worked out, before those that were looked at since."""
        still = (place for place in reversed(places) if place not in self._places)
        self._places = dict.fromkeys(still) | self._places

    def clear(self) -> None:
        """Nothing is wanted."""
        self._places.clear()
