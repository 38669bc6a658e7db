"""A long text looked through in portions: nothing is lost at their ends, and nothing comes twice."""

import itertools

import pytest

from db.records import Actor
from db.vocabulary import ActorKind
from desktop.exchange.suggestions import portions
from desktop.exchange.suggestions.portions import in_portions, spans
from desktop.exchange.suggestions.suggest import suggest

LINE = "Olena Marchenko arrived late. “We shall not sign what we have not read,” she said. Nobody answered.\n"
MARCHENKO = Actor(7, "u", "k", "Olena Marchenko", "", ActorKind.PERSON, (), False, "")


@pytest.fixture
def short_portions(monkeypatch):
    monkeypatch.setattr(portions, "AT_ONCE", 100)


@pytest.mark.parametrize("text", [LINE * 40, LINE.strip() * 40, "字" * 5_000, "no blanks".replace(" ", "") * 900, ""])
def test_portions_fill_the_text_without_gaps(text):
    found = list(spans(text, 500, 200))
    assert [start for _first, start, _end in found] == [0, *(end for _first, _start, end in found)][: len(found)]
    assert (found[-1][2] if found else 0) == len(text)
    assert all(0 <= first <= start < end for first, start, end in found)


def test_portions_find_what_the_whole_text_has(short_portions):
    text = LINE * 900
    whole = suggest(text, (MARCHENKO,), "en")
    parts = list(in_portions(text, (MARCHENKO,), "en"))
    assert len(parts) == 2
    assert tuple(itertools.chain(*parts)) == whole
    assert len(whole) == 900
    assert {each.speaker for each in whole} == {7}


def test_a_short_text_needs_no_child(monkeypatch):
    monkeypatch.setattr(portions, "Worker", None)
    assert [len(part) for part in in_portions(LINE, (), "en")] == [1]


def test_a_child_that_fails_leaves_a_portion_empty(short_portions, monkeypatch):
    monkeypatch.setattr(portions, "_ARGV", ("/bin/false",))
    assert list(in_portions(LINE * 900, (), "en")) == [(), ()]
