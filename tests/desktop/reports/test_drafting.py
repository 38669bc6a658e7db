"""Drafts made in a child: the same as those made here, stopped when nobody wants them, and told when they fail."""

from io import BytesIO

import pikepdf
import pytest

from db.errors import ChildCancelled, ChildFailed
from desktop.reports import contents, drafting, need, typeset
from desktop.reports.drafting import Drafter
from desktop.reports.options import Options


@pytest.fixture
def large(monkeypatch):
    """Everything counts as large."""
    monkeypatch.setattr(need, "STATEMENTS", 0)


@pytest.fixture
def drafter():
    made = Drafter()
    yield made
    made.close()


def test_a_draft_is_the_same_wherever_it_is_made(sample, drafter, large, monkeypatch):
    options = Options(parts=("cover", "matrix", "method"), seal="abc")
    assert need.is_large(sample.comparison)
    drafter.start(sample.comparison)
    made = drafter.draft(sample.comparison, sample.statements, options)
    front = drafter.cover(sample.comparison, sample.statements, options)
    assert front == contents.front(sample.comparison, sample.statements, options)
    monkeypatch.undo()
    assert made == contents.draft(sample.comparison, sample.statements, options)
    assert made.pages == 3
    assert made.shown


def test_a_file_is_the_same_wherever_it_is_made(sample):
    options, told = Options(parts=("scenarios",)), []
    made = drafting.written(sample.comparison, sample.statements, options, progress=told.append)
    assert made == typeset.typeset(sample.brief(parts=("scenarios",)))
    assert told == sorted(told)
    assert told[-1] == 1


def test_what_is_needed_is_foreseen_in_a_child(sample):
    told = drafting.foreseen(sample.comparison, sample.statements, Options())
    assert told.memory >= need.ITSELF + told.pages * need.DENSE
    assert told == need.foreseen(sample.comparison, sample.statements, Options())
    with pytest.raises(ChildCancelled):
        drafting.foreseen(sample.comparison, sample.statements, Options(), lambda: True)


def test_the_front_compares_next_to_nothing(sample, monkeypatch):
    asked = set()
    cell = type(sample.comparison).cell

    def watched(comparison, actor, scenario):
        asked.add(comparison.actor(actor).name)
        return cell(comparison, actor, scenario)

    monkeypatch.setattr(type(sample.comparison), "cell", watched)
    pdf = contents.front(sample.comparison, sample.statements, Options())
    assert asked <= {"Foreign Ministry of Ukraine", "Coalition of 26"}
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 1


def test_of_a_very_long_brief_the_beginning_is_shown(sample, large, monkeypatch):
    monkeypatch.setattr(need, "LOOKED_AT", 3)
    monkeypatch.setattr(need, "BEGINNING", 2)
    made = contents.draft(sample.comparison, sample.statements, Options())
    assert "only the beginning is shown" in made.warnings[0]
    pages = {entry.part: entry.pages for entry in made.entries if entry.scenario is None}
    assert pages["cover"] == pages["matrix"] == 1
    assert pages["statements"] == pages["moves"] == 0
    assert [entry.pages > 0 for entry in made.entries if entry.scenario is not None] == [True, True, *[False] * 8]
    assert not any(entry.lacks for entry in made.entries)
    whole = need.need(sample.brief()).pages
    assert 0.5 * whole < need.foreseen(sample.comparison, sample.statements, Options()).pages < 2 * whole


def test_the_lens_goes_along(sample, drafter, large, monkeypatch):
    from dataclasses import replace

    from desktop.analysis.cells import Comparison

    case = replace(sample.comparison.snapshot.case, reliabilities=("A",))
    narrowed = Comparison(replace(sample.comparison.snapshot, case=case), lens=True)
    options = Options(parts=("cover",))
    made = drafter.draft(narrowed, sample.statements, options)
    monkeypatch.undo()
    assert made == contents.draft(narrowed, sample.statements, options)
    assert made.pdf != contents.draft(sample.comparison, sample.statements, options).pdf


def test_it_is_stopped(sample, drafter, large):
    with pytest.raises(ChildCancelled):
        drafter.draft(sample.comparison, sample.statements, Options(), lambda: True)


def test_nonsense_is_no_draft():
    for told in ({}, {"shown": [1]}, {"shown": [], "entries": [{"x": 1}], "warnings": []}):
        with pytest.raises(ChildFailed):
            drafting.unpacked(told, b"%PDF-")


def test_a_small_case_is_put_together_here(sample):
    assert not need.is_large(sample.comparison)
