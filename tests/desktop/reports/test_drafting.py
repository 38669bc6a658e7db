"""Drafts made in a child: the same as those made here, stopped when nobody wants them, and told when they fail."""

import pytest

from db.errors import ChildCancelled, ChildFailed
from desktop.reports import contents, drafting
from desktop.reports.drafting import Drafter
from desktop.reports.options import Options


@pytest.fixture
def large(monkeypatch):
    """Everything counts as large."""
    monkeypatch.setattr(drafting, "STATEMENTS", 0)


@pytest.fixture
def drafter():
    made = Drafter()
    yield made
    made.close()


def test_a_draft_is_the_same_wherever_it_is_made(sample, drafter, large):
    options = Options(parts=("cover", "matrix", "method"), seal="abc")
    assert drafting.is_large(sample.comparison)
    drafter.start(sample.comparison)
    made = drafter.draft(sample.comparison, sample.statements, options)
    assert made == contents.draft(sample.comparison, sample.statements, options)
    assert made.pages == 3
    assert made.shown
    cover = drafter.cover(sample.comparison, sample.statements, options)
    assert cover == contents.cover(sample.comparison, sample.statements, options)


def test_the_lens_goes_along(sample, drafter, large):
    from dataclasses import replace

    from desktop.analysis.cells import Comparison

    case = replace(sample.comparison.snapshot.case, reliabilities=("A",))
    narrowed = Comparison(replace(sample.comparison.snapshot, case=case), lens=True)
    options = Options(parts=("cover",))
    made = drafter.draft(narrowed, sample.statements, options)
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
    assert not drafting.is_large(sample.comparison)
