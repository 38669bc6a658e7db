from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from db.moments import Moment
from db.records import Condition, Quotation, QuotationColumns, Source
from db.vocabulary import Reliability, SourceKind, Wording
from desktop.models.passages import passages
from desktop.models.sources import SourceList
from tests.desktop.analysis.build import append, snapshot
from tests.desktop.models.conftest import content
from tests.desktop.models.test_cards import statement


def source(number, title, **more):
    found = Source(
        number, str(number), str(number), title, SourceKind.REPORT, "", "", None, "", "en", None, 9, "", None
    )
    return replace(found, **more)


def record(*sources, quoted=()):
    columns = QuotationColumns()
    for said, place in quoted:
        append(columns, statement=said, source=place, credibility=0)
    return replace(snapshot(content()), sources=sources, quotations=columns)


def drawn(model):
    return [
        " | ".join((row.title, row.facts, row.grade or "-", str(row.coded)))
        for row in map(model.listed, range(model.rowCount()))
    ]


@pytest.fixture
def model(qapp):
    found = SourceList()
    found.tester = QAbstractItemModelTester(found, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return found


FIRST = source(1, "Minutes", publisher="Ministry", published=Moment.parse("2025-09"), reliability=Reliability.A)


def test_the_list_is_drawn(model):
    model.show(record(FIRST, source(2, " "), quoted=[(1, 1), (1, 1), (2, 1)]))
    assert drawn(model) == ["Minutes | Ministry · Sep 2025 | A | 2", "Untitled | Report | - | 0"]
    assert model.uncoded() == 1
    assert model.row_of(2) == 1
    assert model.row_of(3) == -1
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0).data(spoken) == "Minutes, Ministry · Sep 2025, A, 2 statements coded"
    assert model.index(1).data(spoken) == "Untitled, Report, not coded"
    assert model.data(QModelIndex()) is None


def test_other_numbers_leave_the_list_standing(model, qtbot):
    model.show(record(FIRST))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show(record(FIRST, quoted=[(1, 1)]))
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show(record(FIRST, quoted=[(1, 1)]))
    with qtbot.waitSignal(model.modelReset):
        model.show(None)
    assert model.rowCount() == 0


def quoting(number, *spans):
    found = statement(snapshot(content()), number, content()["statements"][number - 1], ())
    quotations = tuple(
        Quotation(10 * number + place, "", number, source, start, end, "", "", "", Wording.VERBATIM, None)
        for place, (source, start, end) in enumerate(spans)
    )
    return replace(found, quotations=quotations)


def test_passages_stand_in_order_with_lanes_for_those_that_overlap():
    found = passages(
        1, [quoting(2, (1, 5, 9), (2, 0, 4)), quoting(1, (1, 0, 10), (1, 12, 20))], snapshot(content()).actors
    )
    assert [(each.start, each.end, each.mark, each.speaker, each.act, each.lane) for each in found] == [
        (0, 10, "rejects", "Putin", "Threat", 0),
        (5, 9, "accepts", "Lavrov", "Threat", 1),
        (12, 20, "rejects", "Putin", "Threat", 0),
    ]
    assert found[0].told == "Putin, rejects, Threat"
    assert found[0].fill == "rejCell"


def test_a_statement_without_a_position_is_shown_all_the_same():
    bare = replace(quoting(1, (1, 0, 3)), positions=())
    assert [(each.fill, each.told) for each in passages(1, [bare], ())] == [("sunken", "no position, Threat")]


def test_a_label_says_when_a_position_was_said_to_hold():
    record = snapshot(content())
    plain = quoting(1, (1, 0, 3))
    ongoing = (Condition(record.factors[0].id, (record.factors[0].values[0].id,)),)
    held = replace(plain, positions=tuple(replace(each, regions=(ongoing,)) for each in plain.positions))
    (found,) = passages(1, [held], record.actors, record.factors)
    assert found.act == "Threat · when Ongoing"
    assert found.told == "Putin, rejects, Threat, when Ongoing"
    (found,) = passages(1, [plain], record.actors, record.factors)
    assert found.act == "Threat"
