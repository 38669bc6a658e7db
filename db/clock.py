"""What time it is: the one place where ``db`` looks at the clock, so that tests can set it."""

from datetime import UTC, datetime

STAMP = "%Y-%m-%dT%H:%M:%SZ"
"""How a moment is written down; as text it sorts as moments do."""


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def stamp() -> str:
    """The present moment as it is written down, such as ``2025-09-06T09:12:00Z``."""
    return now().strftime(STAMP)
