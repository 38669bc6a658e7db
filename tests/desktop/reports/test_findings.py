"""Findings are true: each is checked on a case small enough to be read at a glance."""

import pytest

from db.vocabulary import Headline
from desktop.reports.findings import find
from desktop.reports.pieces import words_of
from desktop.reports.record import Record
from desktop.reports.telling import outcomes

LAND = {"L": ["yes"]}
AFTER = {"L": ["yes"], "H": ["c"]}
OPEN = [{"id": "open", "name": "Troops", "sets": {"L": ["yes"]}}]


@pytest.fixture
def found(made):
    """The sentences of all findings of a case by kind, each with the numbers it rests on in brackets."""

    def told(content):
        case = made(content)
        sentences: dict[str, list[str]] = {}
        for finding in find(Record(case.comparison, case.statements)):
            sentences.setdefault(finding.kind, []).append(words_of(finding.sentence))
            cited = {number for piece in finding.sentence for number in piece.numbers}
            assert cited == set(finding.numbers)
        return sentences

    return told


def test_against_for_silent(found, small):
    assert found(small(("R", "rejects", LAND), ("U", "supports", AFTER))) == {
        "rejects": ["On The force, R[1] rejects both scenarios that address it."],
        "clash": ["On The force, R[1] is against Troops later; U[2] is for it."],
        "supports": ["On The force, U[2] supports 1 of the 2 scenarios that address it: Troops later."],
        "all-silent": [
            "No position on record applies to Only a ceasefire: every party is silent there. "
            "Silence is neither consent nor refusal."
        ],
        "gap": ["U[2] has spoken on the subject, but no position it took applies to Troops now: it is silent there."],
    }


def test_parties_alike_share_a_sentence(found, small):
    told = found(small(("R", "rejects", LAND), ("U", "accepts", AFTER), ("C", "accepts", AFTER)))
    assert told["accepts"] == ["On The force, U[2] and C[3] accept 1 of the 2 scenarios that address it: Troops later."]
    assert told["clash"] == ["On The force, R[1] is against Troops later; U[2] and C[3] are for it."]


def test_silence_is_told_as_silence(found, small):
    told = found(small())
    assert list(told) == ["all-silent"]
    assert "neither consent nor refusal" in told["all-silent"][0]


def test_contested(found, small):
    told = found(small(("R", "rejects", LAND, "2025-09-02"), ("R", "accepts", LAND, "2025-09-02")))
    assert told["contested"] == [
        "R is contested in Troops now and Troops later: words of equal standing pull both ways.[1, 2]"
    ]
    assert not {"rejects", "accepts", "clash"} & set(told)


def test_what_is_open_is_not_claimed(found, small):
    told = found(small(("R", "rejects", AFTER), ("U", "supports", AFTER), scenarios=OPEN))
    assert told["open"] == [
        "In Troops, R[1] rejects or is silent, depending on Hostilities.",
        "In Troops, U[2] supports or is silent, depending on Hostilities.",
    ]
    assert not {"rejects", "supports", "clash", "all-silent"} & set(told)


def test_a_later_word_replaces_an_earlier_one(found, small):
    told = found(small(("R", "rejects", LAND), ("R", "opposes", LAND)))
    assert "rejects" not in told
    assert told["opposes"] == ["On The force, R[2] opposes both scenarios that address it."]


def test_one_scenario_addresses_it(found, small):
    told = found(small(("R", "rejects", LAND), scenarios=OPEN))
    assert told["rejects"] == ["On The force, R[1] rejects the one scenario that addresses it, Troops."]


def test_impossible_scenarios(found, small):
    rules = [{"when": {"H": ["o"], "L": ["yes"]}, "reason": "never"}]
    told = found(small(("R", "rejects", LAND), exclusions=rules))
    assert told["impossible"] == ["By the case's own rules Troops now cannot come about; nothing is said of it."]
    assert told["rejects"] == ["On The force, R[1] rejects 1 of the 2 scenarios that address it: Troops later."]


def test_for_one_part_against_another(found, small):
    content = small(("U", "supports", LAND), ("U", "rejects", {"V": ["yes"]}))
    content["issues"].append({"id": "say", "name": "A say"})
    values = [{"id": "no", "name": "No"}, {"id": "yes", "name": "Yes"}]
    content["factors"].append({"id": "V", "name": "Say", "issue": "say", "values": values})
    content["statements"][1]["positions"][0]["issue"] = "say"
    content["scenarios"].append({"id": "both", "name": "Both", "sets": {"L": ["yes"], "V": ["yes"]}})
    told = found(content)
    assert told["mixed"] == ["U is for one part of Both and against another.[1, 2]"]
    assert told["supports"] == ["On The force, U[1] supports all 3 scenarios that address it."]
    assert told["rejects"] == ["On A say, U[2] rejects the one scenario that addresses it, Both."]


def test_outcomes_are_verbs():
    assert outcomes((Headline.REJECTS, Headline.CONTESTED, Headline.SILENT)) == "rejects, is contested or is silent"
    assert outcomes((Headline.SUPPORTS, Headline.SILENT), actors=2) == "support or are silent"


def test_the_sample(sample):
    record = Record(sample.comparison, sample.statements)
    told = [words_of(finding.sentence) for finding in find(record)]
    assert any("Russia" in one and "rejects" in one for one in told)
    gaps = [f for f in find(record) if f.kind == "gap" and "Coalition of 26" in words_of(f.sentence)]
    assert any("Troops deploy during the fighting" in words_of(f.sentence) for f in gaps)
    assert not any("neutral" in one for one in told if "Coalition" in one)
