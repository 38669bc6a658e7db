"""A PDF on its own pages: drawn beside the window, selected by the mouse, tinted where its words stand."""

import io

import pikepdf
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from db import coding
from db.records import Quotation, Statement
from db.vocabulary import Wording
from desktop.dialogs.asking import PasswordDialog
from desktop.views.source_page import PAGES, TEXT
from desktop.views.sources import Sources
from tests.desktop.exchange.documents import make
from tests.desktop.views.reading import selected

Key, Mod = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton

PAGE = """
#set page(width: 300pt, height: 400pt, margin: 40pt)
#set text(font: "Source Serif 4", size: 12pt)
{}
"""
WORDS = [
    "The minister said that no troops would be sent to the front. Nothing else was agreed on that day.",
    "On the second page the president answered: “We will see.” He did not say more than this.",
    "The third page is short.",
]


def pdf(words=WORDS):
    return make.pdf(PAGE.format("#pagebreak()\n".join(words)))


@pytest.fixture
def sources(qtbot, workspace, show):
    view = Sources(workspace)
    show(view)
    qtbot.addWidget(view.inspector())
    qtbot.waitUntil(lambda: len(view.page.passages) > 0)
    return view


@pytest.fixture
def read(qtbot, sources, tmp_path):
    """Takes a PDF in and shows its pages."""

    def opened(data, name="paper.pdf"):
        path = tmp_path / name
        path.write_bytes(data)
        with qtbot.waitSignal(sources.intake.ended, timeout=30_000):
            sources.take([path])
        source = sources.intake.items[0].source
        sources.go(source=source)
        qtbot.waitUntil(lambda: sources.page.shown_source == source)
        return source

    return opened


@pytest.fixture
def pages(qtbot, sources, read):
    """The pages of a paper, drawn and placed."""
    read(pdf())
    sources.bar.how.choose(PAGES)
    view = sources.page.pages
    qtbot.waitUntil(lambda: len(view.sizes) == 3, timeout=20_000)
    qtbot.waitUntil(lambda: view.placed(0) and view.bytes_kept() > 0, timeout=20_000)
    return view


def drawn(view):
    """How many dark points the picture of the pages has."""
    image = view.viewport().grab().toImage()
    points = ((x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    return sum(image.pixelColor(x, y).lightness() < 90 for x, y in points)


def drag(qtbot, view, start, end):
    """Leads the mouse from the middle of one letter to that of another."""
    first, last = view.rects_of(start, start + 1)[0], view.rects_of(end - 1, end)[0]
    begin, there = QPointF(first.left() + 1, first.center().y()), QPointF(last.right() - 0.5, last.center().y())
    qtbot.mousePress(view.viewport(), LEFT, pos=begin.toPoint())
    move = QMouseEvent(QEvent.Type.MouseMove, there, there, Qt.MouseButton.NoButton, LEFT, Mod.NoModifier)
    QApplication.sendEvent(view.viewport(), move)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=there.toPoint())


def test_pages_are_drawn_beside_the_window(sources, pages):
    assert sources.bar.how.isVisibleTo(sources.bar)
    assert pages.isVisible()
    assert drawn(pages) > 200
    assert pages.accessibleDescription() == "3 pages"


def test_words_are_selected_by_the_mouse_and_kept_as_text(qtbot, sources, pages):
    text = sources.page.blocks.text
    start = text.index("no troops")
    drag(qtbot, pages, start, start + len("no troops would"))
    assert selected(sources.page) == "no troops would"
    assert sources.page.bar.isVisible()
    sources.bar.how.choose(TEXT)
    assert selected(sources.page) == "no troops would"


def test_every_letter_is_hit_where_it_is_drawn(pages, sources):
    text = sources.page.blocks.text
    for point in range(pages._map.span(0)[1]):
        rects = pages.rects_of(point, point + 1)
        if rects and not text[point].isspace():
            assert pages.point_at(rects[0].center(), leading=True) == point


def test_shift_and_arrows_lead_the_selection(qtbot, sources, pages):
    pages.setFocus()
    start = sources.page.blocks.text.index("minister")
    pages.selection.put(start)
    qtbot.keyClick(pages, Key.Key_Right, Mod.ShiftModifier | Mod.ControlModifier)
    assert selected(sources.page) == "minister"
    qtbot.keyClick(pages, Key.Key_Left, Mod.ShiftModifier)
    assert selected(sources.page) == "ministe"
    qtbot.keyClick(pages, Key.Key_S)
    assert selected(sources.page).replace("\n", " ").startswith("minister said")


def test_a_double_click_selects_a_word(qtbot, sources, pages):
    start = sources.page.blocks.text.index("minister")
    place = pages.rects_of(start + 2, start + 3)[0].center().toPoint()
    qtbot.mouseDClick(pages.viewport(), LEFT, pos=place)
    assert selected(sources.page) == "minister"


def test_coded_passages_are_tinted_where_their_words_stand(qtbot, sources, pages, workspace):
    text, number = sources.page.blocks.text, sources.page.shown_source
    start = text.index("no troops")
    quotation = Quotation(0, "", 0, number, start, start + 9, text[start : start + 9], "", "", Wording.VERBATIM, None)
    said = Statement(0, "", "", 0, workspace.snapshot.actors[0].id, (), (), None, "", None, (quotation,), ())
    before = pages.viewport().grab().toImage()
    with qtbot.waitSignal(workspace.compared):
        workspace.change("Code", lambda editing: coding.save(editing, said))
    qtbot.waitUntil(lambda: len(sources.page.passages) == 1)
    rect = pages.rects_of(start, start + 9)[0].toRect()
    after = pages.viewport().grab().toImage()
    assert before.copy(rect) != after.copy(rect)
    place = pages.rects_of(start + 4, start + 5)[0].center().toPoint()
    qtbot.mouseClick(pages.viewport(), LEFT, pos=place)
    assert sources.page.passage == sources.page.passages[0].quotation


def test_the_place_is_kept_between_text_and_pages(qtbot, sources, read):
    read(pdf([word * 6 for word in WORDS]))
    page = sources.page
    sources.resize(900, 260)
    place = page.blocks.text.index("The third page")
    page.text.show_place(place, 0.0)
    sources.bar.how.choose(PAGES)
    qtbot.waitUntil(lambda: bool(page.pages.sizes) and page.pages.placed(page.pages.in_sight()[0]), timeout=20_000)
    qtbot.waitUntil(lambda: abs(page.pages.middle()[0] - page.pages._map.page(page.text.seen()[0])) <= 1)
    before = page.pages.top_place()
    sources.bar.how.choose(TEXT)
    assert page.text.seen()[0] <= before <= page.text.seen()[1] + 1


def test_zoom_by_keys_wheel_and_buttons(qtbot, sources, pages):
    pages.setFocus()
    fitted = pages.scale
    qtbot.keyClick(pages, Key.Key_Plus)
    assert pages.scale == pytest.approx(fitted * 1.2)
    assert sources.original.zoom._told.text() == f"{pages.percent()} %"
    qtbot.mouseClick(sources.original.zoom.smaller, LEFT)
    assert pages.scale == pytest.approx(fitted)
    qtbot.keyClick(pages, Key.Key_Minus)
    qtbot.keyClick(pages, Key.Key_0)
    assert pages.scale == pytest.approx(fitted)
    kept = pages.bytes_kept()
    for _step in range(5):
        qtbot.keyClick(pages, Key.Key_Plus)
    qtbot.waitUntil(lambda: pages.bytes_kept() > kept, timeout=20_000)


def test_pictures_are_bounded(qtbot, sources, read, monkeypatch):
    monkeypatch.setattr("desktop.widgets.page_scroll.MOST_KEPT", 6 << 20)
    read(pdf(["Page with words."] * 30))
    sources.bar.how.choose(PAGES)
    view = sources.page.pages
    qtbot.waitUntil(lambda: len(view.sizes) == 30, timeout=20_000)
    bar = view.verticalScrollBar()
    for share in range(11):
        bar.setValue(bar.maximum() * share // 10)
        qtbot.waitUntil(lambda: not any(view._missing(page) for page in view.in_sight()), timeout=20_000)
    assert 0 < view.bytes_kept() <= (6 << 20) + 8 * view._pictures[next(iter(view._pictures))][2].sizeInBytes()
    assert len(view._pictures) < 30


def test_found_words_are_marked_on_the_pages(qtbot, sources, pages):
    sources.setFocus()
    sources.finder.open()
    qtbot.keyClicks(sources.page.finder.field, "president")
    qtbot.waitUntil(lambda: len(sources.finder.hits) == 1)
    qtbot.waitUntil(lambda: bool(pages.rects_of(*sources.finder.hits[0])), timeout=20_000)
    assert pages.middle()[0] == 1 or 1 in pages.in_sight()


def test_a_citation_names_the_page(qtbot, sources, pages):
    from PySide6.QtGui import QGuiApplication

    start = sources.page.blocks.text.index("We will see")
    sources.page.selection.select(start, start + 11)
    sources.hand.cite()
    assert QGuiApplication.clipboard().text().endswith("p. 2")


def test_an_encrypted_file_asks_for_its_password_again_for_its_pages(qtbot, sources, tmp_path):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(user="open", owner="owner"))
    path = tmp_path / "locked.pdf"
    path.write_bytes(out.getvalue())
    with qtbot.waitSignal(sources.intake.ended, timeout=30_000):
        sources.take([path])
    with qtbot.waitSignal(sources.intake.ended, timeout=30_000):
        sources.intake.unlock(0, "open")
    sources.go(source=sources.intake.items[0].source)
    qtbot.waitUntil(lambda: sources.page.shown_source == sources.intake.items[0].source)
    sources.bar.how.choose(PAGES)
    qtbot.waitUntil(lambda: bool(asked()), timeout=20_000)
    qtbot.keyClicks(asked()[0].field, "open")
    qtbot.keyClick(asked()[0].field, Key.Key_Return)
    qtbot.waitUntil(lambda: len(sources.page.pages.sizes) == 3, timeout=20_000)


def test_without_the_password_the_text_is_shown_again(qtbot, sources, pages):
    sources.original.pages.locked.emit(False)
    qtbot.waitUntil(lambda: bool(asked()))
    asked()[0].reject()
    assert sources.page.views.currentIndex() == TEXT
    assert sources.bar.how.current() == TEXT


def asked():
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, PasswordDialog) and each.isVisible()]


def test_a_text_that_was_put_right_still_leads_to_its_page(qtbot, sources, read, workspace):
    read(pdf())
    text = sources.page.blocks.text
    right = "A note of the analyst stands here. " + text.replace("Nothing else was", "Nothing more was")
    sources.hand.retext(right)
    qtbot.waitUntil(lambda: sources.page.blocks.text == right)
    sources.bar.how.choose(PAGES)
    view = sources.page.pages
    qtbot.waitUntil(lambda: bool(view.sizes) and view.placed(0), timeout=30_000)
    start = right.index("no troops")
    drag(qtbot, view, start, start + len("no troops would"))
    assert selected(sources.page) == "no troops would"
    assert not view.rects_of(3, 7)  # words that stand on no page


def test_another_source_has_its_text_shown(qtbot, sources, pages, workspace):
    sources.go(source=workspace.snapshot.sources[0].id)
    qtbot.waitUntil(lambda: sources.page.shown_source == workspace.snapshot.sources[0].id)
    assert sources.page.views.currentIndex() == TEXT
    assert not pages.sizes
    assert not sources.bar.how.isVisibleTo(sources.bar)
