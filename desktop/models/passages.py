"""The coded passages of a source, and the notes in it: where each begins and ends, how it is tinted, what stands
beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from db.records import Actor, Factor, Note, Position, Quotation, Statement
from db.vocabulary import Headline
from desktop import words
from desktop.models.condition_words import ConditionWords
from desktop.models.looks import EDGES, FILLS
from desktop.words import _

NOTE_WORDS = 60
"""So many characters of a note stand beside the text."""


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


@dataclass(frozen=True, slots=True)
class NotePlace:
    """A note on a span of a source."""

    note: Note
    start: int
    end: int
    told: str


class Suggested(Protocol):
    """A span that looks like a quotation: code points [start, end), and why it was suggested."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def why(self) -> str:
        """Why it was suggested."""


def passages(
    source: int, statements: Iterable[Statement], actors: Iterable[Actor], factors: Sequence[Factor] = ()
) -> tuple[Passage, ...]:
    """The passages of a source, from its beginning to its end."""
    conditions = ConditionWords(factors) if factors else None
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
        _passage(quotation, statement, names, conditions, lane)
        for (quotation, statement), lane in zip(found, lanes, strict=True)
    )


def note_places(source: int, notes: Iterable[Note]) -> tuple[NotePlace, ...]:
    """The notes on spans of a source, from its beginning to its end."""
    found = [
        NotePlace(note, note.on.start, note.on.end, " ".join(note.body.split()))
        for note in notes
        if note.on.source == source and note.on.start is not None and note.on.end is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.note.id)))


def at(found: Sequence[Passage], point: int) -> Passage | None:
    """The passage at a place; of several the shortest."""
    here = [each for each in found if each.start <= point < each.end]
    return min(here, key=lambda each: each.end - each.start, default=None)


def around(found: Sequence[Passage], start: int, end: int) -> Passage | None:
    """The shortest passage that holds a whole span."""
    here = [each for each in found if each.start <= start and end <= each.end]
    return min(here, key=lambda each: each.end - each.start, default=None)


def beside(found: Sequence[Passage], quotation: int | None, point: int, step: int) -> Passage | None:
    """The passage after one (1) or before it (-1); from a place on where none is looked at."""
    here = next((number for number, each in enumerate(found) if each.quotation.id == quotation), None)
    if here is not None:
        there = here + step
        return found[there] if 0 <= there < len(found) else None
    if step > 0:
        return next((each for each in found if each.start >= point), None)
    return next((each for each in reversed(found) if each.start < point), None)


def _passage(
    quotation: Quotation, statement: Statement, names: Mapping[int, str], conditions: ConditionWords | None, lane: int
) -> Passage:
    position = min(statement.positions, key=lambda each: each.stance, default=None)
    stance = Headline.of(position.stance) if position is not None else None
    speaker, act = names.get(statement.speaker, ""), words.act(statement.act)
    said = words.stance(stance) if stance is not None else _("no position")
    holders = {each.holder for each in statement.positions if each.holder is not None} - {statement.speaker}
    held = words.listing([names[each] for each in sorted(holders) if each in names])
    for_whom = _("for {name}").format(name=held) if held else ""
    when = _when(position, conditions) if position is not None and conditions is not None else ""
    return Passage(
        quotation=quotation,
        start=quotation.start,
        end=quotation.end,
        fill=FILLS[stance] if stance is not None else "sunken",
        edge=EDGES[stance] if stance is not None else "field",
        mark=stance.word if stance is not None else "silent",
        speaker=speaker,
        act=" · ".join(part for part in (act, for_whom, when) if part),
        lane=lane,
        told=", ".join(part for part in (speaker, for_whom, said.lower(), act, when) if part),
    )


def _when(position: Position, conditions: ConditionWords) -> str:
    """When a position was said to hold: *when Ongoing, On land*."""
    clauses = [", ".join(conditions.condition(each) for each in clause) for clause in position.regions if clause]
    return _("when {conditions}").format(conditions=_(" or ").join(clauses)) if clauses else ""


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
