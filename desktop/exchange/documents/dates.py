"""Dates as documents write them for machines, as the coarse moments of a case. What is no date gives None."""

import re

from db.moments import Moment

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?![\d/.-])", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)?(\d\d)?", re.ASCII)


def written(told: str) -> Moment | None:
    """Reads ISO 8601 and its like (``2025``, ``2025-9-5``, ``2025-09-05T14:30:00+02:00``), and the dates of mails.

    The time of the day is left away: it is that of a file or a server, seldom that of the words.
    """
    told = told.strip()
    match = _ISO.match(told)
    if match is not None:
        return moment(*match.groups())
    if re.fullmatch(r"\d{8}(T\d+Z?)?", told, re.ASCII):
        return compact(told)
    return mailed(told)


def compact(told: str) -> Moment | None:
    """Reads digits without marks between them, such as ``20250905143000+02'00'``."""
    match = _COMPACT.match(told.strip())
    return moment(*match.groups()) if match is not None else None


def mailed(told: str) -> Moment | None:
    """Reads the date of a mail, such as ``Fri, 5 Sep 2025 14:30:00 +0200``."""
    from email.utils import parsedate_to_datetime  # only here: it loads much, and few documents have such dates

    try:
        found = parsedate_to_datetime(told)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return moment(str(found.year), str(found.month), str(found.day))


def moment(year: str | None, month: str | None = None, day: str | None = None) -> Moment | None:
    """A moment of these parts; None when they are no date, or one before printing or far ahead."""
    parts = [int(part) for part in (year, month, day) if part]
    if not parts or not 1400 <= parts[0] <= 2200:
        return None
    try:
        return Moment.parse("-".join(f"{part:02d}" for part in parts))
    except ValueError:
        return None
