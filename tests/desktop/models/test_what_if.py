"""What an exploration gives in words: caps that are told, stances as they are, sentences that claim no more."""

import json
from pathlib import Path

import pytest

from db.vocabulary import ActorKind, Headline, Stance
from desktop.analysis import exploration
from desktop.analysis.cells import Comparison
from desktop.models import what_if_answers, what_if_shown
from desktop.models.what_if import Situation
from desktop.models.what_if_answers import PivotLine, Told, TurnLine
from desktop.models.what_if_readings import readings
from desktop.models.what_if_shown import PartyLine, Stand
from desktop.models.what_if_zone import BestLine, BlockLine, ZoneTold, share
from tests.desktop.analysis.build import Builder

GOLDEN = Path(__file__).parent.parent / "analysis" / "golden"


@pytest.fixture(scope="module")
def worked():
    case = json.loads((GOLDEN / "worked_example.json").read_text(encoding="utf-8"))
    return Comparison(Builder(case).snapshot())


def situation(comparison, key):
    return Situation(comparison, next(each.id for each in comparison.scenarios if each.key == key))


def answers(one):
    found = what_if_answers.explored(one.exploration(None, Stance.REJECTS), lambda _done, _of: None)
    return list(found)


def of(kind, found):
    return [each for each in found if isinstance(each, kind)]


def test_everything_in_its_order(worked):
    kinds = [type(each) for each in answers(situation(worked, "today"))]
    order = [TurnLine, Told, ZoneTold, BlockLine, PivotLine, BestLine]
    assert [each for number, each in enumerate(kinds) if each not in kinds[:number]] == [
        each for each in order if each in kinds
    ]


def test_all_ways_are_told_and_weights_counted(worked):
    one = situation(worked, "today")
    (turn,) = [each for each in of(TurnLine, answers(one)) if each.name == "Coalition"]
    assert (turn.size, len(turn.ways), turn.more) == ("2 factors", 6, "5 more ways")
    one.weigh("H", 3)
    (turn,) = [each for each in of(TurnLine, answers(one)) if each.name == "Coalition"]
    assert turn.size == "counts 4"
    assert one.shown().weighing == "Harder to change: Hostilities counts 3."
    one.step(-1)
    assert one.shown().weighing == ""


def test_parties_that_were_not_looked_at_are_told(worked, monkeypatch):
    monkeypatch.setattr(what_if_answers, "MOST_PARTIES", 1)
    told = [each.sentence for each in of(Told, answers(situation(worked, "today")))]
    assert told == ["Only the first 1 of 3 parties were looked at."]


def test_up_to_how_many_changes_were_tried_is_told(worked, monkeypatch):
    monkeypatch.setattr(exploration, "MOST_TURNED", 10)
    monkeypatch.setattr("desktop.analysis.nearby.Nearby.search.__defaults__", (1,))
    told = " ".join(each.sentence for each in of(Told, answers(situation(worked, "today"))))
    assert "Coalition: no change of up to 1 factor turns them; more were not tried." in told


def test_too_many_combinations_are_told(worked, monkeypatch):
    monkeypatch.setattr("desktop.analysis.extent.bounded.__defaults__", (20,))
    found = answers(situation(worked, "today"))
    assert not of(ZoneTold, found)
    assert any(
        "64 combinations, more than can be looked at one by one (20)" in each.sentence for each in of(Told, found)
    )


def test_who_speaks_in_a_block(worked):
    (block,) = of(BlockLine, answers(situation(worked, "today")))
    assert block.heard == "0\u20132 of 3 have spoken"
    assert block.whole


def test_readings_are_wider_or_narrower(worked):
    told = [each.text for each in readings(worked, worked.snapshot.positions.id[1])]
    assert told[0] == "wider: Hostilities in any case"
    assert "wider: Hostilities: Ongoing, Ceasefire or Settlement" not in told
    assert "narrower: Hostilities: Ceasefire" in told
    assert "narrower: Mandate: UN" in told


def test_what_only_follows_is_no_change(worked):
    one = situation(worked, "now")
    one.apply([("F.land", "no")])
    assert one.shown().changes == 1


def line(name, before, now, *, pending=False):
    stands = [
        Stand(
            None, "", "", tuple(Headline.of(Stance.of(w)) if w != "silent" else Headline.SILENT for w in each), pending
        )
        for each in (before, now)
    ]
    return PartyLine(1, name, ActorKind.STATE, *stands)


SENTENCES = [
    ([line("R", ["rejects"], ["rejects", "silent"])], "R may reject it, as some factors are open"),
    ([line("R", ["rejects"], ["silent"])], "R no longer rejects it; 1 party has said nothing about it"),
    (
        [line("U", ["supports"], ["silent"])],
        "Nobody on record rejects it, but 1 party that was for it has said nothing about this one",
    ),
    ([line(name, ["silent"], ["rejects"]) for name in "ABCDEF"], "A, B, C and 3 others reject it"),
]


@pytest.mark.parametrize(("lines", "told"), SENTENCES)
def test_the_sentence_claims_no_more_than_is_known(lines, told):
    assert what_if_shown.told(lines, possible=True) == f"{told}. Silence is not consent."


def test_nothing_is_claimed_before_it_is_known():
    assert what_if_shown.told([line("R", ["rejects"], ["rejects"], pending=True)], possible=True) == "Looking …"


@pytest.mark.parametrize(
    ("part", "told"),
    [(0, "0\u202f%"), (0.001, "<\u202f1\u202f%"), (0.5, "50\u202f%"), (0.999, ">\u202f99\u202f%"), (1, "100\u202f%")],
)
def test_a_small_share_is_not_nothing_and_a_large_one_not_all(part, told):
    assert share(part) == told
