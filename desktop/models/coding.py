"""A statement while it is being coded: what the form shows, what a key makes of it, and what is written in the end.

What does not exist yet (an actor, a factor, a value) has a negative id until the statement is saved with it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from db.moments import Moment
from db.records import Actor, Affiliation, Clause, Factor, Position, Quotation, Statement, Value
from db.vocabulary import ActorKind, LinkKind, PositionState, SpeechAct, Stance, Standing, Wording
from desktop.models.conditions import left
from desktop.words import _

SUGGESTED: Mapping[SpeechAct, Stance] = {
    SpeechAct.ACCUSATION: Stance.OPPOSES,
    SpeechAct.CRITICISM: Stance.OPPOSES,
    SpeechAct.ENDORSEMENT: Stance.SUPPORTS,
    SpeechAct.WELCOME: Stance.SUPPORTS,
    SpeechAct.APPEAL: Stance.SUPPORTS,
    SpeechAct.REQUEST: Stance.SUPPORTS,
    SpeechAct.DEMAND: Stance.SUPPORTS,
    SpeechAct.PROPOSAL: Stance.ACCEPTS,
    SpeechAct.OFFER: Stance.ACCEPTS,
    SpeechAct.PLEDGE: Stance.SUPPORTS,
    SpeechAct.ACCEPTANCE: Stance.ACCEPTS,
    SpeechAct.CONCESSION: Stance.ACCEPTS,
    SpeechAct.REFUSAL: Stance.REJECTS,
    SpeechAct.REJECTION: Stance.REJECTS,
    SpeechAct.WARNING: Stance.OPPOSES,
    SpeechAct.THREAT: Stance.REJECTS,
    SpeechAct.ULTIMATUM: Stance.REJECTS,
    SpeechAct.DECLARATION: Stance.SUPPORTS,
}
"""The stance that an act suggests; the others suggest none."""

WITHOUT_STANCE = frozenset({SpeechAct.RETRACTION, SpeechAct.NO_COMMENT})
"""Acts that take no position by themselves."""

RETOLD = frozenset({Wording.PARAPHRASE, Wording.SUMMARY})
"""Wordings that leave a position a draft, unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class About:
    """What a position is about: a listed issue, the one that a factor makes, a new one by name, or the whole
    situation when all are missing.
    """

    issue: int | None = None
    factor: int | None = None
    name: str = ""


SITUATION = About()


@dataclass(frozen=True, slots=True)
class Point:
    """One position. ``about`` None: it follows from the chips. ``state`` None: it follows from the wording.

    ``kept`` is the position as it was saved.
    """

    stance: Stance | None = None
    clauses: tuple[Clause, ...] = ((),)
    about: About | None = None
    holder: int | None = None
    emphasis: Clause = ()
    since: Moment | None = None
    until: Moment | None = None
    state: PositionState | None = None
    announces: str = ""
    comment: str = ""
    kept: Position | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is said in it that a position would keep."""
        return self.stance is None and not any(self.clauses) and self.about is None and not self.told

    @property
    def told(self) -> bool:
        """Whether words were typed into it."""
        return bool(self.announces.strip() or self.comment.strip())


@dataclass(frozen=True, slots=True)
class End:
    """That a position (its place in the draft) ends an earlier one (its id)."""

    kind: LinkKind
    point: int
    target: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as the form has it; ``kept`` is the statement as it was saved.

    ``actors`` and ``affiliations`` are new; ``factors`` are new or have new values.
    """

    speaker: int | None = None
    quotations: tuple[Quotation, ...] = ()
    points: tuple[Point, ...] = (Point(),)
    said_on: Moment | None = None
    venue: str = ""
    act: SpeechAct | None = None
    parties: tuple[int, ...] = ()
    reported_by: tuple[int, ...] = ()
    ends: tuple[End, ...] = ()
    actors: tuple[Actor, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    factors: tuple[Factor, ...] = ()
    kept: Statement | None = None

    def with_point(self, place: int, **given: object) -> "Draft":
        """The same with something else said in one position."""
        points = list(self.points)
        points[place] = replace(points[place], **given)  # type: ignore[arg-type]
        return replace(self, points=tuple(points))

    def with_quotation(self, place: int, **given: object) -> "Draft":
        """The same with something else said of one quotation."""
        listed = list(self.quotations)
        listed[place] = replace(listed[place], **given)  # type: ignore[arg-type]
        return replace(self, quotations=tuple(listed))

    def without_point(self, place: int) -> "Draft":
        """The same without one position; at least an empty one stays."""
        points = self.points[:place] + self.points[place + 1 :] or (Point(),)
        ends = tuple(
            replace(each, point=each.point - (each.point > place)) for each in self.ends if each.point != place
        )
        return replace(self, points=points, ends=ends)


def quotation(source: int, start: int, end: int, text: str, **given: object) -> Quotation:
    """A new quotation of a span of a source's text; what stands round it is added when it is saved."""
    found = Quotation(0, "", 0, source, start, end, text[start:end], "", "", Wording.VERBATIM, None)
    return replace(found, **given)  # type: ignore[arg-type]


def opened(statement: Statement, ends: Iterable[End] = ()) -> Draft:
    """A saved statement as the form shows it."""
    return Draft(
        speaker=statement.speaker,
        quotations=statement.quotations,
        points=tuple(map(_point, statement.positions)) or (Point(),),
        said_on=statement.said_on,
        venue=statement.venue,
        act=statement.act,
        parties=statement.parties,
        reported_by=statement.reported_by,
        ends=tuple(ends),
        kept=statement,
    )


def written(draft: Draft, abouts: Mapping[About, int | None]) -> Statement:
    """The statement to be saved.

    Args:
        draft: as the form has it, with a speaker.
        abouts: the issue of everything that its positions are about.
    """
    assert draft.speaker is not None
    kept = draft.kept
    return Statement(
        id=kept.id if kept else 0,
        uid=kept.uid if kept else "",
        key=kept.key if kept else "",
        number=kept.number if kept else 0,
        speaker=draft.speaker,
        reported_by=draft.reported_by,
        parties=draft.parties,
        said_on=draft.said_on,
        venue=draft.venue.strip(),
        act=draft.act,
        quotations=draft.quotations,
        positions=tuple(_position(draft, point, abouts) for point in draft.points if point.stance is not None),
    )


def places_of_positions(draft: Draft) -> dict[int, int]:
    """Of the points that become positions, which position each becomes."""
    taken = [place for place, point in enumerate(draft.points) if point.stance is not None]
    return {place: number for number, place in enumerate(taken)}


def regions(point: Point) -> tuple[Clause, ...]:
    """Where a position is said to hold: an alternative in which nothing is named says nothing, beside others."""
    if point.kept is not None and point.clauses == (point.kept.regions or ((),)):
        return point.kept.regions
    return tuple(dict.fromkeys(clause for clause in point.clauses if clause))


def state_of(draft: Draft, point: Point) -> PositionState:
    """The state of a position: as somebody said, else a draft where all the words are retold."""
    if point.state is not None:
        return point.state
    retold = bool(draft.quotations) and all(each.wording in RETOLD for each in draft.quotations)
    return PositionState.DRAFT if retold else PositionState.CODED


def about(point: Point, factors: Iterable[Factor]) -> About:
    """What a position is about: as somebody said, else what the first chip asks.

    A chip of a factor that is filed under an issue leads one that only tells the circumstances.
    """
    if point.about is not None:
        return point.about
    known = {factor.id: factor for factor in factors}
    named = [known[each.factor] for clause in point.clauses for each in clause if each.factor in known]
    filed = next((each for each in named if each.issue is not None), None)
    first = filed or next(iter(named), None)
    return SITUATION if first is None else about_of(first)


def about_of(factor: Factor) -> About:
    """The issue that a factor belongs to, or makes."""
    return About(issue=factor.issue) if factor.issue is not None else About(factor=factor.id)


def known_actors(actors: Iterable[Actor], draft: Draft) -> tuple[Actor, ...]:
    """The actors of the record, and the new ones."""
    return (*actors, *draft.actors)


def known_factors(factors: Iterable[Factor], draft: Draft) -> tuple[Factor, ...]:
    """The factors of the record, with their new values, and the new ones."""
    changed = {factor.id: factor for factor in draft.factors}
    return (
        *(changed.get(factor.id, factor) for factor in factors),
        *(factor for factor in draft.factors if factor.id < 0),
    )


def with_actor(draft: Draft, name: str, kind: ActorKind) -> tuple[Draft, int]:
    """A draft with a new actor, and its id."""
    number = -1 - len(draft.actors)
    actor = Actor(number, "", "", name.strip(), "", kind, (), False, "")
    return replace(draft, actors=(*draft.actors, actor)), number


def with_affiliation(draft: Draft, member: int, of: int) -> Draft:
    """A draft in which somebody speaks for an actor; since when is not known."""
    new = Affiliation(0, "", member, of, "", Standing.SPEAKS, None, None)
    return replace(draft, affiliations=(*draft.affiliations, new))


def with_factor(draft: Draft, name: str, values: Sequence[str], issue: int | None = None) -> tuple[Draft, Factor]:
    """A draft with a new factor."""
    number = -1 - len(draft.factors)
    made = tuple(Value(_next_value(draft) - place, "", "", each) for place, each in enumerate(values))
    factor = Factor(number, "", "", name.strip(), "", issue, False, False, (), made)
    return replace(draft, factors=(*draft.factors, factor)), factor


def with_value(draft: Draft, factor: Factor, name: str) -> tuple[Draft, Factor, int]:
    """A draft in which a factor has one more value; with the factor and the value's id."""
    number = _next_value(draft)
    wider = replace(factor, values=(*factor.values, Value(number, "", "", name.strip())))
    others = tuple(each for each in draft.factors if each.id != factor.id)
    kept = tuple(wider if each.id == factor.id else each for each in draft.factors)
    return replace(draft, factors=kept if len(others) < len(draft.factors) else (*others, wider)), wider, number


def fitted(draft: Draft, actors: Iterable[Actor], factors: Iterable[Factor]) -> Draft:
    """The draft without what the record no longer has: it may have been changed while the form was open."""
    people = {actor.id for actor in known_actors(actors, draft)}
    values = {value.id for factor in known_factors(factors, draft) for value in factor.values}
    return replace(
        draft,
        speaker=draft.speaker if draft.speaker in people else None,
        parties=tuple(each for each in draft.parties if each in people),
        reported_by=tuple(each for each in draft.reported_by if each in people),
        points=tuple(
            replace(
                point,
                holder=point.holder if point.holder in people else None,
                clauses=tuple(left(clause, values) for clause in point.clauses),
                emphasis=left(point.emphasis, values),
            )
            for point in draft.points
        ),
    )


def label(draft: Draft, number: int) -> str:
    """Saving it, as the history shows it."""
    if draft.kept is not None:
        return _("Change the coding of no. {n}").format(n=draft.kept.number)
    return _("Code no. {n}").format(n=number)


def _point(position: Position) -> Point:
    return Point(
        stance=position.stance,
        clauses=position.regions or ((),),
        about=About(issue=position.issue),
        holder=position.holder,
        emphasis=position.emphasis,
        since=position.since,
        until=position.until,
        state=position.state,
        announces=position.announces,
        comment=position.comment,
        kept=position,
    )


def _position(draft: Draft, point: Point, abouts: Mapping[About, int | None]) -> Position:
    kept = point.kept
    assert point.stance is not None
    return Position(
        id=kept.id if kept else 0,
        uid=kept.uid if kept else "",
        key=kept.key if kept else "",
        statement=draft.kept.id if draft.kept else 0,
        holder=point.holder,
        issue=abouts[point.about or SITUATION],
        stance=point.stance,
        regions=regions(point),
        emphasis=point.emphasis,
        since=point.since,
        until=point.until,
        state=state_of(draft, point),
        announces=point.announces.strip(),
        comment=point.comment.strip(),
    )


def _next_value(draft: Draft) -> int:
    return -1 - sum(value.id < 0 for factor in draft.factors for value in factor.values)
