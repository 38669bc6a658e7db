import io
import shutil
import zipfile

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.dialogs.asking import PasswordDialog, PasteDialog
from desktop.intake import Stage
from desktop.views.sources import Sources
from tests.desktop.exchange.documents import make

Key, Mod = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sources(qtbot, workspace, show):
    view = Sources(workspace)
    show(view)
    qtbot.addWidget(view.inspector())
    qtbot.waitUntil(lambda: len(view.page.passages) > 0)
    return view


@pytest.fixture
def take(qtbot, sources):
    """Takes files and waits until all is over."""

    def taken(*paths):
        with qtbot.waitSignal(sources.intake.ended, timeout=30_000):
            sources.take(paths)
        return [(item.name, item.stage) for item in sources.intake.items]

    return taken


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def encrypted(text, password):
    """A PDF that opens with a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(make.pdf(text))) as document:
        document.save(out, encryption=pikepdf.Encryption(user=password, owner="owner"))
    return out.getvalue()


def dialog(kind):
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def told(view, row=0):
    return view.intake.items[row].told


def test_files_are_read_and_each_tells_what_became_of_it(qtbot, sources, take, tmp_path, workspace):
    before = len(workspace.snapshot.sources)
    files = [
        write(tmp_path, "a.txt", "The minister said that no troops would be sent to the front this year."),
        write(tmp_path, "bad.docx", b"PK\x03\x04 no archive"),
        write(tmp_path, "b.html", "<html lang=uk><title>Заява</title><p>Ми не згодні з цим рішенням уряду.</p></html>"),
    ]
    assert take(*files) == [("a.txt", Stage.ADDED), ("bad.docx", Stage.FAILED), ("b.html", Stage.ADDED)]
    assert told(sources, 0).startswith("English")
    assert "could not be read" in told(sources, 1)
    assert len(workspace.snapshot.sources) == before + 2
    assert sources.imports.isVisible()
    assert sources.imports.told() == "3 files: 3 done."


def test_folders_give_what_they_hold(sources, take, tmp_path):
    inner = tmp_path / "texts" / "more"
    inner.mkdir(parents=True)
    for number in range(3):
        write(inner, f"{number}.txt", f"Words of number {number}.")
    assert [stage for _name, stage in take(tmp_path / "texts")] == [Stage.ADDED] * 3


def test_the_same_text_is_noticed_and_kept_twice_only_on_a_word(qtbot, sources, take, tmp_path, workspace):
    one = write(tmp_path, "one.txt", "The very same words.")
    two = write(tmp_path, "two.txt", "The very same words.")
    assert take(one, two) == [("one.txt", Stage.ADDED), ("two.txt", Stage.SAME)]
    assert told(sources, 1) == "The same text is already in this case, as “one”."
    before = len(workspace.snapshot.sources)
    assert sources.pane.under_way.text() == "1 needs a word from you"
    skip, both = sources.imports.buttons(1)
    assert (skip.text(), both.text()) == ("Skip", "Keep both")
    with qtbot.waitSignal(workspace.compared):
        qtbot.mouseClick(both, LEFT)
    assert len(workspace.snapshot.sources) == before + 1
    qtbot.waitUntil(lambda: sources.intake.items[1].stage is Stage.ADDED)


def test_skipping_leaves_a_file_out(qtbot, sources, take, tmp_path):
    one, two = (write(tmp_path, name, "Same.") for name in ("1.txt", "2.txt"))
    take(one, two)
    qtbot.mouseClick(sources.imports.buttons(1)[0], LEFT)
    assert sources.intake.items[1].stage is Stage.STOPPED
    assert [button.text() for button in sources.imports.buttons(1)] == ["Read"]  # the one that is there


def test_an_encrypted_pdf_asks_for_its_password_and_again_when_it_is_wrong(qtbot, sources, take, tmp_path, workspace):
    path = write(tmp_path, "locked.pdf", encrypted("Words of a letter.", "secret"))
    assert take(path) == [("locked.pdf", Stage.LOCKED)]
    for password, stage in (("wrong", Stage.LOCKED), ("secret", Stage.ADDED)):
        qtbot.mouseClick(sources.imports.buttons(0)[1], LEFT)
        asked = dialog(PasswordDialog)
        assert asked.field.echoMode() == asked.field.EchoMode.Password
        qtbot.keyClicks(asked.field, password)
        with qtbot.waitSignal(sources.intake.ended, timeout=30_000):
            qtbot.keyClick(asked.field, Key.Key_Return)
        assert sources.intake.items[0].stage is stage
    assert sources.intake.items[0].password is None


def test_a_scan_is_kept_and_told(sources, take, tmp_path):
    path = write(tmp_path, "scan.pdf", make.bare_pdf(b"0 0 100 100 re f"))
    assert take(path) == [("scan.pdf", Stage.ADDED)]
    assert "pictures of pages and no text" in told(sources)
    assert sources.intake.items[0].scanned


def test_stopping_keeps_what_was_read(qtbot, sources, tmp_path, workspace):
    files = [write(tmp_path, f"{number}.txt", f"Words of {number}.") for number in range(60)]
    before = len(workspace.snapshot.sources)
    sources.intake.moved.connect(lambda row: sources.intake.stop() if row == 5 else None)
    with qtbot.waitSignal(sources.intake.ended, timeout=30_000):
        sources.take(files)
    stages = [item.stage for item in sources.intake.items]
    assert stages[:5] == [Stage.ADDED] * 5
    assert stages.count(Stage.STOPPED) >= 50
    assert len(workspace.snapshot.sources) == before + stages.count(Stage.ADDED)


def test_all_files_of_one_drop_are_undone_in_one_step(qtbot, sources, take, tmp_path, workspace):
    before = len(workspace.snapshot.sources)
    take(*(write(tmp_path, f"{number}.txt", f"Words of {number}.") for number in range(7)))
    assert len(workspace.snapshot.sources) == before + 7
    with qtbot.waitSignal(workspace.compared):
        workspace.undo()
    assert len(workspace.snapshot.sources) == before


def test_hostile_names_stand_as_they_are(qtbot, sources, take, tmp_path, workspace):
    name = "<b>x<b> &amp; \u202etxt.txt"
    path = write(tmp_path, name, "Words of somebody.")
    take(path)
    item = sources.imports.model.index(0).data()
    assert item == name
    assert sources.imports.list.grab().width() > 0
    assert workspace.snapshot.sources[-1].title


def test_enter_reads_what_was_added_and_esc_closes_the_list(qtbot, sources, take, tmp_path):
    take(write(tmp_path, "new.txt", "Fresh words."))
    sources.imports.list.setFocus()
    sources.imports.list.setCurrentIndex(sources.imports.model.index(0))
    qtbot.keyClick(sources.imports.list, Key.Key_Return)
    qtbot.waitUntil(lambda: sources.page.blocks.text == "Fresh words.")
    assert sources.page.isVisible()
    qtbot.mouseClick(sources.pane.under_way, LEFT)
    assert sources.imports.isVisible()
    assert sources.clear()
    assert not sources.imports.isVisible()
    assert not sources.pane.under_way.isVisible()


def test_ctrl_v_on_the_list_makes_a_source_of_the_clipboard(qtbot, sources, workspace):
    text = "  \nFirst line of it.\nSecond <b>line</b>.\u00a0«Ні»."
    QGuiApplication.clipboard().setText(text)
    sources.list.setFocus()
    qtbot.keyClick(sources.list, Key.Key_V, Mod.ControlModifier)
    asked = dialog(PasteDialog)
    assert asked.title_field.text() == "First line of it."
    asked.title_field.setText("Pasted")
    qtbot.waitUntil(asked.isActiveWindow)
    with qtbot.waitSignal(sources.intake.taken, timeout=20_000):
        qtbot.keyClick(asked.body, Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: sources.page.blocks.text == text)
    source = sources.source()
    assert (source.title, source.file, source.encoding) == ("Pasted", "", "")


def test_an_empty_clipboard_asks_for_the_text(qtbot, sources):
    QGuiApplication.clipboard().clear()
    sources.list.setFocus()
    qtbot.keyClick(sources.list, Key.Key_V, Mod.ControlModifier)
    asked = dialog(PasteDialog)
    assert not asked.main.isEnabled()
    qtbot.keyClicks(asked.body, "Typed words.")
    assert asked.main.isEnabled()
    with qtbot.waitSignal(sources.intake.taken, timeout=20_000):
        qtbot.mouseClick(asked.main, LEFT)
    qtbot.waitUntil(lambda: sources.page.blocks.text == "Typed words.")
    assert sources.source().title == "Typed words."


def test_text_that_is_dropped_on_the_list_becomes_a_source(qtbot, sources):
    mime = QMimeData()
    mime.setText("Dropped words.")
    view = sources.list.viewport()
    buttons = (Qt.DropAction.CopyAction, mime, LEFT, Mod.NoModifier)
    entered = QDragEnterEvent(view.rect().center(), *buttons)
    QApplication.sendEvent(view, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(view, QDropEvent(QPointF(view.rect().center()), *buttons))
    asked = dialog(PasteDialog)
    assert asked.body.toPlainText() == "Dropped words."
    asked.reject()


def test_files_are_left_to_the_window(sources, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    view = sources.list.viewport()
    entered = QDragEnterEvent(view.rect().center(), Qt.DropAction.CopyAction, mime, LEFT, Mod.NoModifier)
    QApplication.sendEvent(view, entered)
    assert not entered.isAccepted()


def test_an_encoding_is_changed_afterwards_and_quotations_stay(qtbot, sources, take, tmp_path, workspace):
    words = "Министр сказал: «Мы не согласны». Это было вчера."
    take(write(tmp_path, "koi.txt", words.encode("cp1251")))
    sources.go(source=sources.intake.items[0].source)
    qtbot.waitUntil(lambda: sources.page.shown_source == sources.intake.items[0].source)
    sources.hand.read_as("koi8_r")
    qtbot.waitUntil(lambda: sources.source().encoding == "koi8_r")
    qtbot.waitUntil(lambda: sources.page.blocks.text != words)
    side = sources.inspector()
    side.resize(360, 700)
    side.show()
    assert sources.facts.encoding.isVisible()
    qtbot.mouseClick(sources.facts.encoding, LEFT)
    qtbot.waitUntil(lambda: sources.facts._panel is not None and sources.facts._panel.isVisible())
    shown = sources.facts._panel.options
    samples = [shown.data(shown.index(row), Qt.ItemDataRole.UserRole).detail for row in range(shown.rowCount())]
    assert any("Министр" in sample for sample in samples)
    qtbot.keyClicks(sources.facts._panel.field, "cp1251")
    qtbot.keyClick(sources.facts._panel.field, Key.Key_Return)
    qtbot.waitUntil(lambda: sources.page.blocks.text == words)
    assert sources.source().encoding == "cp1251"


def test_another_case_forgets_what_is_on_its_way(qtbot, sources, take, tmp_path, workspace, sample):
    take(write(tmp_path, "a.txt", "Words."))
    other = shutil.copy(sample, tmp_path / "other.rapporteur")
    with qtbot.waitSignal(workspace.opened, timeout=20_000):
        workspace.open(other)
    assert not sources.intake.items
    assert not sources.imports.isVisible()


def test_an_archive_that_is_a_bomb_stops_nobody(sources, take, tmp_path):
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 300_000_000)
    good = write(tmp_path, "good.txt", "Words.")
    assert take(bomb, good) == [("bomb.docx", Stage.FAILED), ("good.txt", Stage.ADDED)]


FRENCH = (
    "Le ministre a dit que les troupes ne seront pas dans le pays et que la force n’est pas pour cette année avec nous."
)


def language_of(workspace, source):
    return next(each.language for each in workspace.snapshot.sources if each.id == source)


def test_a_language_that_is_said_otherwise_is_told_and_chosen(qtbot, sources, take, tmp_path, workspace):
    take(write(tmp_path, "a.html", f"<html lang=en-GB><title>Déclaration</title><p>{FRENCH} {FRENCH}</p></html>"))
    assert "It reads like French, but says that it is English." in told(sources)
    source = sources.intake.items[0].source
    assert language_of(workspace, source) == "fr"
    assert [button.text() for button in sources.imports.buttons(0)] == ["It is French", "It is English", "Read"]
    qtbot.mouseClick(sources.imports.buttons(0)[1], LEFT)
    qtbot.waitUntil(lambda: language_of(workspace, source) == "en")
    assert told(sources) == "English, as you said."
    assert [button.text() for button in sources.imports.buttons(0)] == ["Read"]


def test_a_language_that_is_said_alike_is_not_asked_about(qtbot, sources, take, tmp_path):
    take(write(tmp_path, "a.html", f"<html lang=fr-CA><title>Déclaration</title><p>{FRENCH} {FRENCH}</p></html>"))
    assert [button.text() for button in sources.imports.buttons(0)] == ["Read"]


def test_nothing_of_marks_stands_beside_no_source(qtbot, sources, workspace):
    assert sources.marks.panel.isHidden()
