from dataclasses import replace

import pytest

from db import factors, modelling, scenarios, statements
from db.errors import NotThere, StillUsed
from db.records import Condition, Exclusion, Factor, Issue, Value
from tests.db.cases import do, known


def factor(case, name):
    return next(each for each in known(case, "factor").values() if each.name == name)


def conditions(case, number):
    """The clauses of all positions that name a factor."""
    with case.read() as reading:
        said = statements.read(reading)
    regions = [clause for each in said for position in each.positions for clause in position.regions]
    return [condition for clause in regions for condition in clause if condition.factor == number]


def test_a_factor_with_values_and_needs(case):
    hostilities = factor(case, "Hostilities")
    needs = ((Condition(hostilities.id, (hostilities.values[0].id,)),),)
    values = (Value(0, "", "", "Yes"), Value(0, "", "", "No"))
    number, _ = do(case, modelling.save_factor, Factor(0, "", "", "Truce", "", None, False, False, needs, values))
    found = factor(case, "Truce")
    assert (found.id, found.needs, [value.name for value in found.values]) == (number, needs, ["Yes", "No"])
    do(case, modelling.save_factor, replace(found, name="Armistice", values=found.values[::-1], needs=()))
    again = factor(case, "Armistice")
    assert ([value.name for value in again.values], again.needs) == (["No", "Yes"], ())
    _, changes = do(case, modelling.save_factor, again)
    assert not changes.ids
    do(case, modelling.remove_factor, number)
    assert "Armistice" not in [each.name for each in known(case, "factor").values()]


def test_a_value_in_use_stays_unless_something_takes_its_place(case):
    hostilities = factor(case, "Hostilities")
    ceasefire, settlement = hostilities.values[1], hostilities.values[2]
    assert any(ceasefire.id in each.values for each in conditions(case, hostilities.id))
    with pytest.raises(StillUsed):
        do(case, modelling.remove_value, ceasefire.id)
    with pytest.raises(NotThere):
        do(case, modelling.remove_value, ceasefire.id, factor(case, "Mandate").values[0].id)
    do(case, modelling.remove_value, ceasefire.id, settlement.id)
    assert len(factor(case, "Hostilities").values) == 2
    for each in conditions(case, hostilities.id):
        assert len(set(each.values)) == len(each.values)
        assert ceasefire.id not in each.values
    with case.read() as reading:
        settings = [s for each in scenarios.read(reading) for s in each.sets if s.factor == hostilities.id]
    assert any(s.values == (settlement.id,) for s in settings)


def test_a_value_is_split_and_named_wherever_it_was(case):
    hostilities = factor(case, "Hostilities")
    ceasefire = hostilities.values[1].id
    before = conditions(case, hostilities.id)
    new, _ = do(case, modelling.split_value, ceasefire, "Humanitarian pause")
    assert [value.id for value in factor(case, "Hostilities").values][1:3] == [ceasefire, new]
    for old, each in zip(before, conditions(case, hostilities.id), strict=True):
        assert (new in each.values) == (ceasefire in old.values)


def test_a_factor_that_statements_name_goes_with_their_conditions(case):
    mandate = factor(case, "Mandate")
    do(case, modelling.remove_factor, mandate.id)
    assert not conditions(case, mandate.id)
    with case.read() as reading:
        assert all(s.factor != mandate.id for each in scenarios.read(reading) for s in each.sets)
        assert all(c.factor != mandate.id for each in factors.exclusions(reading) for c in each.when)


def test_issues(case):
    number, _ = do(case, modelling.save_issue, Issue(0, "", "", "Reparations"))
    force = known(case, "issue", "force")
    do(case, modelling.remove_issue, force.id, number)
    with case.read() as reading:
        held = [p.issue for each in statements.read(reading) for p in each.positions]
    assert number in held
    assert force.id not in held
    do(case, modelling.remove_issue, number)
    with case.read() as reading:
        assert number not in [p.issue for each in statements.read(reading) for p in each.positions]


def test_rules(case):
    hostilities = factor(case, "Hostilities")
    when = (Condition(hostilities.id, (hostilities.values[0].id,)),)
    number, _ = do(case, modelling.save_exclusion, Exclusion(0, "", when, "because"))
    with case.read() as reading:
        found = next(each for each in factors.exclusions(reading) if each.id == number)
    assert (found.when, found.reason) == (when, "because")
    do(case, modelling.save_exclusion, replace(found, reason="why not"))
    do(case, modelling.remove_exclusion, number)
    with case.read() as reading:
        assert number not in [each.id for each in factors.exclusions(reading)]


def test_a_rule_goes_with_a_factor_that_it_names(case):
    hostilities, mandate = factor(case, "Hostilities"), factor(case, "Mandate")
    pair = (Condition(hostilities.id, (hostilities.values[0].id,)), Condition(mandate.id, (mandate.values[1].id,)))
    number, _ = do(case, modelling.save_exclusion, Exclusion(0, "", pair, ""))
    do(case, modelling.remove_factor, mandate.id)
    with case.read() as reading:
        assert number not in [each.id for each in factors.exclusions(reading)]


def test_another_factor_takes_the_place_of_one(case):
    hostilities, mandate = factor(case, "Hostilities"), factor(case, "Mandate")
    values = (Value(0, "", "", "Fighting"), Value(0, "", "", "Quiet"))
    number, _ = do(case, modelling.save_factor, Factor(0, "", "", "State of war", "", None, False, False, (), values))
    fighting, quiet = (value.id for value in factor(case, "State of war").values)
    before = conditions(case, hostilities.id)
    ongoing, ceasefire, settlement = (value.id for value in hostilities.values)
    pair = (Condition(hostilities.id, (ongoing,)), Condition(mandate.id, (mandate.values[1].id,)))
    rule, _ = do(case, modelling.save_exclusion, Exclusion(0, "", pair, ""))
    with case.read() as reading:
        settings = [s for each in scenarios.read(reading) for s in each.sets if s.factor == hostilities.id]
    instead = {ongoing: fighting, ceasefire: quiet, settlement: quiet}
    do(case, modelling.replace_factor, hostilities.id, instead)
    after = conditions(case, number)
    assert [set(each.values) for each in after] == [{instead[value] for value in each.values} for each in before]
    with case.read() as reading:
        found = [s.values for each in scenarios.read(reading) for s in each.sets if s.factor == number]
        assert found == [tuple(sorted({instead[value] for value in each.values})) for each in settings]
        (told,) = [each.when for each in factors.exclusions(reading) if each.id == rule]
    assert told[-1] == Condition(number, (fighting,))
    assert "Hostilities" not in [each.name for each in known(case, "factor").values()]


def test_what_nothing_takes_the_place_of_says_less(case):
    hostilities, talks = factor(case, "Hostilities"), factor(case, "Talks")
    ongoing, ceasefire, settlement = (value.id for value in hostilities.values)
    held = len(conditions(case, talks.id))
    instead = {ongoing: None, ceasefire: None, settlement: talks.values[0].id}
    do(case, modelling.replace_factor, hostilities.id, instead)
    assert len(conditions(case, talks.id)) == held
    with pytest.raises(NotThere):
        do(case, modelling.replace_factor, talks.id, dict.fromkeys(value.id for value in talks.values))
    with pytest.raises(NotThere):
        do(case, modelling.replace_factor, talks.id, {talks.values[0].id: talks.values[1].id})
