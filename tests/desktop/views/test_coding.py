"""The coding form, driven as a person does: keys where the focus is, and the mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.views.coding_form import CodingForm

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Hand:
    """Presses keys where the focus is, and counts them; words typed are not counted."""

    def __init__(self):
        self.keys = 0

    def press(self, key, modifiers=NONE):
        self.keys += 1
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def type_in(self, text):
        QTest.keyClicks(QApplication.focusWidget(), text)


@pytest.fixture
def hand():
    return Hand()


@pytest.fixture
def form(qtbot, workspace, show):
    return show(CodingForm(workspace), 376, 900)


def text_of(qtbot, workspace, source):
    found = []
    workspace.source_text(source, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def begin(qtbot, form, workspace, words, source=2):
    """Begins to code some words of a source, and waits for the text."""
    text = text_of(qtbot, workspace, source)
    start = text.index(words)
    form.begin(source, start, start + len(words))
    qtbot.waitUntil(lambda: form.fields.words.words() == words)


def statement(qtbot, workspace, number):
    found = []
    workspace.all_statements(found.extend)
    qtbot.waitUntil(lambda: bool(found))
    return next(each for each in found if each.number == number)


def save(qtbot, form, press):
    with qtbot.waitSignal(form.finished, timeout=5_000) as told:
        press()
    return told.args[0]


def test_a_statement_in_six_keys(qtbot, form, workspace, hand):
    begin(qtbot, form, workspace, "foreign involvement raises the risk")
    hand.keys = 1  # Ctrl+Enter in the reader
    hand.type_in("zel")
    hand.press(Key.Key_Return)
    hand.press(Key.Key_1)
    hand.type_in("ceas")
    hand.press(Key.Key_Return)
    hand.type_in("symb")
    hand.press(Key.Key_Return)
    save(qtbot, form, lambda: hand.press(Key.Key_Return, CTRL))
    assert hand.keys == 6
    said = statement(qtbot, workspace, 14)
    assert said.speaker == 9
    (position,) = said.positions
    assert position.stance == -2
    assert position.regions[0][0].values == (2,)
    assert position.regions[0][1].values == (5,)
    assert position.issue == 1
    (quotation,) = said.quotations
    assert quotation.exact == "foreign involvement raises the risk"
    assert quotation.prefix
