"""The recent cases: remembered latest first, found by words, forgotten, moved; what is kept survives damage."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from desktop.models.recent import CASE, DRAWN, MISSING, MOST, RecentCase, RecentModel, missing, place, when
from desktop.settings import Settings


def case(name, **more):
    given = {"sources": 1, "statements": 2, "scenarios": 3, "opened": "2026-03-02T09:12"} | more
    return RecentCase(f"/cases/{name}.rapporteur", name, **given)


@pytest.fixture
def model(qapp, tmp_path):
    model = RecentModel(Settings(tmp_path / "settings"))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    tester.deleteLater()


def titles(model):
    return [model.index(row).data() for row in range(model.rowCount())]


def again(model):
    return RecentModel(model._settings)


def test_without_any_the_sample_case_stands_there(model):
    assert model.index(0).data(CASE) == model.sample
    assert model.all() == ()


def test_the_latest_stands_first_and_once(model):
    for name in ("one", "two", "one"):
        model.remember(case(name))
    assert titles(model) == ["one", "two"]
    assert titles(again(model)) == ["one", "two"]


def test_only_so_many_are_remembered(model):
    for number in range(MOST + 5):
        model.remember(case(f"case {number}"))
    assert len(model.all()) == MOST


def test_words_find_cases_by_title_and_path(model):
    model.remember(case("Grain"))
    model.remember(case("Dam filling"))
    model.find("GRÁIN cases")
    assert titles(model) == ["Grain"]
    model.find("")
    assert titles(model) == ["Dam filling", "Grain"]


def test_a_case_is_forgotten_and_another_is_found_again(model):
    model.remember(case("one"))
    model.remember(case("two"))
    model.forget("/cases/one.rapporteur")
    model.found("/cases/two.rapporteur", "/elsewhere/two.rapporteur")
    assert [each.path for each in again(model).all()] == ["/elsewhere/two.rapporteur"]


def test_missing_cases_are_told(model, tmp_path):
    model.remember(case("gone"))
    model.set_missing(missing([each.path for each in model.all()]))
    index = model.index(0)
    assert index.data(MISSING)
    assert index.data(DRAWN)[1][2] == "moved or deleted: /cases/gone.rapporteur"
    file = tmp_path / "there.rapporteur"
    file.touch()
    assert missing([str(file)]) == ()


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "{",
        "[1, null, []]",
        '[{"path": 3}]',
        '[{"path": "a"}]',
        json.dumps([{"path": "a", "title": "t", "sources": "many", "statements": 1, "scenarios": 1, "opened": ""}]),
    ],
)
def test_a_damaged_list_counts_as_none(qapp, tmp_path, kept):
    (tmp_path / "recent.json").write_text(kept, encoding="utf-8")
    assert RecentModel(Settings(tmp_path)).all() == ()


def test_a_folder_that_cannot_be_written_is_no_trouble(qapp, tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    model = RecentModel(Settings(blocked / "settings"))
    model.remember(case("one"))
    assert titles(model) == ["one"]


@pytest.mark.parametrize(
    ("opened", "told"),
    [
        ("2026-03-04T09:12", "today, 09:12"),
        ("2026-03-03T23:59", "yesterday"),
        ("2025-09-02T10:00", "2 Sep 2025"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_when_a_case_was_open(opened, told):
    assert when(opened, datetime(2026, 3, 4, 12, 0)) == told


def test_where_a_case_lies():
    at_home = Path.home() / "Documents" / "River talks" / "Dam.rapporteur"
    assert place(RecentCase(str(at_home), "Dam", 0, 0, 0, "")) == "Documents › River talks"
    assert place(RecentCase("/srv/desk b/x.rapporteur", "x", 0, 0, 0, "", sample=True)) == "Sample case · srv › desk b"
