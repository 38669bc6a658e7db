import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QTextCursor

from desktop.models.spans import Blocks
from desktop.widgets.source_text import MEASURE, SourceText, Stretch

MIXED = "Он сказал: «нет». קולנו ברור. قال لا 🕊️ 我们不同意。 e\u0301 end"
HOSTILE = '<img src="file:///etc/passwd"><b>bold</b> <script>x</script> &amp; <a href="http://x">y</a>'


@pytest.fixture
def text(qtbot, look):
    found = SourceText()
    qtbot.addWidget(found)
    found.resize(900, 500)
    found.show()
    return found


def shown(text, content, longest=3_000):
    blocks = Blocks(content, longest)
    text.show_text(content, blocks)
    text.fit()
    return blocks


def select(text, start, end):
    cursor = QTextCursor(text.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)


@pytest.mark.parametrize("words", ["«нет»", "קולנו", "قال", "🕊️", "我们不同意", "e\u0301", "end"])
def test_a_passage_in_any_script_is_tinted_exactly(text, words):
    blocks = shown(text, MIXED)
    start = MIXED.index(words)
    text.show_stretches([Stretch(blocks.position(start), blocks.end(start + len(words)), "rejCell", "rej")])
    assert text.extraSelections()[0].cursor.selectedText() == words
    select(text, blocks.position(start), blocks.end(start + len(words)))
    assert text.exact_selection() == words


def test_the_text_is_never_taken_for_html(text):
    shown(text, HOSTILE)
    assert text.toPlainText() == HOSTILE
    assert not text.document().resource(2, QUrl.fromLocalFile(__file__))


def test_copying_copies_text_alone_as_the_source_has_it(text):
    content = "long " * 40
    blocks = shown(text, content, longest=50)
    assert "\n" in blocks.shown
    text.selectAll()
    text.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert isinstance(data, QMimeData)
    assert data.text() == content
    assert not data.hasHtml()
    assert data.formats() == ["text/plain"]


def test_no_line_is_longer_than_the_measure(text):
    text.resize(2_400, 500)
    shown(text, "many small words here " * 60)
    line = text.document().firstBlock().layout().lineAt(0)
    assert 40 <= line.textLength() <= MEASURE * 1.25
    assert text.viewport().width() <= text.column_width() + 1


def test_nothing_can_be_typed_into_it(qtbot, text):
    shown(text, "read only")
    qtbot.keyClicks(text, "x")
    assert text.toPlainText() == "read only"


def test_a_place_far_down_comes_into_sight(text):
    content = "\n".join(f"line {number}" for number in range(2_000))
    blocks = shown(text, content)
    place = blocks.position(content.index("line 1500"))
    text.show_place(place)
    assert 0 <= text.top_of(place) < text.viewport().height()


def test_edges_are_drawn_beneath_passages(text):
    content = "Quoted words stand here."
    blocks = shown(text, content)
    before = text.grab().toImage()
    text.show_stretches([Stretch(blocks.position(0), blocks.end(12), "sunken", "rej")])
    after = text.grab().toImage()
    colours = {after.pixelColor(x, y).name() for x in range(after.width()) for y in range(60)}
    from desktop import theme

    assert theme.color("rej").name() in colours
    assert before != after


def test_passages_far_away_are_tinted_when_they_come_near(text):
    content = "\n".join(f"line {number}" for number in range(9_000))
    blocks = shown(text, content)
    first, last = content.index("line 1\n"), content.index("line 8999")
    text.show_stretches([Stretch(blocks.position(at), blocks.end(at + 6), "rejCell", "rej") for at in (first, last)])
    assert [each.cursor.position() for each in text.extraSelections()] == [blocks.end(first + 6)]
    text.show_place(blocks.position(last))
    assert [each.cursor.position() for each in text.extraSelections()] == [blocks.end(last + 6)]


def test_labels_stand_where_the_lines_of_a_text_end(text):
    text.room = 150
    for content, left in (("To the right", False), ("«لن نقبل» some", True)):
        shown(text, content)
        before, after = text.fit()
        assert (before > after) is left
        assert max(before, after) >= 150
