"""From the page to the coding form and back: keys where the focus is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktop import panels
from desktop.views.sources import Sources
from tests.desktop.views.reading import open_source, selected

Key, Mod = Qt.Key, Qt.KeyboardModifier
QUOTED = "The minister spoke. “We will never sign this treaty in its present form,” said Emmanuel Macron on Monday. "
OTHER = (
    "Volodymyr Zelenskyy said: “We shall endorse the plan as soon as it is binding on all of us.” Nobody else spoke."
)


@pytest.fixture
def sources(qtbot, workspace, show):
    """The reader with its inspector beside it, as in the window."""
    view = Sources(workspace)
    both = QWidget()
    row = QHBoxLayout(both)
    row.addWidget(view, 2)
    row.addWidget(view.inspector(), 1)
    view.inspect.connect(lambda: panels.enter(view.inspector()))
    view.window_of_test = both
    show(both, 1400, 820)
    qtbot.waitUntil(lambda: len(view.page.passages) > 0)
    return view


def press(key, modifiers=Mod.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def test_a_selected_sentence_is_coded_by_keys(qtbot, sources, workspace):
    page, form = sources.page, sources.side.form
    before = len(page.passages)
    page.text.setFocus()
    page.text.selection.put(page.blocks.text.index("Everything that was pledged"))
    press(Key.Key_S)
    words = selected(page)
    press(Key.Key_Return, Mod.ControlModifier)
    assert form.active()
    assert not sources.facts.isVisible()
    qtbot.waitUntil(lambda: form.fields.words.words() == words)
    qtbot.waitUntil(lambda: form.isAncestorOf(QApplication.focusWidget()))
    QTest.keyClicks(QApplication.focusWidget(), "macron")
    press(Key.Key_Return)
    press(Key.Key_4)
    with qtbot.waitSignal(form.finished, timeout=20_000):
        press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: len(page.passages) == before + 1)
    assert words in [each.quotation.exact for each in page.passages]
    assert sources.facts.isVisible()
    assert page.text.hasFocus()
    assert not selected(page)


def test_the_edges_that_the_form_moves_are_shown(qtbot, sources):
    page, form = sources.page, sources.side.form
    page.text.setFocus()
    page.text.selection.put(page.blocks.text.index("Everything that was pledged"))
    press(Key.Key_S)
    words = selected(page)
    press(Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: form.fields.words.words() == words)
    form.fields.words.setFocus()
    press(Key.Key_BracketRight)
    with qtbot.waitSignal(form.spanChanged):
        press(Key.Key_Left)
    assert words.startswith(selected(page))
    assert selected(page) != words
    assert not page.bar.isVisible()


def test_enter_on_a_passage_opens_its_statement_and_esc_leaves_it(qtbot, sources):
    page, form = sources.page, sources.side.form
    page.text.setFocus()
    press(Key.Key_Down, Mod.ControlModifier)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: form.fields.words.words() == page.passages[0].quotation.exact)
    assert not sources.facts.isVisible()
    with qtbot.waitSignal(form.cancelled):
        QTest.keyClick(form, Key.Key_Escape)
    assert sources.facts.isVisible()
    assert page.text.hasFocus()


@pytest.fixture
def suggested(qtbot, sources):
    """A source with two quotations that are suggested."""
    open_source(qtbot, sources, QUOTED + OTHER, "Two quotations")
    qtbot.waitUntil(lambda: len(sources.page.suggested) >= 2, timeout=20_000)
    sources.page.text.setFocus()
    return sources


def test_suggestions_have_a_dotted_edge_and_no_ground(suggested):
    dotted = [each for each in suggested.page.text.marked.all() if each.dotted]
    assert len(dotted) == len(suggested.page.suggested)
    assert not any(each.fill for each in dotted)


def test_j_and_k_move_and_x_skips(qtbot, suggested, workspace):
    page = suggested.page
    press(Key.Key_J)
    first = [each for each in page.text.marked.all() if each.found]
    assert [(each.start, each.end) for each in first] == [(page.suggested[0].start, page.suggested[0].end)]
    press(Key.Key_J)
    second = next(each for each in page.text.marked.all() if each.found)
    assert second.start == page.suggested[1].start
    press(Key.Key_K)
    many = len(page.suggested)
    with qtbot.waitSignal(workspace.compared):
        press(Key.Key_X)
    qtbot.waitUntil(lambda: len(page.suggested) == many - 1)
    assert suggested.source().skipped


def test_a_codes_the_suggestion_at_hand(qtbot, suggested):
    page, form = suggested.page, suggested.side.form
    press(Key.Key_J)
    wanted = page.suggested[0]
    press(Key.Key_A)
    qtbot.waitUntil(lambda: form.active() and form.isVisible())
    text = page.blocks.text
    qtbot.waitUntil(lambda: form.fields.words.words() == text[wanted.start : wanted.end])
    assert selected(page) == text[wanted.start : wanted.end]
    qtbot.waitUntil(lambda: not suggested.facts.isVisible())
