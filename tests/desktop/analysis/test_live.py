"""A situation under the hand: every actor in it, against the literal rule on random cases; and its switches."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.vocabulary import CellKind, Headline
from desktop.analysis import cells
from desktop.analysis.answers import cell_json
from desktop.analysis.cells import Comparison
from desktop.analysis.live import Live
from tests.desktop.analysis import cases
from tests.desktop.analysis.build import Builder
from tests.desktop.analysis.literal import START, Literal
from tests.desktop.analysis.oracle import NA
from tests.desktop.analysis.small import Asked, H, L, case, said

few = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(max_examples=2_000, derandomize=False, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def touches(draw):
    """A case, where it starts, and what is chosen one after another: values of a factor, or None to open it."""
    case = draw(cases.cases())
    start = draw(st.sampled_from([None, *(each["id"] for each in case["scenarios"])]))
    names = cases.names(case["factors"])
    several = {each["id"] for each in case["factors"] if each["several"]}
    chosen = draw(st.lists(st.sampled_from(sorted(set(names) - several)), max_size=3, unique=True))
    values = [draw(st.none() | st.lists(st.sampled_from(names[name]), min_size=1, unique=True)) for name in chosen]
    return case, start, dict(zip(chosen, values, strict=True))


def begun(case, start, sets):
    comparison = Comparison(Builder(case).snapshot())
    live = Live(comparison, {each.key: each.id for each in comparison.scenarios}.get(start))
    for name, values in sets.items():
        if values is None:
            live.opened(name)
        else:
            live.choose(name, values)
    return live, comparison


def check(case, start, sets):
    live, comparison = begun(case, start, sets)
    literal = Literal(case, start, sets)
    column = live.column()
    for place, actor in enumerate(comparison.actors):
        expected = literal.cell(actor.key, START)
        cell = live.cell(actor.id)
        assert cell_json(cell, comparison) == expected | {"scenario": None, "assessed": None}
        check_column(column, place, expected)
        reasons = {comparison.position_key(each.position): each.verdict for each in live.reasons(actor.id)}
        if literal.completions(START):
            assert reasons == {key: each[0] for key, each in literal.why(actor.key, START).items()}
    check_switches(live, case, start, sets)
    check_settings(live, comparison, start)


def check_column(column, at, expected):
    codes = [Headline[word.upper()] for word in expected["headlines"]]
    kind = list(CellKind)[column.kind[at]]
    assert column.applies_count[at] == len(expected["applies"])
    assert column.might_count[at] == len(expected["might"])
    if not codes:
        assert kind == CellKind.IMPOSSIBLE
    elif column.exact[at]:
        assert kind == expected["kind"]
        assert [column.headline[at]] == [column.best[at]] == codes
        assert (column.mixed[at], column.dissent[at]) == (expected["mixed"], expected["dissent"])
    else:
        assert kind == CellKind.OPEN
        assert column.headline[at] <= codes[0]
        assert codes[-1] <= column.best[at]


def check_switches(live, case, start, sets):
    """What could be chosen is what some consistent world has with all other choices."""
    literal = Literal(case, start, sets)
    left = literal.left(START)
    for switch in live.switches():
        others = {name: values for name, values in left.items() if name != switch.factor}
        worlds = [w for w in literal.worlds if all(w[name] in values for name, values in others.items())]
        assert set(switch.possible) == {w[switch.factor] for w in worlds}
        assert set(switch.chosen) == left[switch.factor]
        for value in set(literal.values[switch.factor]) - set(switch.possible) - {NA}:
            check_yielding(literal, others, switch.factor, value, live.yielding(switch.factor, value))


def check_yielding(literal, others, factor, value, sets):
    """Each set given up makes the value possible, and nothing less does."""

    def possible(given_up):
        kept = {name: values for name, values in others.items() if name not in given_up}
        return any(w[factor] == value and all(w[n] in kept[n] for n in kept) for w in literal.worlds)

    if not sets:
        assert not possible(set(others))
    for each in sets:
        assert possible(each)
        assert len(each) > 2 or not any(possible(set(each) - {name}) for name in each)


def check_settings(live, comparison, start):
    """Saved as a scenario or as a branch it is the same situation again."""
    situations = comparison.record.situations
    assert situations.laid(None, live.settings()) == live.state.given
    parent = comparison.scenarios[0].id
    assert situations.laid(0, live.settings(parent)) == live.state.given


@few
@given(touches())
def test_situations(touched):
    check(*touched)


@pytest.mark.long
@many
@given(touches())
def test_many_situations(touched):
    check(*touched)


class TestByHand:
    @pytest.fixture
    def live(self):
        statements = said(1, "pres", "rejects", {"L": ["yes"]}), said(2, "envoy", "accepts", {"H": ["settlement"]})
        content = case(*statements, scenarios={"c": {"H": ["ceasefire"], "L": ["yes"]}})
        content["exclusions"] = [{"when": {"H": ["ongoing"], "L": ["yes"]}}]
        self.asked = Asked(content)
        return Live(self.asked.comparison, self.asked.scenarios["c"])

    def words(self, live):
        return [Headline(code).word for code in live.column().headline[[0, 3, 5]]]

    def test_a_touch_moves_those_it_concerns(self, live):
        assert self.words(live) == ["rejects", "rejects", "silent"]
        live.choose("L", ["no"])
        assert self.words(live) == ["silent", "silent", "silent"]
        live.choose("H", ["settlement"])
        assert self.words(live) == ["accepts", "silent", "accepts"]
        assert live.cell(self.asked.actors["R"]).headlines == (Headline.ACCEPTS,)

    def test_back_to_where_it_was(self, live):
        before = live.state
        live.choose("L", ["no"])
        live.restore(before)
        assert self.words(live) == ["rejects", "rejects", "silent"]

    def test_a_blank_situation_addresses_nothing(self, live):
        live.start(None)
        assert self.words(live) == ["silent"] * 3
        assert set(live.column().might_count) == {0}

    def test_what_must_give_way(self, live):
        assert live.switches()[0].possible == ("ceasefire", "settlement")
        assert live.yielding("H", "ongoing") == (("L",),)
        assert live.yielding("H", "settlement") == ()
        live.choose("H", ["ongoing"])
        assert not live.possible
        assert set(live.column().kind) == {CellKind.IMPOSSIBLE.code}

    def test_unknown_names_are_errors(self, live):
        with pytest.raises(KeyError):
            live.choose("X", ["no"])
        with pytest.raises(KeyError):
            live.choose("L", ["maybe"])

    def test_what_is_open_may_be_contested_though_each_word_alone_is_milder(self, monkeypatch):
        monkeypatch.setattr(cells, "MOST_AT_ONCE", -1)
        met = {"L": ["yes"]}
        asked = Asked(case(said(1, "pres", "opposes", met), said(2, "minister", "accepts", met)))
        grid, column = asked.comparison.grid().copied(), Live(asked.comparison, asked.scenarios["c"]).column()
        assert asked.headlines() == "contested/silent"
        assert [grid.headline[0, 0], column.headline[0]] == [Headline.CONTESTED] * 2
        assert not grid.exact[0, 0]
        assert not column.exact[0]


def test_more_factors_than_a_word_holds():
    factors = [H, L, *({"id": f"X{n}", "name": "X", "issue": "force", "values": list("abcdef")} for n in range(14))]
    region = {"X13": ["a"], "L": ["yes"]}
    content = case(said(1, "pres", "rejects", region), factors=factors, scenarios={"c": {"L": ["yes"], "X13": ["a"]}})
    asked = Asked(content)
    live = Live(asked.comparison, asked.scenarios["c"])
    assert live.column().headline[0] == Headline.REJECTS
    live.choose("X13", ["a", "b"])
    assert not live.column().exact[0]
    live.choose("X13", ["b"])
    assert live.column().headline[0] == Headline.SILENT
    for each in range(14):
        live.choose(f"X{each}", ["a"])
    live.choose("H", ["ongoing"])
    assert live.column().headline[0] == Headline.REJECTS
