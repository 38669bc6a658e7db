from dataclasses import replace

import pytest

from db import scenarios
from db.errors import BadRequest
from db.moments import Moment
from db.records import Scenario, Setting
from tests.db.cases import do, known


def effective(case, key):
    """What a scenario sets with all that it has from its parents."""
    known_ids = {each.id: each for each in known(case, "scenario").values()}
    step, sets = known(case, "scenario", key), ()
    while step is not None:
        sets = scenarios.laid_over(step.sets, sets)
        step = known_ids.get(step.parent)
    return {(each.factor, each.part): each for each in sets}


def test_add_branch_set_and_clear(case):
    factor = next(iter(known(case, "factor").values()))
    pledged = known(case, "scenario", "pledged")
    sets = (Setting(factor.id, (factor.values[0].id, factor.values[1].id)),)
    date = Moment.parse("2026-01")
    number, _ = do(case, scenarios.save, Scenario(0, "", "", "… later", pledged.id, sets, date, "Why"))
    found = next(each for each in known(case, "scenario").values() if each.id == number)
    assert (found.parent, found.sets, found.date, found.description) == (pledged.id, sets, date, "Why")
    do(case, scenarios.save, replace(found, sets=(Setting(factor.id, opened=True),)))
    assert known(case, "scenario", found.key).sets == (Setting(factor.id, opened=True),)
    do(case, scenarios.save, replace(found, sets=()))
    assert known(case, "scenario", found.key).sets == ()


def test_branches_keep_what_they_had_when_their_parent_goes(case):
    before = effective(case, "sea-air")
    do(case, scenarios.remove, known(case, "scenario", "pledged").id)
    assert "pledged" not in known(case, "scenario")
    assert known(case, "scenario", "sea-air").parent is None
    assert effective(case, "sea-air") == before


def test_no_scenario_is_a_branch_of_itself(case):
    pledged, branch = known(case, "scenario", "pledged"), known(case, "scenario", "sea-air")
    with pytest.raises(BadRequest):
        do(case, scenarios.save, replace(pledged, parent=branch.id))
    assert known(case, "scenario", "pledged").parent is None


def test_order(case):
    before = [each.id for each in known(case, "scenario").values()]
    do(case, scenarios.reorder, [before[1], before[0], *before[2:]])
    assert [each.id for each in known(case, "scenario").values()][:2] == [before[1], before[0]]
