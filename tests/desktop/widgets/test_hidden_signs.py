"""Signs that are not to be seen: which they are, how they are told, that the reader flags them."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from desktop import theme
from desktop.models.spans import Blocks
from desktop.widgets.hidden_signs import hidden, spelled, told
from desktop.widgets.selection import Selection
from desktop.widgets.source_text import SourceText
from desktop.widgets.words_box import WordsBox

OVERRIDE = "pay to \u202eecila\u202c now"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (OVERRIDE, [7, 13]),
        ("zero\u200bwidth", [4]),
        ("a\ufeffb\u2060c", [1, 3]),
        ("p\u200cq", [1]),
        ("tag\U000e0041\U000e0042", [3, 4]),
        ("می\u200cخواهم", []),  # Persian needs it
        ("क्\u200dष", []),
        ("👩\u200d💻 ❤️\u200d🔥", []),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", []),  # a flag
        ("plain, été, 漢字, e\u0301", []),
    ],
)
def test_what_is_hidden(text, places):
    assert [place for place, _sign in hidden(text)] == places


def test_told_and_spelled():
    assert told("\u202e") == "Hidden sign U+202E: right-to-left override"
    assert spelled(OVERRIDE) == "pay to [U+202E]ecila[U+202C] now"


@pytest.fixture
def text(qtbot, look):
    view = SourceText(Blocks(""), Selection())
    qtbot.addWidget(view)
    view.resize(500, 200)
    view.show()
    return view


def colors(view):
    image = view.viewport().grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_the_reader_flags_them_and_keeps_the_text(text):
    bad = theme.color("bad").name()
    text.show_text(Blocks(OVERRIDE))
    assert bad in colors(text)
    text.selectAll()
    assert text.exact_selection() == OVERRIDE
    text.show_text(Blocks("pay to alice now"))
    assert bad not in colors(text)


def test_a_flag_says_what_it_is(text):
    text.show_text(Blocks(OVERRIDE))
    place = text.caret_rect(7).center().toPoint()
    QApplication.sendEvent(text.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, place, QPoint(0, 0)))
    assert "right-to-left override" in QToolTip.text()
    QToolTip.hideText()


def test_the_words_to_be_coded_spell_them(qtbot, look):
    box = WordsBox()
    qtbot.addWidget(box)
    box.show_words(OVERRIDE)
    assert box.words() == OVERRIDE
    assert "[U+202E]" in box.accessibleName()
