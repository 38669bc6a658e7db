"""What the matrix and its inspector are painted with: cells, legend, chips, heads."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QImage, QPainter

from desktop import theme
from desktop.models.looks import Look
from desktop.widgets import pieces
from desktop.widgets.cell_drawing import Place
from desktop.widgets.cell_pictures import CellPictures
from desktop.widgets.legend import Legend
from desktop.widgets.text import Elided
from desktop.widgets.wrapping import lines_of, name_lines, runs_right_to_left
from desktop.words import as_tooltip, isolated

CELL = QRect(0, 0, 120, 36)


@pytest.fixture
def paint(look):
    """Paints a cell; gives its picture."""

    def painted(cell, tally=0, mirrored=False, pictures=None):
        image = QImage(CELL.size(), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        place = Place(CELL.width(), CELL.height(), False, False, mirrored, 1.0)
        (pictures or CellPictures()).paint(painter, 0, 0, cell, tally, place)
        painter.end()
        return image

    return painted


def colours(image):
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def name(token):
    return theme.color(token).name()


@pytest.mark.parametrize("dark", [False, True])
def test_a_firm_cell_is_filled(paint, look, dark):
    look.choose(theme.Appearance.DARK if dark else theme.Appearance.LIGHT)
    image = paint(Look("rejects", "Rejects", "rejCell"), 3)
    assert image.pixelColor(115, 5).name() == name("rejCell")
    assert name("rej") in colours(image)


def test_a_cell_that_might_is_framed_and_not_filled(paint):
    image = paint(Look("might-accepts", "Accepts?", frame="acc", ink="ink2"), 1)
    assert image.pixelColor(115, 12).name() == name("base")
    edge = [image.pixelColor(x, 3).name() for x in range(10, 110)]
    assert edge.count(name("base")) not in (0, 100)


def test_a_contested_cell_is_striped(paint):
    found = colours(paint(Look("contested", "Contested", stripes=True)))
    assert {name("oppCell"), name("accCell")} <= found


def test_a_silent_cell_has_no_fill_and_no_number(paint):
    image = paint(Look("silent", "Silent", ink="ink2", counts=False), 0)
    assert {image.pixelColor(x, 18).name() for x in range(90, 119)} == {name("base")}


def test_an_assessment_that_leads_is_amber(paint):
    image = paint(Look("opposes", "Opposes", "handTint", second="Rejects", second_mark="rejects", by_hand=1))
    assert {name("handTint"), name("handMark")} <= colours(image)


def test_what_could_turn_is_underlined_with_dots(paint):
    plain = paint(Look("supports", "Supports", "supCell"))
    dotted = paint(Look("supports", "Supports", "supCell", could_turn=True))
    rows = {y for y in range(36) for x in range(120) if plain.pixelColor(x, y) != dotted.pixelColor(x, y)}
    assert len(rows) == 1


def test_a_number_stands_in_its_own_place_beside_a_note(paint):
    noted = Look("rejects", "Rejects", "rejCell", note=True)
    without, one, two = (paint(noted, tally) for tally in (0, 7, 77))
    right = lambda image, rest: {x for x in range(60, 120) for y in range(36) if differs(image, rest, x, y)}  # noqa: E731
    assert min(right(two, without)) < min(right(one, without))
    ground = paint(Look("rejects", "Rejects", "rejCell"))
    assert max(right(without, ground)) > 100, "without a number the note stands at the end"


def differs(image, other, x, y):
    return image.pixelColor(x, y) != other.pixelColor(x, y)


def test_pictures_are_drawn_once_and_forgotten_when_they_are_too_many(paint, monkeypatch):
    pictures, cells = CellPictures(), [Look("rejects", str(n), "rejCell") for n in range(6)]
    before = [paint(cell, 3, pictures=pictures) for cell in cells]
    drawn = []
    monkeypatch.setattr(pictures.drawing, "cell", lambda *_given: drawn.append(1))
    assert [paint(cell, 3, pictures=pictures) for cell in cells] == before
    assert not drawn
    monkeypatch.undo()
    monkeypatch.setattr("desktop.widgets.cell_pictures.MOST_KEPT", 4 * CELL.width() * CELL.height())
    pictures = CellPictures()
    assert [paint(cell, 3, pictures=pictures) for cell in cells] == before
    assert len(pictures._cells) <= 4


def test_high_contrast_gives_up_fills_for_frames(paint, look, monkeypatch):
    monkeypatch.setattr(look, "high_contrast", lambda: True)
    image = paint(Look("rejects", "Rejects", "rejCell"))
    assert name("rejCell") not in colours(image)
    assert image.pixelColor(60, 3).name() == name("ink")


def test_from_right_to_left_the_mark_stands_right(paint):
    image = paint(Look("rejects", "Rejects", "rejCell"), 3, mirrored=True)
    red = [x for x in range(120) if image.pixelColor(x, 18).name() == name("rej")]
    assert min(red) > 60


def test_the_legend_wraps_and_keeps_its_words(qtbot, look):
    legend = Legend()
    qtbot.addWidget(legend)
    assert legend.heightForWidth(300) > 2 * legend.heightForWidth(1_600)
    assert legend.heightForWidth(300) > 0
    legend.resize(300, legend.heightForWidth(300))
    assert name("rej") in colours(legend.grab().toImage())


@dataclass
class Word:
    text: str
    look: str = "plain"


def test_pieces_wrap_where_there_is_no_room(look):
    one, height = pieces.placed([Word("Putin"), Word("5 Sep 2025"), Word("B2", "badge")], 400)
    assert [each.text for each in one] == [isolated("Putin"), f"· {isolated('5 Sep 2025')}", "B2"]
    assert len({each.rect.top() for each in one}) == 1
    two, higher = pieces.placed([Word("Putin"), Word("5 Sep 2025"), Word("B2", "badge")], 90)
    assert higher > height
    assert [each.text for each in two][1] == isolated("5 Sep 2025")


def test_a_long_chip_takes_more_lines_and_is_never_cut(look):
    word = Word("Foreign force: Symbolic or Reassurance force", "met")
    (wide,), _height = pieces.placed([word], 500)
    (narrow,), _height = pieces.placed([word], 160)
    assert narrow.text == word.text
    assert narrow.rect.width() <= 160
    assert narrow.rect.height() > 1.5 * wide.rect.height()


def test_a_line_that_gives_way_says_all_of_it_in_its_tooltip(qtbot, look):
    label = Elided("A <b>long</b> line of words")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.grab()
    assert label.toolTip() == as_tooltip("A <b>long</b> line of words")
    label.resize(600, 20)
    label.grab()
    assert label.toolTip() == ""


def test_tooltips_show_letters_and_no_tags():
    assert as_tooltip("<img src=x>") == "<p style='white-space: pre-wrap'>&lt;img src=x&gt;</p>"


@pytest.mark.parametrize(
    ("text", "expected"), [("", False), ("“abc”", False), ("«لن نقبل»", True), ("12 שלום", True), ("🕊️ a", False)]
)
def test_direction_is_that_of_the_first_letter(text, expected):
    assert runs_right_to_left(text) is expected


def test_a_name_is_never_broken_within_a_word(look):
    font = theme.font("strong")
    whole = QFontMetrics(font).horizontalAdvance("Independent")
    assert name_lines("Independent analysts", font, whole + 2, 2) == ["Independent", "analysts"]
    assert name_lines("Independent analysts", font, 4 * whole, 2) == ["Independent analysts"]
    (cut,) = name_lines("Independent analysts", font, whole - 8, 2)
    assert cut.startswith("Ind")
    assert cut.endswith("…")


def test_names_are_cut_after_three_lines(look):
    lines = lines_of("one two three four five six seven eight nine ten", theme.font("dense"), 60, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
