"""The sample case: every anchor stands, everything promised is shown, and nobody is judged."""

import json

import pytest

import resources

SAMPLE = json.loads(resources.text("sample", "sample.json"))
TEXTS = {source["id"]: source["text"] for source in SAMPLE["sources"]}
QUOTATIONS = [(statement, quotation) for statement in SAMPLE["statements"] for quotation in statement["quotations"]]


@pytest.mark.parametrize(("statement", "quotation"), QUOTATIONS)
def test_every_quotation_stands_where_it_says(statement, quotation):
    text, start, end = TEXTS[quotation["source"]], quotation["start"], quotation["end"]
    assert text[start:end] == quotation["exact"], statement["id"]
    assert text[:start].endswith(quotation["prefix"])
    assert text[end:].startswith(quotation["suffix"])
    assert quotation["exact"] == quotation["exact"].strip()


def test_every_statement_is_sourced_and_graded():
    assert all(statement["quotations"] for statement in SAMPLE["statements"])
    assert all(quotation["credibility"] for _, quotation in QUOTATIONS)
    assert all(source["reliability"] for source in SAMPLE["sources"])


def test_digests_have_a_readable_length_and_say_what_they_are():
    for source in SAMPLE["sources"]:
        assert 300 <= len(source["text"].split()) <= 500, source["id"]
        assert source["title"].startswith("Digest of public statements"), source["id"]
        assert "takes no side" in source["text"]


def test_the_analysts_hand_is_marked_as_an_example():
    for note in SAMPLE["notes"]:
        assert note["author"] == "Sample"
        assert note["body"].startswith("Example note.")
    for assessment in SAMPLE["assessments"]:
        assert assessment["author"] == "Sample"
        assert assessment["rationale"].startswith("Example.")


def test_all_thirteen_facts_are_there_in_order():
    assert [statement["number"] for statement in SAMPLE["statements"]] == list(range(1, 14))


def test_names_stand_in_their_own_script_too():
    aliases = {actor["id"]: actor["aliases"] for actor in SAMPLE["actors"]}
    assert "Россия" in aliases["russia"]
    assert "Україна" in aliases["ukraine"]
    assert "Россия" in TEXTS["digest-forum"]
    assert "Україна" in TEXTS["digest-pledge"]
