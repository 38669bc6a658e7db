"""What an edit of many statements makes of each, and what it would move before it is made."""

from dataclasses import replace

import numpy as np
import pytest

from db.moments import Moment
from db.records import Condition, Factor, Position, Quotation, Statement, Value
from db.vocabulary import PositionState, SpeechAct, Stance, Wording
from desktop.analysis.cells import Comparison
from desktop.analysis.supposing import supposed
from desktop.models import bulk
from desktop.models.bulk import Common, Edit, applied, pressed, reconditioned, with_value
from desktop.models.foresight import Foresight, foreseen
from desktop.models.register import Register
from tests.desktop.analysis.build import snapshot
from tests.desktop.models.conftest import content, said


def factor(number, *values, several=False):
    made = tuple(Value(value, "", f"v{value}", f"v{value}") for value in values)
    return Factor(number, "", f"f{number}", f"F{number}", "", None, False, several, (), made)


FACTORS = {1: factor(1, 11, 12, 13), 2: factor(2, 21, 22, several=True)}
ONE, OTHER = Condition(1, (11,)), Condition(2, (21,))
NO_PART = Condition(2, (), 22, (True,))


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        # a value is added where the factor is named; what holds in any case stays
        (((ONE,),), Edit(values={(1, 12): True}), ((Condition(1, (11, 12)),),)),
        (((OTHER,),), Edit(values={(1, 12): True}), ((OTHER,),)),
        ((), Edit(values={(1, 12): True}), ()),
        (((),), Edit(values={(1, 12): True}), ((),)),
        (((ONE,), (OTHER,)), Edit(values={(1, 12): True}), ((Condition(1, (11, 12)),), (OTHER,))),
        # unless it is to be narrowed
        (((OTHER,),), Edit(values={(1, 12): True}, narrow=frozenset({1})), ((OTHER, Condition(1, (12,))),)),
        ((), Edit(values={(1, 13): True, (1, 11): True}, narrow=frozenset({1})), ((Condition(1, (11, 13)),),)),
        # values stand in the factor's order
        (((Condition(1, (13,)),),), Edit(values={(1, 11): True}), ((Condition(1, (11, 13)),),)),
        # a value is taken away; without any the factor is no longer named
        (((Condition(1, (11, 12)),),), Edit(values={(1, 11): False}), ((Condition(1, (12,)),),)),
        (((ONE, OTHER),), Edit(values={(1, 11): False}), ((OTHER,),)),
        (((ONE,),), Edit(values={(1, 11): False}), ()),
        (((ONE,), (OTHER,)), Edit(values={(1, 11): False}), ()),
        # clauses that are now the same stand once
        (((ONE,), (Condition(1, (12,)),)), Edit(values={(1, 11): True, (1, 12): True}), ((Condition(1, (11, 12)),),)),
        # a value named as a yes/no factor of its own
        (((NO_PART, ONE),), Edit(values={(2, 22): False}), ((ONE,),)),
        (((NO_PART,),), Edit(values={(1, 11): True}), ((NO_PART,),)),
    ],
)
def test_conditions(before, edit, after):
    assert reconditioned(edit, before, FACTORS) == after


def statement(**more):
    quotation = Quotation(1, "", 1, 1, 0, 4, "Nyet", "", "", Wording.VERBATIM, 2)
    position = Position(1, "", "p1", 1, 3, 7, Stance.REJECTS, ((ONE,),), (), None, None, PositionState.CODED, "", "")
    other = replace(position, id=2, key="p2", issue=8)
    found = Statement(1, "", "s1", 1, 5, (), (), None, "", SpeechAct.CLAIM, (quotation,), (position, other))
    return replace(found, **more)


def test_fields_of_statement_quotation_and_position():
    edit = Edit(
        {
            "speaker": 6,
            "act": None,
            "said_on": Moment.parse("2025"),
            "credibility": 4,
            "stance": Stance.NEUTRAL,
            "holder": 9,
            "state": PositionState.DRAFT,
        }
    )
    after = applied(edit, statement(), FACTORS)
    assert (after.speaker, after.act, str(after.said_on)) == (6, None, "2025")
    assert [each.credibility for each in after.quotations] == [4]
    assert [(each.stance, each.holder, each.state) for each in after.positions] == [
        (Stance.NEUTRAL, 9, PositionState.DRAFT)
    ] * 2


def test_only_positions_on_one_issue():
    after = applied(Edit({"stance": Stance.NEUTRAL}, {(1, 12): True}, on=8), statement(), FACTORS)
    assert [each.stance for each in after.positions] == [Stance.REJECTS, Stance.NEUTRAL]
    assert [each.regions for each in after.positions] == [((ONE,),), ((Condition(1, (11, 12)),),)]


def test_what_is_the_same_is_the_same_statement():
    before = statement()
    assert applied(Edit({"stance": Stance.REJECTS, "speaker": 5}, {(1, 11): True}), before, FACTORS) is before
    assert not Edit()
    assert Edit({"act": None})


CASE = content(
    said(1, "putin", "rejects", {"L": ["yes"]}),
    said(2, "lavrov", "rejects", {"L": ["yes"], "H": ["ongoing"]}),
    said(3, "U", "supports", {}),
    {"id": "st4", "speaker": "U", "said_on": "2025-09-04", "positions": []},
)


@pytest.fixture
def register():
    return Register.of(snapshot(CASE))


def common(register, *rows):
    return Common.of(register, np.array(rows, np.int64))


def test_what_statements_have_in_common(register):
    found = common(register, 0, 1, 2, 3)
    ids = {actor.key: actor.id for actor in register.snapshot.actors}
    assert found.count == 4
    assert set(found.fields["speaker"]) == {ids["putin"], ids["lavrov"], ids["U"]}
    assert found.fields["speaker"][0] == ids["U"]
    assert found.fields["holder"] == (ids["R"], ids["U"])
    assert found.fields["stance"] == (Stance.REJECTS, Stance.SUPPORTS)
    assert [str(each) for each in found.fields["said_on"]] == [f"2025-09-{day:02}" for day in (1, 2, 3, 4)]
    assert found.fields["act"] == (None,)
    assert found.fields["credibility"] == ()
    assert (found.positions, found.several, found.bare) == (3, 0, 1)


def value_ids(register):
    return {(f.key, v.key): (f.id, v.id) for f in register.snapshot.factors for v in f.values}


def test_how_many_name_a_value_and_how_many_hold_in_any_case(register):
    values, found = value_ids(register), common(register, 0, 1, 2, 3)
    assert {key: found.naming.get(pair, 0) for key, pair in values.items()} == {
        ("H", "ongoing"): 1,
        ("H", "ceasefire"): 0,
        ("L", "no"): 0,
        ("L", "yes"): 2,
    }
    hostilities, land = values["H", "ongoing"][0], values["L", "yes"][0]
    assert (found.narrowed.get(hostilities), found.unconditional[hostilities]) == (1, 2)
    assert (found.narrowed.get(land), found.unconditional[land]) == (2, 1)


def test_a_chip_goes_to_all_then_to_none_then_back(register):
    values, found = value_ids(register), common(register, 0, 1, 2)
    some, none, full = values["H", "ongoing"], values["H", "ceasefire"], values["L", "yes"]
    edit = pressed(Edit(), found, none)
    assert (edit.values, edit.narrow) == ({none: True}, frozenset())
    assert pressed(edit, found, none).values == {}
    edit = pressed(Edit(), found, full)
    assert edit.values == {full: False}
    assert pressed(edit, found, full).values == {}
    both = common(register, 0, 1)
    assert pressed(Edit(), both, some).values == {some: False}


def test_where_no_statement_names_the_factor_the_value_becomes_a_condition(register):
    values, found = value_ids(register), common(register, 0)
    edit = pressed(Edit(), found, values["H", "ceasefire"])
    assert edit.narrow == {values["H", "ceasefire"][0]}
    assert with_value(edit, found, values["H", "ceasefire"], None).narrow == frozenset()


def test_narrowing_is_asked_for_in_so_many_words(register):
    values, found = value_ids(register), common(register, 0, 1, 2)
    edit = bulk.narrowing(pressed(Edit(), found, values["H", "ceasefire"]), values["H", "ceasefire"][0], True)
    assert edit.narrow == {values["H", "ceasefire"][0]}
    assert bulk.narrowing(edit, values["H", "ceasefire"][0], False).narrow == frozenset()


def test_labels():
    assert bulk.label(Edit({"stance": Stance.REJECTS}), 3) == "Set the stance of 3 statements"
    assert bulk.label(Edit(values={(1, 11): True}), 1) == "Add a condition to 1 statement"
    assert bulk.label(Edit(values={(1, 11): False}), 2) == "Change the conditions of 2 statements"
    assert bulk.label(Edit({"stance": Stance.REJECTS, "act": None}), 2) == "Change 2 statements"
    assert bulk.removal(2) == "Delete 2 statements"


def read(record, number, **more):
    """A statement of the case with one position."""
    row = number - 1
    position = Position(
        number, "", f"p{number}", number, None, record.positions.issue[row], Stance(record.positions.stance[row]),
        Register.of(record).regions(row), (), None, None, PositionState.CODED, "", "",
    )  # fmt: skip
    day = Moment.of(record.statements.said[row], 2)
    found = Statement(
        number, "", f"st{number}", number, record.statements.speaker[row], (), (), day, "", None, (), (position,)
    )
    return replace(found, **more)


def moves(foresight):
    return [
        f"{move.actor}, {move.scenario}: {move.before.word} {move.before.tally} -> {move.after.word} {move.after.tally}"
        for move in foresight.moves
    ]


def test_what_a_stance_would_move():
    record = snapshot(CASE)
    comparison = Comparison(record)
    before = comparison.grid().headline.copy()
    edit, factors = Edit({"stance": Stance.SUPPORTS}), {each.id: each for each in record.factors}
    found = foreseen(comparison, *supposed(record, [applied(edit, read(record, 1), factors)]))
    assert moves(found)[0] == "Russia, Troops now: Rejects 2 -> Contested 2"
    assert "Putin, Troops now: Rejects 1 -> Supports 1" in moves(found)
    assert found.total == found.turning == len(found.moves)
    assert np.array_equal(comparison.grid().headline, before)


def test_words_are_told_before_numbers_and_nothing_is_nothing():
    record = snapshot(CASE)
    comparison = Comparison(record)
    values = {each.key: (factor.id, each.id) for factor in record.factors for each in factor.values}
    factors = {each.id: each for each in record.factors}
    wider = Edit(values={values["ceasefire"]: True})
    found = foreseen(comparison, *supposed(record, [applied(wider, read(record, 2), factors)]))
    assert [move.word for move in found.moves] == sorted((move.word for move in found.moves), reverse=True)
    assert "Lavrov, … with a force: Silent 0 -> Rejects 1" in moves(found)
    same = foreseen(comparison, *supposed(record, [read(record, 2)]))
    assert same == Foresight()


def test_impatience_counts_what_was_not_worked_out(monkeypatch):
    monkeypatch.setattr("desktop.models.foresight.PATIENCE", -1)
    monkeypatch.setattr("desktop.analysis.cells.MOST_AT_ONCE", -1)
    record = snapshot(content(said(1, "putin", "rejects", {"H": ["ceasefire"]}), said(2, "U", "accepts", {})))
    factors = {each.id: each for each in record.factors}
    edited = applied(Edit({"stance": Stance.ACCEPTS}), read(record, 1), factors)
    found = foreseen(Comparison(record), *supposed(record, [edited]))
    assert found.unsure > 0
