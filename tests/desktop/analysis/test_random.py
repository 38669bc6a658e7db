"""The fast code against the literal rule, on random cases."""

from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.records import Changes
from db.vocabulary import CellKind, Headline, Kind
from desktop.analysis import cells, worlds
from desktop.analysis.answers import cell_json
from desktop.analysis.cells import Comparison
from tests.desktop.analysis.build import moment, snapshot
from tests.desktop.analysis.cases import cases, one_statement
from tests.desktop.analysis.oracle import Oracle

few = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(max_examples=2_000, derandomize=False, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def nothing_at_once(monkeypatch):
    """The grid leaves open cells open, so that its own answers are seen."""
    monkeypatch.setattr(cells, "MOST_AT_ONCE", -1)


def check(case, as_of=None):
    comparison, oracle = Comparison(snapshot(case), moment(as_of)), Oracle(case, as_of)
    assert str(comparison.as_of) == str(oracle.as_of)
    grid = comparison.grid().copied()
    for row, actor in enumerate(comparison.actors):
        for column, scenario in enumerate(comparison.scenarios):
            expected = oracle.cell(actor.key, scenario.key)
            cell = comparison.cell(actor.id, scenario.id)
            assert cell_json(cell, comparison) == expected
            check_grid(grid, (row, column), expected)
            check_reasons(comparison, oracle, actor, scenario)


def check_grid(grid, at, expected):
    codes = [Headline[word.upper()] for word in expected["headlines"]]
    assert grid.applies_count[at] == len(expected["applies"])
    assert grid.might_count[at] == len(expected["might"])
    assert grid.exact[at] == (not expected["might"])
    kind = list(CellKind)[grid.kind[at]]
    if not codes:
        assert kind == CellKind.IMPOSSIBLE
    elif grid.exact[at]:
        assert kind == expected["kind"]
        assert [grid.headline[at]] == [grid.best[at]] == codes
        assert (grid.mixed[at], grid.dissent[at]) == (expected["mixed"], expected["dissent"])
    else:
        assert kind == CellKind.OPEN
        assert grid.headline[at] <= codes[0]
        assert codes[-1] <= grid.best[at]


def check_reasons(comparison, oracle, actor, scenario):
    keys = comparison.position_key
    given = {keys(each.position): each for each in comparison.reasons(actor.id, scenario.id)}
    if not oracle.completions(scenario.key):
        assert all(each.by is None or each.why in ("superseded", "withdrawn") for each in given.values())
        return
    expected = oracle.why(actor.key, scenario.key)
    assert list(given) == list(expected)
    for key, (verdict, why, rivals) in expected.items():
        assert (given[key].verdict, given[key].why) == (verdict, why), key
        by = given[key].by
        assert (by is None and not rivals) or keys(by) in rivals


@few
@given(cases())
def test_every_cell_and_reason(case):
    check(case)


@pytest.mark.long
@many
@given(cases(), st.sampled_from([None, "2024", "2024-06-01", "2025-02"]))
def test_every_cell_and_reason_of_many_cases(case, as_of):
    check(case, as_of)


@settings(few, max_examples=50)
@given(cases())
def test_cells_with_too_many_completions_keep_within_bounds(case):
    with mock.patch.multiple(worlds, MOST_DENSE=1), mock.patch.object(worlds.Space.__init__, "__defaults__", (1,)):
        comparison, oracle = Comparison(snapshot(case)), Oracle(case)
        for actor in comparison.actors:
            for scenario in comparison.scenarios:
                expected = oracle.cell(actor.key, scenario.key)
                found = cell_json(comparison.cell(actor.id, scenario.id), comparison)
                assert comparison.reasons(actor.id, scenario.id) is not None
                if found.pop("bounded", False):
                    check_bounds(found, expected)
                else:
                    assert found | {"by_members": None} == expected | {"by_members": None}


def check_bounds(found, expected):
    assert found["kind"] == "open"
    assert set(found["headlines"]) >= set(expected["headlines"])
    assert set(found["depends_on"]) >= set(expected["depends_on"]) or not expected["depends_on"]
    for issue, stances in expected["profile"].items():
        assert set(found["profile"][issue]) >= set(stances)
    for name in ("applies", "might", "fails", "elsewhere", "attributed"):
        assert found[name] == expected[name]


@st.composite
def edits(draw):
    """A case before and after an edit of one statement: said otherwise, added or deleted."""
    before = draw(cases())
    number = draw(st.integers(0, len(before["statements"]) - 1))
    old = before["statements"][number]
    new = draw(one_statement(old["id"].strip("st"), old["positions"][draw(st.integers(0, 1)) :]))
    after = {**before, "statements": [*before["statements"][:number], new, *before["statements"][number + 1 :]]}
    left = {position["id"] for each in after["statements"] for position in each["positions"]}
    links = [each for each in before["links"] if {each["position"], each["target"]} <= left]
    pair = [before, {**after, "links": links}]
    return (pair if draw(st.booleans()) else pair[::-1]), int(old["id"].strip("st"))


def check_edit(pair, statement):
    old, new = (snapshot(case) for case in pair)
    comparison = Comparison(old)
    comparison.grid()
    for actor in comparison.actors:
        comparison.cell(actor.id, 1)
    edited = comparison.edited(new, Changes("", 2, {Kind.STATEMENT: frozenset({statement})}))
    fresh = Comparison(new)
    assert edited.record.spoken.tolist() == fresh.record.spoken.tolist()
    assert edited.record.expressed == fresh.record.expressed
    for name in fresh.grid().__dataclass_fields__:
        assert (getattr(edited.grid(), name) == getattr(fresh.grid(), name)).all() or name in LATER
    for actor in fresh.actors:
        for scenario in fresh.scenarios:
            assert edited.cell(actor.id, scenario.id) == fresh.cell(actor.id, scenario.id)


LATER = {"exact", "headline", "best", "kind", "mixed", "dissent", "could_turn"}


@few
@given(edits())
def test_an_edit_gives_what_a_fresh_comparison_gives(edit):
    check_edit(*edit)


@pytest.mark.long
@many
@given(edits())
def test_many_edits_give_what_a_fresh_comparison_gives(edit):
    check_edit(*edit)
