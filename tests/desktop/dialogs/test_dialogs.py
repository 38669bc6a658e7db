"""The dialogs: every key in the keyboard map, what the program is, one way to close them all."""

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from desktop.actions import commands, view_keys
from desktop.dialogs.about import AboutDialog
from desktop.dialogs.crash import CrashDialog
from desktop.dialogs.keyboard import KeyboardDialog, groups
from desktop.words import PRODUCT
from tests.desktop.driving import CTRL, focus, labels, press, type_in

Key = Qt.Key


@pytest.fixture
def keyboard(qtbot, no_leaks):
    dialog = KeyboardDialog(commands())
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    yield dialog
    if isValid(dialog):
        dialog.close()


def test_the_map_shows_every_key(keyboard):
    shown = dict(keyboard.shown())
    for command in commands():
        if command.keys:
            assert shown[command.name] == ", ".join(command.keys)
    for _title, rows in view_keys():
        for text, _keys in rows:
            assert text in shown


def test_a_key_is_found_by_its_letters_and_by_what_it_does(keyboard):
    assert focus() is keyboard.find_box
    type_in("ctrl k")
    assert ("Search or run a command", "Ctrl+K") in keyboard.shown()
    assert ("Sidebar", "F9") not in keyboard.shown()
    keyboard.find_box.clear()
    type_in("SIDEBAR")
    assert keyboard.shown() == [("Sidebar", "F9")]
    keyboard.find_box.clear()
    type_in("xyzzy")
    assert keyboard.shown() == []


def test_groups_stand_in_the_order_of_the_menus():
    titles = [title for title, _rows in groups(commands())]
    assert titles == ["File", "Edit", "Case", "Code", "View", "Go", "Help", *(title for title, _rows in view_keys())]


@pytest.mark.parametrize(("key", "modifiers"), [(Key.Key_Escape, None), (Key.Key_Return, CTRL)])
def test_esc_and_ctrl_enter_close_it(qtbot, keyboard, key, modifiers):
    press(key, modifiers or Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: not isValid(keyboard))


def test_f1_opens_it_over_the_window_and_the_focus_comes_back(qtbot, window):
    before = focus()
    press(Key.Key_F1)
    shown = window.findChild(KeyboardDialog)
    qtbot.waitUntil(shown.isActiveWindow)
    press(Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(shown))
    assert window.focusWidget() is before


def test_about_says_which_version_and_whose_work(qtbot, no_leaks):
    dialog = AboutDialog("1.2.3")
    dialog.show()
    told = " ".join(labels(dialog))
    for part in (f"{PRODUCT} 1.2.3", "Apache-2.0", "LGPL-3", "Inter", "Source Serif 4", "Lucide"):
        assert part in told
    dialog.close()


def test_details_of_a_crash_are_folded_at_first(qtbot, no_leaks):
    dialog = CrashDialog("ValueError: <i>x</i>", "the details")
    dialog.show()
    assert "ValueError: <i>x</i>" in labels(dialog)
    assert not dialog._details.isVisible()
    dialog.more.click()
    assert dialog._details.isVisible()
    dialog.more.click()
    assert not dialog._details.isVisible()
    dialog.close()


def test_many_errors_do_not_fill_the_memory(qtbot, no_leaks):
    dialog = CrashDialog("line", "first")
    for _time in range(30):
        dialog.add("x" * 10_000)
    assert len(dialog.details()) < 300_000
    dialog.close()
