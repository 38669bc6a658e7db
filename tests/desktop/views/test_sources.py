import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from db.moments import Moment
from db.vocabulary import Reliability, SourceKind
from desktop.dialogs.asking import LinkDialog
from desktop.views.source_page import PAGES, TEXT
from desktop.views.sources import Sources
from desktop.workspace import Workspace
from tests.desktop.views.reading import open_source, selected, source_text

Key, Mod = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sources(qtbot, workspace, show):
    """The sources of the sample case, the first one open."""
    view = Sources(workspace)
    view.tester = QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    show(view)
    qtbot.addWidget(view.inspector())
    qtbot.waitUntil(lambda: len(view.page.passages) > 0)
    return view


@pytest.fixture
def quotation(qtbot, workspace):
    """A quotation of the sample case from its last source."""
    found = []
    workspace.all_statements(found.extend)
    qtbot.waitUntil(lambda: bool(found))
    last = workspace.snapshot.sources[-1].id
    return next(each for said in found for each in said.quotations if each.source == last)


def tinted(view):
    """The words that are tinted, with what tints them, from the beginning of the text."""
    found = sorted(view.page.text.marked.all(), key=lambda each: (each.start, each.end))
    text = view.page.blocks.text
    return [(text[each.start : each.end], "sel" if each.found else each.fill) for each in found]


def test_the_list_and_the_first_source(sources, workspace):
    assert sources.count() == f"{len(workspace.snapshot.sources)} sources"
    assert sources.title() == "Sources"
    assert sources.first() is sources.list
    assert sources.place() == {"source": workspace.snapshot.sources[0].id}
    assert "coded passages" in sources.page.text.accessibleDescription()
    assert sources.tools() == [sources.bar]


def test_coded_passages_are_tinted_by_stance(sources):
    assert [words for words, _token in tinted(sources)] == [each.quotation.exact for each in sources.page.passages]
    assert {token for _words, token in tinted(sources)} <= {"rejCell", "supCell", "oppCell", "accCell", "sunken"}


def test_down_goes_to_the_next_source_and_enter_into_its_text(qtbot, sources, workspace):
    sources.list.setFocus()
    qtbot.keyClick(sources.list, Key.Key_Down)
    qtbot.waitUntil(lambda: sources.page.text.accessibleName() == workspace.snapshot.sources[1].title)
    qtbot.keyClick(sources.list, Key.Key_Return)
    assert sources.page.text.hasFocus()


def test_a_passage_is_shown_highlighted_and_in_sight(qtbot, sources, quotation):
    sources.resize(900, 320)
    with qtbot.waitSignal(sources.selectionTold):
        sources.go(passage=quotation)
    qtbot.waitUntil(lambda: sources.page.passage == quotation)
    assert (quotation.exact, "sel") in tinted(sources)
    assert 0 <= sources.page.text.top_of(quotation.start) < sources.page.text.viewport().height()
    assert sources.place() == {"passage": quotation}
    assert sources.first() is sources.page.text


def test_back_and_forward_between_passages(qtbot, sources, quotation):
    first = sources.page.passages[0].quotation
    sources.go(passage=first)
    assert sources.page.passage == first
    sources.go(passage=quotation)
    qtbot.waitUntil(lambda: sources.page.passage == quotation)
    sources.go(passage=first)
    qtbot.waitUntil(lambda: sources.page.passage == first)
    sources.go(source=9_999)
    assert sources.page.passage == first


def test_passages_are_walked_by_keys_and_opened_by_enter(qtbot, sources):
    page, text = sources.page, sources.page.text
    text.setFocus()
    for passage in page.passages:
        qtbot.keyClick(text, Key.Key_Down, Mod.ControlModifier)
        assert page.passage == passage.quotation
    assert sources.bar._told.text() == f"Passage {len(page.passages)} of {len(page.passages)}"
    qtbot.keyClick(text, Key.Key_Up, Mod.ControlModifier)
    with qtbot.waitSignal(page.passageOpened) as opened:
        qtbot.keyClick(text, Key.Key_Return)
    assert opened.args == [page.passages[-2].quotation]
    qtbot.mouseClick(sources.bar.before, LEFT)
    assert page.number() == len(page.passages) - 2


def test_a_click_in_a_passage_its_label_or_its_tick_looks_at_it(qtbot, sources):
    page, text = sources.page, sources.page.text
    passage = page.passages[0]
    text.show_place(passage.start)
    with qtbot.waitSignal(sources.selectionTold) as told:
        place = text.caret_rect(passage.start + 3).center().toPoint()
        qtbot.mouseClick(text.viewport(), LEFT, pos=place)
    assert told.args == [passage.told]
    number, rect = page.margin._placed()[-1]
    qtbot.mouseClick(page.margin, LEFT, pos=rect.topLeft() + QPoint(30, 6))
    assert page.passage == page.passages[number].quotation
    tick = page.map.ticks()[0]
    qtbot.mouseClick(page.map, LEFT, pos=tick.center().toPoint())
    assert page.passage == page.passages[0].quotation


def test_a_narrow_page_has_no_labels(sources):
    assert sources.page.margin.isVisible()
    sources.resize(620, 500)
    assert not sources.page.margin.isVisible()


def test_an_edit_leaves_the_reader_where_it_was(qtbot, sources, quotation, workspace):
    sources.go(passage=quotation)
    qtbot.waitUntil(lambda: sources.page.passage == quotation)
    place = sources.page.text.verticalScrollBar().value()
    with qtbot.waitSignal(workspace.compared):
        workspace.set_as_of(Moment.parse("2025-09-05"))
    qtbot.wait(50)
    assert sources.page.text.verticalScrollBar().value() == place
    assert sources.page.passage == quotation


def test_s_selects_this_sentence_and_again_one_more(qtbot, sources):
    page, text = sources.page, sources.page.text
    place = page.blocks.text.index("The setting.")
    text.selection.put(place + 20)
    qtbot.keyClick(text, Key.Key_S)
    assert selected(page) == "In September 2025 the war in Ukraine goes on and no ceasefire is in force."
    assert page.bar.isVisible()
    assert not page.bar.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(text, Key.Key_S)
    assert selected(page).endswith("and by Ukraine, where it would stand.")


def test_the_bar_stands_8_px_below_the_selection_and_esc_hides_it_first(qtbot, sources):
    page, text = sources.page, sources.page.text
    text.selection.put(page.blocks.text.index("week of"))
    qtbot.keyClick(text, Key.Key_S)
    last = text.rects_of(page.selection.start, page.selection.end)[-1]
    bottom = text.viewport().mapTo(page, last.bottomLeft()).y()
    button = page.bar.mapTo(page, page.bar.rect().topLeft()).y()
    assert abs(button + 8 - bottom - 8) <= 2  # the bar has a shadow of 8 px round it
    assert sources.clear()
    assert not page.bar.isVisible()
    assert selected(page)
    assert sources.clear()
    assert not selected(page)


def test_ctrl_enter_asks_to_code_the_selection(qtbot, sources):
    page, text = sources.page, sources.page.text
    text.setFocus()
    qtbot.keyClick(text, Key.Key_S)
    span = (page.selection.start, page.selection.end)
    with qtbot.waitSignal(page.coded) as coded:
        qtbot.keyClick(text, Key.Key_Return, Mod.ControlModifier)
    assert tuple(coded.args) == span
    qtbot.keyClick(text, Key.Key_S)
    with qtbot.waitSignal(page.coded):
        qtbot.mouseClick(page.bar.buttons[0], LEFT)


def test_n_writes_a_note_that_stands_in_the_margin(qtbot, sources, workspace):
    page, text = sources.page, sources.page.text
    text.setFocus()
    text.selection.put(page.blocks.text.index("The setting."))
    qtbot.keyClick(text, Key.Key_S)
    qtbot.keyClick(text, Key.Key_N)
    panel = sources.hand._panel
    assert panel.field.hasFocus()
    qtbot.keyClicks(panel.field, "Check <b>this</b>")
    with qtbot.waitSignal(workspace.compared):
        qtbot.keyClick(panel.field, Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: bool(page.notes))
    assert page.notes[0].told == "Check <b>this</b>"
    assert (page.notes[0].start, page.notes[0].end) == (page.selection.start, page.selection.end)
    assert any(label.icon == "sticky-note" and label.act == "Check <b>this</b>" for label in page.shown.labels())


def test_ctrl_shift_c_copies_with_the_source(qtbot, sources):
    page, text = sources.page, sources.page.text
    passage = page.passages[0]
    text.setFocus()
    text.selection.select(passage.start, passage.end)
    qtbot.keyClick(text, Key.Key_C, Mod.ControlModifier | Mod.ShiftModifier)
    copied = QGuiApplication.clipboard().text()
    source = sources.source()
    assert copied.startswith(f"“{passage.quotation.exact}” — {passage.speaker}, in “{source.title}”")
    assert copied.endswith(f"{source.publisher}, 7 Sep 2025, para. 5")


def test_ctrl_f_finds_without_accents_and_f3_goes_on(qtbot, sources):
    page = sources.page
    page.text.setFocus()
    qtbot.keyClick(page.text, Key.Key_F, Mod.ControlModifier)
    assert page.finder.field.hasFocus()
    qtbot.keyClicks(page.finder.field, "FORCE")
    qtbot.waitUntil(lambda: len(sources.finder.hits) > 3)
    text = page.blocks.text
    assert {text[start:end].lower() for start, end in sources.finder.hits} == {"force"}
    first = sources.finder.hit
    qtbot.keyClick(page.finder.field, Key.Key_Return)
    assert sources.finder.hit == first + 1
    qtbot.keyClick(page.finder.field, Key.Key_F3)
    assert sources.finder.hit == first + 2
    qtbot.keyClick(page.finder.field, Key.Key_F3, Mod.ShiftModifier)
    assert page.finder.told.text() == f"{first + 2} of {len(sources.finder.hits)} hits"
    qtbot.keyClick(page.finder.field, Key.Key_Escape)
    assert not page.finder.isVisible()
    assert page.text.hasFocus()
    assert not sources.finder.hits


def test_the_field_above_the_list_finds_in_titles_and_texts(qtbot, sources, workspace):
    pane = sources.pane
    texts = {each.id: source_text(workspace, qtbot, each.id).lower() for each in workspace.snapshot.sources}
    first = workspace.snapshot.sources[0].id
    others = " ".join(text for number, text in texts.items() if number != first)
    word = next(word for word in texts[first].split() if word.isalpha() and len(word) > 6 and word not in others)
    pane.field.setFocus()
    qtbot.keyClicks(pane.field, word)
    qtbot.waitUntil(lambda: sources.model.rowCount() == 1)
    assert sources.model.listed(0).source.id == first
    qtbot.keyClicks(pane.field, "zzzz")
    qtbot.waitUntil(lambda: sources.model.rowCount() == 0)
    assert pane._nothing.isVisible()
    pane.field.clear()
    qtbot.waitUntil(lambda: sources.model.rowCount() == 3)


def test_what_is_known_of_a_source_is_changed_in_the_inspector(qtbot, sources, workspace):
    facts = sources.facts
    number = sources.source().id
    facts.fields["title"].selectAll()
    qtbot.keyClicks(facts.fields["title"], "<b>New</b> title")
    with qtbot.waitSignal(workspace.compared):
        qtbot.keyClick(facts.fields["title"], Key.Key_Return)
    assert sources.model.source(number).title == "<b>New</b> title"
    with qtbot.waitSignal(workspace.compared):
        qtbot.mouseClick(facts.grades[0], LEFT)
    assert sources.source().reliability is Reliability.A
    assert facts.grade_told.text() == "completely reliable"
    with qtbot.waitSignal(workspace.compared):
        qtbot.mouseClick(facts.grades[0], LEFT)
    assert sources.source().reliability is None


def test_dates_are_coarse_and_a_wrong_one_is_told(qtbot, sources, workspace):
    field = sources.facts.fields["published"]
    field.selectAll()
    qtbot.keyClicks(field, "sometime")
    qtbot.keyClick(field, Key.Key_Return)
    assert "is no date" in sources.facts.fault.text()
    field.selectAll()
    qtbot.keyClicks(field, "Sep 2024")
    with qtbot.waitSignal(workspace.compared):
        qtbot.keyClick(field, Key.Key_Return)
    assert str(sources.source().published) == "2024-09"
    assert not sources.facts.fault.text()


def test_kind_and_language_are_picked(qtbot, sources, workspace):
    side = sources.inspector()
    side.resize(360, 700)
    side.show()
    facts = sources.facts
    qtbot.mouseClick(facts.kind, LEFT)
    qtbot.keyClicks(facts._panel.field, "interv")
    with qtbot.waitSignal(workspace.compared):
        qtbot.keyClick(facts._panel.field, Key.Key_Return)
    assert sources.source().kind is SourceKind.INTERVIEW
    qtbot.mouseClick(facts.language, LEFT)
    qtbot.keyClicks(facts._panel.field, "ukrain")
    with qtbot.waitSignal(workspace.compared):
        qtbot.keyClick(facts._panel.field, Key.Key_Return)
    assert sources.source().language == "uk"


def test_an_address_opens_only_after_all_of_it_was_shown(qtbot, sources, workspace, monkeypatch):
    asked = []
    monkeypatch.setattr("desktop.views.source_inspector.QDesktopServices.openUrl", asked.append)
    facts = sources.facts
    for address, opens in (
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://a.example/x?y=1", True),
    ):
        facts.fields["url"].selectAll()
        qtbot.keyClicks(facts.fields["url"], address)
        with qtbot.waitSignal(workspace.compared):
            qtbot.keyClick(facts.fields["url"], Key.Key_Return)
        assert facts.link.isEnabled() is opens
    facts._open_link()
    dialog = next(each for each in sources.findChildren(LinkDialog) + facts.window().findChildren(LinkDialog))
    assert dialog.address.toPlainText() == "https://a.example/x?y=1"
    assert not asked
    dialog._open(facts._source.url)
    assert [each.toString() for each in asked] == ["https://a.example/x?y=1"]


def test_a_quoted_source_stays_and_says_why_another_goes_and_comes_back(qtbot, sources, workspace):
    sources.list.setFocus()
    with qtbot.waitSignal(sources.selectionTold) as told:
        qtbot.keyClick(sources.list, Key.Key_Delete)
    assert "statements are quoted from it" in told.args[0]
    assert not sources.facts.delete.isEnabled()
    fresh = open_source(qtbot, sources, "Words that nobody quotes.", "Fresh")
    sources.list.setFocus()
    with qtbot.waitSignal(workspace.compared):
        qtbot.keyClick(sources.list, Key.Key_Delete)
    assert sources.model.source(fresh) is None
    assert sources.undo.text() == "“Fresh” deleted"
    with qtbot.waitSignal(workspace.compared):
        qtbot.mouseClick(sources.undo.button, LEFT)
    assert sources.model.source(fresh).title == "Fresh"


def test_text_is_put_right_and_quotations_keep_their_places(qtbot, sources, workspace):
    page = sources.page
    before = [(each.quotation.exact, each.start) for each in page.passages]
    page.text.show_place(0)
    qtbot.mouseClick(sources.facts.edit, LEFT)
    editor = sources.editor
    assert editor.body.hasFocus()
    editor.body.moveCursor(editor.body.textCursor().MoveOperation.Start)
    qtbot.keyClicks(editor.body, "Corrected: ")
    with qtbot.waitSignal(sources.selectionTold, check_params_cb=lambda told: told.startswith("Text saved")) as told:
        qtbot.keyClick(editor.body, Key.Key_Return, Mod.ControlModifier)
    assert told.args == ["Text saved. All quotations kept their places."]
    qtbot.waitUntil(lambda: page.blocks.text.startswith("Corrected: The pledge"))
    qtbot.waitUntil(lambda: [(e.quotation.exact, e.start - 11) for e in page.passages] == before)
    with qtbot.waitSignal(workspace.compared):
        workspace.undo()
    qtbot.waitUntil(lambda: page.blocks.text.startswith("The pledge"))
    qtbot.waitUntil(lambda: [(e.quotation.exact, e.start) for e in page.passages] == before)


def test_quotations_whose_words_are_gone_are_told(qtbot, sources, workspace):
    page = sources.page
    passage = page.passages[0]
    text = page.blocks.text
    sources.edit_text()
    shorter = text[: passage.start] + text[passage.end :]
    with qtbot.waitSignal(sources.selectionTold, check_params_cb=lambda told: told.startswith("Text saved")) as told:
        sources.editor.saved.emit(shorter)
    assert told.args == ["Text saved. 1 quotation no longer stands in the text and kept its old words."]


def test_esc_leaves_the_editor_only_while_nothing_was_typed(qtbot, sources):
    sources.edit_text()
    body = sources.editor.body
    qtbot.keyClicks(body, "x")
    qtbot.keyClick(body, Key.Key_Escape)
    assert body.isVisible()
    qtbot.mouseClick(sources.editor.cancel, LEFT)
    assert sources.page.text.isVisible()
    sources.edit_text()
    qtbot.keyClick(sources.editor.body, Key.Key_Escape)
    assert sources.page.text.isVisible()


def test_a_source_without_pages_has_no_switch(sources):
    assert not sources.bar.how.isVisibleTo(sources.bar)
    sources.reading.show_as(TEXT)
    assert sources.page.views.currentIndex() == TEXT
    assert PAGES == 1


def test_a_case_without_sources_says_what_helps(qtbot, sources, workspace, tmp_path):
    with qtbot.waitSignal(workspace.compared, timeout=20_000):
        workspace.create(tmp_path / "empty.rapporteur", "Empty")
    assert sources.blank.isVisible()
    assert sources.first() is sources.blank
    assert sources.place() == {}
    assert sources.facts.nothing.isVisibleTo(sources.facts)


def test_without_a_case(no_leaks, show):
    workspace = Workspace("Tester")
    view = show(Sources(workspace))
    assert view.count() == "0 sources"
    view.go(source=1)
    view.take([])
    view.ask_text("words")
    workspace.shut()
    view.inspector().deleteLater()
