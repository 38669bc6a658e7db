"""A made-up case of the largest size that the program is to be quick at, straight into a Snapshot."""

from array import array
from dataclasses import dataclass

import numpy as np

from db.moments import NEVER
from db.records import (
    Actor,
    Affiliation,
    CaseInfo,
    ClauseColumns,
    ConditionColumns,
    Factor,
    Issue,
    PositionColumns,
    Scenario,
    Setting,
    Snapshot,
    StatementColumns,
    Value,
)
from db.vocabulary import ActorKind, Standing

WIDTHS = (6, 5, 5, 4, 4, 4, 3, 3, 3, 3, 2, 2)
ISSUES = 10
DAY = 24 * 60


@dataclass(frozen=True)
class Size:
    """How much of everything; persons are actors too. ``named`` is how many factors a clause narrows on average."""

    parties: int = 140
    persons: int = 60
    scenarios: int = 1_000
    positions: int = 50_000
    widths: tuple[int, ...] = WIDTHS
    named: int = 4


def longs(values):
    return array("q", np.asarray(values, np.int64).tobytes())


def small(values):
    return array("b", np.asarray(values, np.int8).tobytes())


def snapshot(size=None, seed=1):
    """A case of this size; the same for the same seed."""
    size, draw = size or Size(), np.random.default_rng(seed)
    factors = all_factors(size)
    return Snapshot(
        case=CaseInfo("bench", "", "", "en", None, 1),
        actors=tuple(actor(n, n <= size.parties) for n in range(1, size.parties + size.persons + 1)),
        affiliations=tuple(speakers(size)),
        issues=tuple(Issue(n, str(n), f"i{n}", f"Issue {n}") for n in range(1, ISSUES + 1)),
        factors=factors,
        scenarios=tuple(all_scenarios(size, factors, draw)),
        position_keys=tuple(f"p{n}" for n in range(1, size.positions + 1)),
        **record(size, draw),
    )


def actor(number, party):
    kind = ActorKind.STATE if party else ActorKind.PERSON
    return Actor(number, str(number), f"a{number}", f"Actor {number}", "", kind, (), party, "")


def speakers(size):
    for n in range(size.persons):
        standing = Standing.SPEAKS if n // size.parties % 3 == 2 else Standing.BINDS
        yield Affiliation(n + 1, str(n), size.parties + n + 1, n % size.parties + 1, "", standing, None, None)


def all_factors(size):
    found, value = [], 1
    for number, width in enumerate(size.widths, 1):
        values = tuple(Value(value + n, f"{value + n}", f"v{n}", f"v{n}") for n in range(width))
        value += width
        issue = (number - 1) % ISSUES + 1
        found.append(Factor(number, str(number), f"f{number}", f"Factor {number}", "", issue, False, False, (), values))
    return tuple(found)


def all_scenarios(size, factors, draw):
    """Two of three factors fixed, some left partly open."""
    for number in range(1, size.scenarios + 1):
        sets = []
        for factor in factors:
            chance, ids = draw.random(), [value.id for value in factor.values]
            if chance < 0.7:
                sets.append(Setting(factor.id, (ids[draw.integers(len(ids))],)))
            elif chance < 0.8 and len(ids) > 2:
                sets.append(Setting(factor.id, tuple(ids[:2])))
        yield Scenario(number, str(number), f"s{number}", f"Scenario {number}", None, tuple(sets), None, "")


def record(size, draw):
    """Statements of one position each, as four sets of columns."""
    count = size.positions
    number = np.arange(1, count + 1)
    holder = np.minimum((draw.power(1.5, count) * size.parties).astype(int), size.parties - 1) + 1
    turn = draw.integers(0, max(1, -(-size.persons // size.parties)), count)
    speaker = size.parties + holder + size.parties * turn
    speaker = np.where((speaker > size.parties + size.persons) | (draw.random(count) < 0.2), holder, speaker)
    zero = np.zeros(count, np.int64)
    said = DAY * draw.integers(18_000, 20_000, count)
    clauses = 1 + (draw.random(count) < 0.25)
    return {
        "statements": StatementColumns(
            *map(longs, (number, number, speaker, said)), small(zero + 2), small(zero - 1), longs(zero), array("q")
        ),
        "positions": PositionColumns(
            *map(longs, (number, number, holder, draw.integers(1, ISSUES + 1, count))),
            *map(small, (draw.integers(-2, 3, count), zero + 1)),
            *map(longs, (np.full(count, -(2**62)), np.full(count, NEVER), clauses)),
        ),
        **conditions(size, int(clauses.sum()), draw),
    }


def conditions(size, clauses, draw):
    """Each clause narrows so many factors on average, to one value or two."""
    named = draw.random((clauses, len(size.widths))) < size.named / len(size.widths)
    widths = np.array(size.widths)
    first = np.concatenate([[1], 1 + np.cumsum(widths)[:-1]])
    clause, place = np.nonzero(named)
    value = draw.integers(0, widths[place])
    more = (widths[place] > 2) & (draw.random(len(place)) < 0.4)
    other = (value + 1) % widths[place]
    order = np.argsort(np.concatenate([2 * np.arange(len(place)), 2 * np.flatnonzero(more) + 1]), kind="stable")
    factor = np.concatenate([place, place[more]])[order] + 1
    values = (np.concatenate([value, other[more]]) + np.concatenate([first[place], first[place[more]]]))[order]
    owner = np.concatenate([clause, clause[more]])[order]
    per_clause = np.bincount(owner, minlength=clauses)
    holds = small(np.full(len(values), -1))
    return {
        "clauses": ClauseColumns(longs(per_clause)),
        "conditions": ConditionColumns(longs(factor), longs(values), holds),
    }
