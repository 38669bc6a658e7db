"""What coding asks of the case and changes in it, on the worker: a statement saved with all that is new in it, what is
said already, and which earlier positions a new one meets.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from db import actors, coding, factors, modelling, retexting, sources, statements
from db.case import Editing
from db.folding import fold
from db.quoting import find
from db.records import Clause, Condition, Factor, Issue, Position, Quotation, Statement
from desktop.models.coding import About, Draft, Point, about, known_factors, label, written
from desktop.words import _

Edit = Callable[[Editing], None]
Action = tuple[str, Edit]
"""The name of an action as the history shows it, and what it does."""

Noun = TypeVar("Noun")


def save(draft: Draft, number: int, told: list[int]) -> Action:
    """Saves a draft, with the actors and factors that are new in it; the id of the statement is put into ``told``."""

    def edit(editing: Editing) -> None:
        told.append(_Saving(editing, draft).statement())

    return label(draft, number), edit


def quote_again(statement: int, number: int, quotation: Quotation, told: list[int]) -> Action:
    """Adds a quotation to a statement that is attested elsewhere already."""

    def edit(editing: Editing) -> None:
        for found in statements.read(editing, (statement,)):
            placed = _placed(editing, quotation)
            told.append(coding.save(editing, replace(found, quotations=(*found.quotations, placed))))

    return _("Quote no. {n} again").format(n=number), edit


def join(keep: int, kept_number: int, gone: int, number: int, told: list[int]) -> Action:
    """Makes two statements one that is attested twice."""

    def edit(editing: Editing) -> None:
        coding.join(editing, keep, gone)
        told.append(keep)

    return _("Make no. {n} and no. {other} one").format(n=kept_number, other=number), edit


def remove(statement: int, number: int) -> Action:
    """Takes a statement away."""
    return _("Delete no. {n}").format(n=number), lambda editing: coding.remove(editing, (statement,))


@dataclass
class _Saving:
    """Writes a draft: first what is new, then the statement with the ids that came of it."""

    editing: Editing
    draft: Draft
    actors: dict[int, int] = field(default_factory=dict)
    factors: dict[int, int] = field(default_factory=dict)
    values: dict[int, int] = field(default_factory=dict)

    def statement(self) -> int:
        """Writes it; the id of the statement."""
        draft, editing = self.draft, self.editing
        for actor in draft.actors:
            self.actors[actor.id] = actors.save(editing, replace(actor, id=0))
        for each in draft.affiliations:
            actors.save_affiliation(editing, replace(each, member=self._actor(each.member), of=self._actor(each.of)))
        for factor in draft.factors:
            self._factor(factor)
        points = tuple(self._told_about(draft.points))
        abouts = {each.about: self._issue(each.about) for each in points if each.about and each.stance is not None}
        told = self._translated(written(replace(draft, points=points), abouts))
        number = coding.save(editing, told)
        self._ends(number)
        return number

    def _told_about(self, points: Sequence[Point]) -> Iterator[Point]:
        """Points that say what they are about, as the factors are now; only the form of a new one leaves that open."""
        there = () if all(each.about is not None for each in points) else factors.read(self.editing)
        for each in points:
            yield replace(each, about=about(each, known_factors(there, self.draft)))

    def _actor(self, number: int) -> int:
        return self.actors.get(number, number)

    def _factor(self, factor: Factor) -> None:
        editing = self.editing
        made = tuple(replace(value, id=max(0, value.id)) for value in factor.values)
        if factor.id < 0:
            number = modelling.save_factor(editing, replace(factor, id=0, values=made))
        else:
            now = _of(factors.read(editing), factor.id)
            new = tuple(value for value in made if not value.id)
            number = modelling.save_factor(editing, replace(now, values=(*now.values, *new)))
        self.factors[factor.id] = number
        new_ids = [value.id for value in factor.values if value.id < 0]
        saved = _of(factors.read(editing), number).values[-len(new_ids) :] if new_ids else ()
        self.values.update(zip(new_ids, (value.id for value in saved), strict=True))

    def _issue(self, about: About) -> int | None:
        """The id of what a position is about; one that a factor makes is listed, and the factor put on it."""
        editing = self.editing
        if about.issue is not None:
            return about.issue
        if about.factor is not None:
            factor = _of(factors.read(editing), self.factors.get(about.factor, about.factor))
            if factor.issue is not None:
                return factor.issue
            listed = next((each.id for each in factors.issues(editing) if each.key == factor.key), None)
            number = listed or modelling.save_issue(editing, Issue(0, "", factor.key, factor.name))
            modelling.save_factor(editing, replace(factor, issue=number))
            return number
        if not about.name:
            return None
        same = (each.id for each in factors.issues(editing) if fold(each.name) == fold(about.name))
        return next(same, None) or modelling.save_issue(editing, Issue(0, "", "", about.name))

    def _translated(self, statement: Statement) -> Statement:
        return replace(
            statement,
            speaker=self._actor(statement.speaker),
            parties=tuple(map(self._actor, statement.parties)),
            reported_by=tuple(map(self._actor, statement.reported_by)),
            quotations=tuple(_placed(self.editing, each) for each in statement.quotations),
            positions=tuple(map(self._position, statement.positions)),
        )

    def _position(self, position: Position) -> Position:
        return replace(
            position,
            holder=None if position.holder is None else self._actor(position.holder),
            regions=tuple(map(self._clause, position.regions)),
            emphasis=self._clause(position.emphasis),
        )

    def _clause(self, clause: Clause) -> Clause:
        return tuple(map(self._condition, clause))

    def _condition(self, condition: Condition) -> Condition:
        return replace(
            condition,
            factor=self.factors.get(condition.factor, condition.factor),
            values=tuple(self.values.get(value, value) for value in condition.values),
            part=None if condition.part is None else self.values.get(condition.part, condition.part),
        )

    def _ends(self, number: int) -> None:
        """Writes which earlier positions these end; what was said before and no longer is, is taken back."""
        editing, draft = self.editing, self.draft
        there = statements.links_of(editing, number)
        if not there and not draft.ends:
            return
        (saved,) = statements.read(editing, (number,))
        taken = [place for place, point in enumerate(draft.points) if point.stance is not None]
        ids = {place: position.id for place, position in zip(taken, saved.positions, strict=True)}
        wanted = {(each.kind, ids[each.point], each.target) for each in draft.ends if each.point in ids}
        for link in there:
            if (link.kind, link.position, link.target) not in wanted:
                coding.unlink(editing, link.id)
        for kind, position, target in sorted(wanted):
            coding.link(editing, kind, position, target)


def _placed(editing: Editing, quotation: Quotation) -> Quotation:
    """A quotation with what stands round its words, where they stand by now: the text may have been put right."""
    if quotation.id and (quotation.prefix or quotation.suffix):
        return quotation
    text = sources.text(editing, quotation.source)
    start, size = quotation.start, len(quotation.exact)
    if text[start : quotation.end] != quotation.exact:
        found = find(text, quotation.exact, "", "", near=start)
        start = start if found is None else found
    before, after = retexting.around(text, start, start + size)
    return replace(quotation, start=start, end=start + size, prefix=before, suffix=after)


def _of(listed: Iterable[Factor], number: int) -> Factor:
    return next(each for each in listed if each.id == number)
