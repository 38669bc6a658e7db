import pytest
from PySide6.QtCore import QPoint, Qt

from desktop.models import card_list
from desktop.models.card_list import ENTRY
from desktop.views.cell_inspector import CellInspector
from desktop.widgets.hand import HandCard
from desktop.widgets.text import Formatted, Label
from desktop.workspace import Workspace

Key = Qt.Key


@pytest.fixture
def inspector(workspace, show):
    """The inspector of the sample case, with nothing in it yet."""
    return show(CellInspector(workspace), 344, 760)


@pytest.fixture
def tell(qtbot, inspector, workspace):
    """Shows a cell by names, and waits for it."""

    def shown(actor, scenario):
        snapshot = workspace.snapshot
        ids = (
            next(each.id for each in snapshot.actors if each.name == actor),
            next(each.id for each in snapshot.scenarios if each.name == scenario),
        )
        with qtbot.waitSignal(inspector.shown):
            inspector.show_cell(*ids)
        return inspector

    return shown


def head(inspector):
    return inspector.head.accessibleName()


def kinds(inspector):
    return [inspector.model.entry(row).kind for row in range(inspector.model.rowCount())]


def test_nothing_chosen(inspector):
    assert inspector.nothing.isVisible()
    assert not inspector.cards.isVisible()


def test_a_cell_says_whose_it_is_what_it_says_and_how_many_apply(tell):
    inspector = tell("Russia", "Reassurance force after a ceasefire")
    assert head(inspector).startswith(
        "Russia  ×  Reassurance force after a ceasefire, Rejects, 2 apply · 1 on another subject"
    )
    assert not inspector.nothing.isVisible()


def test_a_silent_cell_says_that_silence_is_no_consent(tell):
    inspector = tell("Ukraine", "Troops deploy during the fighting")
    assert "Nothing on record. Silence is neither consent nor rejection." in head(inspector)
    assert inspector.model.entry(0).text == "Nearest on record"


def test_an_open_cell_says_on_what_it_depends(tell, workspace):
    comparison = workspace.comparison
    cells = [comparison.cell(a.id, s.id) for a in comparison.actors for s in comparison.scenarios]
    cell = next(each for each in cells if len(each.headlines) > 1)
    inspector = tell(comparison.actor(cell.actor).name, comparison.scenario(cell.scenario).name)
    factor = next(each.name for each in comparison.factors if each.key == cell.depends_on[0])
    assert f"Depends on {factor}" in head(inspector)


def test_up_and_down_walk_the_cards_and_pass_headings_over(qtbot, tell):
    inspector = tell("Russia", "Reassurance force after a ceasefire")
    inspector.enter()
    walked = [inspector.cards.currentIndex().row()]
    for _step in range(inspector.model.rowCount()):
        qtbot.keyClick(inspector.cards, Key.Key_Down)
        walked.append(inspector.cards.currentIndex().row())
    enabled = [row for row, kind in enumerate(kinds(inspector)) if kind != "heading"]
    assert list(dict.fromkeys(walked)) == enabled
    qtbot.keyClick(inspector.cards, Key.Key_Home)
    assert inspector.cards.currentIndex().row() == enabled[0]
    qtbot.keyClick(inspector.cards, Key.Key_End)
    qtbot.keyClick(inspector.cards, Key.Key_Up)
    assert inspector.cards.currentIndex().row() == enabled[-2]


def test_a_click_on_words_opens_them_and_one_beside_them_does_not(qtbot, tell):
    inspector = tell("Russia", "Reassurance force after a ceasefire")
    card = inspector.cards.visualRect(inspector.model.index(1))
    with qtbot.waitSignal(inspector.openPassage) as asked:
        qtbot.mouseClick(inspector.cards.viewport(), Qt.MouseButton.LeftButton, pos=card.topLeft() + QPoint(60, 18))
    assert asked.args[0] == inspector.model.entry(1).quotation
    with qtbot.assertNotEmitted(inspector.openPassage):
        place = QPoint(card.left() + 60, card.bottom() - 6)
        qtbot.mouseClick(inspector.cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert inspector.cards.currentIndex().row() == 1


def test_a_hand_shows_over_words(qtbot, tell):
    inspector = tell("Russia", "Reassurance force after a ceasefire")
    card = inspector.cards.visualRect(inspector.model.index(1))
    qtbot.mouseMove(inspector.cards.viewport(), card.topLeft() + QPoint(60, 18))
    assert inspector.cards.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(inspector.cards.viewport(), QPoint(card.left() + 60, card.bottom() - 4))
    assert inspector.cards.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_what_the_analyst_wrote_stands_apart_in_its_own_hand(tell, workspace):
    judged = workspace.snapshot.assessments[0]
    comparison = workspace.comparison
    inspector = tell(comparison.actor(judged.actor).name, comparison.scenario(judged.scenario).name)
    cards = inspector.hand.findChildren(HandCard)
    assert inspector.hand.isVisible()
    assert cards[0].accessibleName().startswith("Assessment. ")
    assert judged.rationale in cards[0].accessibleName()
    assert judged.author in cards[0].accessibleName()
    plain = [label for label in inspector.findChildren(Label) if not isinstance(label, Formatted)]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in plain)


def test_a_cell_without_remarks_has_no_place_for_them(tell):
    assert not tell("Ukraine", "Talks in Moscow").hand.isVisible()


def test_more_cards_come_when_asked_for(qtbot, inspector, tell, monkeypatch):
    monkeypatch.setattr(card_list, "PAGE", 1)
    tell("Russia", "Reassurance force after a ceasefire")
    offer = kinds(inspector).index("more")
    inspector.cards.setCurrentIndex(inspector.model.index(offer))
    with qtbot.waitSignal(inspector.model.rowsInserted):
        qtbot.keyClick(inspector.cards, Key.Key_Return)
    assert inspector.model.entry(offer).kind == "card"


def test_only_the_last_of_many_wishes_is_answered(qtbot, inspector, workspace):
    shown = []
    inspector.shown.connect(lambda actor, scenario, _words: shown.append((actor, scenario)))
    actors = [actor.id for actor in workspace.snapshot.actors]
    scenario = workspace.snapshot.scenarios[0].id
    for actor in actors:
        inspector.show_cell(actor, scenario)
    qtbot.waitUntil(lambda: (actors[-1], scenario) in shown)
    assert shown == [(actors[-1], scenario)]


def test_the_keyboard_enters_as_soon_as_the_cell_is_there(qtbot, inspector, workspace):
    inspector.show_cell(workspace.snapshot.actors[0].id, workspace.snapshot.scenarios[0].id)
    inspector.enter()
    qtbot.waitUntil(inspector.cards.hasFocus)
    assert inspector.cards.currentIndex().data(ENTRY).kind != "heading"


def test_a_cell_that_is_gone_leaves_what_was_shown(qtbot, tell, workspace):
    inspector = tell("Russia", "Reassurance force after a ceasefire")
    inspector.show_cell(9_999, 1)
    qtbot.waitUntil(lambda: not inspector._under_way)
    assert inspector.model.story.actor.name == "Russia"
    inspector.forget()
    assert inspector.nothing.isVisible()


def test_without_a_case_nothing_is_asked(qtbot, no_leaks, show):
    workspace = Workspace("Tester")
    inspector = show(CellInspector(workspace))
    inspector.show_cell(1, 1)
    assert inspector.model.story is None
    workspace.shut()


def test_every_row_has_its_height_at_any_text_size(qtbot, look, tell):
    inspector = tell("Russia", "Reassurance force after a ceasefire")
    before = inspector.cards.sizeHintForRow(1)
    look.set_scale(200)
    assert inspector.cards.sizeHintForRow(1) > 1.6 * before
    assert inspector.cards.grab().width() == inspector.cards.width()
