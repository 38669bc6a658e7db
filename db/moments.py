"""Coarse dates, such as ``2025``, ``2025-09``, ``2025-09-05`` or ``2025-09-05T14:30``; compared by first moments."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import total_ordering
from typing import Self

UNDATED = -(2**62)
"""The first moment of what has no date: older than everything dated."""

NEVER = 2**62
"""The first moment of an end that is not set."""

_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?", re.ASCII)
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - moments carry no zone
_MINUTE = timedelta(minutes=1)


@total_ordering
@dataclass(frozen=True, slots=True)
class Moment:
    """A date as given, and its first minute since 1970 (it carries no time zone).

    ``precision`` is 0 for a year, 1 for a month, 2 for a day, 3 for a minute.
    """

    text: str
    first: int
    precision: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads a coarse date; ValueError when it is none."""
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(text)
        parts = [int(part) for part in match.groups() if part is not None]
        precision = 3 if len(parts) == 5 else len(parts) - 1
        year, month, day, hour, minute = parts + [1, 1, 1, 0, 0][len(parts) :]
        start = datetime(year, month, day, hour, minute)  # noqa: DTZ001
        return cls(text, (start - _EPOCH) // _MINUTE, precision)

    @classmethod
    def of(cls, first: int, precision: int) -> Self:
        """The moment of a stored pair (see ``first`` and ``precision``)."""
        start = _EPOCH + first * _MINUTE
        text = start.isoformat(timespec="minutes")[: (4, 7, 10, 16)[precision]]
        return cls(text, first, precision)

    @property
    def end(self) -> int:
        """The first minute after it: a whole year, month, day or minute later."""
        start = _EPOCH + self.first * _MINUTE
        if self.precision == 3:
            return self.first + 1
        if self.precision == 2:
            return self.first + 24 * 60
        try:
            if self.precision == 1:
                after = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
            else:
                after = start.replace(year=start.year + 1)
        except ValueError:  # the end of the year 9999
            return NEVER
        return (after - _EPOCH) // _MINUTE

    def __lt__(self, other: "Moment") -> bool:
        return (self.first, self.precision) < (other.first, other.precision)

    def __str__(self) -> str:
        return self.text


def instant(text: str) -> datetime:
    """Reads the time of an edit, such as ``2025-09-06T09:12:00Z``; ValueError when it is none."""
    read = datetime.fromisoformat(text)
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
