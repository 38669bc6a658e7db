"""Since when a cell says what it says, in words."""

from db.moments import Moment
from desktop.analysis import past
from desktop.analysis.cells import Comparison
from desktop.models.turns import in_words
from tests.desktop.analysis.build import snapshot
from tests.desktop.models.conftest import content


def said(number, speaker, stance, on, **more):
    position = {"id": f"p{number}", "issue": "force", "stance": stance, "regions": [{"L": ["yes"]}]}
    return {"id": f"st{number}", "speaker": speaker, "said_on": on, "positions": [position], **more}


def told(*statements, actor="Russia", scenario="Troops now", as_of=None, **more):
    comparison = Comparison(snapshot(content(*statements, **more)), as_of and Moment.parse(as_of))
    who = next(each.id for each in comparison.actors if each.name == actor)
    what = next(each.id for each in comparison.scenarios if each.name == scenario)
    days = past.days(comparison, who)
    cells = [(day, past.as_of_day(comparison, day, who, what)) for day in days]
    found = past.turns(cells, comparison.cell(who, what), comparison.as_of)
    return [str(day) for day in days], in_words(found)


def test_a_cell_that_spoke_was_silent_before():
    days, line = told(said(1, "R", "rejects", "2025-09-05"))
    assert days == ["2025-09-04", "2025-09-05"]
    assert line == "Since 5 Sep 2025: rejects; before: silent"


def test_every_turn_is_told_the_latest_first():
    links = [{"position": "p2", "target": "p1", "kind": "supersedes"}]
    statements = said(1, "R", "rejects", "2025-02-18"), said(2, "R", "accepts", "2025-09-05T14:00")
    assert told(*statements, links=links)[1] == "Since 5 Sep 2025: accepts; since 18 Feb 2025: rejects; before: silent"
    assert told(*statements, links=links, as_of="2025-06")[1] == "Since 18 Feb 2025: rejects; before: silent"


def test_a_month_or_a_year_is_no_day():
    assert told(said(1, "R", "rejects", "2025-09"))[1] == "Since Sep 2025: rejects; before: silent"
    both = said(1, "R", "rejects", "2025"), said(2, "R", "rejects", "2025-01-01T09:00")
    assert told(*both) == (["2024-12-31", "2025"], "Since 2025: rejects; before: silent")
    assert told(*both, as_of="2024-12-31") == ([], "")


def test_those_who_speak_for_an_actor_turn_it_too_and_others_do_not():
    statements = said(1, "putin", "opposes", "2025-09-05"), said(2, "U", "supports", "2025-09-06")
    assert told(*statements) == (["2025-09-04", "2025-09-05"], "Since 5 Sep 2025: opposes; before: silent")


def test_what_never_was_otherwise_or_has_no_date_is_not_told():
    assert told(said(1, "R", "rejects", "2025-09-05"), actor="Ukraine") == ([], "")
    assert told(said(1, "R", "rejects", "2025-09-05"), scenario="Ceasefire")[1] == ""
    undated = said(1, "R", "rejects", None)
    del undated["said_on"]
    assert told(undated) == ([], "")


def test_only_the_latest_days_are_looked_at():
    statements = [said(n, "R", "rejects", f"2025-{1 + n // 28:02}-{1 + n % 28:02}") for n in range(1, 61)]
    days, line = told(*statements)
    assert len(days) == past.MOST_DAYS + 1
    assert line == "", "it rejected all the time that is looked at"


def test_of_many_turns_the_latest_are_told():
    statements = [
        said(n, "R", stance, f"2025-0{n}-01")
        for n, stance in enumerate(["supports", "neutral", "opposes", "rejects"], 1)
    ]
    links = [{"position": f"p{n + 1}", "target": f"p{n}", "kind": "supersedes"} for n in (1, 2, 3)]
    line = told(*statements, links=links)[1]
    assert line == ("Since 1 Apr 2025: rejects; since 1 Mar 2025: opposes; since 1 Feb 2025: neutral; before: supports")
