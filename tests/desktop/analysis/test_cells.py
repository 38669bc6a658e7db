"""Cells of cases written by hand, one reading of the model each."""

import pytest

from db.records import Changes
from db.vocabulary import CellKind, Kind
from tests.desktop.analysis.build import snapshot
from tests.desktop.analysis.small import SPEAKERS, Asked, H, L, case, said

ANY = {}
CEASEFIRE = {"H": ["ceasefire"]}
ARMS = {"id": "F", "name": "Force", "issue": "force", "several": True, "values": ["land", "sea", "air"]}
MANDATE = {"id": "M", "name": "Mandate", "issue": "force", "needs": [{"F": ["land", "sea"]}], "values": ["un", "none"]}


class TestDates:
    def test_what_is_said_later_does_not_count_yet(self):
        content = case(said(1, "pres", "rejects", on="2024-05-02"), said(2, "pres", "accepts", on="2024-06-02"))
        assert Asked(content).headlines() == "accepts"
        assert Asked(content, "2024-05").headlines() == "rejects"
        assert Asked(content, "2024-05-01").headlines() == "silent"

    @pytest.mark.parametrize(
        ("as_of", "headline"), [("2025-09-05", "rejects"), ("2025", "rejects"), ("2025-09-05T14:29", "silent")]
    )
    def test_an_as_of_date_counts_to_its_last_moment(self, as_of, headline):
        assert Asked(case(said(1, "pres", "rejects", on="2025-09-05T14:30")), as_of).headlines() == headline

    def test_a_coarse_date_counts_from_its_first_moment(self):
        content = case(said(1, "pres", "rejects", on="2024"), said(2, "pres", "accepts", on="2024-01-02"))
        assert Asked(content).headlines() == "accepts"

    def test_without_a_date_the_latest_statement_gives_it(self):
        statements = said(1, "pres", "rejects", on="2024-05"), said(2, "pres", "rejects", on="2024-05-01")
        assert str(Asked(case(*statements)).comparison.as_of) == "2024-05-01"
        assert Asked(case(said(1, "pres", "rejects", on=None))).comparison.as_of is None

    def test_an_undated_statement_is_the_oldest(self):
        assert Asked(case(said(1, "pres", "rejects", on=None), said(2, "pres", "accepts"))).headlines() == "accepts"

    def test_until_is_the_first_day_on_which_it_no_longer_holds(self):
        content = case(said(1, "pres", "rejects", until="2024-06-01", **{"from": "2024-05-10"}))
        dates = ("2024-05-09", "2024-05-10", "2024-05-31", "2024-06-01")
        assert [Asked(content, day).headlines() for day in dates] == ["silent", "rejects", "rejects", "silent"]

    def test_validity_is_judged_at_the_scenarios_date_which_branches_inherit(self):
        scenarios = {
            "c": {"sets": CEASEFIRE},
            "later": {"sets": CEASEFIRE, "date": "2024-07"},
            "branch": {"sets": {"L": ["no"]}, "parent": "later"},
        }
        asked = Asked(case(said(1, "pres", "rejects", until="2024-06-01"), scenarios=scenarios))
        assert [asked.headlines(each) for each in scenarios] == ["rejects", "silent", "silent"]


class TestVoices:
    def test_a_speaker_without_standing_is_attributed(self):
        asked = Asked(case(said(1, "stranger", "rejects")))
        assert (asked.headlines(), asked.listed("attributed")) == ("silent", ["p1"])
        assert asked.headlines(actor="stranger") == "silent"

    def test_a_persons_word_for_the_actor_is_its_own_too(self):
        assert Asked(case(said(1, "envoy", "rejects"))).headlines(actor="envoy") == "rejects"

    def test_standing_on_the_day_it_was_said(self):
        former = [{"member": "pres", "of": "R", "standing": "binds", "from": "2023", "to": "2024-05-02"}]
        assert Asked(case(said(1, "pres", "rejects"), affiliations=former)).headlines() == "silent"
        content = case(said(1, "pres", "rejects", on="2024-05-01"), said(2, "U", "accepts"), affiliations=former)
        assert Asked(content).headlines() == "rejects"

    def test_without_a_holder_it_is_the_actor_of_the_highest_standing(self):
        many = [{"member": "envoy", "of": "U", "standing": "speaks"}, *SPEAKERS, SPEAKERS[2] | {"standing": "binds"}]
        asked = Asked(case(said(1, "envoy", "rejects", holder=None), affiliations=many))
        assert [asked.headlines(actor=each) for each in ("R", "U", "envoy")] == ["rejects", "silent", "rejects"]
        asked = Asked(case(said(1, "envoy", "rejects", holder=None), affiliations=[many[0], *SPEAKERS]))
        assert [asked.headlines(actor=each) for each in ("R", "U")] == ["silent", "rejects"]
        asked = Asked(case(said(1, "stranger", "rejects", holder=None)))
        assert asked.headlines(actor="stranger") == "rejects"

    def test_a_joint_statement_counts_for_its_parties_alone(self):
        members = [{"member": each, "of": "C", "standing": "none"} for each in ("R", "U")]
        content = case(said(1, "C", "supports", holder="C", parties=["U"]), affiliations=members)
        asked = Asked(content)
        assert [asked.headlines(actor=each) for each in "CUR"] == ["supports", "supports", "silent"]

    def test_a_lower_voice_of_the_other_sign_is_dissent(self):
        asked = Asked(case(said(1, "pres", "supports"), said(2, "envoy", "opposes")))
        assert (asked.headlines(), asked.cell().dissent) == ("supports", True)
        asked = Asked(case(said(1, "pres", "neutral"), said(2, "envoy", "opposes")))
        assert (asked.headlines(), asked.cell().dissent) == ("neutral", False)

    def test_only_a_silent_coalition_is_told_by_its_members(self):
        members = [{"member": each, "of": "C", "standing": "none"} for each in ("R", "U", "pres")]
        content = case(said(1, "R", "opposes"), affiliations=members)
        cell = Asked(content).cell(actor="C")
        assert (cell.kind, cell.by_members.side) == (CellKind.SILENT, "against")
        assert (cell.by_members.on_record, cell.by_members.members) == (1, 2)
        content["statements"].append(said(2, "U", "supports", holder="U"))
        assert Asked(content).cell(actor="C").by_members.side == "divided"
        content["statements"].append(said(3, "C", "supports", holder="C"))
        assert Asked(content).cell(actor="C").by_members is None
        assert Asked(content).cell(actor="R").by_members is None


class TestSituations:
    def test_only_addressed_issues_enter_the_cell(self):
        asked = Asked(case(said(1, "pres", "rejects", issue="bare"), said(2, "pres", "accepts")))
        assert (asked.headlines(), asked.listed("elsewhere")) == ("accepts", ["p1"])

    def test_an_issue_without_factors_is_expressed_by_its_conditions(self):
        free = {"id": "G", "name": "G", "issue": "force", "values": ["a", "b"]}
        other = {"id": "O", "name": "O", "values": ["a", "b"]}
        statements = said(1, "pres", "rejects", {"O": ["a"]}, issue="bare"), said(2, "pres", "opposes", issue="bare")
        scenarios = {"c": {"G": ["a"]}, "d": {"O": ["b"]}}
        asked = Asked(case(*statements, factors=(free, other), scenarios=scenarios))
        assert (asked.headlines("c"), asked.headlines("d")) == ("silent", "opposes")

    def test_a_position_without_an_issue_is_on_the_situation(self):
        asked = Asked(case(said(1, "pres", "rejects", {"L": ["yes"]}, issue=None), scenarios={"c": {"L": ["yes"]}}))
        assert asked.cell().profile[0][0] == "situation"

    def test_a_factor_without_an_issue_makes_its_own(self):
        own = L | {"issue": None}
        asked = Asked(case(said(1, "pres", "rejects", issue="L"), factors=(own,), scenarios={"c": {"L": ["no"]}}))
        assert asked.headlines() == "rejects"
        assert [issue.key for issue in asked.comparison.issues] == ["force", "bare", "L"]

    def test_what_is_exactly_set_of_a_several_factor(self):
        statements = said(1, "pres", "rejects", {"F": ["land", "sea"]}), said(2, "U", "accepts", {"F.air": ["no"]})
        statements[1]["positions"][0]["holder"] = "U"
        scenarios = {"none": {"F": []}, "sea": {"F": ["sea"]}, "part": {"F.sea": ["yes"]}, "air": {"F": ["air"]}}
        asked = Asked(case(*statements, factors=(ARMS,), scenarios=scenarios))
        assert [asked.headlines(each) for each in scenarios] == ["silent", "rejects", "rejects", "silent"]
        told = [asked.headlines(each, "U") for each in scenarios]
        assert told == ["accepts", "accepts", "accepts/silent", "silent"]

    def test_null_opens_what_the_parent_sets(self):
        scenarios = {"c": {"L": ["yes"], "H": ["ceasefire"]}, "d": {"sets": {"L": None}, "parent": "c"}}
        asked = Asked(case(said(1, "pres", "rejects", {"L": ["yes"]}), scenarios=scenarios))
        assert (asked.headlines("c"), asked.headlines("d")) == ("rejects", "rejects/silent")
        assert asked.cell("d").depends_on == ("L",)

    def test_needs_make_a_factor_apply(self):
        scenarios = {"none": {"F": []}, "land": {"F": ["land"]}, "there": {"M": ["un", "none"]}}
        statement = said(1, "pres", "rejects", {"M": ["un", "none"]})
        asked = Asked(case(statement, factors=(ARMS, MANDATE), scenarios=scenarios))
        assert [asked.headlines(each) for each in scenarios] == ["silent", "rejects", "rejects"]

    def test_what_cannot_go_together_is_impossible(self):
        scenarios = {"c": {"L": ["yes"], "H": ["ceasefire"]}, "d": {"F": [], "M": ["un"]}}
        exclusions = [{"when": {"L": ["yes"], "H": ["ceasefire"]}}]
        asked = Asked(case(factors=(H, L, ARMS, MANDATE), scenarios=scenarios, exclusions=exclusions))
        assert [asked.cell(each).kind for each in scenarios] == [CellKind.IMPOSSIBLE] * 2
        assert asked.cell().headlines == ()

    def test_an_exclusion_decides_what_logic_leaves_open(self):
        statement = said(1, "pres", "rejects", {"L": ["yes"], "H": ["ceasefire"]}, {"H": ["settlement"]})
        content = case(statement, scenarios={"c": {"H": ["ceasefire", "settlement"]}})
        assert Asked(content).headlines() == "rejects/silent"
        content["exclusions"] = [{"when": {"L": ["no"], "H": ["ceasefire"]}}]
        assert Asked(content).headlines() == "rejects"

    def test_the_worst_issue_leads_and_both_ways_is_mixed(self):
        say = {"id": "V", "name": "V", "values": ["no", "yes"]}
        statements = said(1, "pres", "supports"), said(2, "pres", "opposes", issue="V")
        scenarios = {"c": {"L": ["yes"], "V": ["yes"]}, "d": {"L": ["yes"]}}
        asked = Asked(case(*statements, factors=(L, say), scenarios=scenarios))
        assert (asked.headlines("c"), asked.cell("c").mixed) == ("opposes", True)
        assert (asked.headlines("d"), asked.cell("d").mixed) == ("supports", False)

    def test_a_firm_cell_that_could_turn(self):
        statements = said(1, "pres", "rejects"), said(2, "envoy", "accepts", {"L": ["yes"]})
        cell = Asked(case(*statements)).cell()
        assert (cell.kind, cell.could_turn) == (CellKind.FIRM, True)


class TestAssessments:
    def test_the_latest_of_this_very_cell(self):
        scenarios = {"c": CEASEFIRE, "d": {"sets": {}, "parent": "c"}}
        judged = [("neutral", "2025-01-02T00:00:00Z"), ("opposes", "2025-01-02T01:00:00+01:00"), ("supports", None)]
        assessments = [{"actor": "R", "scenario": "c", "stance": stance, "at": at} for stance, at in judged]
        asked = Asked(case(scenarios=scenarios, assessments=assessments))
        assert asked.cell("c").assessed.word == "opposes"
        assert asked.cell("d").assessed is None


class TestNearest:
    def test_the_latest_position_that_fails_by_the_fewest_conditions(self):
        statements = (
            said(1, "pres", "rejects", {"H": ["ongoing"], "L": ["yes"]}, on="2024-06"),
            said(2, "pres", "opposes", {"L": ["yes"]}, on="2024-05-01"),
            said(3, "pres", "accepts", {"H": ["ongoing"]}, on="2024-05-02"),
        )
        asked = Asked(case(*statements, scenarios={"c": {"H": ["settlement"], "L": ["no"]}}))
        nearest = asked.comparison.nearest(asked.actors["R"], asked.scenarios["c"])
        assert asked.comparison.position_key(nearest) == "p3"
        assert asked.comparison.nearest(asked.actors["U"], asked.scenarios["c"]) is None


class TestEdits:
    def test_a_change_of_the_ground_starts_afresh(self):
        content = case(said(1, "pres", "rejects"), scenarios={"c": {"L": ["yes"]}})
        comparison = Asked(content).comparison
        comparison.grid()
        after = snapshot(content | {"scenarios": [{"id": "c", "name": "c", "sets": {}}]})
        edited = comparison.edited(after, Changes("", 2, {Kind.SCENARIO: frozenset({1})}))
        assert edited.cell(1, 1).headlines[0].word == "silent"
        assert edited.grid().headline[0, 0] == 6
