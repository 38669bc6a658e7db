"""Keys that are letters alone, switched off and on again."""

from string import ascii_uppercase

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import isValid

from desktop import letters
from desktop.dialogs.letters import LettersDialog
from desktop.letter_keys import LetterKeys
from desktop.models.spans import Blocks
from desktop.widgets.controls import Button
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


@pytest.fixture
def own():
    """The letters, each with its own key again afterwards."""
    yield letters.current()
    letters.current().reset()


def test_two_letters_change_places(own):
    assert own.give("S", "D") == "D"
    assert (own.pressed("S"), own.pressed("D")) == ("D", "S")
    assert (own.meant("D"), own.meant("S")) == ("S", "D")
    assert own.give("S", "X") == "X"
    assert [own.pressed(each) for each in "SDX"] == ["X", "S", "D"]
    assert sorted(own.written()) == sorted(ascii_uppercase)
    kept = own.written()
    own.reset()
    assert own.own
    own.read(kept)
    assert own.pressed("S") == "X"
    own.read("no such order")
    assert own.own


def test_lines_tell_the_keys_that_they_are(own):
    own.give("J", "Z")
    assert own.in_line("S: this · Ctrl+J: that · J, K: suggestions") == "S: this · Ctrl+J: that · Z, K: suggestions"


def test_another_key_means_the_letter(qtbot, keys, own):
    text = shown(qtbot, SourceText(Blocks("Some words"), Selection()))
    own.give("S", "D")
    typed = []
    text.typed.connect(typed.append)
    QTest.keyClick(text, Key.Key_D)
    QTest.keyClick(text, Key.Key_S)
    QTest.keyClick(text, Key.Key_N)
    assert typed == ["S", "D", "N"]
    keys.on = False
    QTest.keyClick(text, Key.Key_D)
    assert len(typed) == 3
    field = shown(qtbot, QLineEdit())
    QTest.keyClicks(field, "sd")
    assert field.text() == "sd"


def test_buttons_show_the_key_that_it_is(qtbot, look, own):
    button = Button("Note", keys="N")
    qtbot.addWidget(button)
    own.give("N", "W")
    assert button._keys == "W"


def test_keys_are_given_by_keyboard_and_kept(qtbot, opened, own, settings):
    opened.commands["give_letters"].trigger()
    dialog = opened.findChild(LettersDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    while QApplication.focusWidget() is not dialog.fields["E"]:
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Z)
    assert own.pressed("E") == "Z"
    assert dialog.fields["E"].text() == "Z"
    QTest.keyClick(QApplication.focusWidget(), Key.Key_N)
    assert (own.pressed("E"), own.pressed("N")) == ("N", "Z")
    assert "does what" in dialog.told.text()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_5)
    assert own.pressed("E") == "N"
    assert opened.settings.letters == own.written()
    dialog.reset_button.click()
    assert own.own
    QTest.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))
