"""The shipped JSON Schema says what the code says, and takes what the parser takes."""

import copy
import json
import random

import jsonschema
import pytest

import resources
from desktop.exchange import case_schema
from desktop.exchange.case_faults import CaseFaults
from desktop.exchange.case_json import dump, parse

VALIDATOR = jsonschema.Draft202012Validator(case_schema.schema())

BEYOND = ("is taken", "unknown actor", "unknown issue", "unknown factor", "unknown source", "unknown position")
BEYOND += ("unknown scenario", "unknown statement", "stands nowhere", "stand nowhere", "no such span", "lead back")
BEYOND += ("unknown note", "ends after its start")
BEYOND += ("itself", "no text of a case", "is not a factor with", "stands for", "expected a date", "expected a time")
"""What the parser tells alone: references, anchors, ids, calendars."""

JUNK = [None, True, False, 0, 1, -1, 1.5, 2.0, "", " ", "x", "R", "no", "2025", "2025-13", [], [[]], [{}], ["on"], {}]
JUNK += [{"x": 1}, {"H": ["on"]}, {"H": []}, {"H": None}, {"F.sea": ["no"]}, {"F.sea": ["on"]}, 10**12, "a.b", "n/a"]


def test_the_shipped_schema_is_the_code():
    assert resources.text("schema", "case.schema.json") == case_schema.written()
    jsonschema.Draft202012Validator.check_schema(case_schema.schema())


def test_good_cases_are_good(small, sample):
    for case in (small, sample, json.loads(dump(parse(json.dumps(small))))):
        assert VALIDATOR.is_valid(case)


def verdicts(case):
    """Whether the schema takes it, and the parser's faults."""
    try:
        parse(json.dumps(case))
    except CaseFaults as caught:
        return VALIDATOR.is_valid(case), caught.faults
    return VALIDATOR.is_valid(case), ()


def agree(case):
    valid, faults = verdicts(case)
    told_alone = [fault for fault in faults if any(words in fault for words in BEYOND) or "unknown value" in fault]
    told_alone += [fault for fault in faults if ".sets." in fault and fault.endswith("found an empty list")]
    if valid:
        assert len(set(told_alone)) == len(set(faults)), faults
    else:
        assert faults


def places(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield from places(item, (*path, step))


def mutated(case, path, change):
    case = copy.deepcopy(case)
    holder = case
    for step in path[:-1]:
        holder = holder[step]
    change(holder, path[-1])
    return case


def test_schema_and_parser_agree_when_a_key_is_missing(small):
    case = json.loads(dump(parse(json.dumps(small))))
    for path in list(places(case))[1:]:
        agree(mutated(case, path, lambda holder, step: holder.pop(step)))


def test_schema_and_parser_agree_when_a_key_is_unknown(small):
    for path in places(small):
        holder = small
        for step in path:
            holder = holder[step]
        if isinstance(holder, dict) and path[-1:] != ("body",):  # what a saved view holds is its own affair
            case = mutated(small, (*path, "unheard"), lambda holder, step: holder.update({step: "of"}))
            valid, faults = verdicts(case)
            assert faults
            assert not valid or "unknown factor" in faults[0]


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_schema_and_parser_agree_on_any_value_anywhere(small, junk):
    case = json.loads(dump(parse(json.dumps(small))))
    every = list(places(case))[1:]
    for path in random.Random(repr(junk)).sample(every, min(len(every), 120)):
        agree(mutated(case, path, lambda holder, step: holder.__setitem__(step, junk)))


@pytest.mark.long
@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_schema_and_parser_agree_everywhere(small, junk):
    case = json.loads(dump(parse(json.dumps(small))))
    for path in list(places(case))[1:]:
        agree(mutated(case, path, lambda holder, step: holder.__setitem__(step, junk)))


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2025", True),
        ("2025-09", True),
        ("2025-09-05", True),
        ("2025-09-05T14:30", True),
        ("2025-09-05T24:00", False),
        ("2025-9", False),
        ("2025-13", False),
        ("0000", False),
        ("2025\n", False),
        ("25-09-05", False),
        ("٢٠٢٥", False),
    ],
)
def test_dates_alike(small, text, good):
    small["case"]["as_of"] = text
    valid, faults = verdicts(small)
    assert (valid, not faults) == (good, good)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2025-09-06T09:12:00Z", True),
        ("2025-09-06T09:12:00.123456+02:00", True),
        ("2025-09-06T09:12", True),
        ("2025-09-06", True),
        ("2025-09-06 09:12:00Z", False),
        ("2025-09-06T09:12:00Z\n", False),
        ("2025-W36-6", False),
        ("20250906T091200Z", False),
        ("2025-09-06T09:12:60Z", False),
        ("0000-09-06", False),
    ],
)
def test_times_alike(small, text, good):
    small["assessments"][0]["at"] = text
    valid, faults = verdicts(small)
    assert (valid, not faults) == (good, good)
