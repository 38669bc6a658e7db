"""The contents of a brief as a person chooses them, with pages, what is lacking and what is weak."""

from dataclasses import replace

import pytest

from desktop.reports import contents, need
from desktop.reports.options import PARTS, Options


def drawn(entries):
    return [
        ("  " if entry.scenario else "")
        + f"{'x' if entry.on else '-'} {entry.title} {entry.pages} {entry.lacks}".strip()
        for entry in entries
    ]


@pytest.fixture(scope="module")
def draft(sample):
    return contents.draft(sample.comparison, sample.statements, Options())


def test_everything_with_its_pages(draft):
    told = drawn(draft.entries)
    assert told[:6] == [
        "x Cover and findings 1",
        "x Who stands where: the matrix 1",
        "x What else the record shows 1",
        "x Scenarios 10",
        "  x Troops deploy during the fighting 1",
        "  x Reassurance force after a ceasefire 1",
    ]
    assert sum(entry.pages for entry in draft.entries if entry.scenario is None) == draft.pages
    assert [entry.start for entry in draft.entries if entry.scenario is None] == sorted(
        entry.start for entry in draft.entries if entry.scenario is None
    )
    assert draft.warnings == ("1 position is a draft or disputed, and counts nowhere.",)
    assert (draft.tagged, draft.comments) == (True, 14)


def test_what_is_left_out_is_still_offered(sample):
    ids = [scenario.id for scenario in sample.comparison.scenarios]
    options = Options(parts=("matrix", "scenarios"), scenarios=(ids[3], ids[0]))
    before = contents.entries(sample.comparison, options)
    after = contents.draft(sample.comparison, sample.statements, options).entries
    assert [entry.part for entry in before if entry.scenario is None][:2] == ["matrix", "scenarios"]
    assert {entry.part for entry in before} == set(PARTS)
    assert [entry.scenario for entry in before if entry.scenario is not None][:2] == [ids[3], ids[0]]
    assert [(e.part, e.scenario, e.on) for e in before] == [(e.part, e.scenario, e.on) for e in after]
    assert drawn(after)[:5] == [
        "x Who stands where: the matrix 1",
        "x Scenarios 2",
        "  x … with a peacekeeping mandate 1",
        "  x Troops deploy during the fighting 1",
        "  - Reassurance force after a ceasefire 0",
    ]


def test_what_a_part_lacks_is_told(made, small):
    case = made(small(actors=("R",)) | {"factors": [], "scenarios": []})
    told = drawn(contents.draft(case.comparison, case.statements, Options()).entries)
    assert "x Scenarios 0 there is no scenario" in told
    assert "x Side by side 0 no two parties differ" in told
    assert "x The analyst’s notes and assessments 0 there is no note and no assessment" in told


def test_warnings_name_scripts_and_memory(made, small, monkeypatch):
    monkeypatch.setattr(need, "available", lambda: 1)
    content = small(("R", "rejects", {}))
    content["case"]["title"] = "ไทย"
    case = made(content)
    warnings = contents.draft(case.comparison, case.statements, Options(parts=("cover",))).warnings
    assert "No font has these, so codes stand in their place: Thai (Noto Sans Thai)." in warnings
    assert any("will be made in parts" in told for told in warnings)


def test_the_first_page_alone(sample):
    assert contents.cover(sample.comparison, sample.statements, Options()).startswith(b"%PDF-")
    short = replace(Options(), parts=("method",))
    assert contents.cover(sample.comparison, sample.statements, short).startswith(b"%PDF-")
