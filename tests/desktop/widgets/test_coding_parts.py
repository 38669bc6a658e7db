"""The parts of the coding form by themselves: the field that offers, the words, the parts in a row, the question."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.widgets.even import Even
from desktop.widgets.giving import GivingButton, GivingChip
from desktop.widgets.offer_field import OfferField
from desktop.widgets.part_row import PartRow
from desktop.widgets.pick_panel import Option, fitting
from desktop.widgets.question import Question
from desktop.widgets.words_box import WordsBox

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(qtbot, no_leaks):
    """A window with room for one part."""
    page = QWidget()
    QVBoxLayout(page)
    qtbot.addWidget(page)
    page.resize(400, 500)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def field(page):
    found = OfferField("Speaker", "user")
    options = [Option(1, "Lukas", "Poland"), Option(2, "Lucia", "Italy"), Option("new", "New …", icon="plus")]
    found.offer(fitting(options), "Type")
    page.layout().addWidget(found)
    page.layout().addStretch(1)
    found.told = []
    found.taken.connect(found.told.append)
    found.passed.connect(lambda: found.told.append("passed"))
    found.show()
    found.setFocus()
    return found


def press(key, modifiers=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def sign(text):
    QApplication.sendEvent(QApplication.focusWidget(), QKeyEvent(QEvent.Type.KeyPress, 0, NONE, text))


def test_down_and_enter_take_the_second_row(field):
    sign("l")
    assert field.offered() == ["Lukas, Poland", "Lucia, Italy"]
    assert field.line.accessibleDescription() == "Lukas, Poland"
    press(Key.Key_Down)
    assert field.line.accessibleDescription() == "Lucia, Italy"
    press(Key.Key_Return)
    assert field.told == [2]
    assert not field.list_open()


def test_an_empty_enter_passes_and_down_opens(field):
    press(Key.Key_Return)
    assert field.told == ["passed"]
    press(Key.Key_Down)
    assert len(field.offered()) == 3
    press(Key.Key_Up)
    press(Key.Key_Return)
    assert field.told == ["passed", 1]


def test_the_list_goes_with_the_focus_and_lies_under_its_field(qtbot, field, page):
    sign("l")
    rect = field._list.geometry()
    assert rect.top() < field.geometry().bottom() + 4
    assert rect.bottom() > field.geometry().bottom() + 30
    other = QWidget()
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.layout().addWidget(other)
    other.show()
    other.setFocus()
    assert not field.list_open()


def test_one_question_after_another_in_the_same_place(field):
    answers = []
    field.ask("What is it?", [Option("p", "Person"), Option("s", "State")], answers.append)
    assert field.asking()
    assert field.line.accessibleName() == "What is it?"
    assert field.text() == ""
    sign("s")
    press(Key.Key_Return)
    assert answers == ["s"]
    assert not field.asking()
    field.ask_words("Its name?", answers.append, "None")
    press(Key.Key_Return)
    assert answers == ["s", "None"]
    assert field.told == []


def test_escape_goes_back_from_a_question(field):
    field.ask("What is it?", [Option("p", "Person")], lambda _key: pytest.fail("it was not answered"))
    press(Key.Key_Escape)
    assert not field.asking()
    assert field.line.accessibleName() == "Speaker"


def test_words_take_an_edge_and_move_it(page):
    box = WordsBox()
    page.layout().addWidget(box)
    moves = []
    box.moved.connect(lambda *move: moves.append(move))
    box.show_words("one two")
    box.show()
    box.setFocus()
    press(Key.Key_Right)
    sign("[")
    press(Key.Key_Right)
    sign("]")
    press(Key.Key_Left, SHIFT)
    assert moves == [(0, 1, False), (1, -1, True)]
    assert "Words: one two" in box.accessibleName()
    box.clearFocus()
    assert box.edge == -1


def test_arrows_follow_the_direction_of_the_words(page):
    box = WordsBox()
    page.layout().addWidget(box)
    moves = []
    box.moved.connect(lambda *move: moves.append(move))
    box.show_words("السلام عليكم")
    box.show()
    box.setFocus()
    sign("]")
    press(Key.Key_Left)
    assert moves == [(1, 1, False)]


def test_very_long_words_show_both_ends(page):
    box = WordsBox()
    page.layout().addWidget(box)
    box.show_words("a" * 300 + "b" * 40_000 + "c" * 300)
    assert "…" in box.accessibleName()
    assert len(box.accessibleName()) < 500
    assert len(box.words()) == 40_600


@pytest.fixture
def row(page):
    found = PartRow("Positions", "Another")
    page.layout().addWidget(found)
    found.told = []
    found.chosen.connect(lambda place: found.told.append(("chosen", place)))
    found.removed.connect(lambda place: found.told.append(("removed", place)))
    found.added.connect(lambda: found.told.append("added"))
    return found


def test_a_single_part_has_no_row(row):
    row.show_parts(["One"], 0, addable=False)
    assert row.isHidden()
    row.show_parts(["One"], 0)
    assert row.parts == []
    assert row.add.isVisibleTo(row)


def test_arrows_walk_and_delete_takes_away(row):
    row.show_parts(["One", "Two", "Three"], 1)
    row.parts[1].setFocus()
    press(Key.Key_Right)
    press(Key.Key_Delete)
    QTest.mouseClick(row.take_away, Qt.MouseButton.LeftButton)
    QTest.mouseClick(row.add, Qt.MouseButton.LeftButton)
    assert row.told == [("chosen", 2), ("removed", 1), ("removed", 1), "added"]


def test_the_focus_stays_with_the_current_part(row):
    row.show_parts(["One", "Two"], 0)
    row.parts[0].setFocus()
    row.show_parts(["One", "Two"], 1)
    assert row.parts[1].hasFocus()
    assert [part.isChecked() for part in row.parts] == [False, True]


def test_a_question_is_answered_by_letter_or_press(page):
    question = Question()
    page.layout().addWidget(question)
    told = []
    question.answered.connect(told.append)
    question.ask("Is it?", [(True, "Yes", "Y"), (False, "No", "N")], "“words”")
    assert question.text() == "Is it?"
    assert question.accessibleName() == "Is it? “words”"
    question.setFocus()
    press(Key.Key_N)
    press(Key.Key_Return)
    assert told == [False, True]
    question.dismiss()
    assert question.text() == ""


@pytest.mark.parametrize(("width", "columns"), [(1000, 5), (318, 5), (200, 3), (130, 2), (10, 1)])
def test_even_rows(page, width, columns):
    holder = QWidget()
    even = Even(holder, gap=4)
    for _each in range(5):
        cell = QWidget()
        cell.setMinimumSize(60, 20)
        even.addWidget(cell)
    assert even.columns(width) == columns
    rows = -(-5 // columns)
    assert even.heightForWidth(width) == 20 * rows + 4 * (rows - 1)
    holder.deleteLater()


@pytest.mark.parametrize("made", [GivingButton, GivingChip])
def test_what_gives_way_tells_all_of_it(qtbot, page, made):
    button = made("Extraordinarily long")
    page.layout().addWidget(button)
    button.setFixedWidth(70)
    page.grab()
    assert button.text() == "Extraordinarily long"
    assert button.accessibleName() in ("", "Extraordinarily long")
    assert button.minimumSizeHint().width() <= 70
