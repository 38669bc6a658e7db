"""The report in the window: what is chosen by key and click changes the pages, and is exported."""

import pikepdf
import pytest
from PySide6.QtCore import Qt

from desktop import theme
from tests.desktop.driving import ALT, CTRL, focus, press

KEY = Qt.Key


@pytest.fixture
def report(qtbot, opened):
    """The report of the sample case, with its pages made."""
    press(KEY.Key_P, CTRL)
    view = opened.bench.named("report")
    qtbot.waitUntil(lambda: view.draft() is not None, timeout=30_000)
    return view


def remade(qtbot, report, act):
    """Does something, and waits until the pages are made anew."""
    with qtbot.waitSignal(report.reporting.drafted, timeout=30_000):
        act()
    return report.draft()


def test_the_report_opens_with_everything(qtbot, opened, report):
    assert focus() is report.list
    assert opened.bench.name() == "report"
    assert report.count() == f"{report.draft().pages} pages · 14 comments"
    assert report.target.text().endswith("Sample case brief.pdf")
    qtbot.waitUntil(lambda: len(report.pages.sizes) == report.draft().pages, timeout=10_000)
    qtbot.waitUntil(lambda: report.pages.bytes_kept() > 0, timeout=10_000)
    assert "1 position is a draft or disputed" in report.warnings.text()
    assert "tagged" in report.state.text()


def test_parts_are_turned_off_and_moved_by_key(qtbot, report):
    report.list.setCurrentIndex(report.model.index(0))
    pages = report.draft().pages
    draft = remade(qtbot, report, lambda: press(KEY.Key_Space))
    assert draft.pages < pages + 1
    assert "cover" not in report.options().parts
    report.list.setCurrentIndex(report.model.index(1))
    remade(qtbot, report, lambda: press(KEY.Key_Up, ALT))
    assert report.options().parts[0] == "matrix"
    assert report.list.currentIndex().row() == 0
    assert report.model.index(1).data() == "Cover and findings"


def test_choices_change_the_pages(qtbot, report):
    remade(qtbot, report, lambda: report.choices.paper.choose(1))
    assert report.pages.sizes[0] == (612.0, 792.0) or report.options().paper == "us-letter"
    assert report.choices.presets_field.text() == "My own choice"
    remade(qtbot, report, lambda: report.choices.assessments.setChecked(False))
    assert not report.options().assessments
    remade(qtbot, report, lambda: report.choices._take([1]))
    assert report.draft().pages == 2
    assert report.choices.presets_field.text() == "Two pages"


@pytest.mark.parametrize("scale", [100, 150])
def test_no_choice_is_cut_with_larger_text(qtbot, opened, report, scale):
    opened.resize(1280, 800)
    theme.current().set_scale(scale)
    try:
        boxes = (*report.choices._boxes(), report.choices.signed)
        qtbot.waitUntil(lambda: all(box.width() >= box.sizeHint().width() for box in boxes))
        choices = report.body._scrolled
        assert choices.widget().width() <= choices.viewport().width()
        assert report.choices.quotations.width() >= report.choices.quotations.sizeHint().width()
        assert report.list.height() >= 6 * report.list.sizeHintForRow(0)
        names = [report.kinds.fontMetrics().horizontalAdvance(kind.name) for kind in report.kinds.model().kinds]
        assert report.kinds.width() > max(names)
    finally:
        theme.current().set_scale(100)


def test_a_choice_is_saved_in_the_case(qtbot, opened, report):
    remade(qtbot, report, lambda: report.choices.paper.choose(1))
    remade(qtbot, report, lambda: report.choices.presetNamed.emit("Ours"))
    assert report.choices.presets_field.text() == "Ours"
    assert [(view.kind, view.name) for view in opened.workspace.snapshot.views] == [("report", "Ours")]
    remade(qtbot, report, lambda: report.choices._take([0]))
    assert report.options().paper == "a4"
    remade(qtbot, report, lambda: report.choices._take([len(report.choices._presets) - 1]))
    assert report.options().paper == "us-letter"


def test_a_part_is_looked_at(qtbot, report):
    qtbot.waitUntil(lambda: len(report.pages.sizes) == report.draft().pages, timeout=10_000)
    row = next(row for row in range(report.model.rowCount()) if report.model.index(row).data() == "Sources")
    report._look(report.model.index(row))
    assert report.pages.in_sight().start == report.draft().pages - 3


def test_ctrl_enter_exports_what_is_chosen(qtbot, opened, report, tmp_path):
    report.aim(tmp_path / "out.pdf")
    remade(qtbot, report, lambda: report.choices._take([1]))
    with qtbot.waitSignal(report.written, timeout=30_000):
        press(KEY.Key_Return, CTRL)
    with pikepdf.open(tmp_path / "out.pdf") as document:
        assert len(document.pages) == 2
    assert opened.status.outcome().startswith("Brief written: out.pdf")


def test_all_sources_are_marked_into_a_folder(qtbot, opened, report, tmp_path):
    folder = tmp_path / "marked"
    folder.mkdir()
    with qtbot.waitSignal(report.sourcesWritten, timeout=30_000):
        report.mark_sources(folder)
    assert sorted(path.name[:2] for path in folder.iterdir()) == ["S1", "S2", "S3"]
    assert opened.status.outcome().startswith("3 annotated sources written: marked")
    assert report.sources.isEnabled()


def test_a_folder_that_cannot_be_written_is_told(qtbot, opened, report, tmp_path):
    with qtbot.waitSignal(report.sourcesWritten, timeout=30_000):
        report.mark_sources(tmp_path / "missing")
    assert opened.message.text() == "3 sources could not be marked"


def test_a_file_that_is_there_is_not_the_target(qtbot, opened):
    path = opened.workspace.path.with_name("Sample case brief.pdf")
    path.write_bytes(b"mine")
    press(KEY.Key_P, CTRL)
    view = opened.bench.named("report")
    qtbot.waitUntil(lambda: view.draft() is not None, timeout=30_000)
    assert view.target.text().endswith("Sample case brief (2).pdf")


def test_an_edit_makes_the_pages_anew(qtbot, opened, report):
    remade(qtbot, report, lambda: opened.workspace.set_as_of(None))
    with qtbot.waitSignal(opened.workspace.closed):
        opened.workspace.close()
    assert report.draft() is None
    assert report.pages.sizes == ()


def test_pages_in_small_lead_to_pages(qtbot, report):
    qtbot.waitUntil(lambda: len(report.body.thumbs.sizes) == report.draft().pages, timeout=10_000)
    qtbot.waitUntil(lambda: report.body.thumbs.bytes_kept() > 0, timeout=10_000)
    thumbs = report.body.thumbs
    thumbs.setFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    assert thumbs.current == 2
    assert 2 in report.pages.in_sight()
    report.pages.scroll_to(5, 0, 0)
    assert thumbs.current == 5
    press(KEY.Key_End)
    assert report.pages.in_sight().stop == report.draft().pages


def test_comments_are_shown_over_the_pages(qtbot, report):
    qtbot.waitUntil(lambda: len(report.pages.sizes) == report.draft().pages, timeout=10_000)
    assert report.pages.comments.count() == len(report.draft().shown) > 5
    press(KEY.Key_Down, CTRL)
    card = report.pages.comments.card
    assert card.isVisible()
    assert card.author.text() == "Sample"
    assert card.body.text().startswith("Example note.")
    assert report.clear()
    assert not card.isVisible()
    remade(qtbot, report, lambda: report.choices.notes.setChecked(False))
    remade(qtbot, report, lambda: report.choices.assessments.setChecked(False))
    assert report.pages.comments.count() == 0


def test_a_comment_is_shown_under_the_mouse(qtbot, report):
    qtbot.waitUntil(lambda: report.pages.comments.count() > 0, timeout=10_000)
    qtbot.waitUntil(lambda: len(report.pages.sizes) == report.draft().pages, timeout=10_000)
    shown = report.draft().shown[0]
    report.pages.scroll_to(shown.page, shown.boxes[0][1], 0.5)
    number, sign = report.pages.comments._signs()[0]
    qtbot.mouseMove(report.pages.viewport(), sign.center().toPoint())
    qtbot.waitUntil(report.pages.comments.card.isVisible)
    assert report.pages.comments.current == number


def test_the_place_stays_when_pages_are_made_anew(qtbot, report):
    qtbot.waitUntil(lambda: len(report.pages.sizes) == report.draft().pages, timeout=10_000)
    report.pages.scroll_to(7, 100, 0)
    page, share = report.pages.middle()
    remade(qtbot, report, lambda: report.choices.colour.setChecked(True))
    qtbot.waitUntil(lambda: len(report.pages.sizes) == report.draft().pages, timeout=10_000)
    now, share_now = report.pages.middle()
    assert (now, share_now) == (page, pytest.approx(share, abs=0.01))


def test_the_last_choice_is_kept_for_the_next_session(qtbot, opened, report, tmp_path):
    report.aim(tmp_path / "first.pdf")
    remade(qtbot, report, lambda: report.choices._take([1]))
    remade(qtbot, report, lambda: report.choices.paper.choose(1))
    with qtbot.waitSignal(report.written, timeout=30_000):
        report.write()
    from desktop.settings import Settings
    from desktop.views.report import Report

    opened.settings.save()
    again = Report(opened.workspace)
    qtbot.addWidget(again)
    again.remember(Settings(opened.settings.folder))
    again.show()
    qtbot.waitUntil(lambda: again.draft() is not None, timeout=30_000)
    assert (again.options().paper, again.options().parts) == ("us-letter", ("cover", "matrix"))
    again.hide()
    again.reporting.stop()
    again.source_export._worker.stop()


def test_the_seal_is_in_what_is_exported_either_way(qtbot, opened, report, tmp_path, monkeypatch):
    import pypdfium2

    from desktop import errands

    def sealed(path):
        with pypdfium2.PdfDocument(path) as document:
            return any("Seal of the record" in page.get_textpage().get_text_range() for page in document)

    report.aim(tmp_path / "view.pdf")
    with qtbot.waitSignal(report.written, timeout=60_000):
        report.write()
    assert sealed(tmp_path / "view.pdf")
    monkeypatch.setattr(errands.Errands, "_ask_save", lambda *_given: tmp_path / "menu.pdf")
    with qtbot.waitSignal(opened.errands.done, timeout=60_000):
        opened.commands["brief"].trigger()
    assert sealed(tmp_path / "menu.pdf")


def test_the_file_tells_who_and_when_only_if_it_is_wanted(qtbot, opened, report, tmp_path):
    remade(qtbot, report, lambda: report.choices._take([1]))
    told = []
    for name, wanted in (("quiet.pdf", False), ("signed.pdf", True)):
        report.choices.signed.setChecked(wanted)
        report.aim(tmp_path / name)
        with qtbot.waitSignal(report.written, timeout=30_000):
            report.write()
        with pikepdf.open(tmp_path / name) as document:
            told.append((str(document.docinfo.get("/Author", "")), str(document.docinfo.CreationDate)[2:6]))
    assert told[0] == ("", "2025")
    assert told[1][0] == "Tester"
    assert told[1][1] != "2025"


def test_a_file_that_came_in_between_is_not_lost(qtbot, report, tmp_path):
    report.aim(tmp_path / "brief.pdf")
    (tmp_path / "brief.pdf").write_bytes(b"somebody else's")
    remade(qtbot, report, lambda: report.choices._take([1]))
    with qtbot.waitSignal(report.written, timeout=30_000) as told:
        report.write()
    assert told.args[0].path == tmp_path / "brief (2).pdf"
    assert (tmp_path / "brief.pdf").read_bytes() == b"somebody else's"


def test_a_file_that_is_held_elsewhere_gets_another_name(qtbot, opened, report, tmp_path, monkeypatch):
    from desktop.reports import export

    path = tmp_path / "brief.pdf"
    remade(qtbot, report, lambda: report.choices._take([1]))
    report.aim(path)
    with qtbot.waitSignal(report.written, timeout=30_000):
        report.write()
    before, kept = path.read_bytes(), export.replace

    def held(target, content):
        if target == path:
            raise export.HeldElsewhere(path=str(target), detail="in use")
        kept(target, content)

    monkeypatch.setattr(export, "replace", held)
    with qtbot.waitSignal(report.written, timeout=30_000):
        report.write()
    assert path.read_bytes() == before
    assert opened.status.outcome() == "Brief written: brief (2).pdf"
    assert [each.text() for each in opened.status.offers()] == ["Open", "Show in folder"]


def test_weak_spots_lead_to_where_they_are_listed(qtbot, opened, report):
    report.body.show_weak.click()
    assert opened.bench.name() == "gaps"


def test_other_kinds_are_offered(qtbot, opened, report, tmp_path, monkeypatch):
    from desktop import errands
    from desktop.views.report_kinds import EXCHANGE, QUOTATIONS, SOURCES, TABLES

    report.kinds.setFocus()
    press(KEY.Key_Down)
    assert report.stack.currentIndex() == SOURCES
    assert report.marked.model.rowCount() == 3
    report.marked.none.click()
    assert not report.sources.isEnabled()
    report.marked.list.turn(report.marked.model.index(1))
    folder = tmp_path / "one"
    folder.mkdir()
    with qtbot.waitSignal(report.sourcesWritten, timeout=30_000):
        report.mark_sources(folder)
    assert [path.name[:2] for path in folder.iterdir()] == ["S2"]
    asked = []
    monkeypatch.setattr(
        errands.Errands, "_ask_save", lambda _self, _t, name, *_r: asked.append(name) or tmp_path / name
    )
    for kind in (TABLES, QUOTATIONS, EXCHANGE):
        report.kinds.choose(kind)
        with qtbot.waitSignal(opened.errands.done, timeout=30_000):
            press(KEY.Key_Return, CTRL)
    report.kinds.choose(TABLES)
    with qtbot.waitSignal(opened.errands.done, timeout=30_000):
        report.others[0].buttons[1].click()
    assert [name.rsplit(".")[-1] for name in asked] == ["csv", "md", "json", "csv"]
    assert all((tmp_path / name).stat().st_size > 500 for name in asked)


def test_a_quick_hand_exports_the_last_choice_in_two_strokes(qtbot, opened):
    opened.settings.report = '{"parts": ["cover", "matrix"], "paper": "us-letter"}'
    view = opened.bench.named("report")
    with qtbot.waitSignal(view.written, timeout=30_000) as told:
        press(KEY.Key_P, CTRL)
        press(KEY.Key_Return, CTRL)
    with pikepdf.open(told.args[0].path) as document:
        assert len(document.pages) == 2
        assert [float(side) for side in document.pages[0].MediaBox[2:]] == [612, 792]
    assert opened.status.outcome() == "Brief written: Sample case brief.pdf"


def test_the_reader_leads_to_the_annotated_pdf_of_its_source(qtbot, opened):
    from desktop.views.report_kinds import BRIEF, SOURCES

    sources = opened.bench.named("sources")
    opened.bench.show_view("sources", source=opened.workspace.snapshot.sources[1].id)
    sources.bar.annotated.click()
    report = opened.bench.named("report")
    qtbot.waitUntil(lambda: report.draft() is not None, timeout=30_000)
    assert report.stack.currentIndex() == SOURCES
    assert report.marked.model.chosen() == (opened.workspace.snapshot.sources[1].id,)
    press(KEY.Key_P, CTRL)
    assert report.stack.currentIndex() == BRIEF or report.kinds.currentIndex().row() == SOURCES


def test_the_window_loads_no_library_for_pages():
    import subprocess
    import sys

    told = "import sys, desktop.reports.contents as c; print({'pikepdf', 'typst', 'pypdfium2'} & set(sys.modules))"
    asked = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert asked.stdout.strip() == "set()"


def test_a_part_is_dragged_to_another_place(qtbot, report):
    contents = report.list

    def middle(title):
        row = next(row for row in range(report.model.rowCount()) if report.model.index(row).data() == title)
        return contents.visualRect(report.model.index(row)).center()

    hand = contents.viewport()
    start = middle("What else the record shows")
    qtbot.mousePress(hand, Qt.MouseButton.LeftButton, pos=start)
    with qtbot.waitSignal(report.reporting.drafted, timeout=30_000):
        for y in range(start.y(), middle("Cover and findings").y() - 4, -3):
            _drag(hand, start.x(), y)
        qtbot.mouseRelease(hand, Qt.MouseButton.LeftButton, pos=middle("Cover and findings"))
    assert report.options().parts[:3] == ("more", "cover", "matrix")
    assert contents.currentIndex().row() == 0
    start = middle("Reassurance force after a ceasefire")
    qtbot.mousePress(hand, Qt.MouseButton.LeftButton, pos=start)
    with qtbot.waitSignal(report.reporting.drafted, timeout=30_000):
        for y in range(start.y(), start.y() + 60, 4):
            _drag(hand, start.x(), y)
        qtbot.mouseRelease(hand, Qt.MouseButton.LeftButton)
    titles = [report.model.index(row).data() for row in range(4, 8)]
    assert titles[3] == "Reassurance force after a ceasefire"
    assert contents.currentIndex().row() == 7


def _drag(widget, x, y):
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(x, y)
    event = QMouseEvent(QEvent.Type.MouseMove, place, widget.mapToGlobal(place), left, left, none)
    QApplication.sendEvent(widget, event)
