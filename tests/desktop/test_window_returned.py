"""A brief goes out, a colleague writes in it with another program, and it is dropped on the window again."""

import pikepdf
import pytest

from tests.desktop.driving import drop
from tests.desktop.exchange.test_returned import Colleague


@pytest.fixture
def brief(qtbot, opened, tmp_path):
    """The brief of the open case, as it was exported."""
    path = tmp_path / "brief.pdf"
    written = []
    opened.workspace.export_brief(path, written.append)
    qtbot.waitUntil(lambda: bool(written), timeout=60_000)
    return path


def commented(opened, path):
    """The brief with four comments of a colleague's: on a cell, a statement, a scenario, and on nothing."""
    snapshot = opened.workspace.snapshot
    uids = {each.key: each.uid for each in (*snapshot.actors, *snapshot.scenarios)}
    said = {}
    opened.workspace.all_statements(lambda found: said.update((each.number, each.uid) for each in found))
    colleague = Colleague(path.read_bytes())
    page, box = colleague.place("cell", uids["russia"], uids["pledged"])
    colleague.write(page, "Text", [box[2] - 12, box[1], box[2], box[1] + 12], "Is this still so?", name="c-1")
    yield said
    page, box = colleague.place("statement", said[1])
    colleague.write(page, "Highlight", box, "Check the translation", name="c-2")
    page, box = colleague.place("scenario", uids["pledged"])
    colleague.write(page, "Square", box, "Rename this", name="c-3")
    colleague.write(colleague.document.pages[0], "Text", [560, 20, 572, 32], "On the edge of the cover", name="c-4")
    path.with_name("back.pdf").write_bytes(colleague.saved())
    yield path.with_name("back.pdf")


def test_comments_come_back_by_drop_once(qtbot, opened, brief):
    steps = commented(opened, brief)
    said = next(steps)
    qtbot.waitUntil(lambda: bool(said))
    back = next(steps)
    before = {note.id for note in opened.workspace.snapshot.notes}
    sources = opened.bench.named("sources")
    with qtbot.waitSignal(sources.intake.ended, timeout=60_000):
        assert drop(opened, [back])
    new = {note.body: note for note in opened.workspace.snapshot.notes if note.id not in before}
    assert set(new) == {"Is this still so?", "Check the translation", "Rename this"}
    assert {note.author for note in new.values()} == {"Б. Колега"}
    cell, statement, scenario = (new[body].on for body in ("Is this still so?", "Check the translation", "Rename this"))
    names = {each.id: each.key for each in opened.workspace.snapshot.actors}
    keys = {each.id: each.key for each in opened.workspace.snapshot.scenarios}
    assert (names[cell.actor], keys[cell.scenario]) == ("russia", "pledged")
    assert statement.statement is not None
    assert (keys[scenario.scenario], scenario.actor) == ("pledged", None)
    item = sources.intake.items[0]
    assert item.told == "3 comments of this brief became notes; 1 is on nothing in this case"
    assert item.details == "On the edge of the cover"
    assert len(opened.workspace.snapshot.sources) == 3
    with qtbot.waitSignal(sources.intake.ended, timeout=60_000):
        assert drop(opened, [back])
    assert len(opened.workspace.snapshot.notes) == len(before) + 3
    assert sources.intake.items[-1].told == "3 were there already; 1 is on nothing in this case"
    with qtbot.waitSignal(opened.workspace.compared, timeout=10_000):
        opened.workspace.undo()
    assert {note.id for note in opened.workspace.snapshot.notes} == before


def test_the_brief_that_went_out_has_our_comments_alone(brief):
    with pikepdf.open(brief) as document:
        found = [one for page in document.pages for one in page.get("/Annots", []) if one.Subtype == "/Highlight"]
    assert found
    assert all("/RapporteurSum" in one for one in found)
