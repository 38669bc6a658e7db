"""What if, against the literal rule on random cases; and what the questions mean, by hand."""

import json
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.vocabulary import Stance
from desktop.analysis import answers, exploration, extent, moves, tensors
from desktop.analysis.cells import Comparison
from desktop.analysis.exploration import Exploration
from desktop.analysis.extent import TooLarge
from tests.desktop.analysis import cases
from tests.desktop.analysis.build import Builder
from tests.desktop.analysis.literal import START, Literal

GOLDEN = Path(__file__).parent / "golden"

few = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(max_examples=2_000, derandomize=False, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def questions(draw):
    """A case, and what is asked: from where, with what laid over it, who can block and how strongly."""
    case = draw(cases.cases())
    for actor in case["actors"]:
        actor["can_block"] = draw(st.integers(1, 4)) == 1
    start = draw(st.sampled_from([None, *(each["id"] for each in case["scenarios"])]))
    sets = draw(cases.sometimes(cases.settings(case["factors"]), {}))
    names = [each["id"] for each in case["actors"]]
    block = draw(cases.sometimes(st.lists(st.sampled_from(names), max_size=3, unique=True)))
    return {"case": case, "start": start, "sets": sets, "block": block, "threshold": draw(THRESHOLDS)}


THRESHOLDS = st.sampled_from(["rejects", "rejects", "opposes"])


class Asked:
    """One question, put to both."""

    def __init__(self, question, weights=None):
        self.literal = Literal(*question.values())
        builder = Builder(question["case"])
        self.comparison = Comparison(builder.snapshot())
        self.actors = {each.key: each.id for each in self.comparison.actors}
        scenarios = {each.key: each.id for each in self.comparison.scenarios}
        block = question["block"]
        self.exploration = Exploration(
            self.comparison,
            scenarios.get(question["start"]),
            [builder.setting(name, values) for name, values in question["sets"].items()],
            None if block is None else [self.actors[key] for key in block],
            Stance.of(question["threshold"]),
            weights=weights,
        )

    def key(self, actor):
        return self.comparison.actor(actor).key


def check(question):
    asked = Asked(question)
    answer = answers.explore(asked.exploration, best=True)
    blocks = answer.pop("blocks")
    assert answer == asked.literal.answer()
    check_blocks(asked, blocks)
    check_more(asked)


def check_blocks(asked, blocks):
    literal, zone = asked.literal, set(asked.literal.zone())
    told = set()
    for block in blocks:
        inside = literal.in_block(block["when"])
        assert inside <= zone
        assert inside - told
        assert len(inside) == block["worlds"]
        assert literal.is_prime(block["when"])
        told |= inside
    assert len(blocks) <= 12
    assert told == zone or len(blocks) == 12


def check_more(asked):
    literal, exploration = asked.literal, asked.exploration
    agreement = exploration.agreement()
    blocked = {asked.key(each.actor): (each.worlds, each.alone) for each in agreement.blockers()}
    assert blocked == literal.blocked()
    check_best(agreement, literal)
    least = agreement.least_rejected()
    if least is not None and literal.worlds:
        assert {tuple(map(asked.key, each)) for each in least.leaving} == literal.leaving()
    for key, actor in list(asked.actors.items())[:2]:
        pivots = {each.factor: each.share for each in exploration.pivots(actor)}
        assert pivots == {name: float(share) for name, share in literal.pivots(key).items()}


def check_best(agreement, literal):
    """As many of the best combinations of stances as are allowed are the best of all."""
    expected = {each: many for each, (many, best) in literal.vectors().items() if best}
    found, complete = agreement.best(2)
    assert complete or len(found) <= 2
    assert len(found) == len(expected) if complete else found
    assert all(expected[tuple(h.word for h in each.headlines)] == each.worlds for each in found)


def turns_as_json(asked, actors):
    return [answers.turn_json(turn, asked.comparison) for actor in actors for turn in asked.exploration.turns(actor)]


def check_weights(question, weights):
    """Some factors are harder to change."""
    asked = Asked(question, weights)
    assert turns_as_json(asked, asked.actors.values()) == asked.literal.flips(weights)
    nearest = asked.exploration.nearest(asked.exploration.agreement())
    told = nearest and {"size": nearest.size, "changes": [answers.way_json(way) for way in nearest.ways]}
    assert told == asked.literal.to_zone(asked.literal.zone(), weights)


def check_nearby(question):
    """Where there are too many worlds, up to two changes are found all the same, or it is said that none does."""
    asked = Asked(question)
    expected = asked.literal.flips()
    if not asked.literal.completions(START):
        return
    with mock.patch.object(exploration, "MOST_TURNED", 0):
        for key, actor in asked.actors.items():
            mine = [each for each in expected if each["actor"] == key]
            found, within = nearby_turns(asked, actor)
            assert found == (mine if within == -1 else None)
            assert within is None or all(each["size"] > within for each in mine)


def nearby_turns(asked, actor):
    """What turns an actor, and -1; or None, and up to how many changes it is known that nothing does."""
    try:
        return turns_as_json(asked, [actor]), -1
    except TooLarge as large:
        return None, large.within


def check_reading(question, data):
    """A condition read otherwise gives what the case gives in which it was said otherwise."""
    case = question["case"]
    statement = data.draw(st.sampled_from(case["statements"]))
    position = data.draw(st.sampled_from(statement["positions"]))
    plain = [factor for factor in case["factors"] if not factor["several"]]
    if not plain:
        return
    factor = data.draw(st.sampled_from(plain))
    names = [value["id"] for value in factor["values"]]
    values = data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    asked = Asked(question)
    mask = sum(1 << names.index(value) for value in values)
    number = next(
        n for n in asked.comparison.snapshot.positions.id if asked.comparison.position_key(n) == position["id"]
    )
    if not asked.comparison.record.region(asked.comparison.position_row(number)):
        return
    reread = asked.exploration.reread(number, factor["id"], mask)
    regions = [{**clause, factor["id"]: values} for clause in position["regions"] or [{}]]
    said = {
        **statement,
        "positions": [p | {"regions": regions} if p is position else p for p in statement["positions"]],
    }
    other = {**case, "statements": [said if each is statement else each for each in case["statements"]]}
    literal = Literal(other, *list(question.values())[1:])
    agreement = answers.agreement_json(reread.agreement(), asked.comparison)
    expected = literal.answer(flips=False)
    assert {key: agreement[key] for key in agreement if key != "blocks"} == {
        key: expected[key] for key in agreement if key != "blocks"
    }
    actor = next(iter(asked.actors))
    turns = [answers.turn_json(turn, asked.comparison) for turn in reread.turns(asked.actors[actor])]
    assert turns == literal.flips(actors=[actor])


SIZES = [(64, 64, 1 << 16), (4, 1, 1), (8, 2, 4), (2, 8, 64)]
"""Bits of a word, words of a run and of a slab: small ones, so that few worlds have all kinds of axes."""


@contextmanager
def sizes(word, run, slab):
    with mock.patch.multiple(tensors, WORD=word, RUN=run, SLAB=slab):
        yield


weighed = st.dictionaries(st.sampled_from(["A", "B", "C", "A.x", "B.y"]), st.integers(1, 3), max_size=2)


@few
@given(questions(), weighed, st.sampled_from(SIZES), st.data())
def test_explorations(question, weights, size, data):
    with sizes(*size):
        check(question)
        check_weights(question, weights)
        check_nearby(question)
        check_reading(question, data)


@pytest.mark.long
@many
@given(questions(), weighed, st.sampled_from(SIZES), st.data())
def test_many_explorations(question, weights, size, data):
    with sizes(*size):
        check(question)
        check_weights(question, weights)
        check_nearby(question)
        check_reading(question, data)


@pytest.fixture(scope="module")
def worked():
    case = json.loads((GOLDEN / "worked_example.json").read_text(encoding="utf-8"))
    return Comparison(Builder(case).snapshot())


class Stop(Exception):
    pass


class TestByHand:
    """The worked example."""

    def explored(self, comparison, start, **more):
        scenarios = {each.key: each.id for each in comparison.scenarios}
        return Exploration(comparison, scenarios.get(start), **more)

    def test_what_follows_is_told_and_not_counted(self, worked):
        (turn,) = self.explored(worked, "now").turns(1)
        (way,) = turn.ways
        assert (turn.size, [each.factor for each in way.changes]) == (1, ["F.land"])
        assert (way.gone, way.come) == (("M",), ())
        (turn,) = self.explored(worked, "today").turns(1)
        assert (turn.ways[0].gone, turn.ways[0].come) == ((), ("M",))

    def test_from_now_to_nobody_against_and_two_in_favour_takes_three(self, worked):
        agreement = self.explored(worked, None).agreement()
        found, complete = agreement.best()
        assert complete
        assert [([h.word for h in each.headlines], each.worlds) for each in found] == [
            (["silent", "supports", "supports"], 18)
        ]

    def test_the_model_names_the_smallest_change_from_the_pledge(self, worked):
        exploration = self.explored(worked, "pledged")
        nearest = exploration.nearest(exploration.agreement())
        assert [[(c.factor, c.old, c.new) for c in way.changes] for way in nearest.ways] == [[("F.land", "yes", "no")]]

    def test_what_is_harder_to_change_costs_more(self, worked):
        (turn,) = self.explored(worked, "today", weights={"H": 3}).turns(3)
        assert (turn.size, turn.headline.word) == (4, "supports")

    def test_a_condition_read_wider_closes_the_zone(self, worked):
        exploration = self.explored(worked, None)
        first = worked.snapshot.positions.id[0]
        assert exploration.agreement().not_rejected == 30
        wider = exploration.reread(first, "F.land", 0b11)
        assert wider.agreement().not_rejected == 0
        assert exploration.agreement().not_rejected == 30
        assert wider.reread(first, "F.land", 0b10).agreement().not_rejected == 30

    def test_whose_leaving_would_open_it(self, worked):
        first = worked.snapshot.positions.id[0]
        agreement = self.explored(worked, None).reread(first, "F.land", 0b11).agreement()
        least = agreement.least_rejected()
        assert (least.by, least.leaving, least.complete) == ((1,), ((1,),), True)
        assert agreement.blockers()[0].actor == 1

    def test_which_factor_decides_whose_stance(self, worked):
        pivots = self.explored(worked, None).pivots(1)
        assert [each.factor for each in pivots] == ["F.land"]
        assert 0 < pivots[0].share <= 1

    def test_all_is_told_of_a_rule_that_leaves_nothing(self, worked):
        assert self.explored(worked, "today").possible
        assert self.explored(worked, None).turns(1) == ()

    def test_work_is_watched_and_can_be_stopped(self, worked):
        seen = []
        self.explored(worked, None).agreement(lambda done, of: seen.append((done, of)))
        assert seen == [(0, 3)] * 3 + [(0, 3), (1, 3), (2, 3), (3, 3)]

        def stop(_done, _of):
            raise Stop

        with pytest.raises(Stop):
            self.explored(worked, None).agreement(stop)

    def test_what_is_too_large_says_how_large(self, worked):
        with mock.patch.object(extent.bounded, "__defaults__", (20,)), pytest.raises(TooLarge) as large:
            self.explored(worked, None).agreement()
        assert (large.value.worlds, large.value.most) == (64, 20)

    def test_many_ways_are_capped_and_said(self, worked):
        with mock.patch.object(moves, "MOST_CHANGES", 2):
            (turn,) = self.explored(worked, "today").turns(3)
        assert (len(turn.ways), turn.complete) == (2, False)
