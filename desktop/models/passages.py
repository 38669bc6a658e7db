"""The coded passages of a source: where each begins and ends, how it is tinted, what stands beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.records import Actor, Quotation, Statement
from db.vocabulary import Headline
from desktop import words
from desktop.models.looks import EDGES, FILLS
from desktop.words import _


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation in its source: code points [start, end), tokens of tint and edge, the mark and what is said beside
    it; ``lane`` counts the passages that lie under it there.
    """

    quotation: Quotation
    start: int
    end: int
    fill: str
    edge: str
    mark: str
    speaker: str
    act: str
    lane: int
    told: str


def passages(source: int, statements: Iterable[Statement], actors: Iterable[Actor]) -> tuple[Passage, ...]:
    """The passages of a source, from its beginning to its end."""
    names = {actor.id: actor.short or actor.name for actor in actors}
    found = sorted(
        (
            (quotation, statement)
            for statement in statements
            for quotation in statement.quotations
            if quotation.source == source
        ),
        key=lambda pair: (pair[0].start, -pair[0].end, pair[0].id),
    )
    lanes = _lanes([quotation for quotation, _statement in found])
    return tuple(
        _passage(quotation, statement, names, lane) for (quotation, statement), lane in zip(found, lanes, strict=True)
    )


def _passage(quotation: Quotation, statement: Statement, names: dict[int, str], lane: int) -> Passage:
    stance = Headline.of(min(statement.positions, key=lambda each: each.stance).stance) if statement.positions else None
    speaker, act = names.get(statement.speaker, ""), words.act(statement.act)
    said = words.stance(stance) if stance is not None else _("no position")
    return Passage(
        quotation=quotation,
        start=quotation.start,
        end=quotation.end,
        fill=FILLS[stance] if stance is not None else "sunken",
        edge=EDGES[stance] if stance is not None else "field",
        mark=stance.word if stance is not None else "silent",
        speaker=speaker,
        act=act,
        lane=lane,
        told=", ".join(part for part in (speaker, said.lower(), act) if part),
    )


def _lanes(quotations: Sequence[Quotation]) -> list[int]:
    """For each the lowest lane that is free where it begins; at most three."""
    ends: list[int] = []
    found = []
    for quotation in quotations:
        free = next((lane for lane, end in enumerate(ends) if end <= quotation.start), len(ends))
        if free == len(ends):
            ends.append(0)
        ends[free] = quotation.end
        found.append(min(free, 2))
    return found
