"""A value divided in two: conditions mean the same as before, scenarios what a person says."""

from itertools import product

import pytest

from db.records import Condition, Factor, Scenario, Setting, Value
from desktop.models import choices, splitting
from desktop.models.splitting import Held

LAND, SEA, NEW, YES, NO = 1, 2, 3, frozenset({1}), frozenset({0})
DOMAIN = Factor(9, "", "F", "Domain", "", None, False, True, (), (Value(LAND, "", "", "l"), Value(SEA, "", "", "s")))
DIVIDED = Factor(9, "", "F", "Domain", "", None, False, True, (), (*DOMAIN.values, Value(NEW, "", "", "n")))
ONE = Factor(9, "", "F", "Phase", "", None, True, False, (), DOMAIN.values)
TWO = Factor(9, "", "F", "Phase", "", None, True, False, (), DIVIDED.values)


def holds(clauses, world):
    """Whether any of some clauses holds where these values hold."""
    return any(all(true(each, world) for each in clause) for clause in clauses)


def true(condition, world):
    if condition.part is None:
        return bool(set(condition.values) & world)
    return (condition.part in world) in condition.holds


def conditions():
    """All that a clause can say of the factor: nothing, or values, and each value by itself."""
    whole = [(), (Condition(9, (LAND,)),), (Condition(9, (LAND, SEA)),), (Condition(9, (SEA,)),)]
    alone = [
        [()] + [(Condition(9, part=part, holds=told),) for told in ((True,), (False,), (False, True))]
        for part in (LAND, SEA)
    ]
    return [tuple(x for part in each for x in part) for each in product(whole, *alone)]


@pytest.mark.parametrize("clause", conditions(), ids=str)
def test_what_was_said_of_one_is_said_of_either(clause):
    divided = splitting.clause(clause, LAND, NEW)
    for held in product((False, True), repeat=3):
        world = {value for value, true in zip((LAND, SEA, NEW), held, strict=True) if true}
        before = (world - {NEW}) | ({LAND} if NEW in world else set())
        assert holds(divided, world) == holds((clause,), before)


def scenario(number, parent, *sets):
    return Scenario(number, "", f"s{number}", f"Scenario {number}", parent, sets, None, "")


@pytest.mark.parametrize(
    ("held", "land", "new"),
    [(Held.BOTH, YES, YES), (Held.FIRST, YES, NO), (Held.SECOND, NO, YES), (Held.OPEN, None, None)],
)
def test_scenarios_of_several_have_what_a_person_says(held, land, new):
    exact = scenario(1, None, Setting(9, (LAND,)))
    branch = scenario(2, 1, Setting(9, part=SEA, holds=(True,)))
    without = scenario(3, None, Setting(9, (SEA,)))
    alone = scenario(4, None, Setting(9, part=LAND, holds=(True,)))
    silent = scenario(5, None)
    there = [exact, branch, without, alone, silent]
    found = splitting.divided(there, [DOMAIN], [DIVIDED], LAND, NEW, held)
    now = [next((each for each in found if each.id == one.id), one) for one in there]
    stated = {each.id: choices.stated([DIVIDED], now, each.id) for each in now}
    assert [stated[1][9, part] for part in (LAND, SEA, NEW)] == [land, NO, new]
    assert [stated[2][9, part] for part in (LAND, SEA, NEW)] == [land, YES, new]
    assert [stated[3][9, part] for part in (LAND, SEA, NEW)] == [NO, YES, NO]
    assert [stated[4][9, part] for part in (LAND, SEA, NEW)] == [land, None, new]
    assert [stated[5][9, part] for part in (LAND, SEA, NEW)] == [None, None, None]


@pytest.mark.parametrize(("held", "left"), [(Held.BOTH, {LAND, NEW}), (Held.FIRST, {LAND}), (Held.SECOND, {NEW})])
def test_scenarios_of_one_at_a_time_have_what_a_person_says(held, left):
    there = [scenario(1, None, Setting(9, (LAND,))), scenario(2, 1, Setting(9, (SEA,))), scenario(3, 1)]
    found = splitting.divided(there, [ONE], [TWO], LAND, NEW, held)
    now = [next((each for each in found if each.id == one.id), one) for one in there]
    assert [choices.stated([TWO], now, number)[9, None] for number in (1, 2, 3)] == [left, {SEA}, left]


def test_the_scenarios_that_have_it_are_known():
    there = [scenario(1, None, Setting(9, (LAND,))), scenario(2, 1), scenario(3, None, Setting(9, (SEA,)))]
    assert [each.id for each in splitting.held_by(there, [DOMAIN], 9, LAND)] == [1, 2]
    assert [each.id for each in splitting.held_by(there, [ONE], 9, SEA)] == [3]
