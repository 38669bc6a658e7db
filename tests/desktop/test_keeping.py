"""What is typed and not saved: kept within two seconds, there when its form opens again, offered at the next start."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from db import unfinished
from db.case import Case
from db.records import NoteTarget
from db.vocabulary import Stance
from desktop.app import end
from desktop.dialogs.asking import PasteDialog
from desktop.dialogs.unfinished import UnfinishedDialog
from desktop.models import coding
from desktop.models.unfinished import (
    CodingTyped,
    JudgementTyped,
    NoteTyped,
    SourceTyped,
    TextTyped,
    body,
    typed_of,
)
from desktop.screens import screens
from desktop.window import Window
from desktop.workspace import Workspace
from tests.desktop.conftest import open_case
from tests.desktop.driving import CTRL, click, focus, press, type_in

LONG = 20_000
Key = Qt.Key


@pytest.fixture
def again(qtbot, no_leaks, settings, sample):
    """Opens the sample in a window; a second time as if the program had ended badly: nothing is closed in order."""
    windows = []

    def open_again():
        window = Window(Workspace("Tester"), settings)
        windows[:] = [window]
        with qtbot.waitSignal(window.painted):
            window.show()
        qtbot.waitUntil(window.isActiveWindow)
        open_case(qtbot, window, Path(sample))
        qtbot.waitUntil(lambda: len(window.bench._by_name) == len(screens()), timeout=LONG)
        return window

    yield open_again
    shut(windows.pop())  # those before were shut as it went


def shut(window):
    window.close()
    end(window)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def written(qtbot, path, count=1):
    """What the file holds, once there is so much of it; read as a program would that starts now."""
    found = []

    def there():
        with Case.open(Path(path), read_only=True) as case, case.read() as reading:
            found[:] = unfinished.read(reading)
        return len(found) == count

    qtbot.waitUntil(there, timeout=LONG)
    return found


def begin_note(qtbot, window, text):
    qtbot.waitUntil(lambda: window.bench.named("matrix").cells.model.story is not None, timeout=LONG)
    press(Key.Key_N)
    type_in(text)


def test_what_is_typed_is_in_the_file_within_two_seconds(qtbot, again, sample):
    window = again()
    begin_note(qtbot, window, "Ask the desk")
    begun = time.monotonic()
    (kept,) = written(qtbot, sample)
    assert time.monotonic() - begun < 2
    assert "Ask the desk" in kept.body
    type_in(" about it")
    qtbot.waitUntil(lambda: "about it" in written(qtbot, sample)[0].body, timeout=2_000)


def test_leaving_the_field_writes_at_once(qtbot, again, sample):
    window = again()
    begin_note(qtbot, window, "Ask")
    window.bench.named("matrix").cells.writing.note_form.tags.setFocus()
    qtbot.waitUntil(window.workspace._worker.idle)
    written(qtbot, sample)


def test_saving_and_giving_up_forget_it(qtbot, again, sample):
    window = again()
    begin_note(qtbot, window, "Saved")
    written(qtbot, sample)
    with qtbot.waitSignal(window.workspace.changed, timeout=LONG):
        press(Key.Key_Return, CTRL)
    written(qtbot, sample, 0)
    begin_note(qtbot, window, "Given up")
    written(qtbot, sample)
    press(Key.Key_Escape)
    written(qtbot, sample, 0)
    assert window.workspace.keeper.all() == ()


def test_a_note_comes_back_in_its_form(qtbot, again, sample):
    window = again()
    begin_note(qtbot, window, "Ask the desk")
    written(qtbot, sample)
    cell = window.bench.named("matrix").cells._cell
    shut_badly(window, sample)
    window = again()
    told = window.message.text()
    assert told.startswith("Text you were typing was kept: Note on ")
    click(window.message.buttons[0])
    matrix = window.bench.named("matrix")
    qtbot.waitUntil(lambda: matrix.cells.writing.note_form.isVisible(), timeout=LONG)
    assert matrix.cells.writing.note_form.body.text() == "Ask the desk"
    assert matrix.cells._cell == cell
    assert focus() is matrix.cells.writing.note_form.body
    with qtbot.waitSignal(window.workspace.changed, timeout=LONG):
        press(Key.Key_Return, CTRL)
    assert [note.body for note in window.workspace.snapshot.notes if note.on.actor == cell[0]][-1] == "Ask the desk"
    written(qtbot, sample, 0)
    assert window.message.text() == ""


def shut_badly(window, path):
    """The window goes as in a crash: the case is not closed in order, and its lock stays."""
    window.workspace.keeper.forget()
    shut(window)
    assert Path(path).exists()


def test_a_judgement_comes_back_with_its_stance(qtbot, again, sample):
    window = again()
    matrix = window.bench.named("matrix")
    qtbot.waitUntil(lambda: matrix.cells.model.story is not None, timeout=LONG)
    press(Key.Key_E)
    form = matrix.cells.writing.assess_form
    qtbot.keyClick(form.stances.focusProxy(), Key.Key_2)
    form.rationale.setFocus()
    type_in("They object.")
    written(qtbot, sample)
    shut_badly(window, sample)
    window = again()
    assert "Assessment of" in window.message.text()
    click(window.message.buttons[0])
    form = window.bench.named("matrix").cells.writing.assess_form
    qtbot.waitUntil(form.isVisible, timeout=LONG)
    assert (form.rationale.text(), form.stances.stance) == ("They object.", Stance.OPPOSES)


def test_another_form_keeps_what_was_typed_in_the_last_one(qtbot, again):
    window = again()
    begin_note(qtbot, window, "Half")
    writer = window.bench.named("matrix").cells.writing
    matrix = window.bench.named("matrix")
    matrix.assess()
    assert writer.assess_form.isVisible()
    matrix.note()
    assert writer.note_form.body.text() == "Half"


def test_a_statement_that_is_coded_comes_back(qtbot, again, sample):
    window = again()
    source = window.workspace.snapshot.sources[0].id
    window.bench.show_view("sources", source=source)
    view = window.bench.named("sources")
    qtbot.waitUntil(lambda: view.page.shown_source == source, timeout=LONG)
    view.side.form.begin(source, 5, 40)
    form = view.side.form
    qtbot.waitUntil(lambda: form.sight is not None and bool(form.sight.quoted.exact), timeout=LONG)
    view.side.show_form()
    view.inspect.emit()
    form.fields.stance.keys.setFocus()
    press(Key.Key_1)
    assert form.draft.points[0].stance is Stance.REJECTS
    form.fields.facts.venue.setFocus()
    type_in("Berlin")  # the line is not left
    qtbot.waitUntil(lambda: "Berlin" in "".join(each.body for each in written(qtbot, sample)), timeout=5_000)
    shut_badly(window, sample)
    window = again()
    assert "Statement in" in window.message.text()
    click(window.message.buttons[0])
    form = window.bench.named("sources").side.form
    qtbot.waitUntil(lambda: form.active() and form.sight is not None, timeout=LONG)
    assert form.draft.points[0].stance is Stance.REJECTS
    assert form.fields.facts.venue.text() == "Berlin"
    assert form.isVisible()


def test_the_text_of_a_source_comes_back_in_the_editor(qtbot, again, sample):
    window = again()
    source = window.workspace.snapshot.sources[0]
    window.bench.show_view("sources", source=source.id)
    view = window.bench.named("sources")
    qtbot.waitUntil(lambda: view.page.shown_source == source.id, timeout=LONG)
    view.edit_text()
    type_in("Correction. ")
    typed = view.editor.raw()
    assert "Correction. " in typed
    written(qtbot, sample)
    shut_badly(window, sample)
    window = again()
    click(window.message.buttons[0])
    view = window.bench.named("sources")
    qtbot.waitUntil(view.editor.isVisible, timeout=LONG)
    assert view.editor.raw() == typed
    with qtbot.waitSignal(window.workspace.changed, timeout=LONG):
        view.editor.body.setFocus()
        press(Key.Key_Return, CTRL)
    written(qtbot, sample, 0)


def asked_for_text(qtbot, window):
    """The dialog for a new source from text, with the keyboard in its text."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(PasteDialog)), timeout=LONG)
    dialog = next(each for each in window.findChildren(PasteDialog) if each.isVisible())
    qtbot.waitUntil(dialog.isActiveWindow, timeout=LONG)
    dialog.body.setFocus()
    qtbot.waitUntil(lambda: focus() is dialog.body)
    return dialog


def test_a_new_source_from_text_comes_back_in_its_dialog(qtbot, again, sample):
    window = again()
    window.bench.show_view("sources")
    window.bench.named("sources").ask_text("")
    dialog = asked_for_text(qtbot, window)
    type_in("Protocol of a call")
    written(qtbot, sample)
    dialog.reject()
    shut_badly(window, sample)
    window = again()
    assert window.message.text().startswith("Text you were typing was kept: New source “Protocol of a call”")
    click(window.message.buttons[0])
    dialog = asked_for_text(qtbot, window)
    assert dialog.body.toPlainText() == "Protocol of a call"
    with qtbot.waitSignal(window.bench.named("sources").intake.taken, timeout=LONG):
        click(dialog.main)
    assert window.workspace.snapshot.sources[-1].title == "Protocol of a call"
    written(qtbot, sample, 0)
    assert window.workspace.keeper.all() == ()


def test_a_new_source_that_is_given_up_is_forgotten(qtbot, again, sample):
    window = again()
    window.bench.show_view("sources")
    sources = window.bench.named("sources")
    sources.ask_text("Pasted words")
    assert window.workspace.keeper.all() == ()
    asked_for_text(qtbot, window)
    type_in("More ")
    written(qtbot, sample)
    press(Key.Key_Escape)
    assert [typed.body for _kept, typed in window.workspace.keeper.all()] == ["More Pasted words"]
    sources.ask_text("Other words")  # is another one
    click(asked_for_text(qtbot, window).cancel)
    assert len(window.workspace.keeper.all()) == 1
    sources.resume(window.workspace.keeper.all()[0][1])
    click(asked_for_text(qtbot, window).cancel)
    written(qtbot, sample, 0)
    assert window.workspace.keeper.all() == ()


def test_notes_on_words_and_on_statements_come_back_in_their_panels(qtbot, again, sample):
    window = again()
    source = window.workspace.snapshot.sources[0].id
    window.bench.show_view("sources", source=source)
    view = window.bench.named("sources")
    qtbot.waitUntil(lambda: view.page.shown_source == source, timeout=LONG)
    view.hand.note(5, 40)
    type_in("On these words")
    press(Key.Key_Escape)
    view.hand.note(5, 40)
    assert focus().toPlainText() == "On these words"
    press(Key.Key_Escape)
    window.bench.show_view("statements")
    statements = window.bench.named("statements")
    qtbot.waitUntil(lambda: statements.table.currentIndex().isValid(), timeout=LONG)
    statements.selected.command("N")
    type_in("On this statement")
    written(qtbot, sample, 2)
    shut_badly(window, sample)
    window = again()
    assert window.message.text() == "2 texts that you were typing were kept."
    click(window.message.buttons[0])
    dialog = window.findChild(UnfinishedDialog)
    qtbot.waitUntil(dialog.isVisible)
    listed = [dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())]
    row = next(row for row, told in enumerate(listed) if told.startswith("Note on 1 statement"))
    dialog.table.walk_to(row)
    assert dialog.words.toPlainText() == "On this statement"
    click(dialog.main)
    qtbot.waitUntil(lambda: getattr(focus(), "toPlainText", str)() == "On this statement", timeout=LONG)


def test_one_is_thrown_away_from_the_list(qtbot, again, sample):
    with Case.open(Path(sample)) as case:
        unfinished.keep(case, *pair(NoteTyped(NoteTarget(), "Note on the case", "One")))
        unfinished.keep(case, *pair(NoteTyped(NoteTarget(actor=999_999), "Note", "Two")))
    window = again()
    window.commands["unfinished"].trigger()
    dialog = window.findChild(UnfinishedDialog)
    assert dialog.model.rowCount() == 2
    gone = next(row for row in range(2) if dialog._listed[row][1].body == "Two")
    dialog.table.walk_to(gone)
    assert not dialog.main.isEnabled()  # what it was on is no longer there
    assert "no longer in the record" in dialog.heading.text()
    click(dialog.drop)
    assert dialog.model.rowCount() == 1
    dialog.close()
    written(qtbot, sample)


def pair(typed):
    return typed.name, body(typed)


def test_a_text_that_nobody_understands_does_no_harm(qtbot, again, sample):
    with Case.open(Path(sample)) as case:
        for name in ("note {} 0 0", "coding 1 2 3 0", "poem 1", "text 1"):
            unfinished.keep(case, name, '{"body": [[[[1]]]], "draft": "x"}')
    window = again()
    assert window.message.text() == ""
    assert window.workspace.keeper.all() == ()


@pytest.mark.parametrize(
    "typed",
    [
        NoteTyped(NoteTarget(source=3, start=5, end=9), "Note on these words", " a ", "b, c"),
        JudgementTyped(1, 2, 0, Stance.REJECTS, None, "because"),
        CodingTyped(coding.Draft(speaker=4, venue="“x”"), 1, 2, 3),
        TextTyped(7, "abc", 0, 12, "new\ntext"),
        SourceTyped(2, "A title", "Some\ntext"),
    ],
)
def test_what_is_kept_is_read_as_it_was(typed):
    assert typed_of(*pair(typed)) == typed
    assert typed_of("another name", body(typed)) is None


def test_a_copy_that_goes_elsewhere_does_not_have_it(sample, tmp_path):
    from db.copies import save_copy

    with Case.open(Path(sample)) as case:
        unfinished.keep(case, *pair(NoteTyped(NoteTarget(), "Note on the case", "Private so far")))
        save_copy(case, tmp_path / "Copy.rapporteur")
        save_copy(case, tmp_path / "Rescued.rapporteur", unfinished=True)
    assert b"Private so far" not in (tmp_path / "Copy.rapporteur").read_bytes()
    assert b"Private so far" in (tmp_path / "Rescued.rapporteur").read_bytes()


CHILD = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop import theme
from desktop.settings import Settings
from desktop.theme import Appearance
from desktop.screens import screens
from desktop.window import Window
from desktop.workspace import Workspace

app = QApplication([])
theme.current().dress(app, Appearance.LIGHT, 100)
window = Window(Workspace("Tester"), Settings(Path(sys.argv[2])))
window.show()
window.workspace.open(Path(sys.argv[1]))
typed = []

def go():
    matrix = window.bench.named("matrix") if window.bench.has_views() else None
    if matrix is None or matrix.cells.model.story is None:
        return
    if not typed:
        matrix.note()
        typed.append(time.monotonic())
        QTest.keyClicks(matrix.cells.writing.note_form.body, "Typed before the end")
    elif time.monotonic() - typed[0] > 2:
        print("typed", flush=True)
        timer.stop()

timer = QTimer(interval=50)
timer.timeout.connect(go)
timer.start()
app.exec()
"""


def test_what_was_typed_two_seconds_before_a_kill_is_offered(qtbot, again, sample, tmp_path):
    """The program is really killed, with its lock in place and no word said."""
    root = Path(__file__).parent.parent.parent
    command = [sys.executable, "-c", CHILD, str(sample), str(tmp_path / "other")]
    child = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout.readline() == "typed\n"
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    window = again()
    assert window.message.text().startswith("Text you were typing was kept: Note on ")
    click(window.message.buttons[0])
    form = window.bench.named("matrix").cells.writing.note_form
    qtbot.waitUntil(form.isVisible, timeout=LONG)
    assert form.body.text() == "Typed before the end"
