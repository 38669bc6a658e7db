"""Two cases put together: the same is nothing, the new is appended, a contradiction is told."""

import copy
import json

import pytest

from db.drafts import CaseDraft, Contents
from desktop.exchange.case_faults import CaseFaults
from desktop.exchange.case_merge import additions, counted
from desktop.exchange.case_parse import parse


def read(case):
    return parse(json.dumps(case))


def landed(there, more):
    """What a case holds after a merge, as far as lists go."""
    new = additions(there, more)
    lists = {name: getattr(there, name) + getattr(new, name) for name in counted(new, described=False).added}
    return Contents(**{**{name: getattr(there, name) for name in Contents.__slots__}, **lists})


def faults(there, more):
    with pytest.raises(CaseFaults) as caught:
        additions(there, more)
    return list(caught.value.faults)


def test_into_an_empty_case_everything_is_new(small):
    contents = read(small)
    new = additions(Contents(), contents)
    assert new.case == contents.case
    assert new.actors == contents.actors
    assert [statement.number for statement in new.statements] == [1, 2]


def test_the_same_case_again_is_nothing(small):
    numbered = landed(Contents(), read(small))
    assert counted(additions(numbered, read(small)), described=False).nothing


def test_the_keys_of_the_case_fill_only_an_empty_one(small):
    small_contents = read(small)
    assert additions(Contents(case=CaseDraft("Title")), small_contents).case.title == "Small"
    assert additions(landed(Contents(), small_contents), small_contents).case == CaseDraft()


def test_new_things_are_appended_and_numbers_continue(small):
    there = landed(Contents(), read(small))
    more = copy.deepcopy(small)
    more["case"]["title"] = "Another title"
    more["actors"].insert(0, {"id": "new", "name": "New", "kind": "group"})
    more["statements"].insert(0, {"id": "st9", "number": 1, "speaker": "new"})
    new = additions(there, read(more))
    assert counted(new, described=False).added == {"actors": 1, "statements": 1}
    assert new.statements[0].number == 3


def test_numbers_that_are_missing_follow_the_highest(small):
    small["statements"] = [
        {"id": "a", "speaker": "R"},
        {"id": "b", "speaker": "R", "number": 7},
        {"id": "c", "speaker": "R"},
    ]
    small["links"] = []
    assert [each.number for each in additions(Contents(), read(small)).statements] == [8, 7, 9]


def test_conditions_are_the_same_in_any_order(small):
    there = landed(Contents(), read(small))
    more = copy.deepcopy(small)
    more["factors"] = [more["factors"][1], more["factors"][0], more["factors"][2]]
    more["exclusions"][0]["when"] = dict(reversed(more["exclusions"][0]["when"].items()))
    assert counted(additions(there, read(more)), described=False).nothing


@pytest.mark.parametrize(
    ("section", "index", "change", "told"),
    [
        ("actors", 0, {"name": "Q"}, 'actors[0]: the id "R" is in the case already, with other content: name'),
        ("sources", 0, {"url": "x"}, 'sources[0]: the id "doc" is in the case already, with other content: url'),
        ("scenarios", 1, {"sets": {}}, 'scenarios[1]: the id "s2" is in the case already, with other content: sets'),
        ("statements", 1, {"venue": "Here", "said_on": "2025"}, "said_on, venue"),
    ],
)
def test_the_same_id_for_something_else_is_a_fault(small, section, index, change, told):
    there = landed(Contents(), read(small))
    small[section][index].update(change)
    found = faults(there, read(small))
    assert len(found) == 1
    assert told in found[0]


def test_all_contradictions_are_told_at_once(small):
    there = landed(Contents(), read(small))
    for section in ("actors", "issues", "factors", "scenarios"):
        small[section][0]["name"] = "Changed"
    assert len(faults(there, read(small))) == 5  # the factor makes an issue of its name


def test_a_position_cannot_move_to_another_statement(small):
    there = landed(Contents(), read(small))
    more = copy.deepcopy(small)
    more["statements"][0]["id"] = "st7"
    assert faults(there, read(more)) == [
        'statements[0].positions[0].id: the id "p1" is taken in the case, by the statement "st1"'
    ]


def test_what_has_no_id_is_added_as_often_as_it_is_missing(small):
    there = landed(Contents(), read(small))
    more = copy.deepcopy(small)
    more["notes"] += [copy.deepcopy(more["notes"][1])]
    assert counted(additions(there, read(more)), described=False).added == {"notes": 1}


def test_a_number_is_the_cases_own(small):
    there = landed(Contents(), read(small))
    small["statements"][0]["number"] = 50
    assert counted(additions(there, read(small)), described=False).nothing
