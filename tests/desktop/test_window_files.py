"""Files in the window: dropped, chosen, gone, wrong; what is told, and that nothing is lost."""

import json
import shutil
import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.desktop.conftest import open_case
from tests.desktop.driving import CTRL, click, drag, drop, focus, labels, leave, press, type_in

Key = Qt.Key


@pytest.fixture
def answer(monkeypatch):
    """Answers the next file dialog with a path, or with nothing."""

    def answer_with(*paths):
        monkeypatch.setattr(QFileDialog, "exec", lambda _self: bool(paths))
        monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _self: [str(path) for path in paths])

    return answer_with


def told(qtbot, window):
    """What the message bar says, once it says something."""
    qtbot.waitUntil(lambda: bool(window.message.text()), timeout=20_000)
    return window.message.text()


def test_a_dropped_case_opens(qtbot, window, sample):
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        assert drop(window, [sample])
    assert window.workspace.path == sample


def test_held_files_light_up_the_place_to_drop_them(window, tmp_path):
    before = window.welcome.drop.grab().toImage()
    drag(window, [tmp_path / "a.txt"])
    assert window.welcome.drop.grab().toImage() != before
    leave(window)
    assert window.welcome.drop.grab().toImage() == before


def test_held_files_frame_an_open_case(opened, tmp_path):
    drag(opened, [tmp_path / "a.txt"])
    assert opened.frame.isVisible()
    leave(opened)
    assert not opened.frame.isVisible()


def test_what_is_no_file_is_not_taken(window):
    assert not drag(window, [])
    assert not drop(window, [])


def test_a_dropped_text_becomes_a_case_beside_it_and_its_list_is_shown(qtbot, window, tmp_path):
    text, other = tmp_path / "Minutes of 4 March.txt", tmp_path / "Other.txt"
    text.write_text("The minister said: “We will not sign.”\n", encoding="utf-8")
    other.write_text("Nobody spoke.\n", encoding="utf-8")
    drop(window, [text, other])
    qtbot.waitUntil(lambda: window.status.outcome() == "2 files added", timeout=20_000)
    assert window.workspace.path == tmp_path / "Minutes of 4 March.rapporteur"
    assert [source.title for source in window.workspace.snapshot.sources] == ["Minutes of 4 March", "Other"]
    view = window.bench.named("sources")
    assert window.bench.name() == "sources"
    assert view.imports.isVisible()
    assert [item.stage for item in view.intake.items] == ["added", "added"]


def test_texts_dropped_on_an_open_case_become_sources_of_it(qtbot, opened, tmp_path):
    before = len(opened.workspace.snapshot.sources)
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("a.txt", "b.md"):
        (folder / name).write_text(f"Words of {name}.", encoding="utf-8")
    view = opened.bench.named("sources")
    with qtbot.waitSignal(view.imported, timeout=20_000):
        drop(opened, [folder])
    assert opened.bench.name() == "sources"
    assert view.imports.isVisible()
    assert len(opened.workspace.snapshot.sources) == before + 2
    assert opened.status.outcome() == "2 files added"


def test_a_file_that_cannot_be_imported_is_told_and_the_others_are_taken(qtbot, opened, tmp_path):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.json"
    good.write_text("Words.", encoding="utf-8")
    bad.write_text('{"statements": [', encoding="utf-8")
    before = len(opened.workspace.snapshot.sources)
    view = opened.bench.named("sources")
    with qtbot.waitSignal(view.imported, timeout=20_000):
        drop(opened, [good, bad])
    assert opened.status.outcome() == "1 file added, 1 could not be read"
    assert [item.stage for item in view.intake.items] == ["added", "failed"]
    assert len(opened.workspace.snapshot.sources) == before + 1


def test_when_nothing_could_be_imported_the_list_says_why(qtbot, window, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    drop(window, [bad])
    qtbot.waitUntil(lambda: window.status.outcome().startswith("bad.json: "), timeout=20_000)
    (item,) = window.bench.named("sources").intake.items
    assert item.stage == "failed"
    assert item.told
    assert bad.read_text(encoding="utf-8") == "{"


def test_what_was_dropped_where_no_case_can_be_made_is_told_and_forgotten(qtbot, window, tmp_path, sample, monkeypatch):
    text = tmp_path / "gone" / "a.txt"
    drop(window, [text])
    assert told(qtbot, window)
    assert window.pages.currentWidget() is window.welcome
    open_case(qtbot, window, sample)
    assert not window.bench.named("sources").intake.items


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not a database at all, but long enough to look at" * 40, "is not a Rapporteur case"),
        (b"", "is not a Rapporteur case"),
        (b"SQLite format 3\0" + b"\xff" * 4000, ""),
    ],
)
def test_a_wrong_file_is_refused_in_a_sentence_and_not_touched(qtbot, window, tmp_path, content, sentence):
    path = tmp_path / "wrong.rapporteur"
    path.write_bytes(content)
    drop(window, [path])
    assert sentence in told(qtbot, window)
    assert str(path) in window.message.text()
    assert path.read_bytes() == content
    assert window.pages.currentWidget() is window.welcome


def test_a_newer_case_is_refused(qtbot, window, sample):
    connection = sqlite3.connect(sample)
    connection.execute("PRAGMA user_version=999")
    connection.commit()
    connection.close()
    before = sample.read_bytes()
    drop(window, [sample])
    assert "was made by a newer Rapporteur" in told(qtbot, window)
    assert sample.read_bytes() == before


def test_a_folder_that_is_named_like_a_case_is_refused(qtbot, window, tmp_path):
    folder = tmp_path / "folder.rapporteur"
    folder.mkdir()
    drop(window, [folder])
    assert "is a folder" in told(qtbot, window)


def test_the_open_case_stays_when_another_cannot_be_opened(qtbot, opened, sample, tmp_path):
    wrong = tmp_path / "wrong.rapporteur"
    wrong.write_bytes(b"nothing")
    drop(opened, [wrong])
    assert "is not a Rapporteur case" in told(qtbot, opened)
    assert opened.workspace.path == sample
    assert opened.pages.currentWidget() is opened.bench


def test_an_export_into_a_folder_that_is_not_there_is_told(qtbot, opened, answer, tmp_path):
    answer(tmp_path / "nowhere" / "case.json")
    opened.commands["export"].trigger()
    assert told(qtbot, opened)
    assert not (tmp_path / "nowhere").exists()


def test_a_case_is_exported_as_json(qtbot, opened, answer, tmp_path):
    answer(tmp_path / "case.json")
    with qtbot.waitSignal(opened.errands.done, timeout=20_000):
        opened.commands["export"].trigger()
    assert json.loads((tmp_path / "case.json").read_text(encoding="utf-8"))["case"]["title"].startswith("Sample case")
    assert opened.status.outcome() == "Case written: case.json"
    assert [button.text() for button in opened.status.offers()] == ["Show in folder"]


def test_the_matrix_is_written_as_csv(qtbot, opened, answer, tmp_path):
    answer(tmp_path / "matrix.csv")
    with qtbot.waitSignal(opened.errands.done, timeout=20_000):
        opened.commands["matrix_csv"].trigger()
    assert (tmp_path / "matrix.csv").read_text(encoding="utf-8-sig").startswith("Actor,Troops deploy during the")
    assert opened.status.outcome() == "Matrix written: matrix.csv"
    assert [button.text() for button in opened.status.offers()] == ["Open", "Show in folder"]


def test_the_matrix_is_copied_by_the_menu_and_the_key(opened):
    opened.commands["copy"].trigger()
    assert QApplication.clipboard().mimeData().text().startswith("Actor\tTroops deploy during the")
    assert QApplication.clipboard().mimeData().hasHtml()


def test_the_brief_is_written_as_pdf(qtbot, opened, answer, tmp_path):
    answer(tmp_path / "brief.pdf")
    with qtbot.waitSignal(opened.errands.done, timeout=60_000):
        opened.commands["brief"].trigger()
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert opened.status.outcome().startswith("Brief written: brief.pdf")
    assert [button.text() for button in opened.status.offers()] == ["Open", "Show in folder"]


def test_a_brief_under_way_can_be_stopped(qtbot, opened, answer, tmp_path):
    answer(tmp_path / "brief.pdf")
    opened.commands["brief"].trigger()
    qtbot.waitUntil(opened.workspace.exporting)
    opened.status.stop.emit()
    assert told(qtbot, opened) == "Stopped, as you asked. Nothing was written."
    assert not (tmp_path / "brief.pdf").exists()


def test_a_new_case_is_made_where_the_person_says(qtbot, window, answer, tmp_path):
    answer(tmp_path / "Grain talks.rapporteur")
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        press(Key.Key_N, CTRL)
    assert window.windowTitle() == "Grain talks — Rapporteur"
    assert window.settings.last_folder() == tmp_path


def test_a_dialog_that_is_dismissed_does_nothing(window, answer):
    answer()
    for command in ("new", "open", "import"):
        window.commands[command].trigger()
    assert window.workspace.path is None
    assert not window.message.text()


def test_the_recent_cases_are_found_opened_and_forgotten(qtbot, opened, tmp_path, sample):
    other = shutil.copy(sample, tmp_path / "Other.rapporteur")
    open_case(qtbot, opened, other)
    opened.workspace.close()
    welcome = opened.welcome
    assert welcome.cases.model().rowCount() == 2
    welcome.find_box.setFocus()
    type_in("other")
    assert welcome.cases.model().rowCount() == 1
    press(Key.Key_Down)
    assert focus() is welcome.cases
    press(Key.Key_Delete)
    welcome.find_box.clear()
    assert [case.path for case in opened.recent.all()] == [str(sample)]
    assert other.exists()


def test_a_case_that_is_gone_stays_listed_grey_and_can_be_found(qtbot, opened, sample, tmp_path, answer):
    opened.workspace.close()
    moved = tmp_path / "elsewhere.rapporteur"
    qtbot.waitUntil(lambda: opened.workspace.path is None)
    opened.workspace._worker.do(lambda: None)
    qtbot.waitUntil(opened.workspace._worker.idle)
    sample.rename(moved)
    opened.welcome.look_for_files()
    qtbot.waitUntil(lambda: opened.recent.is_missing(str(sample)))
    answer(moved)
    opened.welcome.cases.setFocus()
    with qtbot.waitSignal(opened.workspace.opened, timeout=20_000):
        press(Key.Key_Return)
    assert [case.path for case in opened.recent.all()] == [str(moved)]


def test_a_case_that_went_away_meanwhile_is_told_and_turns_grey(qtbot, opened, sample):
    opened.workspace.close()
    opened.workspace._worker.do(lambda: None)
    qtbot.waitUntil(opened.workspace._worker.idle)
    sample.unlink()
    opened.welcome.cases.setFocus()
    press(Key.Key_Return)
    assert "There is no file" in told(qtbot, opened)
    qtbot.waitUntil(lambda: opened.recent.is_missing(str(sample)))


def test_a_message_is_closed_by_its_button(qtbot, window):
    window.message.tell("Trouble <b>here</b>.")
    assert "Trouble <b>here</b>." in labels(window.message)
    click(window.message.close_button)
    assert not window.message.text()
    assert focus() is window.welcome.cases
    QApplication.processEvents()


def test_what_is_asked_of_a_case_that_closes_is_dropped(qtbot, opened):
    answers = []
    opened.workspace.close()
    opened.workspace.ask(lambda case: case, answers.append)
    opened.workspace.all_statements(answers.append)
    with qtbot.waitCallback() as idle:
        opened.workspace.prepare(idle)
    assert answers == []
    assert not opened.message.isVisible()


def test_keys_that_come_before_the_case_do_nothing(qtbot, window, sample, tmp_path):
    window.expect(sample)
    assert not window.welcome.isEnabled()
    press(Key.Key_Return)
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.painted.emit()
    assert window.workspace.path == sample
    assert window.welcome.isEnabled()


def test_a_case_that_cannot_be_opened_gives_the_page_back(qtbot, window, tmp_path):
    window.expect(tmp_path / "nowhere.rapporteur")
    with qtbot.waitSignal(window.workspace.refused, timeout=20_000):
        window.painted.emit()
    assert window.welcome.isEnabled()
    assert window.welcome.isAncestorOf(window.focusWidget())
