from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.spans import Blocks, Units

KINDS = [
    "a",
    "я",
    "ש",
    "ع",
    "字",
    "👍",
    "🇺🇦",
    "e\u0301",
    "\u200d",
    "\u202e",
    "\u00a0",
    "\u00ad",
    "\t",
    "\f",
    "\u2028",
    "\0",
]
texts = st.lists(st.sampled_from([*KINDS, "\n", " "]), max_size=60).map("".join)


@given(texts)
def test_units_lead_there_and_back(text):
    units = Units(text)
    assert units.unit(len(text)) == len(text.encode("utf-16-le")) // 2
    assert [units.point(units.unit(point)) for point in range(len(text) + 1)] == list(range(len(text) + 1))


def test_the_middle_of_a_pair_belongs_to_its_start():
    assert Units("a👍b").point(2) == 1


@given(texts, st.integers(3, 20))
def test_blocks_hold_the_whole_text_in_order(text, longest):
    blocks = Blocks(text, longest)
    pieces = [blocks.piece(number) for number in range(blocks.count)]
    assert pieces[0].start == 0
    assert pieces[-1].end == len(text)
    for before, after in pairwise(pieces):
        assert text[before.end : after.start] in ("", "\n")
    assert blocks.lengths() == [piece.end - piece.start for piece in pieces]
    assert all(length <= longest for length in blocks.lengths())


@given(texts)
def test_what_is_shown_has_every_place_of_the_text(text):
    blocks = Blocks(text)
    for number in range(blocks.count):
        piece = blocks.piece(number)
        assert len(piece.shown) == piece.end - piece.start
        assert not set(piece.shown) & {"\n", "\u2028", "\0", "\f"}
        for point in range(piece.start, piece.end + 1):
            assert piece.point(piece.unit(point)) == point


@given(texts, st.integers(3, 20))
@settings(max_examples=60)
def test_every_place_is_in_the_block_that_holds_it(text, longest):
    blocks = Blocks(text, longest)
    for point in range(len(text) + 1):
        piece = blocks.piece(blocks.number(point))
        assert piece.start <= point <= piece.end


@pytest.mark.parametrize("word", ["word ", "字", "👍", "e\u0301"])
def test_long_lines_are_cut_between_words_or_letters(word):
    text = word * 1_000
    blocks = Blocks(text, 100)
    assert blocks.count > 5
    for number in range(1, blocks.count):
        start = blocks.piece(number).start
        assert text[start] != "\u0301"
        assert not blocks.ends_line(number - 1)
        if " " in word:
            assert text[start - 1] == " "
    assert blocks.ends_line(blocks.count - 1)
