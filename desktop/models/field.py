"""The field of a scenario: a row for each factor, its values as tiles, and what the rules leave of it all.

``Field.of`` works on the analysis and belongs on a worker; what comes out is read on the window's thread.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from db.records import Exclusion, Factor, Scenario, Snapshot, Value
from desktop.analysis.cells import Comparison
from desktop.analysis.columns import view
from desktop.analysis.rules import Box
from desktop.analysis.ruling import breaking, combinations
from desktop.models import choices, telling
from desktop.models.choices import NO, YES, States
from desktop.words import _, count

OPEN_TILE = 0
"""The id of the tile that says that a factor is left open."""


@dataclass(frozen=True, slots=True)
class TileFacts:
    """A value of a factor as a tile. ``look`` is one of: *set*, *partly* or *no* (said here; of several that may hold
    *no* does not), the same with ``inherited-`` before it, *open* or *opened* (left open; here, though not above),
    *free*, *excluded* (it cannot go together with what is set).
    """

    value: int
    name: str
    uses: int
    look: str
    told: str

    @property
    def checked(self) -> bool:
        """Whether it is said to hold, or to be among what may."""
        return self.look.removeprefix("inherited-") in ("set", "partly", "opened", "open")


@dataclass(frozen=True, slots=True)
class RowFacts:
    """A factor. ``line`` says more of it, ``instead`` what the parent says where this scenario says otherwise, ``note``
    what is to be known of it here; ``broken``: it takes part in what makes the scenario impossible.
    """

    factor: Factor
    line: str
    tiles: tuple[TileFacts, ...]
    instead: str = ""
    note: str = ""
    broken: bool = False


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """An issue: ``id`` is None when a factor makes it, ``factor`` is then that factor. ``positions`` are on it;
    ``bare``: no factor expresses it, so no scenario addresses it.
    """

    id: int | None
    key: str
    name: str
    factors: tuple[str, ...]
    factor: int | None
    positions: int
    bare: bool


@dataclass(frozen=True)
class Field:
    """All factors against one scenario, or against none. Of the numbers of combinations those that are too many to be
    counted are None: those left in the scenario, those that the rules leave, those in all.
    """

    comparison: Comparison
    scenario: Scenario | None
    rows: tuple[RowFacts, ...]
    left: int | None
    consistent: int | None
    worlds: int
    broken: tuple[str, ...]
    issues: tuple[IssueFacts, ...]
    box: Box

    @classmethod
    def of(cls, comparison: Comparison, scenario: int | None) -> "Field":
        """The field of a scenario, by id; of none, or of one that is gone, with everything free."""
        snapshot, frame = comparison.snapshot, comparison.ground.frame
        this = next((each for each in snapshot.scenarios if each.id == scenario), None)
        box = _box(comparison, this)
        rules = breaking(frame, box)
        worlds = 1
        for mask in frame.full:
            worlds *= mask.bit_count()
        return cls(
            comparison=comparison,
            scenario=this,
            rows=tuple(_rows(comparison, this, box, rules)),
            left=combinations(frame.forbidden, box, frame.absent),
            consistent=combinations(frame.forbidden, frame.full, frame.absent),
            worlds=worlds,
            broken=tuple(telling.rule(snapshot.factors, each) for each in rules),
            issues=tuple(_issues(comparison)),
            box=box,
        )

    @property
    def snapshot(self) -> Snapshot:
        """The record it is made from."""
        return self.comparison.snapshot

    @property
    def answered(self) -> int:
        """How many factors are set, here or above."""
        states = choices.stated(self.snapshot.factors, self.snapshot.scenarios, _id(self.scenario))
        return sum(not telling.is_open(factor, states) for factor in self.snapshot.factors)

    def why_excluded(self, value: int) -> str:
        """What a value cannot go together with, when it is excluded here."""
        frame = self.comparison.ground.frame
        slot = frame.slots[value]
        box = list(self.box)
        box[slot.factor] = slot.mask
        rules = breaking(frame, box)
        return "\n".join(telling.rule(self.snapshot.factors, each) for each in rules)

    def combinations_told(self) -> str:
        """How many combinations are left, in a sentence."""
        if self.left is None:
            return _("More combinations are left than can be counted here ({all} in all)").format(
                all=grouped(self.worlds)
            )
        left = count(self.left, "{n} combination left", "{n} combinations left").replace(
            str(self.left), grouped(self.left)
        )
        if self.consistent is None:
            return _("{left} ({all} in all)").format(left=left, all=grouped(self.worlds))
        told = _("{left}, of {possible} possible ({all} in all)")
        return told.format(left=left, possible=grouped(self.consistent), all=grouped(self.worlds))


def grouped(number: int) -> str:
    """A number with thin spaces between its thousands."""
    return f"{number:,}".replace(",", "\u202f")


def statements_naming(snapshot: Snapshot) -> Mapping[int, int]:
    """How many statements name each value in their conditions."""
    clauses, conditions = view(snapshot.positions.clauses), view(snapshot.clauses.conditions)
    statement = np.repeat(np.repeat(view(snapshot.positions.statement), clauses), conditions)
    if not len(statement):
        return {}
    many = int(statement.max()) + 1
    pairs = np.unique(view(snapshot.conditions.value) * many + statement)
    values, counts = np.unique(pairs // many, return_counts=True)
    return dict(zip(values.tolist(), counts.tolist(), strict=True))


def naming(snapshot: Snapshot, value: int) -> frozenset[int]:
    """The statements that name a value in their conditions, by id."""
    clauses, conditions = view(snapshot.positions.clauses), view(snapshot.clauses.conditions)
    statement = np.repeat(np.repeat(view(snapshot.positions.statement), clauses), conditions)
    return frozenset(statement[view(snapshot.conditions.value) == value].tolist()) if len(statement) else frozenset()


def statements_of_factor(snapshot: Snapshot, factor: int) -> int:
    """How many statements name any value of a factor."""
    clauses, conditions = view(snapshot.positions.clauses), view(snapshot.clauses.conditions)
    statement = np.repeat(np.repeat(view(snapshot.positions.statement), clauses), conditions)
    return len(np.unique(statement[view(snapshot.conditions.factor) == factor]))


def _box(comparison: Comparison, scenario: Scenario | None) -> Box:
    ground = comparison.ground
    if scenario is None:
        return ground.frame.full
    place = next(number for number, each in enumerate(comparison.scenarios) if each.id == scenario.id)
    return tuple(ground.situations.given[place].tolist())


def _rows(
    comparison: Comparison, scenario: Scenario | None, box: Box, broken: Sequence[Exclusion | Factor]
) -> Iterator[RowFacts]:
    snapshot = comparison.snapshot
    now = choices.stated(snapshot.factors, snapshot.scenarios, _id(scenario))
    below = choices.stated(snapshot.factors, snapshot.scenarios, scenario.parent if scenario else None)
    uses, possible = statements_naming(snapshot), _possible(comparison, box)
    involved = {each for rule in broken for each in _factors_in(rule)}
    issues = {issue.id: issue.name for issue in snapshot.issues}
    for factor in snapshot.factors:
        own = any(now[slot] != below[slot] for slot in choices.slots(factor))
        instead = telling.answer(factor, below) if own and not telling.is_open(factor, below) else ""
        yield RowFacts(
            factor=factor,
            line=_line(factor, issues.get(factor.issue or 0, "")),
            tiles=tuple(_tiles(factor, now, below, uses, possible)),
            instead=_("instead of {answer}").format(answer=instead) if instead else "",
            note=_note(comparison, factor, box),
            broken=factor.id in involved,
        )


def _factors_in(rule: Exclusion | Factor) -> set[int]:
    if isinstance(rule, Factor):
        return {rule.id} | {each.factor for clause in rule.needs for each in clause}
    return {each.factor for each in rule.when}


def _possible(comparison: Comparison, box: Box) -> Mapping[int, bool]:
    """Which values could be set, with everything else as it is."""
    frame, rules = comparison.ground.frame, comparison.ground.rules
    if not frame.slots:
        return {}
    boxes = np.array([box] * len(frame.slots), np.uint32).reshape(len(frame.slots), len(box))
    for row, slot in enumerate(frame.slots.values()):
        boxes[row, slot.factor] = slot.mask
    _tight, possible = rules.tight_all(boxes)
    return dict(zip(frame.slots, possible.tolist(), strict=True))


def _line(factor: Factor, issue: str) -> str:
    parts = [issue if issue != factor.name else "", _("in order") if factor.ordered else ""]
    parts.append(_("several may hold") if factor.several else "")
    return " · ".join(part for part in parts if part)


def _note(comparison: Comparison, factor: Factor, box: Box) -> str:
    """Where a factor with needs stands: it does not apply here, or only perhaps; nothing where it does."""
    frame = comparison.ground.frame
    places = frame.parts[factor.id]
    if not factor.needs or not places:
        return ""
    needs = telling.needs(comparison.snapshot.factors, factor)
    tight, possible = comparison.ground.rules.tight_all(np.array([box], np.uint32))
    left = int(tight[0, places[0]])
    if possible[0] and left == frame.absent[places[0]]:
        return _("Does not apply here: needs {needs}").format(needs=needs)
    return "" if possible[0] and not left & frame.absent[places[0]] else _("Only with {needs}").format(needs=needs)


def _tiles(
    factor: Factor, now: States, below: States, uses: Mapping[int, int], possible: Mapping[int, bool]
) -> Iterator[TileFacts]:
    if telling.is_open(factor, now):
        look = "open" if telling.is_open(factor, below) else "opened"
        told = _("{factor}: left open").format(factor=factor.name)
        yield TileFacts(OPEN_TILE, _("Left open"), 0, look, told)
    for value in factor.values:
        look = _look(factor, value, now, below)
        if look == "free" and not possible.get(value.id, True):
            look = "excluded"
        named = uses.get(value.id, 0)
        yield TileFacts(value.id, value.name, named, look, _told(factor, value, look, named))


def _look(factor: Factor, value: Value, now: States, below: States) -> str:
    slot = (factor.id, value.id if factor.several else None)
    state = now[slot]
    above = "inherited-" if state == below[slot] else ""
    if state is None:
        return "free"
    if factor.several:
        look = "set" if state == YES else "no" if state == NO else ""
        return f"{above}{look}" if look else "free"
    if value.id not in state:
        return "free"
    return f"{above}{'set' if len(state) == 1 else 'partly'}"


def look_told(look: str) -> str:
    """A look in words, for those who listen."""
    return {
        "set": _("set here"),
        "partly": _("allowed here, among others"),
        "no": _("does not hold, said here"),
        "inherited-set": _("inherited"),
        "inherited-partly": _("inherited, allowed among others"),
        "inherited-no": _("does not hold, inherited"),
        "open": _("left open"),
        "opened": _("left open here"),
        "free": _("not set"),
        "excluded": _("cannot go together with what is set"),
    }[look]


def _told(factor: Factor, value: Value, look: str, uses: int) -> str:
    named = count(uses, "{n} statement names it", "{n} statements name it")
    return f"{factor.name}: {value.name}, {look_told(look)}, {named}"


def _issues(comparison: Comparison) -> Iterator[IssueFacts]:
    snapshot, frame = comparison.snapshot, comparison.ground.frame
    on = Counter(snapshot.positions.issue)
    bare = {issue.key for issue in comparison.bare_subjects}
    for place, issue in enumerate(frame.issues):
        if place == frame.situation and issue.id is None:
            continue
        factors = dict.fromkeys(frame.factors[each].factor for each in frame.own_factors[place])
        named = tuple(each.name for each in snapshot.factors if each.id in factors)
        maker = next((each.id for each in snapshot.factors if each.issue is None and each.key == issue.key), None)
        positions = on.get(issue.id, 0) if issue.id is not None else 0
        yield IssueFacts(issue.id, issue.key, issue.name, named, maker, positions, issue.key in bare)


def _id(scenario: Scenario | None) -> int | None:
    return None if scenario is None else scenario.id
