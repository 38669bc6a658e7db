"""Words in a few lines: cut between words, in their own direction, with what was found marked."""

import pytest

from desktop import theme
from desktop.widgets.cut_words import laid_out

LONG = "No foreign soldier will set foot on our soil while the guns speak, and whoever thinks otherwise is mistaken."


def lines(layout):
    text = layout.text()
    return [
        text[line.textStart() : line.textStart() + line.textLength()]
        for line in (layout.lineAt(place) for place in range(layout.lineCount()))
    ]


@pytest.fixture
def font(look):
    return theme.font("quotation")


def test_short_words_stand_whole(font):
    assert lines(laid_out("No.", (), font, 200, 3)) == ["No."]


def test_long_words_are_cut_between_words(font):
    made = laid_out(LONG, (), font, 220, 2)
    assert made.lineCount() == 2
    shown = made.text()
    assert shown.endswith(" …")
    assert LONG.startswith(shown[:-2])
    assert LONG[len(shown) - 2] == " "


def test_one_endless_word_is_cut_all_the_same(font):
    made = laid_out("x" * 400, (), font, 120, 2)
    assert made.lineCount() == 2
    assert made.text().endswith("…")


def test_what_was_found_is_marked_where_qt_counts_it(font):
    text = "🕊️ peace now"
    (mark,) = laid_out(text, ((3, 8),), font, 400, 2).formats()
    assert (mark.start, mark.length) == (4, 5)
    assert mark.format.background().color() == theme.color("hit")


def test_a_mark_beyond_the_cut_is_not_drawn(font):
    assert laid_out(LONG, ((100, 108),), font, 220, 2).formats() == []


def test_words_from_right_to_left_stand_at_the_right(font):
    made = laid_out("لن نقبل بأي قوة أجنبية", (), font, 400, 2)
    line = made.lineAt(0)
    assert line.naturalTextRect().right() > 390
