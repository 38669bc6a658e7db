import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QAbstractItemModelTester

from desktop import theme
from desktop.views.sources import Sources
from desktop.workspace import Workspace

Key = Qt.Key


@pytest.fixture
def sources(qtbot, workspace, show):
    """The sources of the sample case, the first one open."""
    view = Sources(workspace)
    view.tester = QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    show(view)
    qtbot.waitUntil(lambda: len(view.page._passages) > 0)
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
    """The stretches of the text that have a ground, with the ground's token."""
    tokens = {
        theme.color(token).name(): token for token in ("rejCell", "supCell", "oppCell", "sel", "sunken", "accCell")
    }
    return [
        (each.cursor.selectedText(), tokens[each.format.background().color().name()])
        for each in view.page.text.extraSelections()
    ]


def test_the_list_and_the_first_source(sources, workspace):
    assert sources.count() == f"{len(workspace.snapshot.sources)} sources"
    assert sources.title() == "Sources"
    assert sources.first() is sources.list
    assert sources.place() == {"source": workspace.snapshot.sources[0].id}
    assert "coded passages" in sources.page.text.accessibleDescription()


def test_coded_passages_are_tinted_by_stance(sources):
    words = [words for words, _token in tinted(sources)]
    assert words == [each.quotation.exact for each in sources.page._passages]
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
    top = sources.page.text.top_of(sources.page._blocks.position(quotation.start))
    assert 0 <= top < sources.page.text.viewport().height()
    assert sources.place() == {"passage": quotation}
    assert sources.first() is sources.page.text


def test_back_and_forward_between_passages(qtbot, sources, quotation):
    first = sources.page._passages[0].quotation
    sources.go(passage=first)
    assert sources.page.passage == first
    sources.go(passage=quotation)
    qtbot.waitUntil(lambda: sources.page.passage == quotation)
    sources.go(passage=first)
    qtbot.waitUntil(lambda: sources.page.passage == first)
    sources.go(source=9_999)
    assert sources.page.passage == first


def test_a_click_in_a_passage_or_on_its_label_looks_at_it(qtbot, sources):
    passage = sources.page._passages[0]
    text = sources.page.text
    text.show_place(sources.page._blocks.position(passage.start))
    cursor = QTextCursor(text.document())
    cursor.setPosition(sources.page._blocks.position(passage.start) + 3)
    with qtbot.waitSignal(sources.selectionTold) as told:
        qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center())
    assert told.args == [passage.told]
    number, rect = sources.page.margin._placed()[-1]
    qtbot.mouseClick(sources.page.margin, Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(30, 6))
    assert sources.page.passage == sources.page._passages[number].quotation


def test_a_narrow_page_has_no_labels(sources):
    assert sources.page.margin.isVisible()
    sources.resize(560, 500)
    assert not sources.page.margin.isVisible()


def test_an_edit_leaves_the_reader_where_it_was(qtbot, sources, quotation, workspace):
    sources.go(passage=quotation)
    qtbot.waitUntil(lambda: sources.page.passage == quotation)
    place = sources.page.text.verticalScrollBar().value()
    with qtbot.waitSignal(workspace.compared):
        from db.moments import Moment

        workspace.set_as_of(Moment.parse("2025-09-05"))
    qtbot.wait(50)
    assert sources.page.text.verticalScrollBar().value() == place
    assert sources.page.passage == quotation


def test_a_case_without_sources_says_what_helps(qtbot, sources, workspace, tmp_path):
    with qtbot.waitSignal(workspace.compared, timeout=20_000):
        workspace.create(tmp_path / "empty.rapporteur", "Empty")
    assert sources.blank.isVisible()
    assert sources.first() is sources.blank
    assert sources.place() == {}
    assert sources.keys() == ""


def test_without_a_case(no_leaks, show):
    workspace = Workspace("Tester")
    view = show(Sources(workspace))
    assert view.count() == "0 sources"
    view.go(source=1)
    workspace.shut()
