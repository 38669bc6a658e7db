"""What is wrong with a case file: each fault with its place, all of them at once.

The form of a fault is part of the file format (``statements[3].positions[0].regions[0].H: unknown value "cease-fire";
known: ongoing, ceasefire, settlement``): like the format's own words it is the same in every language.
"""

import json
import re
from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any

from db.errors import WorldError

Place = tuple[Any, str | int] | None
"""Where something stands: the place round it, and a key or an index; None is the whole file."""

_PLAIN = re.compile(r"[^\W\d][\w./-]*")
_SHOWN = 20
_LONG = 60


class CaseFaults(WorldError):
    """A case file has faults; nothing of it was taken over."""

    default = "case-faults"

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(count=len(self.faults), first=self.faults[0] if self.faults else "")


class Faults:
    """Gathers the faults of one file in the order in which they are found."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, place: Place, message: str) -> None:
        """Notes a fault."""
        where = written(place)
        self.found.append(f"{where}: {message}" if where else message)

    def settle(self) -> None:
        """Raises CaseFaults when there are any."""
        if self.found:
            raise CaseFaults(self.found)


def written(place: Place) -> str:
    """A place as people write it, such as ``statements[3].speaker``."""
    steps: list[str] = []
    while place is not None:
        place, step = place
        steps.append(_step(step, first=place is None))
    return "".join(reversed(steps))


def _step(step: str | int, *, first: bool) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    if not _PLAIN.fullmatch(step):
        return f"[{json.dumps(step)}]"
    return step if first else f".{step}"


def shown(value: Any) -> str:
    """A value of the file in a fault: as JSON writes it, cut when it is long."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    if isinstance(value, str) and len(value) > _LONG:
        value = f"{value[: _LONG - 1]}…"
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, str | int | float | None) else str(value)
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


def listed(names: Collection[str], between: str = ", ") -> str:
    """Known names in a fault, the first of them when there are many."""
    if not names:
        return "none"
    rest = len(names) - _SHOWN
    return between.join(islice(names, _SHOWN)) + (f" and {rest} more" if rest > 0 else "")
