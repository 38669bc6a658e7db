"""What the reader of a brief may choose."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What the reader of a brief may choose.

    ``title`` is the case's when empty; ``prepared`` is a day in words, printed on the cover when given; ``paper`` is
    ``a4`` or ``us-letter``; ``timestamp`` (seconds since 1970) is the as-of date's when None, never the clock's.
    """

    title: str = ""
    prepared: str = ""
    paper: str = "a4"
    notes: bool = True
    assessments: bool = True
    authors: bool = True
    timestamp: int | None = None
