"""Whatever stands in a file: contents or faults, never another error; and what is written is read back the same."""

import json
from copy import deepcopy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.exchange.case_dump import dump
from desktop.exchange.case_faults import CaseFaults
from desktop.exchange.case_parse import parse
from desktop.exchange.case_shape import CASE, SECTIONS

QUIET = settings(deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

KEYS = sorted({key.name for _, record in SECTIONS for key in record.keys} | {key.name for key in CASE.keys})
WORDS = ["R", "H", "F", "F.a", "a", "b", "yes", "no", "2025-09", "binds", "state", "rejects", "coded", "", "x.y", "n/a"]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(WORDS)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS + WORDS) | st.text(), inner, max_size=6)
    ),
    max_leaves=30,
)


def survives(text):
    contents, faults = None, ()
    try:
        contents = parse(text)
    except CaseFaults as caught:
        faults = caught.faults
    assert (contents is None) == bool(faults)
    assert all(fault.isprintable() for fault in faults)
    if contents is not None:
        assert parse(dump(contents)) == contents


@QUIET
@given(st.dictionaries(st.sampled_from([name for name, _ in SECTIONS]), VALUES))
def test_any_sections(sections):
    survives(json.dumps({"format": "rapporteur-case", "version": 1, **sections}))


@QUIET
@given(st.text() | st.binary())
def test_any_text(content):
    survives(content)


@QUIET
@given(st.data())
def test_the_small_case_with_anything_anywhere(small, data):
    case = deepcopy(small)
    holder = case[data.draw(st.sampled_from([name for name, _ in SECTIONS]))]
    while True:
        steps = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not steps:
            return
        step = data.draw(st.sampled_from(steps))
        if not isinstance(holder[step], dict | list) or data.draw(st.booleans()):
            holder[step] = data.draw(VALUES)
            break
        holder = holder[step]
    survives(json.dumps(case))


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\u2028\u2029"), min_size=1).filter(
    lambda text: text.strip() and not any("\ufdd0" <= each <= "\ufdef" for each in text)
)


@QUIET
@given(TEXTS, TEXTS, TEXTS)
def test_any_words_stand_where_they_were_found(before, exact, after):
    text = before + exact + after
    case = {"format": "rapporteur-case", "version": 1, "actors": [{"id": "R", "name": before, "kind": "state"}]}
    case["sources"] = [{"id": "s", "text": text}]
    quotation = {"source": "s", "start": len(before) + 7, "end": 0, "exact": exact, "prefix": before[-5:]}
    case["statements"] = [{"id": "st", "speaker": "R", "quotations": [quotation]}]
    found = parse(json.dumps(case)).statements[0].quotations[0]
    assert text[found.start : found.end] == exact
    assert parse(dump(parse(json.dumps(case)))) == parse(json.dumps(case))
