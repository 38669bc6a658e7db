import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication

from desktop import theme
from desktop.models.spans import Blocks
from desktop.widgets.long_text import MEASURE
from desktop.widgets.selection import Selection
from desktop.widgets.source_text import SourceText
from desktop.widgets.stretches import Stretch, Stretches

Key, Mod = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton

MIXED = "Он сказал: «нет». קולנו ברור. قال لا 🕊️ 我们不同意。 e\u0301 end"
HOSTILE = '<img src="file:///etc/passwd"><b>bold</b> <script>x</script> &amp; <a href="http://x">y</a>'


@pytest.fixture
def text(qtbot, look):
    found = SourceText(Blocks(""), Selection())
    qtbot.addWidget(found)
    found.resize(900, 500)
    found.show()
    found.fit()
    return found


def shown(text, content, longest=3_000):
    blocks = Blocks(content, longest)
    text.show_text(blocks)
    text.fit()
    return blocks


def middle(rect):
    return QPointF(rect.center().x(), rect.center().y()).toPoint()


def pixels(text, token):
    """The rows of the picture in which a colour of the theme is seen."""
    image, wanted = text.grab().toImage(), theme.color(token).name()
    return [y for y in range(image.height()) if any(image.pixelColor(x, y).name() == wanted for x in range(0, 890, 2))]


@pytest.mark.parametrize("words", ["«нет»", "קולנו", "ברור", "قال", "🕊️", "我们不同意", "e\u0301", "end"])
def test_a_span_in_any_script_stands_where_its_letters_are(text, words):
    shown(text, MIXED)
    start = MIXED.index(words)
    rects = text.rects_of(start, start + len(words))
    assert len(rects) == 1
    assert rects[0].width() > 4
    inside = text.point_at(QPointF(rects[0].center().x(), rects[0].center().y()))
    assert start <= inside <= start + len(words)
    text.selection.select(start, start + len(words))
    assert text.exact_selection() == words


def test_the_letters_of_a_line_fill_it_without_gaps_whatever_their_direction(text):
    shown(text, MIXED)
    whole = text.rects_of(0, len(MIXED))
    assert len(whole) == 1
    one_by_one = [text.rects_of(place, place + 1) for place in range(len(MIXED))]
    lefts = min(rect.left() for rects in one_by_one for rect in rects)
    rights = max(rect.right() for rects in one_by_one for rect in rects)
    assert lefts == pytest.approx(whole[0].left(), abs=0.6)
    assert rights == pytest.approx(whole[0].right(), abs=0.6)


def test_a_span_over_a_change_of_direction_has_a_rectangle_for_each_run(text):
    content = "abc קולנו ברור def"
    shown(text, content)
    rects = text.rects_of(0, content.index("ברור"))  # ends within the words from right to left
    assert len(rects) == 2
    assert rects[0].right() < rects[1].left()


def test_the_text_is_never_taken_for_html(text):
    blocks = shown(text, HOSTILE)
    assert blocks.piece(0).shown == HOSTILE
    assert len(text.rects_of(0, len(HOSTILE))) >= 1


def test_copying_copies_text_alone_as_the_source_has_it(text):
    content = "long\u00a0\u2028 " * 40
    shown(text, content, longest=50)
    text.selectAll()
    text.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == content
    assert data.formats() == ["text/plain"]


def test_no_line_is_longer_than_the_measure(text):
    text.resize(2_400, 500)
    shown(text, "many small words here " * 60)
    line = text.block_of(0).lines[0]
    assert 40 <= line.textLength() <= MEASURE * 1.25


def test_mouse_selects_by_letters_words_and_lines(qtbot, text):
    content = "First words here.\nSecond line there."
    shown(text, content)
    view = text.viewport()
    first, last = text.caret_rect(6), text.caret_rect(11)
    qtbot.mousePress(view, LEFT, pos=middle(first))
    qtbot.mouseMove(view, middle(last))
    text.mouseMoveEvent(_move(middle(last)))
    qtbot.mouseRelease(view, LEFT, pos=middle(last))
    assert text.exact_selection() == "words"
    qtbot.mouseClick(view, LEFT, pos=middle(text.caret_rect(0)))
    assert text.selection.empty
    qtbot.mouseClick(view, LEFT, Mod.ShiftModifier, pos=middle(text.caret_rect(5)))
    assert text.exact_selection() == "First"
    qtbot.mouseDClick(view, LEFT, pos=middle(text.caret_rect(20)))
    assert text.exact_selection() == "Second"
    qtbot.mouseClick(view, LEFT, pos=middle(text.caret_rect(20)))
    assert text.exact_selection() == "Second line there."


def _move(place):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    where = QPointF(place)
    return QMouseEvent(QEvent.Type.MouseMove, where, where, Qt.MouseButton.NoButton, LEFT, Mod.NoModifier)


def test_shift_and_arrows_select_whole_letters(qtbot, text):
    content = "e\u0301👍🏽字 next"
    shown(text, content)
    text.setFocus()
    seen = []
    for _step in range(3):
        qtbot.keyClick(text, Key.Key_Right, Mod.ShiftModifier)
        seen.append(text.exact_selection())
    assert seen == ["e\u0301", "e\u0301👍🏽", "e\u0301👍🏽字"]
    qtbot.keyClick(text, Key.Key_Left, Mod.ShiftModifier)
    assert text.exact_selection() == "e\u0301👍🏽"


def test_in_a_text_from_right_to_left_the_left_arrow_goes_on(qtbot, text):
    content = "«לא נסכים» הם אמרו."
    shown(text, content)
    assert text.from_right
    text.selection.put(0)
    for _step in range(3):
        qtbot.keyClick(text, Key.Key_Left, Mod.ShiftModifier)
    assert text.exact_selection() == content[:3]


def test_a_text_from_right_to_left_begins_at_the_right(text):
    shown(text, "قال لا")
    right = text.rects_of(0, 3)[0].right()
    shown(text, "No, he said")
    assert right > text.rects_of(0, 3)[0].left() + 200


def test_lines_pages_and_ends(qtbot, text):
    content = "\n".join(f"line {number} of some words" for number in range(400))
    shown(text, content)
    qtbot.keyClick(text, Key.Key_Down)
    assert content[: text.selection.place].count("\n") == 1
    qtbot.keyClick(text, Key.Key_End)
    assert content[text.selection.place] == "\n"
    qtbot.keyClick(text, Key.Key_Home, Mod.ShiftModifier)
    assert text.exact_selection() == "line 1 of some words"
    qtbot.keyClick(text, Key.Key_PageDown)
    assert content[: text.selection.place].count("\n") > 8
    qtbot.keyClick(text, Key.Key_End, Mod.ControlModifier)
    assert text.selection.place == len(content)
    assert 0 <= text.top_of(len(content)) < text.viewport().height()
    qtbot.keyClick(text, Key.Key_Home, Mod.ControlModifier | Mod.ShiftModifier)
    assert text.exact_selection() == content


def test_words_by_ctrl_and_arrows(qtbot, text):
    shown(text, "One two three")
    for _step in range(2):
        qtbot.keyClick(text, Key.Key_Right, Mod.ControlModifier | Mod.ShiftModifier)
    assert text.exact_selection() == "One two "


def test_letters_enter_and_steps_are_told(qtbot, text):
    shown(text, "words")
    with qtbot.waitSignal(text.typed) as typed:
        qtbot.keyClick(text, Key.Key_S)
    assert typed.args == ["S"]
    with qtbot.waitSignal(text.entered):
        qtbot.keyClick(text, Key.Key_Return)
    with qtbot.waitSignal(text.stepped) as stepped:
        qtbot.keyClick(text, Key.Key_Up, Mod.ControlModifier)
    assert stepped.args == [-1]


def test_edges_are_drawn_beneath_passages_and_dotted_ones_have_no_ground(text):
    shown(text, "Quoted words stand here.")
    assert not pixels(text, "rej")
    text.show_stretches(Stretches([Stretch(0, 12, "rejCell", "rej")]))
    assert pixels(text, "rejCell")
    assert pixels(text, "rej")
    text.show_stretches(Stretches([Stretch(0, 12, "", "rej", dotted=True)]))
    assert pixels(text, "rej")
    assert not pixels(text, "rejCell")


def test_hits_are_marked(text):
    shown(text, "Quoted words stand here.")
    text.show_hits([(7, 12)], 0)
    assert pixels(text, "hit")
    assert pixels(text, "accent")


def test_labels_stand_where_the_lines_of_a_text_end(text):
    text.room = 150
    for content, left in (("To the right", False), ("«لن نقبل» some", True)):
        shown(text, content)
        before, after = text.fit()
        assert (before > after) is left
        assert max(before, after) >= 150


@pytest.mark.parametrize("content", ["word " * 600_000, "字" * 3_000_000, "A line of text, as usual.\n" * 120_000])
def test_megabytes_are_shown_at_once_and_scrolled_to_their_end(text, content):
    blocks = Blocks(content)
    begun = time.perf_counter()
    text.show_text(blocks)
    text.grab()
    assert time.perf_counter() - begun < 1.0  # about 0.05; the machine may be busy
    bar = text.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert text.seen_blocks[-1].block.piece.end == len(content)
    bottom = text.seen_blocks[-1].top + text.seen_blocks[-1].block.height
    assert 0 <= text.viewport().height() - bottom <= 60


def test_scrolling_up_through_what_was_never_seen_moves_nothing(text):
    content = "\n".join("Some words of a line. " * (number % 9 + 1) for number in range(3_000))
    shown(text, content)
    text.show_place(len(content) // 2)
    bar = text.verticalScrollBar()
    for _step in range(120):
        kept = text.seen_blocks[1]
        bar.setValue(bar.value() - 23)
        again = next(each for each in text.seen_blocks if each.number == kept.number)
        assert again.top == kept.top + 23


def test_what_is_in_sight_leaves_no_gaps(text):
    content = "\n".join("Words of a line. " * (number % 7) for number in range(2_000))
    shown(text, content)
    for share in (0.1, 0.5, 0.77, 1.0):
        text.show_place(int(len(content) * share))
        for above, below in zip(text.seen_blocks, text.seen_blocks[1:], strict=False):
            assert above.top + above.block.height == below.top
            assert below.number == above.number + 1


def test_a_place_far_down_comes_into_sight_and_stays_on_top_when_the_size_changes(text):
    content = "\n".join(f"line {number} " * 9 for number in range(4_000))
    shown(text, content)
    place = content.index("line 2500")
    text.show_place(place, 0.0)
    assert abs(text.top_of(place)) <= 2
    text.resize(560, 420)
    text.fit()
    assert abs(text.top_of(place)) <= 40
    theme.current().set_scale(150)
    assert abs(text.top_of(place)) <= 60


def test_dragging_beyond_the_edge_scrolls(qtbot, text):
    shown(text, "\n".join(f"line {number}" for number in range(400)))
    view = text.viewport()
    qtbot.mousePress(view, LEFT, pos=middle(text.caret_rect(0)))
    text.mouseMoveEvent(_move(QPoint(200, view.height() + 40)))
    qtbot.waitUntil(lambda: text.verticalScrollBar().value() > 100)
    qtbot.mouseRelease(view, LEFT, pos=QPoint(200, view.height() + 40))
    assert text.selection.end > 30
    assert not text._auto.isActive()


def test_a_screen_reader_is_told_what_is_selected(qtbot, text):
    shown(text, "One two three")
    qtbot.keyClick(text, Key.Key_Right, Mod.ControlModifier | Mod.ShiftModifier)
    assert text.accessibleDescription() == "One"


def test_a_screen_reader_is_told_where_the_caret_is(qtbot, text, monkeypatch):
    heard = []
    monkeypatch.setattr("desktop.widgets.selectable_text.announce", lambda _widget, told: heard.append(told))
    shown(text, "One two\nThree\u202e four\n\nlast")
    qtbot.keyClick(text, Key.Key_Right)
    qtbot.keyClick(text, Key.Key_Right, Mod.ControlModifier)
    qtbot.keyClick(text, Key.Key_Down)
    qtbot.keyClick(text, Key.Key_Down)
    qtbot.keyClick(text, Key.Key_End, Mod.ControlModifier)
    assert heard == ["n", "two", "Three[U+202E] four", "End of the text", "last"]
