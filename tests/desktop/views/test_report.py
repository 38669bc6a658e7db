"""The report in the window: what is chosen by key and click changes the pages, and is exported."""

import pikepdf
import pytest
from PySide6.QtCore import Qt

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
