"""What a scenario sets and what a condition asks, in words."""

import pytest

from db.records import Condition, Factor, Scenario, Setting, Value
from desktop.reports.fields import chips, condition


def factor(number, name, *values, several=False, needs=()):
    made = tuple(Value(number * 10 + place, "", value.lower(), value) for place, value in enumerate(values))
    return Factor(number, "", name.lower(), name, "", None, False, several, needs, made)


def scenario(number, *sets, parent=None):
    return Scenario(number, "", f"s{number}", f"S{number}", parent, sets, None, "")


FIGHT = factor(1, "Hostilities", "Ongoing", "Ceasefire", "Settlement")
FORCE = factor(2, "Force", "Land", "Sea", "Air", several=True)
MANDATE = factor(3, "Mandate", "UN", "Invited", needs=((Condition(2, (20, 21, 22)),),))
FACTORS = (FIGHT, FORCE, MANDATE)


def told(one, *others):
    return [f"{chip.name}: {chip.value}" for chip in chips(one, (one, *others), FACTORS)]


@pytest.mark.parametrize(
    ("sets", "shown"),
    [
        ((), ["Hostilities: open", "Force: open", "Mandate: open"]),
        ((Setting(1, (11,)),), ["Hostilities: Ceasefire", "Force: open", "Mandate: open"]),
        ((Setting(1, (11, 12)),), ["Hostilities: Ceasefire or Settlement", "Force: open", "Mandate: open"]),
        ((Setting(1, (10, 11, 12)),), ["Hostilities: open", "Force: open", "Mandate: open"]),
        ((Setting(2, (20, 22)),), ["Force: Land and Air", "Hostilities: open", "Mandate: open"]),
        ((Setting(2, ()),), ["Force: none of them", "Hostilities: open"]),
        (
            (Setting(2, part=20, holds=(True,)),),
            ["Force: Land; Sea and Air open", "Hostilities: open", "Mandate: open"],
        ),
        (
            (Setting(2, part=20, holds=(False,)),),
            ["Force: not Land; Sea and Air open", "Hostilities: open", "Mandate: open"],
        ),
    ],
)
def test_chips(sets, shown):
    assert told(scenario(1, *sets)) == shown


def test_branches_inherit_and_open_again():
    parent = scenario(1, Setting(1, (11,)), Setting(2, (20,)))
    assert told(scenario(2, Setting(2, (21,)), parent=1), parent)[:2] == ["Hostilities: Ceasefire", "Force: Sea"]
    assert told(scenario(2, Setting(1, opened=True), parent=1), parent)[0] == "Force: Land"
    assert (
        told(scenario(2, Setting(2, part=20, opened=True), parent=1), parent)[1] == "Force: not Sea or Air; Land open"
    )


def test_conditions():
    by_id = {one.id: one for one in FACTORS}
    clause = (Condition(1, (11, 12)), Condition(2, (20,)))
    assert condition([clause], by_id) == "Hostilities: Ceasefire or Settlement; Force: Land"
    assert condition([(Condition(2, part=21, holds=(False,)),)], by_id) == "Force, Sea: no"
    assert condition([clause, (Condition(3, (30,)),)], by_id).endswith("Force: Land, or else Mandate: UN")
    assert condition([], by_id) == condition([(), clause], by_id) == ""
