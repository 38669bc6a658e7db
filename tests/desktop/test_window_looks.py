"""Theme, text size, sidebar and inspector: switched live, and kept."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.settings import Settings
from desktop.window import Window
from desktop.workspace import Workspace
from tests.desktop.driving import CTRL, SHIFT, labels, press

Key = Qt.Key


def ground():
    return QApplication.palette().color(QPalette.ColorRole.Base).name().upper()


def test_the_theme_switches_live_and_is_kept(window):
    window.commands["theme_dark"].trigger()
    assert ground() == "#1E1F23"
    assert Settings(window.settings.folder).appearance == "dark"
    window.commands["theme_light"].trigger()
    assert ground() == "#FFFFFF"


def test_it_follows_the_system_when_asked_to(window):
    window.commands["theme_system"].trigger()
    QGuiApplication.styleHints().setColorScheme(Qt.ColorScheme.Dark)
    try:
        assert theme.current().dark == (QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    finally:
        QGuiApplication.styleHints().unsetColorScheme()


def test_text_grows_and_shrinks_by_steps_within_limits(window):
    press(Key.Key_Plus, CTRL)
    assert theme.current().scale == 110
    assert "110%" in labels(window.status)
    assert window.commands["scale_110"].isChecked()
    for _step in range(10):
        press(Key.Key_Plus, CTRL)
    assert theme.current().scale == 200
    press(Key.Key_0, CTRL)
    assert theme.current().scale == 100
    for _step in range(10):
        press(Key.Key_Minus, CTRL)
    assert theme.current().scale == 80
    assert Settings(window.settings.folder).scale == 80


@pytest.mark.parametrize("percent", theme.SCALES)
def test_nothing_is_cut_at_any_text_size_in_the_smallest_window(opened, percent):
    opened.commands[f"scale_{percent}"].trigger()
    opened.resize(1024, 640)
    QApplication.processEvents()
    assert opened.size() == QSize(1024, 640)
    assert opened.rect().contains(opened.tools.geometry())
    assert opened.tools.lens.width() >= opened.tools.lens.sizeHint().width()
    assert opened.rect().contains(opened.status.geometry().translated(0, opened.menuBar().height()))


@pytest.mark.parametrize("percent", [100, 150])
def test_the_welcome_page_fits_the_smallest_window(window, percent):
    window.commands[f"scale_{percent}"].trigger()
    window.resize(1024, 640)
    QApplication.processEvents()
    assert window.size() == QSize(1024, 640)


def test_f9_folds_the_sidebar_and_ctrl_i_the_inspector(opened):
    opened.resize(1440, 900)
    QApplication.processEvents()
    assert opened.commands["sidebar"].isChecked()
    press(Key.Key_F9)
    assert opened.bench.sidebar.folded
    assert opened.bench.sidebar.width() == 52
    assert opened.bench.side.isVisible()
    press(Key.Key_I, CTRL)
    assert not opened.bench.side.isVisible()
    assert not opened.commands["inspector"].isChecked()
    kept = Settings(opened.settings.folder)
    assert (kept.shown("sidebar"), kept.shown("inspector")) == (False, False)


def test_a_narrow_window_folds_the_sidebar_and_lays_the_inspector_over_the_view(qtbot, opened):
    opened.resize(1440, 900)
    QApplication.processEvents()
    opened.resize(1024, 700)
    QApplication.processEvents()
    assert opened.bench.sidebar.folded
    assert not opened.bench.side.isVisible()
    press(Key.Key_Return)
    assert opened.bench.side.isVisible()
    qtbot.waitUntil(lambda: opened.bench.side.isAncestorOf(QApplication.focusWidget()))
    press(Key.Key_Escape)
    assert not opened.bench.side.isVisible()
    assert QApplication.focusWidget() is opened.bench.view().first()
    opened.resize(1440, 900)
    QApplication.processEvents()
    assert not opened.bench.sidebar.folded
    assert opened.bench.side.isVisible()
    kept = Settings(opened.settings.folder)
    assert (kept.shown("sidebar"), kept.shown("inspector")) == (True, True)


def test_larger_text_gives_the_inspector_more_room(opened):
    opened.resize(1600, 900)
    opened.commands["scale_100"].trigger()
    QApplication.processEvents()
    usual = opened.bench.side.width()
    opened.commands["scale_150"].trigger()
    QApplication.processEvents()
    assert opened.bench.side.width() == round(usual * 1.5)
    opened.commands["scale_100"].trigger()
    QApplication.processEvents()
    assert opened.bench.side.width() == usual


def test_ctrl_shift_i_puts_the_inspector_in_a_window_of_its_own(qtbot, opened):
    opened.resize(1440, 900)
    press(Key.Key_I, CTRL | SHIFT)
    side = opened.bench.side
    qtbot.waitUntil(lambda: side.isVisible() and side.isWindow())
    assert opened.commands["apart"].isChecked()
    assert opened.bench.splitter.count() == 1
    moved = side.geometry().translated(40, 10)
    side.setGeometry(moved)
    opened.commands["view_sides"].trigger()
    opened.commands["view_matrix"].trigger()
    assert side.isVisible()
    assert side.isWindow()
    side.close()
    qtbot.waitUntil(lambda: side.isVisible() and not side.isWindow())
    assert opened.bench.splitter.count() == 2
    assert not opened.commands["apart"].isChecked()
    opened.commands["apart"].trigger()
    assert side.geometry() == moved


def test_an_inspector_in_its_own_window_goes_with_the_case(qtbot, opened):
    opened.commands["apart"].trigger()
    qtbot.waitUntil(opened.bench.side.isVisible)
    opened.commands["close"].trigger()
    qtbot.waitUntil(lambda: opened.workspace.path is None)
    assert not opened.bench.side.isVisible()


def test_the_next_window_is_as_the_last_one_was(qtbot, window, settings):
    window.showMaximized()
    QApplication.processEvents()
    window.bench.splitter.setSizes([500, 400])
    sizes = window.bench.splitter.saveState()
    window.close()
    again = Window(Workspace("Tester"), settings)
    qtbot.addWidget(again)
    assert again.isMaximized()
    assert again.bench.splitter.saveState() == sizes


def test_settings_that_are_damaged_count_as_none(tmp_path):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "settings.ini").write_bytes(b"\x00\xff[General\nappearance=pink\nscale=huge\n")
    (folder / "recent.json").write_text('[{"path": 3}, 7, {"title"', encoding="utf-8")
    settings = Settings(folder)
    assert (settings.appearance, settings.scale) == ("system", 100)
    assert settings.read_list("recent") == []


def test_right_to_left_the_sidebar_stands_at_the_right(opened):
    opened.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert opened.bench.sidebar.x() > opened.bench.views.width() / 2
    opened.grab()
