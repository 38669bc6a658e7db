"""What is stored when a person sets, clears or opens values: only what differs from the parent."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.records import Factor, Scenario, Setting, Value
from desktop.models import choices
from desktop.models.choices import NO, YES

ONGOING, CEASEFIRE, SETTLED, LAND, SEA, AIR, UN, NONE = range(1, 9)


def factor(number, *values, several=False, needs=()):
    named = tuple(Value(value, "", str(value), str(value)) for value in values)
    return Factor(number, "", str(number), f"F{number}", "", None, False, several, needs, named)


FACTORS = (
    factor(1, ONGOING, CEASEFIRE, SETTLED),
    factor(2, LAND, SEA, AIR, several=True),
    factor(3, UN, NONE, needs=((),)),
)


def scenario(number, parent=None, *sets):
    return Scenario(number, "", str(number), f"S{number}", parent, sets, None, "")


BASE = scenario(1, None, Setting(1, (CEASEFIRE,)), Setting(2, (LAND, SEA)))
BRANCH = scenario(2, 1, Setting(3, (UN,)))
TWIG = scenario(3, 2)
ALL = (BASE, BRANCH, TWIG)


def press(scenarios, number, factor, value, beside=False):
    wanted = choices.pressed(scenarios, FACTORS, number, factor, value, beside=beside)
    found = choices.changed(scenarios, FACTORS, number, wanted)
    return tuple(found if each.id == number else each for each in scenarios)


def sets(scenarios, number):
    return next(each.sets for each in scenarios if each.id == number)


def test_a_value_is_set_and_cleared_again():
    after = press(ALL, 1, 1, SETTLED)
    assert sets(after, 1)[0] == Setting(1, (SETTLED,))
    again = press(after, 1, 1, SETTLED)
    assert [each.factor for each in sets(again, 1)] == [2]


def test_a_branch_stores_its_difference_and_clearing_goes_back_to_the_parent():
    after = press(ALL, 2, 1, ONGOING)
    assert Setting(1, (ONGOING,)) in sets(after, 2)
    assert sets(press(after, 2, 1, ONGOING), 2) == BRANCH.sets
    assert sets(press(after, 2, 1, CEASEFIRE), 2) == BRANCH.sets


def test_what_is_inherited_is_left_open_by_pressing_it_and_comes_back():
    after = press(ALL, 2, 1, CEASEFIRE)
    assert Setting(1, opened=True) in sets(after, 2)
    assert choices.stated(FACTORS, after, 3)[1, None] is None
    assert sets(press(after, 2, 1, CEASEFIRE), 2) == BRANCH.sets


def test_several_values_are_allowed_beside_each_other():
    after = press(ALL, 1, 1, ONGOING, beside=True)
    assert sets(after, 1)[0] == Setting(1, (ONGOING, CEASEFIRE))
    assert Setting(1, (CEASEFIRE,)) in sets(press(after, 1, 1, ONGOING, beside=True), 1)
    everything = press(after, 1, 1, SETTLED, beside=True)
    assert [each.factor for each in sets(everything, 1)] == [2]


def test_all_values_of_a_factor_with_needs_say_that_it_exists():
    after = press(ALL, 2, 3, NONE, beside=True)
    assert sets(after, 2) == (Setting(3, (UN, NONE)),)


def test_the_last_value_taken_away_leaves_what_the_parent_says():
    after = press(ALL, 2, 3, UN, beside=True)
    assert sets(after, 2) == ()


def test_of_several_that_may_hold_each_goes_from_open_to_yes_to_no():
    alone = (scenario(1),)
    seen = []
    for _step in range(3):
        alone = press(alone, 1, 2, SEA)
        seen.append(sets(alone, 1))
    assert seen == [(Setting(2, part=SEA, holds=(True,)),), (Setting(2, part=SEA, holds=(False,)),), ()]


def test_of_several_that_may_hold_a_branch_stores_the_part_that_differs():
    after = press(ALL, 2, 2, LAND)
    assert Setting(2, part=LAND, holds=(False,)) in sets(after, 2)
    opened = press(after, 2, 2, LAND)
    assert Setting(2, part=LAND, opened=True) in sets(opened, 2)
    assert sets(press(opened, 2, 2, LAND), 2) == BRANCH.sets


def test_of_several_that_may_hold_all_decided_are_written_as_one():
    alone = (scenario(1),)
    for value, presses in ((LAND, 2), (SEA, 1), (AIR, 1)):
        for _step in range(presses):
            alone = press(alone, 1, 2, value)
    assert sets(alone, 1) == (Setting(2, (SEA, AIR)),)


def test_leaving_open():
    wanted = choices.opened(FACTORS, 2)
    assert choices.changed(ALL, FACTORS, 2, wanted).sets == (Setting(3, (UN,)), Setting(2, opened=True))
    part = choices.opened(FACTORS, 2, SEA)
    assert choices.changed(ALL, FACTORS, 2, part).sets[-1] == Setting(2, part=SEA, opened=True)
    assert choices.changed(ALL, FACTORS, 1, choices.opened(FACTORS, 1)).sets == (Setting(2, (LAND, SEA)),)


def test_a_scenario_moved_below_another_keeps_what_it_says_and_has_the_rest_from_there():
    other = scenario(4, None, Setting(1, (CEASEFIRE,)), Setting(3, (NONE,)))
    after = choices.moved((*ALL, other), FACTORS, 4, 2)
    assert after.parent == 2
    assert after.sets == (Setting(3, (NONE,)),)
    assert choices.moved((*ALL, other), FACTORS, 4, None) is other


def test_a_branch_that_becomes_a_scenario_of_its_own_keeps_all_it_had():
    after = choices.moved(ALL, FACTORS, 3, None)
    assert (after.parent, choices.stated(FACTORS, (after,), 3)) == (None, choices.stated(FACTORS, ALL, 3))


def test_order_and_descendants():
    other = scenario(4)
    assert choices.descendants((*ALL, other), 2) == {2, 3}
    assert [each.id for each in choices.in_tree_order((other, TWIG, BRANCH, BASE))] == [4, 1, 2, 3]
    assert choices.placed_before((*ALL, other), 4, 1) == [4, 1, 2, 3]
    assert choices.placed_before((*ALL, other), 1, None) == [4, 1, 2, 3]


def test_a_ring_of_parents_ends():
    ring = (scenario(1, 2), scenario(2, 1, Setting(1, (ONGOING,))))
    assert choices.stated(FACTORS, ring, 1)[1, None] == {ONGOING}


STATES = {(1, None): st.none() | st.sets(st.sampled_from([1, 2, 3]), min_size=1, max_size=2).map(frozenset)}
STATES |= {(2, value): st.sampled_from([None, YES, NO]) for value in (LAND, SEA, AIR)}
STATES |= {(3, None): st.none() | st.sets(st.sampled_from([UN, NONE]), min_size=1).map(frozenset)}
ANY = st.fixed_dictionaries(STATES)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY, ANY)
def test_what_is_written_says_what_was_wanted_and_nothing_that_is_the_same(wanted, below):
    settings = [each for one in FACTORS for each in choices.differences(one, wanted, below)]
    assert choices.laid(FACTORS, below, settings) == wanted
    if wanted == below:
        assert not settings


@pytest.mark.parametrize("several", [True, False])
def test_nothing_is_written_of_what_is_as_it_was(several):
    states = choices.stated(FACTORS, ALL, 2)
    assert choices.written(BRANCH, FACTORS, states, choices.stated(FACTORS, ALL, 1)).sets == BRANCH.sets
