"""Marks that somebody made in a PDF elsewhere: seen in the reader, taken over as notes, coded as statements."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PySide6.QtCore import Qt

from db import sources as nouns
from desktop.models.foreign_marks import MARK
from desktop.views.source_page import PAGES
from desktop.views.sources import Sources
from tests.desktop.driving import press
from tests.desktop.exchange.documents import make
from tests.desktop.views.reading import selected

KEY = Qt.Key

PAGE = """
#set page(width: 300pt, height: 400pt, margin: 40pt)
#set text(font: "Source Serif 4", size: 12pt)
{}
"""
WORDS = [
    "The minister said that no troops would be sent to the front. Nothing else was agreed on that day.",
    "On the second page the president answered: “We will see.” He did not say more than this.",
]


def plain_pdf():
    return make.pdf(PAGE.format("#pagebreak()\n".join(WORDS)))


def marked_pdf(*marks, data=None):
    """A PDF with annotations: ``(page, subtype, box, more)``."""
    with pikepdf.open(io.BytesIO(data or plain_pdf())) as document:
        made = []
        for page, kind, box, more in marks:
            one = Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array(list(box)))
            if kind != "Text":
                x0, y0, x1, y1 = box
                one.QuadPoints = Array([x0, y1, x1, y1, x0, y0, x1, y0])
            for key, value in more.items():
                one[Name("/" + key)] = made[value] if key == "IRT" else String(_utf16(value))
            held = document.make_indirect(one)
            made.append(held)
            at = document.pages[page].obj
            at.Annots = Array([*at.get(Name.Annots, Array()), held])
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _utf16(text):
    return b"\xfe\xff" + text.encode("utf-16-be", "surrogatepass")


LINE = (0, "Highlight", (38, 340, 262, 362), {"T": "B. Reader", "M": "D:20250906091200Z", "Contents": "Is this new?"})
ANSWER = (0, "Text", (38, 340, 58, 360), {"T": "C. Editor", "Contents": "It is.", "IRT": 0})
BARE = (1, "Highlight", (38, 340, 262, 362), {})
STICKY = (1, "Text", (262, 320, 282, 340), {"T": "B. Reader", "Contents": "Ask him"})
FAR = (1, "Text", (262, 20, 282, 40), {"Contents": "A blank foot"})


@pytest.fixture
def sources(qtbot, workspace, show):
    from PySide6.QtWidgets import QSplitter

    frame = QSplitter()
    view = Sources(workspace)
    frame.addWidget(view)
    frame.addWidget(view.inspector())
    frame.setSizes([900, 340])
    view.frame = show(frame, 1340, 860)
    qtbot.waitUntil(lambda: len(view.page.passages) > 0)
    return view


@pytest.fixture
def read(qtbot, sources, tmp_path):
    """Takes a PDF in and reads it; waits for its marks."""

    def opened(data, wanted=None):
        path = tmp_path / "paper.pdf"
        path.write_bytes(data)
        with qtbot.waitSignal(sources.intake.ended, timeout=30_000):
            sources.take([path])
        with qtbot.waitSignal(sources.marks.marked.found, timeout=30_000):
            sources.go(source=sources.intake.items[0].source)
        if wanted is not None:
            qtbot.waitUntil(lambda: sources.marks.model.rowCount() == wanted, timeout=30_000)
        return sources.intake.items[0].source

    return opened


def rows(sources):
    return [(line.body, line.mark.words, line.state) for line in sources.marks.model.lines]


def notes(workspace, source):
    return [note for note in workspace.snapshot.notes if note.on.source == source]


def test_marks_are_listed_and_stand_in_the_text(qtbot, sources, read):
    read(marked_pdf(LINE, ANSWER, BARE, STICKY, FAR), 4)
    (first, bare, sticky, far) = rows(sources)
    assert first == ("Is this new?", "The minister said that no troops would", "")
    assert bare[0] == "Highlighted"
    assert bare[1].startswith("On the second page")
    assert sticky[0] == "Ask him"
    assert sticky[1]
    assert far == ("A blank foot", "", "")
    panel = sources.marks.panel
    assert panel.isVisible()
    assert panel.title.text() == "4 MARKS IN THE FILE, 1 BESIDE NO WORDS"
    assert (0, 38, "handMark") in [(each.start, each.end, each.edge) for each in sources.page.text.marked.all()]
    assert [label.speaker for label in sources.page.shown.labels()] == ["B. Reader", "Mark", "B. Reader"]
    assert "1 answer" in sources.marks.model.index(0).data(MARK).signed


def test_taken_over_as_notes_once_and_undone_in_one_step(qtbot, sources, workspace, read):
    source = read(marked_pdf(LINE, ANSWER, BARE, STICKY, FAR), 4)
    panel = sources.marks.panel
    panel.list.setFocus()
    with qtbot.waitSignal(workspace.compared):
        press(KEY.Key_N)
    (note, answer) = notes(workspace, source)
    assert (note.body, note.author, note.at, note.on.start, note.on.end) == (
        "Is this new?",
        "B. Reader",
        "2025-09-06T09:12:00Z",
        0,
        38,
    )
    assert (answer.body, answer.author, answer.reply_to) == ("It is.", "C. Editor", note.id)
    assert rows(sources)[0][2] == "note"
    assert not panel.note.isEnabled()
    with qtbot.waitSignal(workspace.compared):
        panel.all.click()
    assert len(notes(workspace, source)) == 5
    assert [note.body for note in notes(workspace, source)][2:] == ["Marked in the file", "Ask him", "A blank foot"]
    assert notes(workspace, source)[-1].on.start is None
    assert not panel.all.isEnabled()
    panel.take_all()
    panel.list.selectAll()
    press(KEY.Key_N)
    with qtbot.waitSignal(workspace.compared):
        workspace.undo()
    assert len(notes(workspace, source)) == 2
    assert [row[2] for row in rows(sources)] == ["note", "", "", ""]


def test_coded_as_a_statement_by_key(qtbot, sources, workspace, read):
    source = read(marked_pdf(LINE, FAR), 2)
    panel, form = sources.marks.panel, sources.side.form
    panel.choose(1)
    assert not panel.code.isEnabled()
    press(KEY.Key_A)
    assert not form.active()
    panel.choose(0)
    assert selected(sources.page) == "The minister said that no troops would"
    press(KEY.Key_A)
    assert form.active()
    assert not panel.isVisible()
    assert [(each.source, each.start, each.end) for each in form.draft.quotations] == [(source, 0, 38)]
    form.leave()
    qtbot.waitUntil(panel.isVisible)


def test_marks_are_seen_on_the_original_page(qtbot, sources, read):
    read(marked_pdf(LINE, ANSWER, FAR), 2)
    sources.reading.show_as(PAGES)
    pages = sources.page.pages
    qtbot.waitUntil(lambda: bool(pages.sizes), timeout=10_000)
    sources.marks.panel.choose(0)
    card = pages.comments.card
    assert card.isVisible()
    assert (card.author.text(), card.date.text()) == ("B. Reader", "6 Sep 2025")
    assert card.body.text() == "Is this new?\n\nC. Editor: It is."
    (sign,) = [rect for number, rect in pages.comments._signs() if number == 0]
    sources.marks.panel.list.setCurrentIndex(sources.marks.model.index(1))
    from PySide6.QtTest import QTest

    pages.show_place(0)
    (sign,) = [rect for number, rect in pages.comments._signs() if number == 0]
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=sign.center().toPoint())
    assert sources.marks.panel.list.currentIndex().row() == 0


def test_a_label_in_the_margin_leads_to_the_list(qtbot, sources, read):
    read(marked_pdf(LINE, BARE), 2)
    sources.page._choose_label(1)
    assert sources.marks.panel.list.hasFocus()
    assert sources.marks.panel.list.currentIndex().row() == 1
    sources.page._choose_tick(0)
    assert sources.marks.panel.list.currentIndex().row() == 0


def test_a_text_that_was_edited_keeps_its_marks(qtbot, sources, workspace, read):
    source = read(marked_pdf(LINE, BARE), 2)
    text = sources.page.blocks.text
    with qtbot.waitSignal(sources.marks.marked.found, timeout=30_000):
        sources.hand.retext("In short: " + text.replace("On the second page", "On page two"))
    assert [(line.mark.start, line.placed) for line in sources.marks.model.lines] == [(10, True), (0, False)]
    with qtbot.waitSignal(workspace.compared):
        sources.marks.panel.take_all()
    assert notes(workspace, source)[0].on.start == 10


HOSTILE = [
    (0, "Highlight", (-1e9, -1e9, 1e9, 1e9), {"Contents": "<img src=x onerror=y><b>&amp;"}),
    (0, "Highlight", (100, 400, 50, 300), {"Contents": "\u202egnp.exe \ud83d\x00\x07" * 3000, "T": "\u202eevil"}),
    (0, "Text", (99999, 99999, 99999, 99999), {"Contents": "far away", "M": "D:99999999999999+99'99'"}),
    (1, "Underline", (0, 0, 0, 0), {"NM": "x" * 10_000, "Contents": "=cmd|' /C calc'!A0"}),
]


def test_hostile_marks_do_no_harm(qtbot, sources, workspace, read):
    source = read(marked_pdf(*HOSTILE), 4)
    sources.reading.show_as(PAGES)
    qtbot.waitUntil(lambda: bool(sources.page.pages.sizes), timeout=10_000)
    for row in range(4):
        sources.marks.panel.choose(row)
        sources.frame.grab()
    assert "&lt;img" in sources.marks.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    with qtbot.waitSignal(workspace.compared):
        sources.marks.panel.take_all()
    assert len(notes(workspace, source)) == 4
    assert max(len(note.body) for note in notes(workspace, source)) <= 100_000


def test_a_locked_file_asks_for_its_password(qtbot, sources, workspace, tmp_path):
    with pikepdf.open(io.BytesIO(marked_pdf(LINE))) as document:
        out = io.BytesIO()
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    made = []
    text, pages = "The minister said that no troops would be sent", _pages()

    def edit(editing):
        made.append(nouns.add(editing, title="Locked", text=text, language="en", original=out.getvalue(), pages=pages))

    with qtbot.waitSignal(workspace.compared):
        workspace.change("Add", edit)
    with qtbot.waitSignal(sources.marks.marked.locked, timeout=30_000):
        sources.go(source=made[0])
    assert sources.marks.panel.password.isVisible()
    sources.marks.marked.unlock("wrong")
    qtbot.waitUntil(lambda: "wrong" in sources.marks.panel.told.text(), timeout=30_000)
    with qtbot.waitSignal(sources.marks.marked.found, timeout=30_000):
        sources.marks.marked.unlock("u")
    assert rows(sources)[0][0] == "Is this new?"
    assert not sources.marks.panel.password.isVisible()


def _pages():
    from desktop.exchange.documents import pdf

    return pdf.read(plain_pdf()).pages.packed()


def test_a_marked_copy_of_a_source_brings_its_marks(qtbot, sources, workspace, read, tmp_path):
    source = read(marked_pdf(BARE), 1)
    copy = tmp_path / "marked copy.pdf"
    copy.write_bytes(marked_pdf(BARE, LINE, (0, "Text", (38, 340, 58, 360), {"Contents": "Yes.", "IRT": 1})))
    for told in (
        "2 marks became notes on “paper”",
        "2 were there already; the text is there already as “paper”",
    ):
        with qtbot.waitSignal(sources.intake.ended, timeout=30_000):
            sources.take([copy])
        assert sources.intake.items[0].told == told
        assert [note.body for note in notes(workspace, source)] == ["Is this new?", "Yes."]
    assert len(workspace.snapshot.sources) == 4
