"""Quotation marks in the conventions of many languages, and the sentences round them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.exchange.suggestions.marks import LONGEST, quoted
from desktop.exchange.suggestions.sentences import Sentences


def inside(text):
    return [text[each.start : each.end] for each in quoted(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ("Він сказав «так» і „ні“.", ["так", "ні"]),
        ("Il a dit « oui » et «\u00a0non\u00a0».", ["oui", "non"]),
        ("Er sagte „ja“ und ‚nein‘.", ["ja", "nein"]),
        ("Er sagte »ja« und ›nein‹.", ["ja", "nein"]),
        ("Powiedział „tak” i poszedł.", ["tak"]),
        ("Han sa ”ja” och gick.", ["ja"]),
        ("彼は「はい」と『いいえ』を言った。", ["はい", "いいえ"]),
        ("他说：“是的。”然后走了。", ["是的。"]),
        ('She said "yes" and "no".', ["yes", "no"]),
        ("'We aren't the ministers' men,' he said.", ["We aren't the ministers' men,"]),
        ("‘We aren’t the ministers’ men,’ he said.", ["We aren’t the ministers’ men,"]),
        ("“He told me ‘no’ twice,” she said.", ["He told me ‘no’ twice,"]),
        ("«Он сказал: «Нет», — и ушёл», — вспомнила она.", ["Он сказал: «Нет», — и ушёл"]),
        ("„Er sagte ‚nein‘“, so Merz.", ["Er sagte ‚nein‘"]),
        ("the ministers' talks and the clubs' rules", []),
        ("It's 5' 10\" tall.", []),
        ("An “opening without an end. And more.", []),
        ("An end” without an opening.", []),
        ("", []),
        ("“”", [""]),
        ("(“In brackets”)", ["In brackets"]),
        ("word“glued”", []),
    ],
)
def test_what_stands_in_marks(text, words):
    assert inside(text) == words


def test_a_quotation_of_several_paragraphs():
    text = "“First part.\n\n“Second part.\n\n“Third part,” he said."
    assert inside(text) == ["First part.", "Second part.", "Third part,"]


def test_marks_do_not_reach_across_paragraphs():
    assert inside("An “opening.\n\nAnother paragraph” ends.") == []
    assert inside("A line “goes\non here” too.") == ["goes\non here"]


def test_too_long_is_no_quotation():
    assert inside("“" + "x" * (LONGEST + 1) + "” and “more”") == ["more"]


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(alphabet="ab .,'’‘“”„«»‹›「」\"\n", max_size=60))
def test_places_are_in_order_and_inside(text):
    place = 0
    for each in quoted(text):
        assert place <= each.outer < each.start <= each.end <= each.after <= len(text)
        place = each.after


def sentences(text):
    found = Sentences(text, quoted(text))
    return [text[slice(*found.span(number))] for number in range(len(found))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Mr. A. Smith met Dr. Jones. They spoke.", ["Mr. A. Smith met Dr. Jones.", "They spoke."]),
        ("“One. Two,” he said. “Three.”", ["“One. Two,” he said.", "“Three.”"]),
        ("“Why? Because.” Nobody knew.", ["“Why? Because.”", "Nobody knew."]),
        ("Він пішов. «Так», — сказав він.", ["Він пішов.", "«Так», — сказав він."]),
        ("A heading\n\nA sentence.", ["A heading", "A sentence."]),
        ("It costs 3.5 million. No more.", ["It costs 3.5 million.", "No more."]),
        ("他走了。她来了。", ["他走了。", "她来了。"]),
        ("It ended.[1][22] Then it began.", ["It ended.[1][22]", "Then it began."]),
        ("Hyphens at the\nend of a line. Next.", ["Hyphens at the\nend of a line.", "Next."]),
        ("", []),
    ],
)
def test_sentences(text, parts):
    assert sentences(text) == parts


def test_letters_that_grow_when_they_are_made_small():
    text = "İstanbul said that “İİİ” is İ. Next."
    found = Sentences(text, quoted(text))
    assert len(found.low) == len(found.masked) == len(text)
