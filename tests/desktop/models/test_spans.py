import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.models.spans import Blocks, Units

SCRIPTS = "Мир. سلام 平和 🕊️ e\u0301 שלום 👩‍👩‍👧 \u00a0x\u2009y 𝔸𝔹"


def in_utf16(text):
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("text", ["", "plain", SCRIPTS, "🕊🕊", "a🕊b"])
def test_units_count_as_utf16_does(text):
    units = Units(text)
    for point in range(len(text) + 1):
        assert units.unit(point) == in_utf16(text[:point])
        assert units.point(units.unit(point)) == point


def test_units_outside_the_text_are_moved_to_its_ends():
    units = Units("a🕊")
    assert (units.unit(-3), units.unit(99)) == (0, 3)
    assert (units.point(-3), units.point(99)) == (0, 2)


def test_the_middle_of_a_pair_belongs_to_its_start():
    assert Units("a🕊b").point(2) == 1


def test_short_lines_are_shown_as_they_are():
    assert Blocks("one\n\ntwo").shown == "one\n\ntwo"


def test_a_long_line_is_cut_at_a_space():
    blocks = Blocks("word " * 10, longest=12)
    assert blocks.shown.split("\n")[:2] == ["word word ", "word word "]


def test_a_long_word_is_cut_between_characters_as_people_see_them():
    family = "👩‍👩‍👧"
    blocks = Blocks(family * 4, longest=len(family) + 2)
    assert blocks.shown.split("\n") == [family] * 4


def test_what_qt_would_take_for_the_end_of_a_line_is_shown_as_one_character():
    blocks = Blocks("a\u2028b\u2029c\ufdd0d\ud800e")
    assert blocks.shown == "a\ufffdb\ufffdc\ufffdd\ufffde"


def in_document(text, start, end, longest):
    blocks = Blocks(text, longest)
    document = QTextDocument(blocks.shown)
    cursor = QTextCursor(document)
    cursor.setPosition(blocks.position(start))
    cursor.setPosition(blocks.end(end), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2029", "").replace("\n", "")


@pytest.mark.parametrize("longest", [4, 7, 3000])
def test_spans_stand_at_the_same_words_in_the_document(qapp, longest):
    text = f"first line\n{SCRIPTS}\nlast"
    for start in range(len(text)):
        for end in range(start + 1, len(text)):
            expected = text[start:end].replace("\n", "")
            assert in_document(text, start, end, longest) == expected


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("a b\n🕊é日ם"), max_size=60), st.integers(2, 9))
def test_places_come_back(text, longest):
    blocks = Blocks(text, longest)
    for point in range(len(text)):
        assert blocks.point(blocks.position(point)) == point
    assert blocks.shown.replace("\n", "") == text.replace("\n", "")


def test_a_million_characters_without_a_space(qapp):
    text = "字" * 1_000_000
    blocks = Blocks(text)
    assert max(map(len, blocks.shown.split("\n"))) <= 3000
    assert blocks.point(blocks.position(999_999)) == 999_999
