"""What the reader of a brief may choose, as plain data."""

from dataclasses import dataclass

PARTS = (
    "cover",
    "matrix",
    "more",
    "scenarios",
    "sides",
    "moves",
    "agreement",
    "gaps",
    "statements",
    "sources",
    "method",
    "remarks",
)
"""The parts of a brief in their usual order: findings on the cover and after it (``more``), one section a scenario, two
parties (or scenarios, or dates) side by side, what would move them, where agreement is possible, contradictions and
gaps, the words, the sources, how a cell is derived, and the analyst's notes and assessments."""

PAPERS = ("a4", "us-letter")


@dataclass(frozen=True, slots=True)
class Options:
    """What the reader of a brief may choose.

    Attributes:
        title: the case's when empty.
        prepared: a day in words, printed on the cover when given.
        paper: one of ``PAPERS``.
        parts: what is printed, in this order.
        scenarios: ids of the scenarios that get a section, in this order; None for all.
        numbers: the first and the last number of the statements that are listed; None for all.
        pairs: ids of parties set side by side; the two furthest apart when nothing is set side by side.
        shifts: ids of scenarios set side by side, for all parties.
        since: earlier dates set beside the one in force, each with the id of the scenario that is looked at.
        full: whether footnotes give quotations in full.
        notes: whether the analyst's notes are comments.
        assessments: whether assessments are shown.
        authors: whether analysts are named.
        colour: false for marks and greys that a black and white printer keeps apart.
        signed: who the metadata names as author; nobody when empty.
        timestamp: when the metadata says it was made, in seconds since 1970; None for the as-of date, never the clock.
        seal: the head of the record's chain of changes, printed with the method.
        fonts: a folder with more fonts, for scripts that the shipped ones lack.
    """

    title: str = ""
    prepared: str = ""
    paper: str = "a4"
    parts: tuple[str, ...] = PARTS
    scenarios: tuple[int, ...] | None = None
    numbers: tuple[int, int] | None = None
    pairs: tuple[tuple[int, int], ...] = ()
    shifts: tuple[tuple[int, int], ...] = ()
    since: tuple[tuple[str, int], ...] = ()
    full: bool = False
    notes: bool = True
    assessments: bool = True
    authors: bool = True
    colour: bool = True
    signed: str = ""
    timestamp: int | None = None
    seal: str = ""
    fonts: str = ""

    def has(self, part: str) -> bool:
        """Whether a part is printed."""
        return part in self.parts
