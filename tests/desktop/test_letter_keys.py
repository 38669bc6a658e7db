"""Keys that are letters alone, switched off and on again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.letter_keys import LetterKeys
from desktop.models.spans import Blocks
from desktop.widgets.selection import Selection
from desktop.widgets.source_text import SourceText

Key = Qt.Key


@pytest.fixture
def keys(qtbot, look, settings):
    found = LetterKeys(QApplication.instance(), settings)
    yield found
    found.deleteLater()


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitUntil(widget.isActiveWindow)
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    return widget


def test_letters_do_nothing_while_they_are_off(qtbot, keys):
    text = shown(qtbot, SourceText(Blocks("Some words"), Selection()))
    with qtbot.waitSignal(text.typed):
        QTest.keyClick(text, Key.Key_S)
    keys.on = False
    with qtbot.assertNotEmitted(text.typed):
        QTest.keyClick(text, Key.Key_S)
        QTest.keyClick(text, Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(text, Key.Key_Right)
    assert text.selection.place == 1


def test_what_is_typed_into_a_field_stays(qtbot, keys):
    keys.on = False
    field = shown(qtbot, QLineEdit())
    QTest.keyClicks(field, "sna")
    assert field.text() == "sna"


def test_it_is_chosen_in_the_menu_and_kept(opened):
    action = opened.commands["letters"]
    assert action.isChecked()
    action.trigger()
    assert not opened.letters.on
    assert not opened.settings.shown("letters")
    action.trigger()
    assert opened.letters.on
