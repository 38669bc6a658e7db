"""Why a position counts in a cell, or does not; and its conditions against the scenario."""

from tests.desktop.analysis.small import SPEAKERS, Asked, case, said

ANY = {}
CEASEFIRE = {"H": ["ceasefire"]}


def test_decisive_and_counting_words():
    statements = said(1, "pres", "rejects"), said(2, "minister", "opposes"), said(3, "pres", "opposes", CEASEFIRE)
    assert Asked(case(*statements)).whys() == {"p1": "less specific: p3", "p2": "decisive", "p3": "decisive"}
    statements = said(1, "pres", "rejects"), said(2, "minister", "opposes")
    assert Asked(case(*statements)).whys() == {"p1": "decisive", "p2": "counts"}


def test_older_and_of_lower_standing():
    statements = said(1, "pres", "rejects", on="2024-05-01"), said(2, "pres", "accepts"), said(3, "envoy", "rejects")
    whys = Asked(case(*statements)).whys()
    assert whys == {"p1": "older: p2", "p2": "decisive", "p3": "lower standing: p2"}


def test_the_furthest_that_a_position_gets_over_the_completions():
    statements = said(1, "pres", "rejects"), said(2, "pres", "accepts", {"L": ["yes"]})
    assert Asked(case(*statements)).whys() == {"p1": "decisive", "p2": "decisive"}


def test_what_is_not_alive():
    statements = (
        said(1, "pres", "rejects", state="draft"),
        said(2, "pres", "rejects", state="disputed"),
        said(3, "pres", "rejects", on="2024-07"),
        said(4, "pres", "rejects"),
        said(5, "pres", "rejects"),
        said(6, "pres", "rejects", until="2024-05"),
        said(7, "pres", "neutral", {"L": ["no"], "H": ["ongoing"]}),
        said(8, "pres", "opposes", on="2024-07"),
    )
    links = [
        {"kind": "supersedes", "position": "p7", "target": "p4"},
        {"kind": "withdraws", "position": "p7", "target": "p5"},
        {"kind": "withdraws", "position": "p1", "target": "p7"},
        {"kind": "withdraws", "position": "p8", "target": "p7"},
    ]
    assert Asked(case(*statements, links=links), "2024-06").whys() == {
        "p1": "draft",
        "p2": "disputed",
        "p3": "not yet said",
        "p4": "superseded: p7",
        "p5": "withdrawn: p7",
        "p6": "not valid then",
        "p7": "fails",
        "p8": "not yet said",
    }


def test_a_link_kills_for_good():
    statements = said(1, "pres", "rejects"), said(2, "pres", "accepts"), said(3, "pres", "opposes")
    links = [{"kind": "withdraws", "position": f"p{n + 1}", "target": f"p{n}"} for n in (1, 2)]
    whys = Asked(case(*statements, links=links)).whys()
    assert whys == {"p1": "withdrawn: p2", "p2": "withdrawn: p3", "p3": "decisive"}


def test_attributed_and_on_another_subject():
    statements = said(1, "stranger", "rejects"), said(2, "pres", "rejects", issue="bare"), said(3, "U", "accepts")
    assert Asked(case(*statements)).whys() == {"p1": "attributed", "p2": "elsewhere", "p3": "attributed"}
    assert Asked(case(*statements)).whys(actor="stranger") == {"p1": "attributed"}


def test_what_a_person_says_for_another_is_told_in_its_own_row():
    both = [*SPEAKERS, {"member": "envoy", "of": "U", "standing": "speaks"}]
    whys = Asked(case(said(1, "envoy", "rejects", holder="U"), affiliations=both)).whys(actor="envoy")
    assert whys == {"p1": "decisive"}


def test_conditions_are_met_failed_or_open():
    statement = said(1, "pres", "rejects", {"H": ["ceasefire", "settlement"], "L": ["yes"]}, {"H": ["ongoing"]})
    reason = Asked(case(statement)).reasons()["p1"]
    told = [[(each.factor, each.values, each.scenario, each.result) for each in cube] for cube in reason.conditions]
    assert told == [
        [("H", ("ceasefire", "settlement"), ("ceasefire",), "met"), ("L", ("yes",), ("no", "yes"), "open")],
        [("H", ("ongoing",), ("ceasefire",), "failed")],
    ]


def test_in_any_case_has_no_conditions():
    assert Asked(case(said(1, "pres", "rejects"))).reasons()["p1"].conditions == ((),)
