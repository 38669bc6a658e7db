"""What the palette offers, drawn as text."""

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from desktop.actions import commands
from desktop.models.palette import OFFER, PaletteModel, Query, rank
from tests.desktop.analysis.build import snapshot
from tests.desktop.models.conftest import content


@pytest.fixture
def model(qapp):
    model = PaletteModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_commands(commands())
    model.set_record(snapshot(content()))
    yield model
    tester.deleteLater()


def drawn(model):
    rows = [model.index(row).data(OFFER) or model.index(row).data() for row in range(model.rowCount())]
    return [row if isinstance(row, str) else f"  {row.title}" for row in rows]


def test_nothing_typed_offers_the_commands(model):
    model.ask("")
    assert drawn(model)[0] == "Commands"
    assert len(drawn(model)) == len(commands()) + 1


def test_words_find_scenarios_actors_and_commands(model):
    model.ask("ukr")
    assert drawn(model) == ["Actors", "  Ukraine"]
    model.ask("troops")
    assert drawn(model) == ["Scenarios", "  Troops now", "  Nothing but troops"]


def test_case_and_accents_do_not_matter(model):
    model.ask("ÜKRAÏNE")
    assert drawn(model) == ["Actors", "  Ukraine"]


def test_a_sign_asks_for_one_kind(model):
    model.ask("@")
    assert drawn(model) == ["Actors", "  Russia", "  Ukraine", "  Coalition", "  Putin", "  Lavrov"]
    model.ask("> dark")
    assert drawn(model) == ["Commands", "  Theme: Dark"]
    model.ask("#")
    assert drawn(model) == []


def test_all_words_must_fit_in_any_order(model):
    model.ask("> case open")
    assert "  Open a case" in drawn(model)
    model.ask("> case nowhere")
    assert drawn(model) == []


def test_what_begins_so_stands_first(model):
    model.ask("> in")
    titles = drawn(model)[1:]
    assert titles[0] == "  Inspector"


def test_what_fits_is_marked(model):
    model.ask("rus")
    offer = model.index(model.first()).data(OFFER)
    assert [offer.title[start:end] for start, end in offer.hits] == ["Rus"]


def test_without_a_case_there_are_only_commands(model):
    model.set_record(None)
    model.ask("russia")
    assert drawn(model) == []


def test_headings_cannot_be_chosen_and_are_walked_over(model):
    model.ask("o")
    rows = [row for row in range(model.rowCount()) if model.index(row).data(OFFER) is None]
    assert rows
    assert not any(int(model.flags(model.index(row)).value) for row in rows)
    row, seen = model.first(), []
    while row not in seen:
        seen.append(row)
        row = model.next(row, 1)
    assert not set(seen) & set(rows)
    assert model.next(model.first(), -1) == model.first()


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("", (), None),
        ("  Ceasefire now ", ("ceasefire", "now"), None),
        ("#12", ("12",), "statement"),
        ("> x", ("x",), "command"),
    ],
)
def test_what_was_typed_is_read(text, words, kind):
    assert Query.parse(text) == Query(words, kind)


def test_an_offer_without_the_words_has_no_rank(model):
    model.ask("@russia")
    offer = model.index(model.first()).data(OFFER)
    assert rank(offer, ("xyz",)) is None
    assert rank(offer, ("rus",)) == 0
