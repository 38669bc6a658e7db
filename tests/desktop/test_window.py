"""The window as a person meets it: the welcome page, a case opened and closed, what it says of itself."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop.actions import commands
from tests.desktop.conftest import open_case, wait_for_case
from tests.desktop.driving import ALT, CTRL, click, focus, labels, press

Key = Qt.Key
WORK = ("Record", "Sources", "Statements", "Actors", "Model", "Scenarios", "Compare", "Matrix", "Side by side")
WORK += ("What if", "Contradictions", "Write", "Notes", "Report")


def menus(window):
    """Every entry of every menu, as text."""
    lines = []
    for menu in window.menuBar().findChildren(QMenu):
        lines += [action.objectName() for action in menu.actions() if action.objectName()]
    return lines


def test_begins_with_the_welcome_page_and_the_focus_in_the_recent_cases(window):
    assert window.pages.currentWidget() is window.welcome
    assert window.windowTitle() == "Rapporteur"
    assert focus() is window.welcome.cases
    assert not window.tools.isVisible()


def test_every_command_stands_in_a_menu_once(window):
    assert sorted(menus(window)) == sorted(command.id for command in commands())


def test_no_shortcut_is_given_twice():
    keys = [key for command in commands() for key in command.keys]
    assert len(keys) == len(set(keys))


def test_every_menu_entry_has_a_letter_of_its_own():
    seen = {}
    for command in commands():
        text = command.text.replace("&&", "")
        if "&" in text:
            letter = text[text.index("&") + 1].lower()
            seen.setdefault((command.menu, command.submenu), []).append((letter, command.id))
    for place, letters in seen.items():
        assert len({letter for letter, _id in letters}) == len(letters), (place, letters)


def test_what_needs_a_case_is_off_without_one(window):
    for command in commands():
        if command.needs_case:
            assert not window.commands[command.id].isEnabled(), command.id


def test_enter_on_the_welcome_page_opens_the_sample_case(qtbot, window, tmp_path):
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        press(Key.Key_Return)
    wait_for_case(qtbot, window)
    assert window.bench.name() == "matrix"
    assert window.windowTitle() == "Sample case: a force after a ceasefire — Rapporteur"
    assert (tmp_path / "settings" / "Sample case.rapporteur").exists()
    assert window.status.saved() == "All changes saved"


def test_what_the_first_case_needs_is_loaded_at_leisure(qtbot, window):
    qtbot.waitUntil(window.bench.has_views, timeout=20_000)
    assert window.pages.currentWidget() is window.welcome
    assert focus() is window.welcome.cases


def test_the_button_opens_the_sample_case_too(qtbot, window):
    from desktop.widgets.choice import Choice

    button = next(each for each in window.welcome.findChildren(Choice) if "sample" in each.text())
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        click(button)
    assert window.workspace.snapshot.case.title.startswith("Sample case")


def test_an_opened_case_turns_on_what_needs_one(opened):
    assert all(opened.commands[command.id].isEnabled() for command in commands() if command.needs_case)
    assert opened.tools.isVisible()
    names = [entry.text for entry in opened.bench.sidebar.list.model().entries]
    assert names == [name for name in WORK if name in names]
    assert {"Sources", "Statements", "Scenarios", "Matrix"} <= set(names)


def test_the_window_stays_responsive_while_a_case_opens(qtbot, window, sample):
    """No gap between two beats of the window's thread is long; the first opening loads the database."""
    from time import monotonic

    from PySide6.QtCore import QTimer

    beats = []
    heart = QTimer(window, interval=5)
    heart.timeout.connect(lambda: beats.append(monotonic()))
    heart.start()
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.open(sample)
    heart.stop()
    heart.deleteLater()
    gaps = [later - earlier for earlier, later in pairwise(beats)]
    assert max(gaps) < 0.5  # goal 0.1 s; a busy machine is given more


def test_ctrl_w_closes_the_case_and_comes_back_to_the_list(qtbot, opened, sample):
    with qtbot.waitSignal(opened.workspace.closed):
        press(Key.Key_W, CTRL)
    assert opened.pages.currentWidget() is opened.welcome
    assert opened.windowTitle() == "Rapporteur"
    assert focus() is opened.welcome.cases
    assert [case.title for case in opened.recent.all()] == ["Sample case: a force after a ceasefire"]
    assert opened.recent.all()[0].path == str(sample)
    assert opened.recent.all()[0].miniature


def test_back_and_forward_go_through_the_places_visited(opened):
    press(Key.Key_1, CTRL)
    assert opened.bench.name() == "sources"
    press(Key.Key_Left, ALT)
    assert opened.bench.name() == "matrix"
    assert not opened.commands["back"].isEnabled()
    press(Key.Key_Right, ALT)
    assert opened.bench.name() == "sources"
    assert not opened.commands["forward"].isEnabled()


def test_the_header_and_the_status_bar_tell_of_the_view(opened):
    assert "Matrix" in labels(opened.bench.header)
    view = opened.bench.view()
    assert view.count() in labels(opened.bench.header)
    assert view.keys() in labels(opened.status)
    view.selectionTold.emit("Row Russia, column 3 of 10")
    assert "Row Russia, column 3 of 10" in labels(opened.status)
    press(Key.Key_1, CTRL)
    assert "Row Russia, column 3 of 10" not in labels(opened.status)


def test_a_title_cannot_play_tricks_on_the_title_bar(qtbot, window, tmp_path):
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.create(tmp_path / "t.rapporteur", "A [*] & <b>B</b>")
    assert "[*]" in window.windowTitle()
    assert "<b>B</b>" in window.windowTitle()


def test_a_case_that_cannot_be_written_opens_for_reading(qtbot, window, sample, monkeypatch):
    monkeypatch.setattr("db.files.may_write", lambda _path: False)
    open_case(qtbot, window, sample)
    assert window.status.saved() == "Read only: nothing can be changed"


def test_closing_the_window_closes_the_case(qtbot, opened, sample):
    opened.close()
    assert not opened.isVisible()
    opened.workspace.shut()
    assert sorted(path.name for path in sample.parent.iterdir()) == ["Sample case.rapporteur"]
