"""The field of a scenario against a literal count of worlds; templates, proposals, who stands where."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

import resources
from desktop.analysis.cells import Comparison
from desktop.analysis.ruling import breaking, combinations
from desktop.models import field_templates, proposals, standing, telling
from desktop.models.field import Field, statements_naming, statements_of_factor
from desktop.models.lines import LINE, Line, LineList
from desktop.models.proposals import ProposalList
from desktop.models.standing import PENDING, Standing, foresee
from tests.desktop.analysis.build import snapshot
from tests.desktop.models.conftest import content, said

MANDATE = {
    "id": "M",
    "name": "Mandate",
    "needs": [{"L": ["yes"]}],
    "values": [{"id": "un", "name": "UN"}, {"id": "none", "name": "None"}],
}
DOMAIN = {
    "id": "D",
    "name": "Domain",
    "several": True,
    "values": [{"id": "sea", "name": "Sea"}, {"id": "air", "name": "Air"}],
}


def compared(**more):
    given = content(**{key: value for key, value in more.items() if key not in ("statements", "factors")})
    given["factors"] = [*given["factors"], *more.get("factors", ())]
    given["statements"] = more.get("statements", given["statements"])
    return Comparison(snapshot(given))


def field(comparison, name=None):
    found = next((each.id for each in comparison.scenarios if each.name == name), None)
    return Field.of(comparison, found)


def drawn(found):
    return [
        f"{row.factor.name}: " + " ".join(f"[{tile.look} {tile.name} {tile.uses}]" for tile in row.tiles)
        for row in found.rows
    ]


def test_the_field_of_no_scenario_is_free():
    found = field(compared())
    assert found.scenario is None
    assert drawn(found) == [
        "Hostilities: [open Left open 0] [free Ongoing 0] [free Ceasefire 2]",
        "Force on land: [open Left open 0] [free No 0] [free Yes 3]",
    ]
    assert found.combinations_told() == "4 combinations left, of 4 possible (4 in all)"


def test_a_branch_inherits_and_says_what_differs():
    scenarios = [
        {"id": "a", "name": "A", "sets": {"H": ["ceasefire"], "L": ["yes"]}},
        {"id": "b", "name": "B", "parent": "a", "sets": {"L": ["no"], "H": None}},
    ]
    found = field(compared(scenarios=scenarios), "B")
    assert drawn(found) == [
        "Hostilities: [opened Left open 0] [free Ongoing 0] [free Ceasefire 2]",
        "Force on land: [set No 0] [free Yes 3]",
    ]
    assert [row.instead for row in found.rows] == ["instead of Ceasefire", "instead of Yes"]
    assert found.answered == 1


def test_what_cannot_go_together_is_excluded_and_says_why():
    pair = {"when": {"H": ["ongoing"], "M": ["un"]}, "reason": "Nobody votes for it then."}
    sets = {"H": ["ongoing"], "L": ["yes"]}
    comparison = compared(factors=[MANDATE], exclusions=[pair], scenarios=[{"id": "s", "name": "S", "sets": sets}])
    found = field(comparison, "S")
    assert drawn(found)[2] == "Mandate: [open Left open 0] [excluded UN 0] [free None 0]"
    un = found.rows[2].factor.values[0].id
    assert found.why_excluded(un) == "Hostilities: Ongoing  ×  Mandate: UN"
    assert found.rows[2].note == ""


def test_a_factor_that_does_not_apply_says_what_it_needs():
    comparison = compared(factors=[MANDATE], scenarios=[{"id": "s", "name": "S", "sets": {"L": ["no"]}}])
    assert field(comparison, "S").rows[2].note == "Does not apply here: needs Force on land: Yes"
    assert field(comparison).rows[2].note == "Only with Force on land: Yes"


def test_an_impossible_scenario_names_the_rules_that_break_it():
    pair = {"when": {"H": ["ongoing"], "L": ["yes"]}, "reason": ""}
    other = {"when": {"H": ["ceasefire"], "L": ["no"]}, "reason": ""}
    sets = {"H": ["ongoing"], "L": ["yes"]}
    comparison = compared(exclusions=[other, pair], scenarios=[{"id": "s", "name": "S", "sets": sets}])
    found = field(comparison, "S")
    assert found.broken == ("Hostilities: Ongoing  ×  Force on land: Yes",)
    assert found.left == 0
    assert [row.broken for row in found.rows] == [True, True]
    assert drawn(found)[0] == "Hostilities: [set Ongoing 0] [free Ceasefire 2]"


def test_rules_that_break_a_scenario_only_together_are_all_named():
    rules = [{"when": {"H": [one], "L": ["yes"]}, "reason": ""} for one in ("ongoing", "ceasefire")]
    comparison = compared(exclusions=rules, scenarios=[{"id": "s", "name": "S", "sets": {"L": ["yes"]}}])
    assert len(field(comparison, "S").broken) == 2


def test_of_several_that_may_hold_each_is_a_question_of_its_own():
    scenarios = [
        {"id": "a", "name": "A", "sets": {"D": ["sea"]}},
        {"id": "b", "name": "B", "parent": "a", "sets": {"D.air": ["yes"]}},
    ]
    comparison = compared(factors=[DOMAIN], scenarios=scenarios)
    assert drawn(field(comparison, "A"))[2] == "Domain: [set Sea 0] [no Air 0]"
    found = field(comparison, "B")
    assert drawn(found)[2] == "Domain: [inherited-set Sea 0] [set Air 0]"
    assert found.rows[2].line == "several may hold"
    assert found.rows[2].tiles[1].told == "Domain: Air, set here, 0 statements name it"


def test_statements_are_counted_once_for_a_value():
    twice = said(1, "putin", "rejects", {"L": ["yes"]})
    twice["positions"].append({**twice["positions"][0], "id": "p9", "stance": "opposes"})
    comparison = compared(statements=[twice, said(2, "U", "supports", {"L": ["no", "yes"]})])
    land = comparison.snapshot.factors[1]
    assert statements_naming(comparison.snapshot) == {land.values[0].id: 1, land.values[1].id: 2}
    assert statements_of_factor(comparison.snapshot, land.id) == 2
    assert statements_naming(compared(statements=[]).snapshot) == {}


def test_issues_with_their_factors_and_bare_subjects():
    about = said(1, "putin", "rejects", {}, issue="pay")
    issues = [{"id": "force", "name": "Foreign force"}, {"id": "pay", "name": "Reparations"}]
    found = field(compared(statements=[about], issues=issues)).issues
    assert [(each.name, each.factors, each.positions, each.bare) for each in found] == [
        ("Foreign force", ("Force on land",), 0, False),
        ("Reparations", (), 1, True),
        ("Hostilities", ("Hostilities",), 0, False),
    ]
    assert [each.factor is None for each in found] == [True, True, False]


SETS = st.dictionaries(st.sampled_from("HLM"), st.just(0) | st.just(1), max_size=3)
RULES = st.lists(st.dictionaries(st.sampled_from("HLM"), st.sampled_from([0, 1]), min_size=2, max_size=3), max_size=4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SETS, RULES)
def test_combinations_are_counted_as_by_hand(sets, rules):
    values = {"H": ["ongoing", "ceasefire"], "L": ["no", "yes"], "M": ["un", "none"]}
    exclusions = [{"when": {key: [values[key][n]] for key, n in rule.items()}, "reason": ""} for rule in rules]
    scenario = {"id": "s", "name": "S", "sets": {key: [values[key][n]] for key, n in sets.items()}}
    comparison = compared(factors=[MANDATE], exclusions=exclusions, scenarios=[scenario])
    found = field(comparison, "S")

    def consistent(world):
        if (world["M"] == "n/a") != (world["L"] == "no"):
            return False
        return not any(all(world[key] == values[key][n] for key, n in rule.items()) for rule in rules)

    worlds = [dict(zip("HLM", each, strict=True)) for each in product(values["H"], values["L"], [*values["M"], "n/a"])]
    fitting = [each for each in worlds if consistent(each)]
    left = [each for each in fitting if all(each[key] == values[key][n] for key, n in sets.items())]
    assert (found.left, found.consistent, found.worlds) == (len(left), len(fitting), 12)
    assert bool(found.broken) == (not left)
    for row in found.rows:
        for tile in row.tiles:
            if tile.look == "excluded":
                assert found.why_excluded(tile.value)


def test_too_many_combinations_are_said_to_be_too_many(monkeypatch):
    monkeypatch.setattr("desktop.analysis.ruling.MOST_COUNTED", 1)
    combinations.cache_clear()
    pair = {"when": {"H": ["ongoing"], "L": ["yes"]}, "reason": ""}
    found = field(compared(exclusions=[pair]))
    combinations.cache_clear()
    assert found.left is None
    assert found.combinations_told() == "More combinations are left than can be counted here (4 in all)"


def test_nothing_breaks_a_possible_box():
    comparison = compared()
    assert breaking(comparison.ground.frame, comparison.ground.frame.full) == ()


@pytest.mark.parametrize("name", resources.names("templates/fields"))
def test_every_template_is_a_field_with_worlds_left(name):
    template = field_templates.read(resources.text("templates/fields", name))
    assert template.title
    assert template.description.endswith(".")
    assert all(2 <= len(each.values) <= 16 and len(each.short) <= 12 for each in template.factors)
    keys = {each.key: {key for key, _name in each.values} for each in template.factors}
    issues = {key for key, _name in template.issues}
    assert {each.issue for each in template.factors} - {""} <= issues
    clauses = [clause for each in template.factors for clause in each.needs]
    clauses += [when for when, _reason in template.exclusions]
    for clause in clauses:
        for named, values in clause.items():
            factor, _dot, part = named.partition(".")
            assert ({part} if part else set(values)) <= keys[factor], (name, named)
    assert all(reason for _when, reason in template.exclusions)


def test_proposals_are_the_distinct_conditions_that_go_together():
    statements = [
        said(1, "putin", "rejects", {"L": ["yes"]}),
        said(2, "lavrov", "accepts", {"H": ["ceasefire"], "L": ["yes"]}),
        said(3, "U", "supports", {"H": ["ceasefire"], "L": ["yes"]}),
        said(4, "U", "supports", {"H": ["ongoing"], "L": ["yes"]}),
        said(5, "U", "supports", {"D.air": ["no"]}),
        said(6, "U", "supports", {}),
    ]
    pair = {"when": {"H": ["ongoing"], "L": ["yes"]}, "reason": ""}
    comparison = compared(factors=[DOMAIN], statements=statements, exclusions=[pair], scenarios=[])
    found = proposals.proposals(comparison)
    assert [(each.scenario.name, each.statements) for each in found] == [
        ("Ceasefire, Force on land: Yes", 2),
        ("Force on land: Yes", 1),
        ("not Air", 1),
    ]
    there = [{"id": "s", "name": "S", "sets": {"L": ["yes"]}}]
    again = proposals.proposals(compared(factors=[DOMAIN], statements=statements, exclusions=[pair], scenarios=there))
    assert "Force on land: Yes" not in [each.scenario.name for each in again]


def test_the_list_of_proposals_is_ticked(qapp):
    model = ProposalList()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(proposals.proposals(compared(scenarios=[])))
    assert model.rowCount() == 2
    assert model.chosen() == ()
    assert model.setData(model.index(1), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert [each.name for each in model.chosen()] == ["Force on land: Yes"]
    assert model.index(1).data() == "Force on land: Yes  ·  1 statement"
    model.setData(model.index(1), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert model.chosen() == ()
    assert not model.setData(model.index(1), "x")
    assert tester.model() is model


def test_who_stands_where_and_whom_a_branch_moves():
    comparison = compared()
    later = next(each.id for each in comparison.scenarios if each.name == "… with a force")
    found = Standing.of(comparison, later)
    assert [(each.factor, each.before, each.after) for each in found.changes] == [("Force on land", "Open", "Yes")]
    assert [(each.actor, each.before.word, each.after.word) for each in found.moves] == [
        ("Russia", "Silent", "Contested"),
        ("Ukraine", "Silent", "Supports"),
    ]
    assert [(each.stand.word, [name for _id, name in each.actors]) for each in found.groups] == [
        ("Contested", ["Russia"]),
        ("Supports", ["Ukraine"]),
        ("Silent", ["Coalition"]),
    ]
    assert Standing.of(comparison, 99) is None


def test_an_open_cell_says_so_and_an_impossible_one_too():
    pair = {"when": {"H": ["ongoing"], "L": ["yes"]}, "reason": ""}
    comparison = compared(exclusions=[pair])
    words = {each.name: Standing.of(comparison, each.id).groups for each in comparison.scenarios}
    assert [group.stand.word for group in words["Troops now"]] == ["Impossible"]
    comparison = compared()
    talks = next(each.id for each in comparison.scenarios if each.name == "Nothing but troops")
    assert [group.stand.word for group in Standing.of(comparison, talks).groups] == ["Either?", "Supports?", "Silent"]


def test_cells_that_take_too_long_are_put_off(monkeypatch):
    monkeypatch.setattr(standing, "AT_ONCE", -1.0)
    monkeypatch.setattr(standing, "AT_MOST", -1.0)
    monkeypatch.setattr("desktop.analysis.cells.MOST_AT_ONCE", 0)
    comparison, other = compared(), compared(statements=[said(1, "putin", "opposes", {"H": ["ongoing"]})])
    talks = next(each.id for each in comparison.scenarios if each.name == "Nothing but troops")
    found = Standing.of(comparison, talks)
    assert found.pending
    assert found.groups[-1].stand == PENDING
    assert foresee(comparison, other).unsure > 0
    monkeypatch.setattr(standing, "AT_ONCE", 5.0)
    assert not Standing.of(comparison, talks).pending


def test_what_an_edit_moves_is_foreseen():
    before = compared()
    after = compared(statements=[said(1, "putin", "opposes", {"L": ["yes"]})])
    found = foresee(before, after)
    assert [(each.actor, each.scenario, each.before.word, each.after.word) for each in found.moves][:2] == [
        ("Russia", "Troops now", "Rejects", "Opposes"),
        ("Russia", "Nothing but troops", "Either?", "Opposes"),
    ]
    assert found.total == len(found.moves)
    assert found.unsure == 0
    assert foresee(before, before).moves == ()


def test_rules_and_answers_in_words():
    comparison = compared(factors=[MANDATE, DOMAIN])
    factors = comparison.snapshot.factors
    assert telling.rule(factors, factors[2]) == "Mandate applies only with Force on land: Yes"
    assert telling.clause(factors, ()) == "in any case"
    assert telling.either_of(["a"]) == "a"
    assert telling.either_of(["a", "b", "c"]) == "a, b or c"


def test_lines_are_listed(qapp, qtbot):
    model = LineList()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([Line(1, ("A", "B"), "because"), Line(2, ("C",))])
    assert model.index(0).data() == "A  ×  B, because"
    assert model.index(0).data(LINE).key == 1
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show([Line(1, ("A", "B"), "why not"), Line(2, ("C",))])
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show([Line(1, ("A", "B"), "why not"), Line(2, ("C",))])
    with qtbot.waitSignal(model.modelReset):
        model.show([])
    assert "<b>" not in Line(1, ("<b>",)).told.replace("<b>", "")
    assert tester.model() is model
