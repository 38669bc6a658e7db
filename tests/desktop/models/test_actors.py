"""The tree of actors drawn as text; what is odd about names and dates; statements as cards."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from db.moments import Moment
from db.records import Affiliation
from db.vocabulary import ActorKind, Standing
from desktop.analysis.cells import Comparison
from desktop.models import affiliations, names
from desktop.models.actors import LISTED, ActorTree, Standings, said_by, statements_of
from desktop.models.affiliations import Side
from desktop.models.card_list import ENTRY
from desktop.models.register import Register
from desktop.models.said import SaidList
from desktop.models.sheet import Sheet
from tests.desktop.analysis.build import snapshot
from tests.desktop.models.conftest import content, said
from tests.desktop.models.test_cards import statement

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def record(**more):
    found = snapshot(content())
    actors = tuple(
        replace(each, aliases=("Путин", "Poutine")) if each.key == "putin" else each for each in found.actors
    )
    return replace(found, actors=actors, **more)


@pytest.fixture
def model(qapp):
    found = ActorTree()
    found.tester = QAbstractItemModelTester(found, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return found


def drawn(model):
    told = []
    for group in range(model.rowCount()):
        parent = model.index(group, 0)
        heading = model.listed(parent)
        told.append(f"{heading.title.upper()} {heading.count}")
        for row in range(model.rowCount(parent)):
            listed = model.index(row, 0, parent).data(LISTED)
            strip = " ".join(look.word for look in listed.strip)
            told.append(" | ".join((f"  {listed.title}", listed.detail, str(listed.count), strip)))
    return told


def standings(shot):
    return Standings.of(Sheet.of(Comparison(shot)))


def test_the_tree_is_drawn_with_where_everybody_stands(model):
    shot = record()
    model.show(shot, standings(shot))
    assert drawn(model) == [
        "STATES 2",
        "  Russia |  | 2 | Rejects Silent Contested Either?",
        "  Ukraine | member of Coalition | 1 | Silent Silent Supports Supports?",
        "COALITIONS 1",
        "  Coalition |  | 0 | Silent Silent Silent Silent",
        "PERSONS 2",
        "  Putin | Russia · Путин, Poutine | 1 | Rejects Silent Rejects Rejects",
        "  Lavrov | Russia | 1 | Silent Silent Accepts Accepts?",
    ]
    assert model.total() == 5
    index = model.index_of(next(each.id for each in shot.actors if each.key == "putin"))
    assert index.data(SPOKEN) == "Putin, person, Russia · Путин, Poutine, 1 statement"
    assert index.parent().data(SPOKEN) == "Persons, 2"
    assert model.actor(index.parent()) is None
    assert not model.index_of(99).isValid()
    assert model.data(QModelIndex()) is None


def test_names_are_found_in_any_script(model):
    shot = record()
    model.show(shot, None, "пути")
    assert drawn(model) == ["PERSONS 1", "  Putin | Russia · Путин, Poutine | 0 | "]
    model.show(shot, None, "russ putin")
    assert model.total() == 1
    model.show(shot, None, "nobody")
    assert model.rowCount() == 0


def test_other_numbers_leave_the_tree_standing(model, qtbot):
    shot = record()
    model.show(shot)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show(shot, standings(shot))
    with qtbot.waitSignal(model.modelReset):
        model.show(None)
    assert model.total() == 0


def test_whose_statements_are_counted():
    joint = {
        "id": "st4",
        "speaker": "C",
        "parties": ["R", "U"],
        "said_on": "2025-09-09",
        "positions": [{"id": "p4", "issue": "force", "stance": "accepts"}],
    }
    register = Register.of(snapshot(content(said(1, "putin", "rejects", {}), said(2, "U", "accepts", {}), joint)))
    ids = {each.key: each.id for each in register.snapshot.actors}
    counted = said_by(register)
    assert {key: counted[number] for key, number in ids.items()} == {"R": 2, "U": 2, "C": 1, "putin": 1, "lavrov": 0}
    numbers = [register.row_of(each) + 1 for each in statements_of(register, ids["U"])]
    assert numbers == [3, 2]
    assert len(statements_of(register, ids["R"])) == 2


def affiliation(number, since=None, until=None, standing=Standing.BINDS, member=4, of=1, role=""):
    dates = (None if each is None else Moment.parse(each) for each in (since, until))
    return Affiliation(number, str(number), member, of, role, standing, *dates)


@pytest.mark.parametrize(
    ("one", "other", "odd"),
    [
        (affiliation(1, "2012", "2020"), affiliation(2, "2020"), ""),
        (
            affiliation(1, "2012", "2021", role="President"),
            affiliation(2, "2020"),
            "Overlaps with binds it, since 2020: the higher standing counts.",
        ),
        (affiliation(1, "2012", "2012"), None, "Ends before it begins, so it never counts."),
        (affiliation(1, None, "2012"), None, "No first day: it counts from the beginning."),
        (affiliation(1), affiliation(2, "2020", of=2), "No first day: it counts from the beginning."),
        (affiliation(1, "2012"), affiliation(2, "2013", member=5), ""),
    ],
)
def test_odd_dates_are_said(one, other, odd):
    assert affiliations.oddity(one, [one, *([other] if other else [])]) == odd


def test_an_actor_stands_on_four_sides():
    shot = record()
    ids = {each.key: each.id for each in shot.actors}
    sides = {
        key: {str(side): [each.name for each in found] for side, found in rows.items() if found}
        for key, rows in (
            (key, affiliations.rows(number, shot.actors, shot.affiliations)) for key, number in ids.items()
        )
    }
    assert sides == {
        "R": {"spoken for by": ["Lavrov", "Putin"]},
        "U": {"member of": ["Coalition"]},
        "C": {"members": ["Ukraine"]},
        "putin": {"speaks for": ["Russia"]},
        "lavrov": {"speaks for": ["Russia"]},
    }


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        (None, None, "always"),
        ("2012-05", None, "since May 2012"),
        (None, "2012", "until 2012"),
        ("2012", "2013-01-02", "2012 to 2 Jan 2013"),
    ],
)
def test_periods(since, until, told):
    assert affiliations.period(affiliation(1, since, until)) == told


def test_the_last_office_is_told_first():
    former, present = affiliation(1, "2008", "2012", role="Minister"), affiliation(2, "2012", role="President")
    shot = record(affiliations=(former, present))
    assert affiliations.in_short(4, shot.actors, shot.affiliations) == "President, Russia"
    assert [each.affiliation.id for each in affiliations.rows(4, shot.actors, shot.affiliations)[Side.SPEAKS_FOR]] == [
        2,
        1,
    ]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Vladimir Putin", ""),
        ("Vlаdimir Putin", "Vlаdimir"),
        ("Володимир Zelenskyy", ""),
        ("Αlpha", "Αlpha"),
        ("Jean-Noël O’Brien", ""),
        ("習近平 Xi", ""),
        ("محمد", ""),
        ("G7", ""),
    ],
)
def test_words_that_mix_scripts(name, word):
    assert names.mixed(name) == word


def test_the_warning_names_the_scripts():
    told = names.warning(("Putin", "Putіn"))
    assert told == "“Putіn” mixes letters of Latin + Cyrillic: it is not found by the name it looks like."
    assert names.warning(("Putin",)) == ""


def test_statements_as_cards(qapp):
    shot = record()
    made = [
        statement(shot, number, each, [("st1", "No troops", "verbatim")])
        for number, each in enumerate(content()["statements"], 1)
    ]
    bare = replace(made[1], quotations=(), positions=())
    model = SaidList()
    model.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([made[0], bare], shot)
    assert model.index(0).data(SPOKEN) == "“No troops”. Rejects, Putin, 1 Sep 2025, Threat, no. 1"
    assert model.index(1).data(SPOKEN).startswith("Unsourced")
    assert model.index(0).data(ENTRY).mark == "rejects"
    assert model.index(0).data(ENTRY).quotation.exact == "No troops"
    model.show([], None)
    assert model.rowCount() == 0


def test_kinds_stand_in_their_order(model):
    shot = record()
    group = replace(shot.actors[0], kind=ActorKind.GROUP)
    model.show(replace(shot, actors=(*shot.actors[1:], group)))
    assert [line for line in drawn(model) if line.isupper() or line.split()[0].isupper()] == [
        "STATES 1",
        "COALITIONS 1",
        "GROUPS 1",
        "PERSONS 2",
    ]
