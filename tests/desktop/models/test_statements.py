"""The table of statements, drawn as text: a line a row, headings in capitals."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from db.records import Note, NoteTarget, QuotationColumns, SavedView, Source
from db.vocabulary import Reliability
from desktop.models import filters
from desktop.models.asking import FIND, Asked, Column, Group, Lines, Sort, tabs
from desktop.models.filters import BEFORE, DURING, IS, IS_NOT, SINCE, Filter
from desktop.models.register import Register
from desktop.models.statement_rows import Told, cell_told, sentence
from desktop.models.statements import StatementTable
from tests.desktop.analysis.build import append, snapshot
from tests.desktop.models.conftest import content, said

SPOKEN = Qt.ItemDataRole.AccessibleTextRole

WIDE = [
    said(1, "putin", "rejects", {"L": ["yes"]}),
    said(2, "lavrov", "accepts", {"H": ["ceasefire"], "L": ["yes"]}),
    said(3, "U", "supports", {"H": ["ongoing", "ceasefire"]}),
    {"id": "st4", "speaker": "C", "positions": [{"id": "p4", "issue": "force", "stance": "neutral", "regions": []}]},
    {"id": "st5", "speaker": "putin", "said_on": "2025", "positions": []},
    {
        "id": "st6",
        "speaker": "putin",
        "said_on": "2024-12-30",
        "positions": [
            {"id": "p6", "issue": "force", "stance": "opposes", "regions": [{"H": ["ongoing"]}, {"L": ["no"]}]},
            {"id": "p7", "issue": "force", "stance": "accepts", "holder": "U", "state": "draft"},
        ],
    },
]


def record(**more):
    found = snapshot(content(*WIDE))
    graded = [("Minutes", Reliability.B), ("Post", None)]
    sources = tuple(
        Source(number, str(number), f"s{number}", title, None, "", "", None, "", "en", grade, 9, "", None)
        for number, (title, grade) in enumerate(graded, 1)
    )
    quoted = QuotationColumns()
    for statement, source, credibility in ((1, 1, 2), (1, 2, 3), (2, 2, 0), (3, 1, 1), (6, 1, 2)):
        append(quoted, statement=statement, source=source, credibility=credibility)
    note = Note(1, "n", NoteTarget(position=2), "Look again", "A", None, ())
    return replace(found, sources=sources, quotations=quoted, notes=(note,), **more)


@pytest.fixture
def register():
    return Register.of(record())


def lines(register, found=None, **asked):
    return Lines.of(register, Asked(**asked), found)


def numbers(made):
    return made.register.number[made.order].tolist()


@pytest.fixture
def model(qapp, register):
    found = StatementTable()
    found.tester = QAbstractItemModelTester(found, QAbstractItemModelTester.FailureReportingMode.Fatal)
    found.show(lines(register))
    return found


def drawn(model):
    told = []
    for line in range(model.rowCount()):
        heading = model.heading(line)
        if heading is not None:
            told.append(f"{heading.title.upper()} {heading.count}{' (closed)' if model.is_closed(line) else ''}")
            continue
        entry = model.entry(line)
        cells = (cell_told(entry, column) for column in (Column.STANCE, Column.SPEAKER, Column.SAID, Column.WHEN))
        told.append(" | ".join([f"{entry.number}", *cells, entry.grade]) + (" note" if entry.note else ""))
    return told


def test_the_table_is_drawn_by_actor_the_newest_first(model):
    assert drawn(model) == [
        "RUSSIA 4",
        "2 | Accepts | Lavrov | 2 Sep 2025 | Ceasefire, Force on land: Yes |  note",
        "1 | Rejects | Putin | 1 Sep 2025 | Force on land: Yes | B2",
        "5 | No position | Putin | 2025 |  | ",
        "6 | Opposes and Accepts | Putin | 30 Dec 2024 | Ongoing, or, Force on land: No, ;, in any case | B2",
        "UKRAINE 1",
        "3 | Supports | Ukraine | 3 Sep 2025 | Ongoing / Ceasefire | B1",
        "COALITION 1",
        "4 | Neutral | Coalition | undated | in any case | ",
    ]


def test_a_statement_in_a_sentence(model):
    entry = model.entry(2)
    told = replace(entry, told=Told("No troops"))
    assert sentence(told) == "no. 1, Putin, rejects, 1 Sep 2025, Force on land: Yes, B2, “No troops”"
    assert model.index(0, 0).data(SPOKEN) == "Russia, 4 statements"
    assert model.index(2, model.place_of(Column.STANCE)).data(SPOKEN) == "Rejects"
    assert model.index(2, model.place_of(Column.WORDS)).data(SPOKEN).startswith("no. 1, Putin")
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Stance"
    assert model.data(QModelIndex()) is None


def test_tooltips_say_what_stands_there_and_nothing_that_is_no_text(model):
    model.put({1: Told("<b>no</b>")})
    shown = model.index(2, model.place_of(Column.WORDS)).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;no&lt;/b&gt;" in shown


def test_headings_cannot_be_chosen_and_a_closed_one_can_be_walked_to(model, qtbot):
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    with qtbot.waitSignals([model.rowsRemoved, model.dataChanged]):
        assert model.set_closed(0, True)
    assert drawn(model)[:2] == ["RUSSIA 4 (closed)", "UKRAINE 1"]
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEnabled
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.index(0, 0).data(SPOKEN) == "Russia, 4 statements, closed"
    assert not model.set_closed(0, True)
    with qtbot.waitSignal(model.rowsInserted):
        assert model.set_closed(0, False)
    assert drawn(model)[1].startswith("2 |")


def test_a_closed_group_opens_to_a_statement_that_is_wanted(model):
    model.set_closed(0, True)
    assert model.line_of(1) == -1
    assert model.open_to(1) == 2
    assert model.open_to(99) == -1


def test_words_are_asked_for_once_when_seen_and_kept(model, qtbot):
    with qtbot.waitSignal(model.wanted):
        assert model.look(1).told is None
    with qtbot.assertNotEmitted(model.wanted):
        model.look(2)
    assert model.take_wants() == (1, 2)
    assert model.take_wants() == ()
    with qtbot.waitSignal(model.dataChanged):
        model.put({2: Told("Words")})
    with qtbot.assertNotEmitted(model.wanted):
        assert model.look(1).told.words == "Words"


def test_what_was_read_stays_until_it_is_read_anew(model, register, qtbot):
    model.put({2: Told("Before"), 1: Told("Other")})
    model.show(lines(register), forget={2})
    with qtbot.waitSignal(model.wanted):
        assert model.look(1).told.words == "Before"
    model.look(2)
    assert model.take_wants() == (2,)
    model.find_anew()
    model.look(2)
    assert model.take_wants() == (1,)
    model.show(lines(register))
    assert model.look(1).told is None


def test_few_statements_are_kept(qapp, register, monkeypatch):
    monkeypatch.setattr("desktop.models.statements.MOST_KEPT", 2)
    found = StatementTable()
    found.show(lines(register))
    for number in (1, 2, 3):
        found.put({number: Told(str(number))})
    assert [number for number in (1, 2, 3) if found.entry(found.line_of(number)).told] == [2, 3]


def test_stretches_of_lines(model):
    assert model.lines_of([1, 2, 3, 99]) == [(1, 2), (6, 6)]
    assert model.lines_of([]) == []
    assert model.rows_between(0, 6).tolist() == [1, 0, 4, 5, 2]
    assert model.statement(0) is None
    assert model.statement(6) == 3
    assert model.headings() == [0, 5, 7]


@pytest.mark.parametrize(
    ("group", "titles"),
    [
        (Group.SOURCE, ["Minutes 3", "Post 1", "Unsourced 2"]),
        (Group.STANCE, ["Rejects 1", "Opposes 1", "Neutral 1", "Accepts 1", "Supports 1", "No position 1"]),
        (Group.DATE, ["Sep 2025 3", "2025 1", "Dec 2024 1", "Undated 1"]),
        (Group.NONE, []),
    ],
)
def test_groups(register, group, titles):
    made = lines(register, group=group)
    assert [f"{each.title} {each.count}" for each in made.groups] == titles
    assert len(made.drawn()) == len(titles) + 6


@pytest.mark.parametrize(
    ("sort", "descending", "order"),
    [
        (Sort.SAID, True, [3, 2, 1, 5, 6, 4]),
        (Sort.SAID, False, [4, 6, 5, 1, 2, 3]),
        (Sort.NUMBER, False, [1, 2, 3, 4, 5, 6]),
        (Sort.STANCE, False, [1, 6, 4, 2, 3, 5]),
        (Sort.SPEAKER, False, [4, 2, 1, 5, 6, 3]),
        (Sort.GRADE, False, [3, 1, 6, 2, 4, 5]),
    ],
)
def test_orders(register, sort, descending, order):
    assert numbers(lines(register, group=Group.NONE, sort=sort, descending=descending)) == order


@pytest.mark.parametrize(
    ("field", "op", "values", "left"),
    [
        ("stance", IS, ("rejects", "neutral"), [1, 4]),
        ("stance", IS_NOT, ("rejects", "neutral"), [2, 3, 5, 6]),
        ("stance", IS, ("none",), [5]),
        ("stance", IS, ("accepts",), [2, 6]),
        ("actor", IS, ("R",), [1, 2, 5, 6]),
        ("actor", IS, ("U",), [3, 6]),
        ("speaker", IS, ("putin",), [1, 5, 6]),
        ("said", SINCE, ("2025-09-02",), [2, 3]),
        ("said", BEFORE, ("2025",), [6]),
        ("said", DURING, ("2025-09",), [1, 2, 3]),
        ("said", SINCE, ("undated",), [4]),
        ("when", IS, ("H.ceasefire",), [2, 3]),
        ("when", IS, ("H.",), [1, 4, 6]),
        ("when", IS, ("L.no", "H."), [1, 4, 6]),
        ("issue", IS, ("force",), [1, 2, 3, 4, 6]),
        ("act", IS, ("none",), [1, 2, 3, 4, 5, 6]),
        ("act", IS, ("threat",), []),
        ("source", IS, ("s2",), [1, 2]),
        ("source", IS, ("none",), [4, 5]),
        ("reliability", IS, ("B",), [1, 3, 6]),
        ("credibility", IS, ("1", "none"), [2, 3, 4, 5]),
        ("state", IS, ("draft",), [6]),
        ("note", IS, ("some",), [2]),
        ("note", IS, ("none",), [1, 3, 4, 5, 6]),
    ],
)
def test_filters(register, field, op, values, left):
    made = lines(register, filters=(Filter(field, op, values),), group=Group.NONE, sort=Sort.NUMBER, descending=False)
    assert numbers(made) == left


def test_filters_read_as_sentences():
    shot = record()
    told = [
        filters.sentence(each, shot)
        for each in (
            Filter("said", SINCE, ("2025-02-01",)),
            Filter("said", SINCE, ("undated",)),
            Filter("stance", IS, ("rejects", "opposes")),
            Filter("stance", IS_NOT, ("rejects", "opposes", "neutral")),
            Filter("actor", IS, ("gone",)),
            Filter("when", IS, ("L.yes",)),
            Filter("when", IS, ("H.",)),
        )
    ]
    assert told == [
        "Said since 1 Feb 2025",
        "Said is undated",
        "Stance is Rejects or Opposes",
        "Stance is not Rejects or 2 more",
        "Actor is (gone)",
        "Said to hold when is Force on land: Yes",
        "Said to hold when is Hostilities: in any case",
    ]


def test_every_field_offers_values_that_its_filter_understands(register):
    for field in filters.fields().values():
        for choice in filters.choices(field.id, register.snapshot):
            each = Filter(field.id, field.ops[0], (choice.key,))
            assert filters.mask(each, register).shape == (6,)
            assert filters.read_filter(filters.written_filter(each)) == each
            assert filters.sentence(each, register.snapshot)


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"field": "stance", "op": "is", "values": []},
        {"field": "stance", "op": "since", "values": ["rejects"]},
        {"field": "stance", "op": "is", "values": [1]},
        {"field": "said", "op": "since", "values": ["soon"]},
        {"field": "colour", "op": "is", "values": ["red"]},
        {"field": ["stance"], "op": "is", "values": ["rejects"]},
    ],
)
def test_what_is_no_filter_is_left_out(data):
    assert filters.read_filter(data) is None


def test_what_is_asked_is_written_and_read():
    asked = Asked("troops", (Filter("stance", IS, ("rejects",)),), Group.DATE, Sort.GRADE, False)
    shown = replace(asked, columns=(Column.CHECK, Column.NUMBER, Column.WORDS))
    assert Asked.read(shown.written()) == shown
    assert Asked.read({"columns": ["venue"], "sort": "beauty", "filters": [3], "find": 7}) == Asked(
        columns=(Column.CHECK, Column.WORDS, Column.VENUE)
    )
    assert Asked.read([]) == Asked()


def test_saved_views_are_tabs():
    views = (
        SavedView(1, "a", "statements", "About troops", '{"find": "troops"}'),
        SavedView(2, "b", "matrix", "Other", "{}"),
        SavedView(3, "c", "statements", "Broken", "{"),
    )
    found = tabs(views)
    assert [(tab.id, tab.name) for tab in found] == [(0, "All"), (1, "About troops"), (3, "Broken")]
    assert found[1].asked.find == "troops"
    assert found[2].asked == Asked()


def test_words_found_and_filters_hold_together(register):
    assert numbers(lines(register, found=[1, 3, 6], find="x", filters=(Filter("speaker", IS, ("putin",)),))) == [1, 6]


def test_nothing_matches_names_what_removes_most(register):
    stance, actor = Filter("stance", IS, ("rejects",)), Filter("actor", IS, ("U",))
    made = lines(register, filters=(stance, actor))
    assert len(made) == 0
    assert made.removes == (stance, 2)
    assert lines(register, found=[], find="x", filters=(actor,)).removes == (FIND, 2)
    assert lines(register).removes is None


def test_an_empty_case(qapp):
    empty = Register.of(snapshot({"case": {}, "actors": []}))
    made = lines(empty)
    assert len(empty) == 0
    assert made.drawn().tolist() == []
    found = StatementTable()
    found.show(made)
    assert found.rowCount() == 0
    assert found.columnCount() == len(Asked().columns)


def test_dates_keep_their_coarseness(register):
    assert [str(register.date(row)) for row in range(6)] == [
        "2025-09-01", "2025-09-02", "2025-09-03", "None", "2025", "2024-12-30",
    ]  # fmt: skip
    assert register.row_of(6) == 5
    assert register.row_of(7) == -1
    assert np.array_equal(register.rows_of([3, 1, 99]), [0, 2])
