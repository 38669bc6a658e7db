"""A cell as the terminal tells it: a mark, a word, a look, and what is remarked on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.vocabulary import CellKind, Headline
from desktop import words
from desktop.analysis.cells import Cell
from desktop.words import _

AGAINST = frozenset({Headline.REJECTS, Headline.OPPOSES})
FOR = frozenset({Headline.ACCEPTS, Headline.SUPPORTS})
EITHER = "(+/-)?"
IMPOSSIBLE = "x"


@dataclass(frozen=True, slots=True)
class Told:
    """A cell in words; ``look`` is a style of the terminal, ``remarks`` stand under the word."""

    mark: str
    word: str
    look: str
    remarks: tuple[str, ...] = ()


def told(cell: Cell) -> Told:
    """What a cell says."""
    remarks = tuple(_remarks(cell))
    if cell.kind is CellKind.IMPOSSIBLE:
        return Told(IMPOSSIBLE, words.impossible(), "dim", remarks)
    if cell.kind is not CellKind.OPEN:
        headline = cell.headlines[0]
        return Told(words.plain(headline), words.stance(headline), look(headline), remarks)
    worst = cell.headlines[0]
    if both_ways(cell.headlines):
        return Told(EITHER, words.either(), "bold", remarks)
    return Told(f"({words.plain(worst)})?", words.might(worst), look(worst), remarks)


def both_ways(headlines: Iterable[Headline]) -> bool:
    """Whether an open cell may fall on both sides, or be contested."""
    found = set(headlines)
    return Headline.CONTESTED in found or bool(found & AGAINST and found & FOR)


def look(headline: Headline) -> str:
    """The style of a headline."""
    if headline in AGAINST:
        return "against"
    return "for" if headline in FOR else "dim" if headline is Headline.SILENT else "bold"


def _remarks(cell: Cell) -> Iterable[str]:
    if cell.mixed:
        yield _("mixed")
    if cell.dissent:
        yield _("dissent")
    if cell.by_members is not None:
        yield side(cell.by_members.side)
    if cell.assessed is not None:
        yield f"[{words.stance(cell.assessed)}]"


def side(name: str) -> str:
    """What a silent coalition's members say, for a remark."""
    return {
        "for": _("members: for"),
        "against": _("members: against"),
        "neutral": _("members: neutral"),
        "divided": _("members: divided"),
    }[str(name)]
