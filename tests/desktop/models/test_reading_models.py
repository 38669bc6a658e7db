"""Small models of the reader: finding, citations, retyping, encodings, places of passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.moments import Moment
from db.records import Source
from db.vocabulary import Reliability, SourceKind
from desktop.models import encodings, languages
from desktop.models.citation import citation, page_place, paragraph_place
from desktop.models.finding import find, nearest
from desktop.models.retyping import AT_ONCE, Portion
from desktop.moved_pages import MovedPages


def source(**facts):
    given = {"title": "The <b>title</b>", "publisher": "Agency", "published": Moment.parse("2025-09")} | facts
    return Source(
        1,
        "u",
        "k",
        given["title"],
        SourceKind.ARTICLE,
        given["publisher"],
        "",
        given["published"],
        "",
        "en",
        Reliability.B,
        9,
        "d",
        None,
    )


@pytest.mark.parametrize(
    ("text", "asked", "found"),
    [
        ("Ceasefire now. A CEASE-FIRE?", "ceasefire", ["Ceasefire"]),
        ("ещё и ёлка, елка", "елка", ["ёлка", "елка"]),
        ("die Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("naïve café\nCafe", "cafe", ["café", "Cafe"]),
        ("two\n  words, two words", "two words", ["two\n  words", "two words"]),
        ("我们不同意", "不同", ["不同"]),
        ("a.b a+b (x", "a+b", ["a+b"]),
        ("nothing", "  ", []),
    ],
)
def test_words_are_found_without_case_and_accents(text, asked, found):
    assert [text[start:end] for start, end in find(text, asked)] == found


def test_hits_are_found_over_the_edges_of_the_parts_in_which_a_text_is_folded():
    text = "the long phrase " * 20_000
    hits = find(text, "long phrase the")
    assert len(hits) == 5_000
    assert all(text[start:end] == "long phrase the" for start, end in hits)
    assert hits[1][0] - hits[0][0] == 16


def test_the_nearest_hit_is_the_next_one():
    assert nearest(((3, 5), (10, 12)), 6) == 1
    assert nearest(((3, 5), (10, 12)), 50) == 0
    assert nearest((), 1) == -1


def test_a_citation_says_what_is_known():
    assert citation(source(), "We will\nnot sign.", "Minister", "p. 3") == (
        "“We will not sign.” — Minister, in “The <b>title</b>”, Agency, Sep 2025, p. 3"
    )
    bare = source(title="", publisher="", published=None)
    assert citation(bare, "«Нет»") == "«Нет» — “Untitled”"
    assert page_place(0) == "p. 1"
    assert paragraph_place("One.\n\nTwo.\nThree.", 13) == "para. 3"


def test_a_line_that_was_hyphenated_is_cited_whole():
    assert citation(source(), "a cease\u00ad\nfire").startswith("“a ceasefire”")


PIECES = st.lists(st.sampled_from(["a", "я", "👍", "\u00a0", "\n", "e\u0301", " "]), max_size=30).map("".join)


@given(PIECES, PIECES, st.integers(0, 30), st.integers(0, 30))
def test_retyping_gives_exactly_what_was_typed(text, typed, start, size):
    portion = Portion(text, 0, len(text))
    after = text[:start] + typed + text[start + size :]
    assert portion.edited(text, after) == after


def test_what_was_not_touched_stays_as_the_source_has_it():
    text = "a\u00a0b\u00a0c\ufeffd"
    shown = text.replace("\u00a0", " ")  # as an editor may give it back
    assert Portion(text, 0, len(text)).edited(shown, shown.replace("c", "C")) == "a\u00a0b\u00a0C\ufeffd"
    assert Portion(text, 0, len(text)).edited(shown, shown) == text


def test_a_long_text_is_edited_in_part():
    text = "A line of it.\n" * 100_000
    portion = Portion.round(text, 700_000)
    assert not portion.whole
    assert portion.start <= 700_000 <= portion.end
    assert AT_ONCE // 2 < len(portion.shown) < 2 * AT_ONCE
    assert portion.shown.startswith("A line")
    edited = portion.edited(portion.shown, portion.shown + "!")
    assert edited == text[: portion.end] + "!" + text[portion.end :]
    assert Portion.round("short", 2).whole


def test_encodings_show_how_a_file_would_read():
    offered = {each.name: each for each in encodings.offered("aaa Привіт".encode("cp1251"))}
    assert "Привіт" in offered["cp1251"].sample
    assert "Привіт" not in offered["koi8_u"].sample
    assert all("x".encode(name) for name, _use in encodings.named())


def test_languages_have_names():
    names = dict(languages.offered())
    assert names["uk"] == "Ukrainian"
    assert len(names) == len(languages.offered())
    assert languages.name("xx-unknown") == "xx-unknown"


class OnePage:
    """A page that holds all of a text."""

    def page(self, _offset):
        return 0

    def span(self, _page):
        return 0, 11

    def offset(self, _page, index):
        return index

    def pieces(self, start, end):
        return ((start, end),)


def test_pages_of_an_edited_text_are_reached_through_the_text_that_was_read():
    moved = MovedPages(OnePage(), "Helo world.", "New: Hello world.")
    assert moved.pieces(11, 16) == ((5, 10),)
    assert moved.offset(0, 5) == 11
    assert moved.pieces(0, 3) == ()
    assert moved.span(0) == (5, 17)
