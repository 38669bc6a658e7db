"""``rapporteur explore``: what if, for people and for programs."""

import json
import re
from pathlib import Path

import pytest

from desktop import cli
from desktop.analysis import exploration

GOLDEN = Path(__file__).parent.parent / "analysis" / "golden"
ANSWERS = json.loads((GOLDEN / "worked_explore.json").read_text(encoding="utf-8"))


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments):
        status = cli.main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call


@pytest.fixture
def worked(tmp_path, run):
    path = tmp_path / "Worked.rapporteur"
    assert run("import", path, GOLDEN / "worked_example.json")[0] == 0
    return path


def explored(run, *arguments):
    status, out, err = run("explore", *arguments, "--json")
    assert (status, err) == (0, "")
    return json.loads(out)


def faults(result):
    status, out, err = result
    assert (status, out) == (1, "")
    assert "Traceback" not in err
    return [line.removeprefix("rapporteur: ") for line in err.splitlines()]


class TestForPrograms:
    @pytest.mark.parametrize("asked", ANSWERS, ids=lambda asked: str(asked["from"]))
    def test_the_golden_answers(self, run, worked, asked):
        start = [] if asked["from"] is None else ["--from", asked["from"]]
        answer = explored(run, worked, *start)
        blocks = answer.pop("blocks")
        assert answer == asked["answer"]
        assert blocks == [
            {"when": {"F.land": ["no"], "V": ["no"]}, "worlds": 30},
        ]

    def test_laid_over_a_scenario(self, run, worked):
        answer = explored(run, worked, "--from", "now", "--set", "F=")
        assert answer["flips"] == ANSWERS[1]["answer"]["flips"]

    def test_one_value_of_several(self, run, worked):
        answer = explored(run, worked, "--from", "now", "--set", "F.sea=yes", "--set", "H=ceasefire,settlement")
        assert [each["headline"] for each in answer["flips"] if each["actor"] == "U"] == ["rejects", "silent"]

    def test_who_can_block_and_how_strongly(self, run, worked):
        assert explored(run, worked, "--block", "C")["not_rejected"] == 132
        assert explored(run, worked, "--block", "R", "--block", "U", "--threshold", "opposes")["not_rejected"] == 30

    def test_the_best_for_the_parties(self, run, worked):
        stances = {"R": "silent", "U": "supports", "C": "supports"}
        assert explored(run, worked, "--best")["best"] == [{"stances": stances, "worlds": 18}]

    def test_more_of_the_best_than_are_told(self, run, worked, monkeypatch):
        monkeypatch.setattr("desktop.analysis.agreement.Agreement.best.__defaults__", (0,))
        answer = explored(run, worked, "--best")
        assert (answer["best"], answer["capped"]) == ([], [{"what": "best", "most": 24}])

    def test_what_is_harder_to_change_counts_more(self, run, worked):
        answer = explored(run, worked, "--from", "today", "--weigh", "H=3", "--weigh", "F=2")
        sizes = {each["actor"]: each["size"] for each in answer["flips"]}
        assert (sizes["C"], sizes["R"], sizes["U"]) == (5, 2, 1)
        assert explored(run, worked, "--from", "today", "--weigh", "F.land=9")["flips"][0]["size"] == 9

    def test_names_instead_of_ids(self, run, worked):
        named = "Troops on land during the fighting"
        assert explored(run, worked, "--from", named, "--set", "hostilities=Ceasefire") == explored(
            run, worked, "--from", "now", "--set", "H=ceasefire"
        )

    def test_what_is_too_large_is_said(self, run, worked, monkeypatch):
        monkeypatch.setattr("desktop.analysis.extent.bounded.__defaults__", (20,))
        answer = explored(run, worked, "--from", "now")
        assert answer["not_rejected"] is None
        assert answer["to_zone"] is None
        assert answer["capped"] == [{"what": "zone", "worlds": 64, "most": 20}]

    def test_few_changes_are_tried_where_there_are_too_many_worlds(self, run, worked, monkeypatch):
        monkeypatch.setattr(exploration, "MOST_TURNED", 10)
        assert explored(run, worked, "--from", "today")["flips"] == ANSWERS[1]["answer"]["flips"]
        monkeypatch.setattr("desktop.analysis.nearby.Nearby.search.__defaults__", (1,))
        answer = explored(run, worked, "--from", "today")
        assert [each["actor"] for each in answer["flips"]] == ["R", "U", "r-head", "u-head"]
        assert answer["capped"] == [{"what": "flips", "actor": "C", "worlds": 32, "most": 10, "within": 1}]
        assert "Coalition: no change of up to 1 factor turns it" in run("explore", worked, "--from", "today")[1]


class TestForPeople:
    def test_the_page(self, run, worked):
        status, out, err = run("explore", worked, "--from", "now")
        assert (status, err) == (0, "")
        assert "From: Hostilities: Ongoing; Foreign force: Land: Yes" in out
        assert re.search(r"^  R +-- Rejects$", out, re.MULTILINE)
        assert "R → Silent: 1 change\n     Foreign force: Land: Yes → No (then no longer applicable: Mandate)" in out
        assert "30 of 132 consistent combinations are rejected by none of them" in out
        assert "for by some, the rest silent or neutral: 18; all silent: 12" in out
        assert "Always: Foreign force: Land: No; R has a say: No" in out
        assert all(len(line) <= 100 for line in out.splitlines())

    def test_the_best_and_what_counts_more_are_told(self, run, worked):
        out = run("explore", worked, "--from", "now", "--weigh", "Foreign force=4")[1]
        assert "Supports: U and Coalition; Silent: R (18 combinations)" in out
        assert "being harder to change: Foreign force: Land 4" in re.sub(r"\s+", " ", out)
        assert "R → Silent: changes that count 4" in out

    def test_a_narrow_terminal(self, run, worked, monkeypatch):
        monkeypatch.setenv("COLUMNS", "40")
        _status, out, _err = run("explore", worked, "--from", "pledged")
        assert all(len(line) <= 40 for line in out.splitlines())

    def test_from_everything(self, run, worked):
        out = run("explore", worked)[1]
        assert "says nothing on any subject" in out
        assert "turn them" not in out

    def test_what_cannot_be(self, run, worked):
        out = run("explore", worked, "--from", "today", "--set", "M=un")[1]
        assert "cannot go together" in out
        assert explored(run, worked, "--from", "today", "--set", "M=un")["flips"] == []

    def test_nobody_allows_anything(self, run, tmp_path):
        case = json.loads((GOLDEN / "worked_example.json").read_text(encoding="utf-8"))
        for statement in case["statements"]:
            for position in statement["positions"]:
                position.update(stance="rejects", regions=[{}])
        (tmp_path / "none.json").write_text(json.dumps(case), encoding="utf-8")
        path = tmp_path / "None.rapporteur"
        assert run("import", path, tmp_path / "none.json")[0] == 0
        out = re.sub(r"\s+", " ", run("explore", path)[1])
        assert "0 of 132 consistent combinations are rejected by none of them" in out
        assert "It would open without: R, U and Coalition" in out

    def test_too_many_ways_are_counted(self, run, worked, monkeypatch):
        monkeypatch.setattr("desktop.commands.explore_page.MOST_WAYS", 2)
        assert "and 4 more such sets" in run("explore", worked, "--from", "today")[1]


class TestFaults:
    def test_all_at_once(self, run, worked):
        told = faults(run("explore", worked, "--from", "s9", "--set", "X=1", "--set", "H=peace", "--block", "Z"))
        assert len(told) == 4
        assert "today" in told[0]
        assert "H" in told[1]
        assert "ceasefire" in told[2]
        assert "U" in told[3]

    @pytest.mark.parametrize("text", ["H", "=ongoing", "H=", "M= ,", "F.land=", "F.land=maybe", "F.moon=yes"])
    def test_what_sets_nothing(self, run, worked, text):
        assert len(faults(run("explore", worked, "--set", text))) == 1

    @pytest.mark.parametrize("text", ["H", "=3", "H=0", "H=-1", "H=many", "H=10", "X=2", "F.moon=2"])
    def test_what_weighs_nothing(self, run, worked, text):
        assert len(faults(run("explore", worked, "--weigh", text))) == 1

    def test_a_factor_set_twice(self, run, worked):
        (told,) = faults(run("explore", worked, "--set", "H=ongoing", "--set", "H=ceasefire"))
        assert "already" in told

    def test_wrong_usage(self, run, worked):
        assert run("explore", worked, "--threshold", "neutral")[0] == 2
