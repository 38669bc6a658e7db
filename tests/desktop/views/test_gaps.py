"""What the record leaves unsettled, told and led to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from db.records import NoteTarget
from desktop.analysis import contradictions
from desktop.analysis.cells import Comparison
from desktop.models.gaps import GAP
from desktop.views.gaps import Gaps
from tests.desktop.analysis.build import Builder


@pytest.fixture
def view(qtbot, workspace, show):
    found = show(Gaps(workspace), 900, 700)
    qtbot.waitUntil(lambda: found.model.rowCount() > 0, timeout=20_000)
    return found


def drawn(view):
    return [view.model.index(row).data() for row in range(view.model.rowCount())]


def test_what_nobody_has_said_is_listed(view):
    rows = drawn(view)
    quiet = next(place for place, text in enumerate(rows) if text.startswith("Scenarios nobody has spoken to"))
    assert "Ceasefire without a foreign force" in rows[quiet + 1 :]
    assert "Independent analysts" in rows
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_enter_opens_the_place_to_act(qtbot, view):
    row = drawn(view).index("Independent analysts")
    view.list.setCurrentIndex(view.model.index(row))
    with qtbot.waitSignal(view.openThing) as told:
        qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert isinstance(told.args[0], NoteTarget)
    assert told.args[0].actor == view.model.index(row).data(GAP).on.actor


def comparison(statements, **more):
    values = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    case = {
        "case": {},
        "actors": [
            {"id": "R", "name": "R", "kind": "state"},
            {"id": "U", "name": "U", "kind": "state"},
            {"id": "C", "name": "C", "kind": "coalition"},
        ],
        "affiliations": [{"member": each, "of": "C", "standing": "none"} for each in "RU"],
        "factors": [{"id": "H", "name": "H", "values": values}, {"id": "F", "name": "F", "values": values}],
        "scenarios": [{"id": "s", "name": "S", "sets": {"H": ["a"]}}, {"id": "t", "name": "T", "sets": {"F": ["b"]}}],
        "statements": statements,
        **more,
    }
    return Comparison(Builder(case).snapshot())


def said(number, speaker, stance, regions, issue="H", date="2025-01"):
    position = {"id": f"p{number}", "issue": issue, "stance": stance, "regions": regions}
    return {"id": f"st{number}", "speaker": speaker, "said_on": date, "positions": [position]}


def test_words_pull_both_ways_where_both_hold():
    found = list(
        contradictions.pulls(
            comparison(
                [
                    said(1, "R", "rejects", [{"H": ["a"]}]),
                    said(2, "R", "supports", [{"F": ["b"]}], date="2025-02"),
                    said(3, "R", "supports", [{"H": ["b"], "F": ["a"]}]),
                ]
            )
        )
    )
    assert [(each.first, each.second, each.world) for each in found] == [(1, 2, (("H", "A"), ("F", "B")))]


def test_members_of_a_coalition_diverge():
    found = list(
        contradictions.divergences(
            comparison([said(1, "R", "rejects", [{"H": ["a"]}]), said(2, "U", "supports", [{"H": ["a"]}])])
        )
    )
    assert [(each.coalition, each.scenario, each.against, each.favouring) for each in found] == [(3, 1, (1,), (2,))]


def test_gaps_name_quiet_scenarios_silent_parties_and_positions_without_a_condition():
    found = contradictions.gaps(
        comparison(
            [
                said(1, "R", "rejects", [{"H": ["a"]}]),
                said(2, "R", "rejects", [{"H": ["b"]}]),
                said(3, "R", "opposes", []),
            ]
        )
    )
    assert found.quiet == (2,)
    assert found.silent == (2, 3)
    assert found.unconditional == (3,)
    assert found.thin == ()
