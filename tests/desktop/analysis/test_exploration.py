"""What if, against the literal rule on random cases; and what the questions mean, by hand."""

from contextlib import contextmanager
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.vocabulary import Stance
from desktop.analysis import answers, exploration, tensors
from desktop.analysis.cells import Comparison
from desktop.analysis.exploration import Exploration
from desktop.analysis.extent import TooLarge
from tests.desktop.analysis import cases
from tests.desktop.analysis.build import Builder
from tests.desktop.analysis.literal import START, Literal

few = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))


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
    answer = answers.explore(asked.exploration)
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
    vectors, complete = agreement.vectors()
    assert complete
    assert {tuple(h.word for h in each.headlines): (each.worlds, each.best) for each in vectors} == literal.vectors()
    least = agreement.least_rejected()
    if least is not None and literal.worlds:
        assert {tuple(map(asked.key, each)) for each in least.leaving} == literal.leaving()
    for key, actor in list(asked.actors.items())[:2]:
        pivots = {each.factor: each.share for each in exploration.pivots(actor)}
        assert pivots == {name: float(share) for name, share in literal.pivots(key).items()}


def turns_as_json(asked, actors):
    return [answers.turn_json(turn, asked.comparison) for actor in actors for turn in asked.exploration.turns(actor)]


def check_weights(question, weights):
    """Some factors are harder to change."""
    asked = Asked(question, weights)
    assert turns_as_json(asked, asked.actors.values()) == asked.literal.flips(weights)


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
    asked.exploration = reread
    answer = answers.explore(asked.exploration)
    answer.pop("blocks")
    literal = Literal(other, *list(question.values())[1:])
    assert answer == literal.answer()


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
