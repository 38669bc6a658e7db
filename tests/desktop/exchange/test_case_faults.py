"""Case files as hostile and as hurried people write them: every fault with its place, all at once, no traceback."""

import json

import pytest

from desktop.exchange.case_faults import CaseFaults, shown, written
from desktop.exchange.case_json import parse


def faults(content):
    with pytest.raises(CaseFaults) as caught:
        parse(content if isinstance(content, str | bytes) else json.dumps(content))
    assert all("\n" not in fault and fault.isprintable() for fault in caught.value.faults)
    return list(caught.value.faults)


def put(case, path, value):
    *steps, last = path
    for step in steps:
        case = case[step]
    case[last] = value


def written_as(path):
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)[1:]


ONE_FAULT = [
    (["version"], 2, "version: expected 1, found 2"),
    (["version"], True, "version: expected 1, found true"),
    (["format"], "else", 'format: expected "rapporteur-case", found "else"'),
    (["case"], [], "case: expected an object, found an empty list"),
    (
        ["case", "titel"],
        "x",
        "case.titel: unknown key; known: title, description, language, as_of, reliabilities, credibilities",
    ),
    (["case", "title"], 7, "case.title: expected a text, found 7"),
    (["case", "title"], None, "case.title: expected a text, found null"),
    (
        ["case", "as_of"],
        "2025-02-30",
        'case.as_of: expected a date such as 2025, 2025-09, 2025-09-05 or 2025-09-05T14:30, found "2025-02-30"',
    ),
    (["actors", 0, "name"], " ", 'actors[0].name: expected some words, found " "'),
    (["actors", 0, "can_block"], 1, "actors[0].can_block: expected true or false, found 1"),
    (
        ["actors", 0, "kind"],
        "planet",
        'actors[0].kind: unknown value "planet"; known: person, state, organisation, coalition, group',
    ),
    (["actors", 0, "aliases"], "Moscow", 'actors[0].aliases: expected a list, found "Moscow"'),
    (["actors", 0, "aliases"], ["ok", 3], "actors[0].aliases[1]: expected a text, found 3"),
    (["affiliations", 0, "of"], "head", "affiliations[0].of: an actor cannot belong to itself"),
    (["affiliations", 0, "of"], "X", 'affiliations[0].of: unknown actor "X"; known: R, head'),
    (["factors", 0, "values"], [], "factors[0].values: expected 2 values or more, found an empty list"),
    (["factors", 0, "issue"], "x", 'factors[0].issue: unknown issue "x"; known: force, M'),
    (["factors", 2, "values", 0, "id"], "none", 'factors[2].values[1].id: the id "none" is taken by values[0]'),
    (["factors", 2, "needs"], [{"F": []}], "factors[2].needs[0].F: expected a value at least, found an empty list"),
    (["factors", 2, "needs"], [{"F": ["air"]}], 'factors[2].needs[0].F: unknown value "air"; known: land, sea'),
    (["factors", 2, "needs"], {}, "factors[2].needs: expected a list, found an object"),
    (["exclusions", 0, "when"], {}, "exclusions[0].when: expected a factor at least, found an object"),
    (["scenarios", 0, "parent"], "s2", "scenarios[0].parent: the parents lead back: s1 > s2 > s1"),
    (["scenarios", 0, "parent"], "s1", "scenarios[0].parent: the parents lead back: s1 > s1"),
    (["scenarios", 0, "sets", "H"], [], "scenarios[0].sets.H: expected a value at least, found an empty list"),
    (["scenarios", 0, "sets", "F.sea"], [], "scenarios[0].sets.F.sea: expected a value at least, found an empty list"),
    (["scenarios", 0, "sets", "F.sea"], ["maybe"], 'scenarios[0].sets.F.sea: unknown value "maybe"; known: no, yes'),
    (["scenarios", 0, "sets", "F.sky"], ["no"], 'scenarios[0].sets.F.sky: unknown value "sky"; known: land, sea'),
    (
        ["scenarios", 0, "sets", "H.on"],
        ["no"],
        'scenarios[0].sets.H.on: "H" is not a factor with "several": none of its values is a factor',
    ),
    (["sources", 0, "text"], "a\r\nb", "sources[0].text: character 1 is U+000D; lines end with LF alone"),
    (["statements", 0, "said_on"], "5 Sep", None),
    (["statements", 0, "number"], 0, "statements[0].number: expected a whole number from 1 to 1000000000, found 0"),
    (["statements", 0, "number"], "1", None),
    (["statements", 0, "parties"], ["R", "R"], 'statements[0].parties[1]: "R" stands twice'),
    (["statements", 0, "act"], "Threat", None),
    (["statements", 0, "quotations", 0, "credibility"], 7, None),
    (["statements", 0, "quotations", 0, "credibility"], True, None),
    (["statements", 0, "quotations", 0, "start"], -1, None),
    (["statements", 0, "quotations", 0, "exact"], "", None),
    (
        ["statements", 0, "quotations", 0, "source"],
        "x",
        'statements[0].quotations[0].source: unknown source "x"; known: doc',
    ),
    (
        ["statements", 0, "positions", 0, "stance"],
        2,
        "statements[0].positions[0].stance: unknown value 2; known: rejects, opposes, neutral, accepts, supports",
    ),
    (
        ["statements", 0, "positions", 0, "regions"],
        [{"H": ["cease-fire"]}],
        'statements[0].positions[0].regions[0].H: unknown value "cease-fire"; known: on, off',
    ),
    (
        ["statements", 0, "positions", 0, "regions"],
        [{"H": ["on", "on"]}],
        'statements[0].positions[0].regions[0].H: the value "on" stands twice',
    ),
    (
        ["statements", 0, "positions", 0, "regions"],
        [{"H": "on"}],
        'statements[0].positions[0].regions[0].H: expected a list of values, found "on"',
    ),
    (
        ["statements", 0, "positions", 0, "regions"],
        [{"Q": ["on"]}],
        'statements[0].positions[0].regions[0].Q: unknown factor "Q"; known: H, F, M',
    ),
    (
        ["statements", 0, "positions", 0, "regions"],
        [["H"]],
        "statements[0].positions[0].regions[0]: expected an object of factors, found a list",
    ),
    (
        ["statements", 1, "positions", 0, "id"],
        "p1",
        'statements[1].positions[0].id: the id "p1" is taken by statements[0].positions[0]',
    ),
    (["statements", 1, "id"], "st1", 'statements[1].id: the id "st1" is taken by statements[0]'),
    (["links", 0, "target"], "p2", "links[0].target: a position cannot end itself"),
    (["links", 0, "target"], "p9", 'links[0].target: unknown position "p9"; known: p1, p2'),
    (["assessments", 0, "at"], "2025", 'assessments[0].at: expected a time such as 2025-09-06T09:12:00Z, found "2025"'),
    (["notes", 0, "on"], {"statement": "st1", "actor": "R"}, None),
    (["notes", 0, "on", "end"], 900, 'notes[0].on: the source "doc" has 35 characters and no such span'),
    (["notes", 0, "on"], {"source": "doc", "start": 1}, None),
    (["extra"], {}, None),
]


@pytest.mark.parametrize(("path", "value", "told"), ONE_FAULT)
def test_a_fault_is_told_with_its_place(small, path, value, told):
    put(small, path, value)
    found = faults(small)
    assert found[0].startswith(written_as(path)) if told is None else told in found
    assert len(found) == len(set(found)) <= 3, found


@pytest.mark.parametrize(
    "path",
    [
        ["actors", 0, "id"],
        ["actors", 0, "name"],
        ["actors", 0, "kind"],
        ["affiliations", 0, "standing"],
        ["factors", 0, "values"],
        ["statements", 0, "speaker"],
        ["statements", 0, "positions", 0, "stance"],
        ["statements", 0, "quotations", 0, "exact"],
        ["statements", 0, "quotations", 0, "end"],
        ["links", 0, "target"],
        ["version"],
    ],
)
def test_what_is_required_is_missed(small, path):
    *steps, last = path
    holder = small
    for step in steps:
        holder = holder[step]
    del holder[last]
    places = ".".join(str(step) for step in path).replace(".0", "[0]")
    assert f"{places}: missing" in faults(small)


@pytest.mark.parametrize("bad", ["a.b", "", " ", "a\nb", "a\u0000b", 7, None, ["R"]])
def test_ids_are_short_plain_texts(small, bad):
    small["actors"].append({"id": bad, "name": "X", "kind": "state"})
    assert faults(small)[0].startswith("actors[2].id: ")


def test_a_value_cannot_be_called_not_applicable(small):
    small["factors"][2]["values"][1]["id"] = "n/a"
    assert faults(small)[0].startswith('factors[2].values[1].id: the id "n/a" is taken')


def test_all_faults_come_at_once_in_the_order_of_the_file(small):
    small["actors"][0]["kind"] = "planet"
    small["statements"][0]["said_on"] = "yesterday"
    small["statements"][0]["quotations"][0]["exact"] = "Nobody said this."
    small["statements"][1]["positions"][0]["stance"] = "hates"
    small["scenarios"][0]["parent"] = "s2"
    found = [fault.split(":")[0] for fault in faults(small)]
    assert found == [
        "actors[0].kind",
        "statements[0].said_on",
        "statements[0].quotations[0].exact",
        "statements[1].positions[0].stance",
        "scenarios[0].parent",
    ]


def test_a_key_that_stands_twice():
    text = '{"format": "rapporteur-case", "version": 1, "case": {"title": "a", "title": "b"}, "case": {}}'
    assert faults(text) == ["case: this key stands twice in its object"]
    text = text.replace(', "case": {}', "")
    assert faults(text) == ["case.title: this key stands twice in its object"]


def test_a_factor_that_stands_twice_in_a_clause(small):
    text = json.dumps(small).replace('"H": ["on"]', '"H": ["on"], "H": ["off"]')
    assert faults(text) == ["exclusions[0].when.H: this key stands twice in its object"]


def test_statements_share_no_number(small):
    small["statements"][0]["number"] = small["statements"][1]["number"] = 4
    assert faults(small) == ["statements[1].number: the number 4 is taken by statements[0]"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b" \n ", "the file is empty"),
        (b"\xef\xbb\xbf{}", "byte order mark of UTF-8"),
        ("\ufeff{}", "byte order mark"),
        ('{"a": 1}'.encode("utf-16"), "byte order mark of UTF-16"),
        (b'{\n"a": "\xe9"}', "line 2: byte 8 (0xE9) is not UTF-8"),
        (b'{"a": 1,}', "line 1, column 9: not valid JSON"),
        (b'{"a": 1} x', "line 1, column 10: not valid JSON"),
        (b"{'a': 1}", "line 1, column 2: not valid JSON"),
        (b'{"a": "\x01"}', "not valid JSON"),
        (b'{"a": "b', "not valid JSON"),
        (b"[" * 200_000, "too deeply"),
        (b'{"a":' * 200_000, "too deeply"),
        (b"[]", "expected an object, found an empty list"),
        (b"null", "expected an object, found null"),
        (b'"text"', 'expected an object, found "text"'),
        (b"%PDF-1.7", "not valid JSON"),
        (b"SQLite format 3\x00", "not valid JSON"),
    ],
)
def test_what_is_no_case_at_all(content, told):
    found = faults(content)
    assert len(found) == 1
    assert told in found[0]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "1" * 30, "1" * 10_000, "1.5", "-0.1"])
def test_numbers_that_are_none(small, number):
    text = json.dumps(small).replace('"start": 0, "end": 10', f'"start": {number}, "end": 10')
    assert faults(text)[0].startswith("statements[0].quotations[0].start: expected a whole number")


@pytest.mark.parametrize("odd", ["\\ud800", "\\udfff", "\\u0000", "\\ufdd0"])
def test_characters_that_no_text_can_hold(small, odd):
    text = json.dumps(small).replace("Look.", f"Look{odd}")
    assert faults(text) == [f"notes[0].body: character 4 is U+{odd[2:].upper()}; no text of a case can hold it"]


def test_a_pair_of_surrogates_is_one_character(small):
    text = json.dumps(small).replace("Look.", "\\ud83d\\udc69")
    assert parse(text).notes[0].body == "👩"


def test_everything_of_the_wrong_type():
    for wrong in (None, True, 1, 1.5, "x", [1], {"x": 1}):
        for section in ("actors", "factors", "scenarios", "sources", "statements", "links", "notes"):
            case = {"format": "rapporteur-case", "version": 1, section: wrong}
            assert faults(case)
            assert faults({**case, section: [wrong]})


def test_wrong_ids_everywhere_do_not_stop_the_others(small):
    for section in ("actors", "issues", "factors", "scenarios", "sources", "statements"):
        for thing in small[section]:
            thing["id"] = {"nested": []}
    assert sum(fault.endswith("found an object") for fault in faults(small)) == 11


def test_many_faults_stay_quick(small):
    small["links"] = [{"kind": "supersedes", "position": f"x{n}", "target": f"y{n}"} for n in range(5000)]
    small["scenarios"] += [{"id": f"c{n}", "name": "c", "parent": f"c{n + 1}"} for n in range(5000)]
    small["scenarios"][-1]["parent"] = "c0"
    small["factors"][1]["values"] += [{"id": "v", "name": "v"}] * 5000
    assert len(faults(small)) == 10_000 + 4_999 + 1


def test_places_and_values_are_written_for_people():
    assert written(((((None, "statements"), 3), "regions"), 0)) == "statements[3].regions[0]"
    assert written(((None, "case"), "a\nb c")) == 'case["a\\nb c"]'
    assert shown("x" * 100).endswith('…"')
    assert shown("\u202eabc") == '"\\u202eabc"'


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999", "9" * 40])
def test_a_number_that_json_has_not_is_told_in_a_saved_view_too(small, number):
    small["views"] = [{"kind": "statements", "name": "Recent", "body": {"since": ["2025", "#"]}}]
    with pytest.raises(CaseFaults) as told:
        parse(json.dumps(small).replace('"#"', number))
    assert [fault.split(":")[0] for fault in told.value.faults] == ["views[0].body.since[1]"]
